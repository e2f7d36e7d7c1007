"""Statements as columns of numbers, so that 100,000 are filtered, counted and sorted at once.

Each facet is an array of codes, one a statement (for a facet with several values: a code for the
set of them). A judgement changes one statement in many: only what it touched is read anew, and an
array in which nothing changed is taken over as it is, with all that was counted from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress, count
from operator import is_not
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from travaux.core.judgements import Action, Judgement
from travaux.core.statements import Statement
from travaux.core.steps import NOTHING, Step, shared, step_between
from travaux.reports.indexed import Indexed
from travaux.web.facets import FACETS, said_on
from travaux.web.vocabulary import Codes, Vocabulary

T = TypeVar("T")
Mask = NDArray[np.bool_]
Array = NDArray[Any]
UNJUDGED = "not yet"
WORDS_OF = {Action.CONFIRM: "confirmed", Action.REJECT: "rejected", Action.ADD: "added",
            Action.CHANGE: "changed"}  # fmt: skip


@dataclass(frozen=True)
class Columns:
    """The statements of one version of the record. codes: facet -> array; dates: ISO as text;
    confidence: 0 to 1. place: statement id -> its row. made: what was worked out from an array,
    with that array."""

    index: Indexed
    codes: Mapping[str, Codes]
    vocabularies: Mapping[str, Vocabulary]
    dates: NDArray[np.str_]
    confidence: NDArray[np.float32]
    place: Mapping[str, int]
    made: dict[str, tuple[Array, Any]] = field(default_factory=dict)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements, in the record's order, which is that of the rows."""
        return self.index.record.statements

    @property
    def arrays(self) -> dict[str, Array]:
        """Every array by name: the facets' codes, `date`, `confidence`."""
        return {**self.codes, "date": self.dates, "confidence": self.confidence}

    def once(self, name: str, array: Array, make: Callable[[], T]) -> T:
        """Something worked out from one of the arrays, kept for as long as that stays the same."""
        there = self.made.get(name)
        if there is None or there[0] is not array:
            there = self.made[name] = (array, make())
        found: T = there[1]
        return found


def columns(index: Indexed, before: Columns | None = None, step: Step | None = None) -> Columns:
    """The columns of `index`, taken over from `before` where nothing changed. step: what differs
    from the record of `before`; it is looked for where it is not known."""
    statements = index.record.statements
    if before is None:
        vocabularies: Mapping[str, Vocabulary] = {f.name: Vocabulary() for f in FACETS}
        arrays = _rows(index, statements, vocabularies)
        return _columns(index, arrays, vocabularies, _places(statements), {})
    if step is None:
        step = step_between(before.index.record, index.record)
    source, new = _sources(before.statements, statements)
    stayed = source is None and all(before.statements[n].id == statements[n].id for n in new)
    place = before.place if stayed else _places(statements)
    ids = {s.id for s in step.get("statements", NOTHING).both}
    moved = {key for key in ids if (key in before.place) != (key in place)}
    touched = _touched(step) | _nested_in(moved, statements)
    again = sorted({place[key] for key in touched if key in place} | set(new))
    fresh = _rows(index, [statements[row] for row in again], before.vocabularies)
    arrays = {
        name: _taken_over(array, source, again, fresh[name])
        for name, array in before.arrays.items()
    }
    return _columns(index, arrays, before.vocabularies, place, dict(before.made))


def _columns(
    index: Indexed,
    arrays: Mapping[str, Array],
    vocabularies: Mapping[str, Vocabulary],
    place: Mapping[str, int],
    made: dict[str, tuple[Array, Any]],
) -> Columns:
    codes = {f.name: arrays[f.name] for f in FACETS}
    return Columns(index, codes, vocabularies, arrays["date"], arrays["confidence"], place, made)


def _places(statements: Sequence[Statement]) -> dict[str, int]:
    return {statement.id: row for row, statement in enumerate(statements)}


def _sources(
    old: Sequence[Statement], new: Sequence[Statement]
) -> tuple[NDArray[np.int64] | None, list[int]]:
    """For each new row the old row of the same statement (0 where there is none; None: the same
    row everywhere), and which new rows have none. “The same” is the very same object."""
    if len(old) == len(new):
        return None, list(compress(count(), map(is_not, old, new)))
    start, tail = shared(old, new)
    at = {id(old[row]): row for row in range(start, len(old) - tail)}
    middle = [at.get(id(statement), -1) for statement in new[start : len(new) - tail]]
    rows = [start + n for n, row in enumerate(middle) if row < 0]
    pieces = (range(start), (max(row, 0) for row in middle), range(len(old) - tail, len(old)))
    return np.fromiter(chain.from_iterable(pieces), np.int64, len(new)), rows


def _taken_over(
    array: Array, source: NDArray[np.int64] | None, again: Sequence[int], fresh: Array
) -> Array:
    """`array` with `fresh` values in the rows `again`; itself where it has them already."""
    if source is None and np.array_equal(array[again], fresh):
        return array
    made: Array = array.copy() if source is None else array[source]
    made[again] = fresh
    return made


def _rows(
    index: Indexed, statements: Sequence[Statement], vocabularies: Mapping[str, Vocabulary]
) -> dict[str, Array]:
    """Arrays of the facets, dates and confidences of `statements`."""
    made: dict[str, Array] = {}
    for facet in FACETS:
        if facet.name == "judged":
            values: Iterable[str] = (_word_on(index, s) for s in statements)
        else:
            values = (facet.reader(index, s) for s in statements)
        code = vocabularies[facet.name].code
        made[facet.name] = np.fromiter(map(code, values), np.int32, len(statements))
    made["date"] = np.array([said_on(index, s) for s in statements], dtype="U10")
    made["confidence"] = np.array([s.confidence for s in statements], dtype=np.float32)
    return made


def _touched(step: Step) -> set[str]:
    """Ids of statements whose links, stances or judgements are not what they were."""
    readings = chain(step.get("links", NOTHING).both, step.get("stances", NOTHING).both)
    judgements = step.get("judgements", NOTHING).both
    return {n.statement for n in readings} | {j.target for j in judgements}


def _nested_in(ids: set[str], statements: Iterable[Statement]) -> set[str]:
    """Ids of the statements that are nested in one of `ids`, at any depth: their own depth is
    another when one of those comes or goes."""
    found: set[str] = set()
    nested = [s for s in statements if s.within] if ids else []
    while ids:
        ids = {s.id for s in nested if s.within in ids} - found
        found |= ids
    return found


def _word_on(index: Indexed, statement: Statement) -> str:
    """What the newest word on a statement did; an undone one counts no more."""
    said: list[str] = []
    for judgement in index.judged.get(statement.id, ()):
        if judgement.noun == "statement" and not judgement.blind:
            _hear(said, judgement)
    return said[-1] if said else UNJUDGED


def _hear(said: list[str], judgement: Judgement) -> None:
    if judgement.action is Action.UNDO:
        said[-1:] = []
    else:
        said.append(WORDS_OF.get(judgement.action, judgement.action.value))
