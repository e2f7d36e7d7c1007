"""Rules and tagger -> one set of attributions, each saying which of them found it.

The tagger marks boundaries better and finds more; the rules see what it was never shown: an
attribution inside the content of another, speakers in layouts, quotations without a cue. So

1. an attribution that both found (their cues meet, or neither has one, and their contents meet)
   keeps the tagger's spans, takes a source from the rules where the tagger has none, and carries
   the reasons of both;
2. what the tagger alone found stays;
3. what a rule alone found stays if it lies inside another attribution's content, or touches no
   attribution of the tagger; where it only crosses one, the tagger's reading wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from travaux.discourse.attribution import Attribution, Span, in_order


def merge(tagged: Sequence[Attribution], ruled: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The union of two engines' attributions, sorted (see `in_order`). Order does not matter."""
    left = sorted(ruled, key=in_order)
    joined = []
    for each in sorted(tagged, key=in_order):
        twins = [other for other in left if same(each, other)]
        joined.append(both(each, twins[0]) if twins else each)
        left = [other for other in left if other not in twins]
    return tuple(sorted([*joined, *(each for each in left if fits(each, tagged))], key=in_order))


def same(one: Attribution, other: Attribution) -> bool:
    """Whether two engines mean one attribution: their cues meet, and so do their contents."""
    cues = meet(one.cue, other.cue) or (one.cue is None and other.cue is None)
    return cues and any(meet(mine, yours) for mine in one.content for yours in other.content)


def both(tagged: Attribution, ruled: Attribution) -> Attribution:
    """One attribution of two: the tagger's spans, the reasons and the names of both."""
    return replace(
        tagged,
        source=tagged.source or ruled.source,
        made_by=(*tagged.made_by, *ruled.made_by),
        confidence=round(1 - (1 - tagged.confidence) * (1 - ruled.confidence), 3),
        why=(*tagged.why, *ruled.why),
    )


def fits(ruled: Attribution, tagged: Sequence[Attribution]) -> bool:
    """Whether a rule's attribution stands free of the tagger's, or inside a content of one."""
    return all(
        inside(ruled, each)
        or not any(meet(mine, yours) for mine in ruled.parts for yours in each.parts)
        for each in tagged
    )


def inside(inner: Attribution, outer: Attribution) -> bool:
    """Whether every part of one lies in one stretch of the other's content."""
    return any(a <= inner.start and inner.end <= b for a, b in outer.content)


def meet(one: Span | None, other: Span | None) -> bool:
    """Whether two spans share a character."""
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]
