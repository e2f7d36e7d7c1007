"""Align n drafts: which provision became which, in what way, how surely and why.

For each draft and the next:

    pair      exact words, then likeness with assignment           (pair.py)
    contain   what is left over joins wholes that hold it          (contain.py, match.py)
    order     what moved, told apart from what was renumbered      (order.py)
    change    kinds, score and reason in words                     (change.py)

Then what was dropped and stands again in a later draft is linked over the gap (returns.py).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

from travaux.core.drafts import Change, Draft, Provision
from travaux.drafts.change import left_changes, linked_change
from travaux.drafts.match import matches
from travaux.drafts.order import moved
from travaux.drafts.pair import pair
from travaux.drafts.returns import with_returns
from travaux.drafts.sides import Side


def compare(drafts: Sequence[Draft], provisions: Sequence[Provision]) -> tuple[Change, ...]:
    """The changes from each draft to the next, in order of drafts and then of reading.

    drafts: any order; they are put in order of date, then as given (an undated draft stays where
    it was given). provisions: those of all drafts; others are left aside. Every provision of
    two neighbouring drafts stands in at least one change between them.
    """
    ordered = in_order(drafts)
    sides = {d.id: Side.of(p for p in provisions if p.draft == d.id) for d in ordered}
    changes: list[Change] = []
    for one, other in itertools.pairwise(ordered):
        changes += compare_two(one.id, sides[one.id], other.id, sides[other.id])
    return tuple(with_returns(ordered, sides, changes))


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
