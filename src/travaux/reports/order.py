"""The longest run of things that two orders agree on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import TypeVar

Thing = TypeVar("Thing")


def chained(
    things: Iterable[Thing], first: Callable[[Thing], int], second: Callable[[Thing], int]
) -> list[Thing]:
    """A longest choice of `things` that rises in both orders, sorted (Fredman 1975)."""
    ordered = sorted(things, key=first)
    ends: list[int] = []
    at_end: list[int] = []
    came: list[int] = []
    for index, thing in enumerate(ordered):
        place = bisect_left(ends, second(thing))
        came.append(at_end[place - 1] if place else -1)
        ends[place:] = [second(thing), *ends[place + 1 :]]
        at_end[place:] = [index, *at_end[place + 1 :]]
    chain: list[Thing] = []
    index = at_end[-1] if at_end else -1
    while index >= 0:
        chain.append(ordered[index])
        index = came[index]
    return chain[::-1]
