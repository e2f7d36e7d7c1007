"""Rules and tagger -> one set of attributions, each saying which of them found it.

The tagger marks boundaries better and finds more; but its corpus never shows an attribution inside
the content of another, which the rules know. So

1. of an attribution that both found (their cues meet, and their contents), the spans are the
   tagger's, and the reasons and names those of both;
2. but where the rules have it inside the content of another, as a relay ("citing X"), or as a turn
   or an earlier message that the layout shows, they know better: then the spans are theirs;
   and where the tagger's content cuts an attribution that the rules have inside theirs, leaves it
   in a gap ("that, according to Y, …") or right outside ("a call from the Emir, who told him
   that …"), or holds the name of a relay, the content is theirs, so that it has its place;
3. what the tagger alone found stays;
4. what a rule alone found stays if it is a relay or stands beside one, or if, beside each
   attribution settled so far, it lies apart, lies in its content, or holds in its own content
   what both have there; where it crosses one, the one settled first wins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from travaux.discourse.attribution import Attribution, Span, in_order
from travaux.discourse.hearing import RECEIVED
from travaux.discourse.nesting import is_relay, parents
from travaux.discourse.replies import REPLY
from travaux.discourse.sources import RELATIVE_SUBJECT
from travaux.discourse.transcripts import TURN

_THAT = 5  # characters of "that" and a comma
ROOM = 1000  # characters; more than nearly every attribution has


def merge(tagged: Sequence[Attribution], ruled: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The union of two engines' attributions, sorted (see `in_order`). Order does not matter."""
    rules = sorted(ruled, key=in_order)
    inner = {each for each, parent in zip(rules, parents(rules), strict=True) if parent >= 0}
    near, inside_near = Near(rules), Near(sorted(inner, key=in_order))
    settled, used = [], set[Attribution]()
    for each in sorted(tagged, key=in_order):
        twins = [other for other in near.around(each) if other not in used and same(each, other)]
        used.update(twins)
        settled.append(both(each, twins[0], inner, inside_near) if twins else each)
    return tuple(sorted([*settled, *_kept(rules, used, settled, inner)], key=in_order))


def _kept(
    rules: Sequence[Attribution],
    used: Collection[Attribution],
    settled: Sequence[Attribution],
    inner: Collection[Attribution],
) -> Iterator[Attribution]:
    """What the rules alone found and what goes with the settled attributions."""
    places = {each.parts for each in inner}
    nested = {each for each in settled if len(each.made_by) > 1 and each.parts in places}
    near = Near(settled)
    for each in rules:
        if each not in used and all(fits(each, o, o in nested) for o in near.around(each)):
            yield each


class Near:
    """Attributions by where they stand, so that a long text takes linear time."""

    def __init__(self, found: Sequence[Attribution]) -> None:
        self._rooms: dict[int, list[tuple[int, Attribution]]] = {}
        for number, each in enumerate(found):
            for room in self._rooms_of(each):
                self._rooms.setdefault(room, []).append((number, each))

    def around(self, each: Attribution) -> list[Attribution]:
        """Those that may share a character with an attribution, in their order."""
        met = {n: o for room in self._rooms_of(each) for n, o in self._rooms.get(room, ())}
        return [met[number] for number in sorted(met)]

    @staticmethod
    def _rooms_of(each: Attribution) -> range:
        return range(each.start // ROOM, each.end // ROOM + 1)


def same(one: Attribution, other: Attribution) -> bool:
    """Whether two engines mean one attribution: their cues meet, and so do their contents."""
    if one.cue is None or other.cue is None:
        return one.cue is other.cue and _contents_meet(one, other)
    near = _contents_meet(one, other) or is_relay(other) or _in_cue(one, other)
    return meet(one.cue, other.cue) and near


def _in_cue(one: Attribution, other: Attribution) -> bool:
    """ "As Brask tells it, …": the whole content of one is a word of the other's cue."""
    cue = other.cue
    return cue is not None and all(cue[0] <= a and b <= cue[1] for a, b in one.content)


def _contents_meet(one: Attribution, other: Attribution) -> bool:
    return any(meet(mine, yours) for mine in one.content for yours in other.content)


def both(
    tagged: Attribution, ruled: Attribution, inner: Collection[Attribution], near: Near
) -> Attribution:
    """One attribution of two, with the reasons and the names of both. inner: what the rules have
    inside another's content, and `near` where."""
    rules_know = ruled in inner or is_relay(ruled) or _is_printed(ruled)
    rules_know = rules_know or _in_cue(tagged, ruled) or ("cue", RECEIVED) in ruled.why
    rules_know = rules_know or _holds(ruled.cue, tagged.source)
    first, second = (ruled, tagged) if rules_know else (tagged, ruled)
    cut = any(_spoilt(tagged, ruled, each) for each in near.around(ruled))
    return Attribution(
        source=first.source or second.source,
        cue=first.cue,
        content=ruled.content if cut else first.content,
        made_by=(*tagged.made_by, *ruled.made_by),
        confidence=round(1 - (1 - tagged.confidence) * (1 - ruled.confidence), 3),
        why=(*tagged.why, *ruled.why),
    )


def _holds(cue: Span | None, source: Span | None) -> bool:
    """ "Let the chair know": the tagger's source is a word of the rules' cue."""
    if cue is None or source is None:
        return False
    return cue[0] <= source[0] and source[1] <= cue[1]


def _spoilt(tagged: Attribution, ruled: Attribution, each: Attribution) -> bool:
    """Whether the tagger's content hurts an attribution that the rules' content leaves whole."""
    if is_relay(each) and each.source is not None:
        held = [any(meet(span, each.source) for span in s.content) for s in (tagged, ruled)]
        return held == [True, False]
    if not inside(each, ruled):
        return False
    if _is_stub(tagged.content, ruled.content):
        return True
    behind = _is_relative(each) and tagged.content[-1][1] <= each.start <= tagged.content[-1][1] + 2
    return behind or _cuts(tagged.content, each)


def _is_stub(content: Sequence[Span], whole: Sequence[Span]) -> bool:
    """Whether a content is only the "that" with which the whole one begins."""
    first = content[0]
    short = len(content) == 1 and first[1] - first[0] <= _THAT
    return short and first[0] == whole[0][0] and whole[-1][1] > first[1]


def _is_relative(each: Attribution) -> bool:
    """Whether the source is "who" or "which": what it goes back to stands right before it."""
    return ("source", RELATIVE_SUBJECT) in each.why


def _is_printed(ruled: Attribution) -> bool:
    """Whether the layout shows where the words begin and end: a turn, an earlier message."""
    return any(pair in {("cue", TURN), ("cue", REPLY)} for pair in ruled.why)


def _cuts(content: Sequence[Span], each: Attribution) -> bool:
    """Whether fragments of a content hold some of an attribution's words and leave out others, or
    leave its cue in a gap."""
    held = [any(a <= start and end <= b for a, b in content) for start, end in each.parts]
    touched = any(meet(span, part) for span in content for part in each.parts)
    return not all(held) and (touched or _in_gap(each.cue, content))


def _in_gap(cue: Span | None, content: Sequence[Span]) -> bool:
    return cue is not None and any(
        left[1] <= cue[0] and cue[1] <= right[0] for left, right in pairwise(content)
    )


def fits(ruled: Attribution, settled: Attribution, nested: bool) -> bool:
    """Whether a rule's attribution goes with a settled one; `nested`: both engines have that one,
    and the rules have it inside another."""
    if (
        is_relay(ruled)
        or is_relay(settled)
        or inside(ruled, settled)
        or (nested and inside(settled, ruled))
    ):
        return True
    return not any(meet(mine, yours) for mine in ruled.parts for yours in settled.parts)


def inside(inner: Attribution, outer: Attribution) -> bool:
    """Whether every part of one lies between the ends of the other's content."""
    return outer.content[0][0] <= inner.start and inner.end <= outer.content[-1][1]


def meet(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]
