"""Measures -> groups that count the same thing.

Two measures count the same thing when they count the same unit in the same voice and the words
around them are alike (cosine of rare terms), or when they speak about the same thread of provisions
that has such a value. A measure that leans on the one before it joins its group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from travaux.core.drafts import SlotKind
from travaux.issues.measures import Measure
from travaux.issues.tellings import IMAGINED, Vector, cosine
from travaux.issues.terms import table

ALIKE = 0.34  # cosine from which words around two values are of one thing
SAME_THREAD = 0.14  # where both speak of one issue
SAME_VALUE = 0.04  # where both tell, or ask for, the value that one issue's provisions give
SAME_COUNT = 0.24  # and where both count dead, wounded, displaced …
LOOSE = {SlotKind.DURATION, SlotKind.SHARE}  # kinds that one issue may have many of
COUNTED = frozenset(table("accounts.toml")["counted"])
MOST_FREQUENT = 400  # terms around more measures than this do not bring two together


def same_thing(
    found: Sequence[Measure], thread_of: Mapping[int, str], units: Mapping[str, frozenset[str]]
) -> list[list[int]]:
    """Groups (of two or more) of indices into `found`.

    thread_of: index -> the thread it is about; units: thread -> the units that its provisions give
    values in.
    """
    vectors = _vectors(found)
    leader = list(range(len(found)))
    for at, measure in enumerate(found):
        if measure.bare and at:
            _join(leader, at - 1, at)
    for one, other in _candidates(found, vectors, thread_of):
        if _same(one, other, found, vectors, thread_of, units):
            _join(leader, one, other)
    groups: dict[int, list[int]] = {}
    for at in range(len(found)):
        groups.setdefault(_lead(leader, at), []).append(at)
    return [group for group in groups.values() if len(group) > 1]


def _same(
    one: int,
    other: int,
    found: Sequence[Measure],
    vectors: Sequence[Vector],
    thread_of: Mapping[int, str],
    units: Mapping[str, frozenset[str]],
) -> bool:
    a, b = found[one], found[other]
    if a.voice != b.voice and "demand" in (a.voice, b.voice):
        return False
    thread = thread_of.get(one, "") if thread_of.get(one) == thread_of.get(other) else ""
    return cosine(vectors[one], vectors[other]) >= _floor(
        a, b, thread, units.get(thread, frozenset())
    )


def _floor(one: Measure, other: Measure, thread: str, units: frozenset[str]) -> float:
    """How alike the words around two values of one unit must be."""
    if one.unit == other.unit == "points" and one.voice == other.voice == "text":
        return 0.0
    if not thread or one.voice != other.voice or one.slot.kind in LOOSE:
        return SAME_COUNT if one.unit in COUNTED else ALIKE
    return SAME_VALUE if one.unit in units and one.voice != "fact" else SAME_THREAD


def _candidates(
    found: Sequence[Measure], vectors: Sequence[Vector], thread_of: Mapping[int, str]
) -> list[tuple[int, int]]:
    """Pairs of one unit that share a term or a thread."""
    blocks: dict[tuple[str, str], list[int]] = {}
    for at, measure in enumerate(found):
        if not measure.unit:
            continue
        keys = [*vectors[at], f"thread {thread_of[at]}"] if at in thread_of else vectors[at]
        for key in keys:
            blocks.setdefault((kind_of(measure), key), []).append(at)
    pairs = {
        (one, other)
        for block in blocks.values()
        if len(block) <= MOST_FREQUENT
        for n, one in enumerate(block)
        for other in block[n + 1 :]
    }
    return sorted(pairs)


def kind_of(measure: Measure) -> str:
    """What a measure may be compared with: values of its unit; of money, of any currency."""
    return "money" if measure.slot.kind is SlotKind.MONEY else measure.unit


def _vectors(found: Sequence[Measure]) -> list[Vector]:
    counts = Counter(term for measure in found for term in measure.near)
    many = len(found) + IMAGINED
    return [{t: log(many / (counts[t] + 1)) for t in measure.near} for measure in found]


def _join(leader: list[int], one: int, other: int) -> None:
    leader[_lead(leader, other)] = _lead(leader, one)


def _lead(leader: list[int], at: int) -> int:
    while leader[at] != at:
        leader[at] = leader[leader[at]]
        at = leader[at]
    return at
