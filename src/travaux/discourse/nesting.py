"""Which attribution lies inside the content of which: a forest over one document.

A is within B when A's own words (source, cue, content) lie inside one fragment range of B's
content; of several such B the narrowest is the parent. Where two attributions share a content
("Axios, citing an official, reported that …"), the relay ("citing") is the inner one, so that the
chain reads outlet <- official <- whoever the content reports.

One sweep over the sorted spans with the list of open contents: linear after the sort, as long as
contents are opened and closed like those of a text (the list holds a nesting depth of them).
"""

from __future__ import annotations

from collections.abc import Sequence

from travaux.discourse.attribution import Attribution

RELAY = "passes on the words of its host"  # the reason that marks a relay
_SAME = 0.8  # contents that share so much of their characters are one content


def parents(found: Sequence[Attribution]) -> list[int]:
    """For each attribution the index of the one it is nested in, or -1. Never a cycle."""
    order = sorted(range(len(found)), key=lambda i: _rank(found[i]))
    result = [-1] * len(found)
    opened: list[int] = []
    for i in order:
        low = _hull(found[i])[0]
        opened = [j for j in opened if _hull(found[j])[1] > low]
        around = [j for j in opened if _within(found[i], found[j])]
        result[i] = max(around, key=lambda j: _depth_key(found[j]), default=-1)
        opened.append(i)
    return result


def _depth_key(each: Attribution) -> tuple[int, bool, int]:
    """The narrower content is the nearer parent; of equal ones the relay."""
    start, end = _hull(each)
    return (start - end, is_relay(each), each.start)


def _rank(each: Attribution) -> tuple[int, int, bool, int]:
    """Contents in order of start, the wider first; of equal contents the relay last."""
    start, end = _hull(each)
    return (start, -end, is_relay(each), each.start)


def _hull(each: Attribution) -> tuple[int, int]:
    return each.content[0][0], each.content[-1][1]


def is_relay(each: Attribution) -> bool:
    """Whether the cue passes on another's words inside the clause of its own source."""
    return ("cue", RELAY) in each.why


def _within(inner: Attribution, outer: Attribution) -> bool:
    if is_relay(inner) and _same_content(inner, outer):
        return not is_relay(outer) or outer.start < inner.start
    if inner.cue is None and inner.source is None:
        return _covered(inner, outer) and _hull(inner) != _hull(outer)
    return _covered(inner, outer)


def _covered(inner: Attribution, outer: Attribution) -> bool:
    """Whether every part of `inner` lies in the content of `outer` (its gaps do not count)."""
    own = [span for span in (inner.cue, *inner.content) if span]
    return all(any(a <= s and e <= b for a, b in outer.content) for s, e in own)


def _same_content(one: Attribution, other: Attribution) -> bool:
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one.content for c, d in other.content)
    total = sum(b - a for a, b in one.content) + sum(b - a for a, b in other.content) - shared
    return total > 0 and shared / total >= _SAME
