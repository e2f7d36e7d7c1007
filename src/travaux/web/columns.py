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

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """Something worked out from these columns, kept with them."""
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]


def columns(index: Indexed, before: Columns | None = None) -> Columns:
    """The columns of `index`, taken over from `before` where nothing changed."""
    vocabularies = before.vocabularies if before else {f.name: Vocabulary() for f in FACETS}
    judged = _words_of_judgements(index.record.judgements)
    new = index.record.statements
    if before is None:
        start, tail = 0, 0
    else:
        start, tail = _shared(before.statements, new)
    middle = _rows(index, new[start : len(new) - tail], judged, vocabularies)
    made = middle if before is None else _between(before, middle, start, tail)
    place = (
        before.place
        if before and start + tail == len(new) == len(before.statements)
        else {s.id: row for row, s in enumerate(new)}
    )
    if before is not None:
        _read_again(made, index, _touched(before.index, index), place, judged, vocabularies)
    codes = {f.name: made[f.name] for f in FACETS}
    return Columns(index, codes, vocabularies, made["date"], made["confidence"], place)


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


def _between(before: Columns, middle: Mapping[str, Any], start: int, tail: int) -> dict[str, Any]:
    """The old arrays with `middle` in place of what lies between the shared ends."""
    old = {**before.codes, "date": before.dates, "confidence": before.confidence}
    end = len(before.statements) - tail
    return {
        name: np.concatenate([array[:start], middle[name], array[end:]])
        for name, array in old.items()
    }


def _touched(old: Indexed, new: Indexed) -> set[str]:
    """Ids of statements whose links, stances or judgements are not what they were."""
    pairs: list[tuple[Sequence[Any], Sequence[Any]]] = [
        (old.record.links, new.record.links),
        (old.record.stances, new.record.stances),
    ]
    changed: set[str] = set()
    for before, after in pairs:
        if before is not after:
            start, tail = _shared(before, after)
            between = chain(before[start : len(before) - tail], after[start : len(after) - tail])
            changed |= {noun.statement for noun in between}
    start, tail = _shared(old.record.judgements, new.record.judgements)
    more = new.record.judgements[start : len(new.record.judgements) - tail]
    return changed | {judgement.target for judgement in more}


def _read_again(
    made: dict[str, Any],
    index: Indexed,
    touched: Iterable[str],
    place: Mapping[str, int],
    judged: Mapping[str, str],
    vocabularies: Mapping[str, Vocabulary],
) -> None:
    rows = sorted(place[key] for key in touched if key in place)
    statements = [index.record.statements[row] for row in rows]
    for name, values in _rows(index, statements, judged, vocabularies).items():
        made[name][rows] = values


def _words_of_judgements(judgements: Sequence[Judgement]) -> dict[str, str]:
    """Statement id -> what the newest word on it did; an undone one counts no more."""
    said: dict[str, list[str]] = {}
    for judgement in judgements:
        if judgement.noun != "statement":
            continue
        past = said.setdefault(judgement.target, [])
        if judgement.action is Action.UNDO:
            past[-1:] = []
        else:
            past.append(WORDS_OF.get(judgement.action, judgement.action.value))
    return {target: past[-1] for target, past in said.items() if past}
