"""What is spoken *about* a text is told apart from the text itself.

A provision that says “Russia agrees to …” is no report of Russia's words: it is the draft. So a
statement that begins and ends inside provisions of one text is left out; one that holds or quotes a
provision among other words stays.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from travaux.core.drafts import Witness
from travaux.core.statements import Statement

Range = tuple[int, int]


def spoken(statements: Sequence[Statement], witnesses: Sequence[Witness]) -> tuple[Statement, ...]:
    """`statements` without those that begin and end inside provisions of one of `witnesses`."""
    drafted = _ranges(witnesses)
    return tuple(s for s in statements if not _inside(drafted.get(s.document, ()), s))


def _ranges(witnesses: Sequence[Witness]) -> Mapping[str, Sequence[Sequence[Range]]]:
    """By document, the ranges of each witness's provisions, sorted; they do not overlap."""
    found: dict[str, list[list[Range]]] = {}
    for witness in witnesses:
        places = [place for provision in witness.provisions for place in provision.anchors]
        ranges: dict[str, list[Range]] = {}
        for place in places:
            ranges.setdefault(place.document, []).append((place.start, place.end))
        for document, held in ranges.items():
            found.setdefault(document, []).append(sorted(held))
    return found


def _inside(witnesses: Sequence[Sequence[Range]], statement: Statement) -> bool:
    """Whether both ends lie in provisions of one witness: whatever stands between is its text."""
    first, last = statement.start, statement.end - 1
    return any(_holds(ranges, first) and _holds(ranges, last) for ranges in witnesses)


def _holds(ranges: Sequence[Range], offset: int) -> bool:
    at = bisect_right(ranges, offset, key=lambda r: r[0]) - 1
    return at >= 0 and offset < ranges[at][1]
