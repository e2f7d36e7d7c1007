"""What differs between two versions of a record: the nouns that went, and those that came.

    version 7 ──step──▶ version 8 ──step──▶ version 9    (7 to 9: both steps, one after another)

A judgement makes a new record that shares with the old one every noun it does not touch. So what
differs is found by identity, without comparing values, and whoever keeps something counted over the
whole record counts on: what went is taken off, what came is put to it. A noun that changed went and
came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count, islice
from operator import is_not
from typing import Any

from travaux.core.record import NOUNS, Record


@dataclass(frozen=True, slots=True)
class Parted:
    """The nouns of one table that went, and those that came, each in its record's order."""

    gone: tuple[Any, ...] = ()
    come: tuple[Any, ...] = ()

    @property
    def both(self) -> tuple[Any, ...]:
        """All that the step touches."""
        return (*self.gone, *self.come)


Step = Mapping[str, Parted]  # field of the record -> what differs; without those where nothing does
NOTHING = Parted()


def step_between(old: Record, new: Record) -> Step:
    """What differs from `old` to `new`."""
    found = {name: parted(getattr(old, name), getattr(new, name)) for name in NOUNS}
    return {name: parts for name, parts in found.items() if parts.gone or parts.come}


def parted(old: Sequence[Any], new: Sequence[Any]) -> Parted:
    """The nouns that stand in one of both but not, as the very same object, in the other."""
    if old is new:
        return NOTHING
    start, tail = shared(old, new)
    before, after = old[start : len(old) - tail], new[start : len(new) - tail]
    then, now = set(map(id, before)), set(map(id, after))
    gone = tuple(noun for noun in before if id(noun) not in now)
    return Parted(gone, tuple(noun for noun in after if id(noun) not in then))


def shared(old: Sequence[Any], new: Sequence[Any]) -> tuple[int, int]:
    """How many nouns at the beginning, and at the end, are the very same objects."""
    most = min(len(old), len(new))
    start = _first_other(old, new, most)
    return start, _first_other(reversed(old), reversed(new), most - start)


def _first_other(old: Iterable[Any], new: Iterable[Any], most: int) -> int:
    """The first of `most` places where two rows hold other objects; `most` where there is none.
    Without a line of Python a noun: a record has 100,000 of them."""
    differing = map(is_not, islice(old, most), new)
    return next(compress(count(), differing), most)


def joined(steps: Sequence[Step]) -> Step:
    """One step that comes to the same as `steps`, one after another."""
    if len(steps) == 1:
        return steps[0]
    names = dict.fromkeys(name for step in steps for name in step)
    return {name: _joined([step.get(name, NOTHING) for step in steps]) for name in names}


def _joined(parts: Iterable[Parted]) -> Parted:
    listed = list(parts)
    gone = tuple(noun for part in listed for noun in part.gone)
    return Parted(gone, tuple(noun for part in listed for noun in part.come))
