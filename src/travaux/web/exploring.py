"""Find statements: what the address asks for -> the rows that fit, counted by facet, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from starlette.datastructures import QueryParams

from travaux.web.columns import Columns, Mask
from travaux.web.facets import FACETS, HIDDEN, SEVERAL
from travaux.web.listing import Choice

SHOWN = 40  # values of a facet offered; the rest are found by words or through the parties' page
Rows = NDArray[np.int64]

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


def found(columns: Columns, asked: Wanted, hits: Sequence[int] | None) -> Found:
    """The rows that fit. hits: those whose words fit, best first; None where no words are asked."""
    masks = {name: _mask(columns, name, value) for name, value in asked.facets.items()}
    rest = _rest(columns, asked, hits)
    fits = np.logical_and.reduce([rest, *masks.values()])
    choices = tuple(
        _choice(columns, facet.name, facet.words, asked.facets.get(facet.name, ""), rest, masks)
        for facet in FACETS
        if facet.name not in HIDDEN
    )
    order = asked.order or ("best" if hits is not None else "record")
    return Found(_ordered(columns, fits, order, hits), choices, order)


def _rest(columns: Columns, asked: Wanted, hits: Sequence[int] | None) -> Mask:
    """Which rows fit words and dates."""
    fits = np.ones(len(columns.statements), dtype=bool)
    if hits is not None:
        fits[:] = False
        fits[np.array(hits, dtype=np.int64)] = True
    if asked.since:
        fits &= columns.dates >= asked.since
    if asked.until:
        fits &= (columns.dates <= asked.until + "~") & (columns.dates != "")
    return fits


def _mask(columns: Columns, name: str, value: str) -> Mask:
    return np.isin(columns.codes[name], columns.vocabularies[name].holding(value))


def _choice(
    columns: Columns, name: str, words: str, chosen: str, rest: Mask, masks: Mapping[str, Mask]
) -> Choice:
    """The values that remain for one facet when all others stand as asked."""
    others = np.logical_and.reduce([rest, *(m for key, m in masks.items() if key != name)])
    vocabulary = columns.vocabularies[name]
    numbers = np.bincount(columns.codes[name][others], minlength=len(vocabulary.values))
    counts: dict[str, int] = {}
    for code in np.flatnonzero(numbers):
        for value in vocabulary.values[code].split(SEVERAL):
            counts[value] = counts.get(value, 0) + int(numbers[code])
    counts.pop("", None)
    listed = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = listed[:SHOWN]
    if chosen and chosen not in dict(shown):
        shown = [(chosen, counts.get(chosen, 0)), *shown]
    return Choice(name, words, chosen, tuple(shown), len(listed) - len(shown))


def _ordered(columns: Columns, fits: Mask, order: str, hits: Sequence[int] | None) -> Rows:
    if order == "best" and hits is not None:
        best = np.array(hits, dtype=np.int64)
        return best[fits[best]]
    if order in ("record", "best"):
        return np.flatnonzero(fits)
    whole: Rows = columns.once(f"order {order}", lambda: _order(columns, order))
    return whole[fits[whole]]


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
