"""What is spoken *about* a text is told apart from the text itself.

A provision that says “Russia agrees to …” is no report of Russia's words: it is the draft. So a
statement that lies wholly inside a provision is left out; one that holds or quotes a provision
among other words stays.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from travaux.core.drafts import Witness
from travaux.core.statements import Statement

Range = tuple[int, int]


def spoken(statements: Sequence[Statement], witnesses: Sequence[Witness]) -> tuple[Statement, ...]:
    """`statements` without those that lie inside a provision of one of `witnesses`."""
    drafted = _ranges(witnesses)
    return tuple(s for s in statements if not _inside(drafted.get(s.document, ()), s))


def _ranges(witnesses: Sequence[Witness]) -> Mapping[str, Sequence[Range]]:
    """The ranges of provisions by document, sorted; they do not overlap."""
    found: dict[str, list[Range]] = {}
    for witness in witnesses:
        for provision in witness.provisions:
            for place in provision.anchors:
                found.setdefault(place.document, []).append((place.start, place.end))
    return {document: sorted(ranges) for document, ranges in found.items()}


def _inside(ranges: Sequence[Range], statement: Statement) -> bool:
    at = bisect_right(ranges, statement.start, key=lambda r: r[0]) - 1
    return at >= 0 and statement.end <= ranges[at][1]
