"""Align n drafts: which provision became which, in what way, how surely and why.

For each draft and the one it follows (the nearest earlier one of its family):

    pair      exact words, then likeness with assignment           (pair.py)
    contain   what is left over joins wholes that hold it          (contain.py, match.py)
    order     what moved, told apart from what was renumbered      (order.py)
    change    kinds, score and reason in words                     (change.py)

Then what was dropped and stands again in a later draft is linked over the gap (returns.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from travaux.core.drafts import Change, Draft, Provision
from travaux.drafts.change import left_changes, linked_change
from travaux.drafts.match import matches
from travaux.drafts.order import moved
from travaux.drafts.pair import pair
from travaux.drafts.returns import with_returns
from travaux.drafts.sides import Side

KIN = 0.3
"""Scores of the links, summed, over the provisions of the smaller draft: the least at which one
draft follows another. In the two bundled negotiations versions of a text reach .47 to .67, a rival
of it .62, a communiqué beside them .13 to .14."""


def compare(drafts: Sequence[Draft], provisions: Sequence[Provision]) -> tuple[Change, ...]:
    """The changes from each draft to the one that follows it, by draft and then in reading order.

    drafts: any order; they are put in order of date, then as given (an undated draft stays where
    it was given). provisions: those of all drafts; others are left aside.

    A draft follows the nearest earlier one that it shares provisions with, not always the one
    before: a rival text or a communiqué may come between. One that has no text (known from
    reports alone) is followed by none, and one that is kin to no earlier draft begins a family of
    its own. Every provision of two drafts of which one follows the other stands in at least one
    change between them. Two drafts are compared whatever they share.
    """
    sides = {d.id: Side.of(p for p in provisions if p.draft == d.id) for d in drafts}
    told = [draft for draft in in_order(drafts) if sides[draft.id].provisions]
    ordered = told if len(drafts) > 2 else in_order(drafts)
    changes: list[Change] = []
    for at, draft in enumerate(ordered[1:], 1):
        changes += _from_kin(ordered[:at], draft, sides, alone=len(ordered) == 2)
    return tuple(with_returns(ordered, sides, changes))


def _from_kin(
    earlier: Sequence[Draft], draft: Draft, sides: Mapping[str, Side], alone: bool
) -> list[Change]:
    """The changes to `draft` from the nearest of `earlier` that is kin to it; none without one."""
    for one in reversed(earlier):
        changes = compare_two(one.id, sides[one.id], draft.id, sides[draft.id])
        shared = sum(c.score for c in changes if c.before and c.after)
        smaller = min(len(sides[one.id].provisions), len(sides[draft.id].provisions))
        if alone or shared >= KIN * smaller:
            return changes
    return []


def in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts by date, then as given; an undated draft keeps its place after the one before it."""
    dates: list[str] = []
    for draft in drafts:
        dates.append(draft.date or (dates[-1] if dates else ""))
    return [d for _, _, d in sorted(zip(dates, range(len(drafts)), drafts, strict=True), key=_key)]


def _key(entry: tuple[str, int, Draft]) -> tuple[str, int]:
    return entry[:2]


def compare_two(from_draft: str, old: Side, to_draft: str, new: Side) -> list[Change]:
    """The changes between two drafts (ids), in reading order of the new one, deletions last."""
    pairing = pair(old, new)
    found = matches(pairing)
    kin: dict[int, set[int]] = defaultdict(set)
    for match in found:
        for i in match.old:
            kin[i].update(match.new)
    away = moved(old, new, {m.old[0]: m.new[0] for m in found}, kin)
    linked = [linked_change(from_draft, to_draft, pairing, m, m.old[0] in away) for m in found]
    single = [*left_changes(from_draft, to_draft, pairing, kin)]
    return _sorted(linked + single, old, new)


def _sorted(changes: list[Change], old: Side, new: Side) -> list[Change]:
    """Reading order of the new draft; a deletion stands after what came before it."""
    place: dict[str, float] = {}
    for change in changes:
        place.update(dict.fromkeys(change.before, new.at[change.after[0]] if change.after else -1))
    last = -1.0
    for provision in old.provisions:
        last = place[provision.id] if place[provision.id] >= 0 else last
        place[provision.id] = last

    def key(change: Change) -> tuple[float, int, int]:
        if change.after:
            return new.at[change.after[0]], 0, 0
        return place[change.before[0]], 1, old.at[change.before[0]]

    return sorted(changes, key=key)
