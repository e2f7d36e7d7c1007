"""Events as columns: arrays of one length, sorted by moment, with words as codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from travaux.monitoring.norms import Value

Ticks: TypeAlias = npt.NDArray[np.int64]
Codes: TypeAlias = npt.NDArray[np.int32]

ABSENT = -1  # the code of a word that an event lacks


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event: moment, type, by and to whom, other facts; known: when it became known (default:
    at once); id: of its entry in the log."""

    t: int
    type: str
    by: str = ""
    to: str = ""
    facts: Mapping[str, Value] = field(default_factory=dict)
    known: int | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """A log as arrays of one length, sorted by moment. types, by, to are codes into `names`;
    numbers and words are facts (nan, or ABSENT, where an event lacks one)."""

    t: Ticks
    types: Codes
    by: Codes
    to: Codes
    names: Mapping[str, int]
    numbers: Mapping[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    words: Mapping[str, Codes] = field(default_factory=dict)
    known: Ticks | None = None
    ids: tuple[str, ...] = ()


def columns_of(events: Iterable[Occurrence]) -> Columns:
    """The columns of `events`, sorted by moment and then by all they say (never by arrival)."""
    ordered = sorted(events, key=_said_by)
    names = _names(ordered)
    keys = sorted({key for e in ordered for key in e.facts})
    return Columns(
        np.array([e.t for e in ordered], np.int64),
        np.array([names[e.type] for e in ordered], np.int32),
        np.array([names[e.by] for e in ordered], np.int32),
        np.array([names[e.to] for e in ordered], np.int32),
        names,
        {key: _numbers(key, ordered) for key in keys},
        {key: _texts(key, ordered, names) for key in keys},
        np.array([e.t if e.known is None else e.known for e in ordered], np.int64),
        tuple([e.id for e in ordered]),
    )


def _said_by(event: Occurrence) -> tuple[object, ...]:
    facts = sorted(map(str, event.facts.items())) if event.facts else ()
    return event.t, event.type, event.by, event.to, event.id, tuple(facts)


def _names(events: Sequence[Occurrence]) -> dict[str, int]:
    """Codes for every word in the log, in alphabetical order; "" has code 0."""
    words = {""}
    for event in events:
        words.update((event.type, event.by, event.to))
        if event.facts:
            words.update(map(word_of, event.facts.values()))
    return {name: code for code, name in enumerate(sorted(words))}


def _numbers(key: str, events: Sequence[Occurrence]) -> npt.NDArray[np.float64]:
    given = (e.facts.get(key) for e in events)
    return np.array([np.nan if v is None or isinstance(v, str | bool) else v for v in given])


def _texts(key: str, events: Sequence[Occurrence], names: Mapping[str, int]) -> Codes:
    given = (e.facts.get(key) for e in events)
    codes = [names[word_of(v)] if isinstance(v, str | bool) else ABSENT for v in given]
    return np.array(codes, np.int32)


def word_of(value: Value) -> str:
    """A word or truth value as it is compared."""
    return str(value).lower() if isinstance(value, bool) else str(value)
