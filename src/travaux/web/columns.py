"""Statements as columns of numbers, so that 100,000 are filtered, counted and sorted at once.

Each facet is an array of codes, one a statement (for a facet with several values: a code for the
set of them). A judgement changes one statement in many: the arrays are then taken over up to it
and after it, and only what lies between, or was judged, is read anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from travaux.core.judgements import Action, Judgement
from travaux.core.statements import Statement
from travaux.reports.indexed import Indexed
from travaux.web.facets import FACETS, SEVERAL, said_on

Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]
UNJUDGED = "not yet"
WORDS_OF = {Action.CONFIRM: "confirmed", Action.REJECT: "rejected", Action.ADD: "added",
            Action.CHANGE: "changed"}  # fmt: skip


@dataclass
class Vocabulary:
    """The values of one facet and their codes; it only grows."""

    values: list[str] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)

    def code(self, value: str) -> int:
        """The code of `value`, a new one where it has none."""
        found = self.codes.get(value)
        if found is None:
            found = self.codes[value] = len(self.values)
            self.values.append(value)
        return found

    def holding(self, value: str) -> list[int]:
        """The codes of the values that are `value` or a set with it."""
        return [n for n, v in enumerate(self.values) if v == value or value in v.split(SEVERAL)]


@dataclass(frozen=True)
class Columns:
    """The statements of one version of the record. codes: facet -> array; dates: ISO as text;
    confidence: 0 to 1. place: statement id -> its row."""

    index: Indexed
    codes: Mapping[str, Codes]
    vocabularies: Mapping[str, Vocabulary]
    dates: NDArray[np.str_]
    confidence: NDArray[np.float32]
    place: Mapping[str, int]
    made: dict[str, Any] = field(default_factory=dict)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements, in the record's order, which is that of the rows."""
        return self.index.record.statements

    @property
    def arrays(self) -> dict[str, Any]:
        """Every array by name: the facets' codes, `date`, `confidence`."""
        return {**self.codes, "date": self.dates, "confidence": self.confidence}

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """Something worked out from these columns, kept with them."""
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]


def columns(index: Indexed, before: Columns | None = None) -> Columns:
    """The columns of `index`, taken over from `before` where nothing changed."""
    judged = _words_of_judgements(index.record.judgements)
    statements = index.record.statements
    if before is None:
        vocabularies: Mapping[str, Vocabulary] = {f.name: Vocabulary() for f in FACETS}
        made = _rows(index, statements, judged, vocabularies)
        place: Mapping[str, int] = {s.id: row for row, s in enumerate(statements)}
    else:
        vocabularies = before.vocabularies
        source, new = _sources(before.statements, statements)
        made = {name: array[source] for name, array in before.arrays.items()}
        stayed = len(new) == 0 and len(statements) == len(before.statements)
        place = before.place if stayed else {s.id: row for row, s in enumerate(statements)}
        touched = {place[key] for key in _touched(before.index, index) if key in place}
        again = sorted(touched | set(new))
        fresh = _rows(index, [statements[row] for row in again], judged, vocabularies)
        for name, values in fresh.items():
            made[name][again] = values
    codes = {f.name: made[f.name] for f in FACETS}
    return Columns(index, codes, vocabularies, made["date"], made["confidence"], place)


def _sources(
    old: Sequence[Statement], new: Sequence[Statement]
) -> tuple[NDArray[np.int64], list[int]]:
    """For each new row the old row of the same statement (0 where there is none), and which new
    rows have none. “The same” is the very same object."""
    if len(old) == len(new):
        source = np.arange(len(new))
        return source, [n for n, (a, b) in enumerate(zip(old, new, strict=True)) if a is not b]
    at = {id(statement): row for row, statement in enumerate(old)}
    found = np.fromiter((at.get(id(s), -1) for s in new), np.int64, len(new))
    rows: list[int] = np.flatnonzero(found < 0).tolist()
    return np.maximum(found, 0), rows


def _shared(old: Sequence[Any], new: Sequence[Any]) -> tuple[int, int]:
    """How many nouns at the beginning and at the end are the very same objects."""
    most = min(len(old), len(new))
    start = next((n for n in range(most) if old[n] is not new[n]), most)
    tail = next((n for n in range(most - start) if old[-1 - n] is not new[-1 - n]), most - start)
    return start, tail


def _rows(
    index: Indexed,
    statements: Sequence[Statement],
    judged: Mapping[str, str],
    vocabularies: Mapping[str, Vocabulary],
) -> dict[str, Any]:
    """Arrays of the facets, dates and confidences of `statements`."""
    made: dict[str, Any] = {}
    for facet in FACETS:
        if facet.name == "judged":
            values: Iterable[str] = (judged.get(s.id, UNJUDGED) for s in statements)
        else:
            values = (facet.reader(index, s) for s in statements)
        code = vocabularies[facet.name].code
        made[facet.name] = np.fromiter(map(code, values), np.int32, len(statements))
    made["date"] = np.array([said_on(index, s) for s in statements], dtype="U10")
    made["confidence"] = np.array([s.confidence for s in statements], dtype=np.float32)
    return made


def _touched(old: Indexed, new: Indexed) -> set[str]:
    """Ids of statements whose links, stances or judgements are not what they were."""
    links = _differing(old.record.links, new.record.links)
    stances = _differing(old.record.stances, new.record.stances)
    judgements = _differing(old.record.judgements, new.record.judgements)
    return {n.statement for n in chain(links, stances)} | {j.target for j in judgements}


def _differing(old: Sequence[Any], new: Sequence[Any]) -> list[Any]:
    """The nouns that stand in one of both but not, as the very same object, in the other."""
    if old is new:
        return []
    start, tail = _shared(old, new)
    before = {id(noun): noun for noun in old[start : len(old) - tail]}
    after = {id(noun): noun for noun in new[start : len(new) - tail]}
    return [noun for key, noun in before.items() if key not in after] + [
        noun for key, noun in after.items() if key not in before
    ]


def _words_of_judgements(judgements: Sequence[Judgement]) -> dict[str, str]:
    """Statement id -> what the newest word on it did; an undone one counts no more."""
    said: dict[str, list[str]] = {}
    for judgement in judgements:
        if judgement.noun != "statement" or judgement.blind:
            continue
        past = said.setdefault(judgement.target, [])
        if judgement.action is Action.UNDO:
            past[-1:] = []
        else:
            past.append(WORDS_OF.get(judgement.action, judgement.action.value))
    return {target: past[-1] for target, past in said.items() if past}
