"""Sorted tuples with a few things put in their place, without sorting or hashing the rest again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Key = Any  # anything that is ordered


def spliced(
    items: Iterable[Item],
    key: Callable[[Item], Key],
    changes: Iterable[tuple[Key, Sequence[Item]]],
) -> list[Item]:
    """`items`, which are sorted by `key`, where for each (key, new) of `changes` the items with
    that key are replaced by `new`; `new` may be empty, or come where nothing was."""
    found = list(items)
    for place, new in changes:
        start = end = bisect_left(found, place, key=key)
        while end < len(found) and key(found[end]) == place:
            end += 1
        found[start:end] = new
    return found
