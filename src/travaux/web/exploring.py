"""Find statements: what the address asks for -> the rows that fit, counted by facet, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from starlette.datastructures import QueryParams

from travaux.web.columns import Columns, Mask
from travaux.web.facets import FACETS, HIDDEN, Facet
from travaux.web.listing import Choice
from travaux.web.vocabulary import Codes, Vocabulary

SHOWN = 40  # values of a facet offered; the rest are found by words or through the parties' page
Rows = NDArray[np.integer[Any]]

SORTED_BY = {"newest": "date", "oldest": "date", "speaker": "speaker", "unsure": "confidence"}
ORDERS = {
    "record": "as in the sources",
    "best": "best match first",
    "newest": "newest first",
    "oldest": "oldest first",
    "speaker": "by speaker",
    "unsure": "least certain first",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for. facets: name -> value; since, until: ISO dates, inclusive."""

    facets: Mapping[str, str]
    words: str = ""
    since: str = ""
    until: str = ""
    order: str = ""

    @property
    def anything(self) -> bool:
        """Whether less than everything is asked for."""
        return bool(self.facets or self.words or self.since or self.until)


@dataclass(frozen=True, slots=True)
class Found:
    """Rows in the order asked for, and the choices that would narrow them further."""

    rows: Rows
    choices: tuple[Choice, ...]
    order: str


def wanted(query: QueryParams) -> Wanted:
    """What the query of an address asks for; what it does not know is left out."""
    facets = {f.name: query[f.name] for f in FACETS if query.get(f.name)}
    order = query.get("sort", "")
    return Wanted(
        facets,
        " ".join(query.get("q", "").split())[:200],
        query.get("since", "")[:10],
        query.get("until", "")[:10],
        order if order in ORDERS else "",
    )


def found(columns: Columns, asked: Wanted, hits: Rows | None) -> Found:
    """The rows that fit. hits: those whose words fit, best first; None where no words are asked."""
    masks = {name: _mask(columns, name, value) for name, value in asked.facets.items()}
    rest = _rest(columns, asked, hits)
    fits = _rows(rest, masks.values())
    choices = tuple(
        _choice(columns, facet, asked.facets.get(facet.name, ""), _others(facet, rest, masks, fits))
        for facet in FACETS
        if facet.name not in HIDDEN
    )
    order = asked.order or ("best" if hits is not None else "record")
    return Found(_ordered(columns, fits, order, hits), choices, order)


def _rows(rest: Mask | None, masks: Iterable[Mask]) -> Rows | None:
    """The rows that every mask lets through; None for all."""
    every = [mask for mask in (rest, *masks) if mask is not None]
    return np.flatnonzero(np.logical_and.reduce(every)) if every else None


def _others(
    facet: Facet, rest: Mask | None, masks: Mapping[str, Mask], fits: Rows | None
) -> Rows | None:
    """The rows that fit when nothing is asked of one facet."""
    if facet.name not in masks:
        return fits
    return _rows(rest, (mask for name, mask in masks.items() if name != facet.name))


def _rest(columns: Columns, asked: Wanted, hits: Rows | None) -> Mask | None:
    """Which rows fit words and dates, None for all."""
    if hits is None and not asked.since and not asked.until:
        return None
    fits = np.ones(len(columns.statements), dtype=bool)
    if hits is not None:
        fits[:] = False
        fits[hits] = True
    if asked.since:
        fits &= columns.dates >= asked.since
    if asked.until:
        fits &= (columns.dates <= asked.until + "~") & (columns.dates != "")
    return fits


def _mask(columns: Columns, name: str, value: str) -> Mask:
    return np.isin(columns.codes[name], columns.vocabularies[name].holding(value))


def _choice(columns: Columns, facet: Facet, chosen: str, rows: Rows | None) -> Choice:
    """The values that remain for one facet when all others stand as asked, among `rows`."""
    codes, vocabulary = columns.codes[facet.name], columns.vocabularies[facet.name]
    if rows is None:
        counts = columns.once(f"counts {facet.name}", codes, lambda: _counts(vocabulary, codes))
    else:
        counts = _counts(vocabulary, codes[rows])
    shown = list(islice(counts.items(), SHOWN))
    if chosen and chosen not in dict(shown):
        shown = [(chosen, counts.get(chosen, 0)), *shown]
    return Choice(facet.name, facet.words, chosen, tuple(shown), max(0, len(counts) - len(shown)))


def _counts(vocabulary: Vocabulary, codes: Codes) -> dict[str, int]:
    """How many statements have each value, the most frequent first."""
    counts = vocabulary.spread.counted(codes)
    counts.pop("", None)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _ordered(columns: Columns, fits: Rows | None, order: str, hits: Rows | None) -> Rows:
    number = len(columns.statements)
    if order in ("record", "best") and (order == "record" or hits is None):
        return np.arange(number) if fits is None else fits
    whole = hits if order == "best" and hits is not None else _whole_order(columns, order)
    if fits is None:
        return whole
    there = np.zeros(number, dtype=bool)
    there[fits] = True
    return whole[there[whole]]


def _whole_order(columns: Columns, order: str) -> Rows:
    array = columns.arrays[SORTED_BY[order]]
    return columns.once(f"order {order}", array, lambda: _order(columns, order))


def _order(columns: Columns, order: str) -> Rows:
    """All rows in one order; rows that do not differ stay as in the record."""
    if order == "oldest":
        return np.argsort(np.where(columns.dates == "", "~", columns.dates), kind="stable")
    if order == "newest":
        later: Rows = np.argsort(columns.dates[::-1], kind="stable")[::-1]
        return len(columns.dates) - 1 - later
    if order == "unsure":
        return np.argsort(columns.confidence, kind="stable")
    names = columns.vocabularies["speaker"].values
    rank: dict[str, Any] = {name: n for n, name in enumerate(sorted(names, key=str.casefold))}
    ranks = np.array([rank[name] for name in names] or [0])
    return np.argsort(ranks[columns.codes["speaker"]], kind="stable")
