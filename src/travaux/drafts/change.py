"""Change: the kinds, the score and the reason in words of what became of provisions.

`same` stands alone: words, place and label are as they were. A text that kept its order under a
new number was renumbered, never moved. Several into several is both split and merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from travaux.core.drafts import Change, ChangeKind, Provision
from travaux.core.ids import content_id
from travaux.drafts.match import Match
from travaux.drafts.pair import Pairing
from travaux.drafts.sides import Side, normal, words_of

BRACKET = re.compile(r"[\[\]]")
DOUBT = 0.55  # an addition or deletion whose nearest rival reaches this should be looked at


def linked_change(
    from_draft: str, to_draft: str, pairing: Pairing, match: Match, away: bool
) -> Change:
    before = tuple(pairing.old.provisions[i] for i in match.old)
    after = tuple(pairing.new.provisions[j] for j in match.new)
    kinds = kinds_of(before, after, away)
    why = (*match.why, *_place(pairing, match, before, after, away))
    return change_of(from_draft, before, to_draft, after, kinds, match.score, why, match.certain)


def kinds_of(
    before: Sequence[Provision], after: Sequence[Provision], away: bool
) -> tuple[ChangeKind, ...]:
    held = {
        ChangeKind.REWORDED: _said(before) != _said(after),
        ChangeKind.MOVED: away,
        ChangeKind.RENUMBERED: not away and before[0].path != after[0].path,
        ChangeKind.SPLIT: len(after) > 1,
        ChangeKind.MERGED: len(before) > 1,
    }
    return tuple(kind for kind, holds in held.items() if holds) or (ChangeKind.SAME,)


def _said(provisions: Sequence[Provision]) -> tuple[str, ...]:
    """The words, and the brackets around what is not agreed: other marks at the seam of a split or
    merger are no rewording."""
    text = " ".join(f"{p.title} {p.text}" for p in provisions)
    return (*words_of(normal(text)), *BRACKET.findall(text))


def _place(
    pairing: Pairing,
    match: Match,
    before: Sequence[Provision],
    after: Sequence[Provision],
    away: bool,
) -> Iterator[str]:
    """Where it went, in words, and for a new number what explains it."""
    if away:
        yield f"from {_label(before[0])} to {_label(after[0])}, out of the order of its neighbours"
    elif before[0].path != after[0].path:
        yield f"{_label(before[0])} is now {_label(after[0])}: {_shift(pairing, match)}"


def _shift(pairing: Pairing, match: Match) -> str:
    old, new = pairing.old.provisions[match.old[0]], pairing.new.provisions[match.new[0]]
    if old.path[-1:] == new.path[-1:]:
        return "the number above it changed"
    gone = pairing.unlinked_before[0][match.old[0]]
    come = pairing.unlinked_before[1][match.new[0]]
    parts = [f"{come} added before it"] * bool(come) + [f"{gone} dropped before it"] * bool(gone)
    return ", ".join(parts) or "numbered anew"


def _label(provision: Provision) -> str:
    return provision.label or "an unnumbered provision"


def left_changes(
    from_draft: str, to_draft: str, pairing: Pairing, kin: Mapping[int, set[int]]
) -> Iterator[Change]:
    """Additions and deletions, each with the nearest provision of the other draft."""
    arrived = {j for js in kin.values() for j in js}
    near_old, near_new = _nearest(pairing)
    for j, provision in enumerate(pairing.new.provisions):
        if j not in arrived:
            score, why = _alone(near_new.get(j), pairing.old)
            kinds, sure = (ChangeKind.ADDED,), score < DOUBT
            yield change_of(from_draft, (), to_draft, (provision,), kinds, 1 - score, why, sure)
    for i, provision in enumerate(pairing.old.provisions):
        if i not in kin:
            score, why = _alone(near_old.get(i), pairing.new)
            kinds, sure = (ChangeKind.DELETED,), score < DOUBT
            yield change_of(from_draft, (provision,), to_draft, (), kinds, 1 - score, why, sure)


def _nearest(pairing: Pairing) -> tuple[dict[int, tuple[float, int]], dict[int, tuple[float, int]]]:
    """For old and for new indices: (likeness, index) of the most alike on the other side."""
    near_old: dict[int, tuple[float, int]] = {}
    near_new: dict[int, tuple[float, int]] = {}
    for (i, j), (score, _) in pairing.edges.items():
        near_old[i] = max(near_old.get(i, (0.0, 0)), (score, j))
        near_new[j] = max(near_new.get(j, (0.0, 0)), (score, i))
    return near_old, near_new


def _alone(near: tuple[float, int] | None, other: Side) -> tuple[float, tuple[str, ...]]:
    if near is None:
        return 0.0, ("nothing alike in the other draft",)
    label = _label(other.provisions[near[1]])
    return near[0], (f"nearest in the other draft is {label}, {near[0]:.0%} alike",)


def change_of(
    from_draft: str,
    before: Sequence[Provision],
    to_draft: str,
    after: Sequence[Provision],
    kinds: tuple[ChangeKind, ...],
    score: float,
    why: Sequence[str],
    certain: bool,
) -> Change:
    olds, news = tuple(p.id for p in before), tuple(p.id for p in after)
    key = content_id("change", from_draft, *olds, "->", to_draft, *news)
    return Change(
        key, from_draft, olds, to_draft, news, kinds, round(score, 4), "; ".join(why), certain
    )
