"""Returns: a provision that was dropped and stands again in a later draft, linked over the gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

from travaux.core.drafts import Change, ChangeKind, Draft, Provision
from travaux.drafts.change import change_of, kinds_of
from travaux.drafts.sides import Side, normal

RETURNS = 0.75  # likeness from which a dropped provision counts as the one that returns


def with_returns(
    drafts: Sequence[Draft], sides: Mapping[str, Side], changes: Sequence[Change]
) -> Iterator[Change]:
    """`changes` with additions replaced by links over the gap where a dropped text returns.

    drafts: in the order compared; changes: sorted by draft.
    """
    at = {d.id: n for n, d in enumerate(drafts)}
    by_id = {p.id: p for side in sides.values() for p in side.provisions}
    dropped: dict[str, Provision] = {}
    for change in changes:
        if change.kinds == (ChangeKind.DELETED,):
            dropped[change.before[0]] = by_id[change.before[0]]
        if change.kinds == (ChangeKind.ADDED,) and at[change.from_draft] > 0:
            yield _returned(change, by_id[change.after[0]], dropped, drafts[at[change.from_draft]])
        else:
            yield change


def _returned(
    change: Change, added: Provision, dropped: dict[str, Provision], absent: Draft
) -> Change:
    """The addition as a link to the dropped provision most like it, or as it was."""
    earlier = {k: normal(p.text) for k, p in dropped.items() if p.draft != change.from_draft}
    text = normal(added.text)
    cutoff = 100 * RETURNS
    best = (
        process.extractOne(text, earlier, scorer=fuzz.ratio, score_cutoff=cutoff) if text else None
    )
    if best is None:
        return change
    gone = dropped.pop(best[2])
    alike = best[1] / 100
    why = (f"returns after it was absent from {absent.name}", f"{alike:.0%} of the wording alike")
    kinds = kinds_of((gone,), (added,), False)
    return change_of(gone.draft, (gone,), change.to_draft, (added,), kinds, alike, why, True)
