"""Which provision became which, as people judged it.

A person's link between provisions of two drafts takes them out of every other link between these
two drafts. Provisions that are left without any are additions and deletions, as everywhere.
Judgements are applied in the order they were given, so that the newer goes before the older.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from travaux import drafts
from travaux.core.drafts import Change, ChangeKind, Provision
from travaux.core.judgements import Judgement
from travaux.drafts.change import change_of, kinds_of
from travaux.workbench.judged.ground import Ground
from travaux.workbench.judged.parties import by_hand
from travaux.workbench.judged.standing import ADDED, Said, confirmed, rejected, value
from travaux.workbench.steps import redline

ALIGNMENT = "alignment"
SURE = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """Provisions (ids) of one draft that a person said became those of another; either may be
    empty: they became nothing, they came from nothing."""

    from_draft: str
    before: tuple[str, ...]
    to_draft: str
    after: tuple[str, ...]


def changes_now(ground: Ground, said: Mapping[str, Said]) -> tuple[Change, ...]:
    """The changes of `ground` with what is `said` of them (target -> field -> judgement)."""
    if not said:
        return ground.record.changes
    provisions = ground.index.provisions
    of = {change.id: change for change in ground.record.changes}
    changes = list(ground.record.changes)
    for target, fields in sorted(said.items(), key=lambda item: _when(item[1])):
        changes = _judged(changes, of.get(target), fields, provisions)
    return tuple(changes)


def _when(fields: Said) -> tuple[str, str]:
    return max((j.when, j.id) for j in fields.values())


def _judged(
    changes: list[Change],
    old: Change | None,
    fields: Said,
    provisions: Mapping[str, Provision],
) -> list[Change]:
    given = fields.get(ALIGNMENT) or fields.get(ADDED)
    if rejected(fields):
        return _without(changes, old, fields[""], provisions) if old else changes
    if given:
        link = _link(given, provisions)
        base = _without(changes, old, given, provisions) if old else changes
        return _linked(base, link, given, provisions) if link else changes
    if confirmed(fields) and old in changes:
        sure = replace(old, certain=True, score=SURE, reason=by_hand(fields[""]))
        return [sure if change is old else change for change in changes]
    return changes


def _link(judgement: Judgement, provisions: Mapping[str, Provision]) -> Link | None:
    """The link a person gave, None where one of its provisions is gone."""
    given = value(judgement)
    before, after = tuple(given["before"]), tuple(given["after"])
    if not all(p in provisions for p in (*before, *after)):
        return None
    return Link(given["from_draft"], before, given["to_draft"], after)


def _without(
    changes: Sequence[Change],
    old: Change,
    judgement: Judgement,
    provisions: Mapping[str, Provision],
) -> list[Change]:
    """`changes` without `old`; its provisions stand alone where nothing else links them."""
    kept = [change for change in changes if change.id != old.id]
    if len(kept) == len(changes) or not (old.before and old.after):
        return list(changes)
    apart = Link(old.from_draft, old.before, old.to_draft, old.after)
    return [*kept, *_alone(kept, apart, judgement, provisions)]


def _linked(
    changes: Sequence[Change],
    link: Link,
    judgement: Judgement,
    provisions: Mapping[str, Provision],
) -> list[Change]:
    """`changes` with `link`, and without its provisions in other changes between its drafts."""
    taken = {*link.before, *link.after}
    kept: list[Change] = []
    freed: list[Link] = []
    for change in changes:
        if _between(change, link) and taken & {*change.before, *change.after}:
            freed.append(_rest(change, taken))
        else:
            kept.append(change)
    kept.append(_made(link, judgement, provisions))
    for rest in freed:
        if rest.before and rest.after:
            kept.append(_made(rest, judgement, provisions))
        else:
            kept += _alone(kept, rest, judgement, provisions)
    return kept


def _between(change: Change, link: Link) -> bool:
    return (change.from_draft, change.to_draft) == (link.from_draft, link.to_draft)


def _rest(change: Change, taken: set[str]) -> Link:
    before, after = (
        tuple(p for p in side if p not in taken) for side in (change.before, change.after)
    )
    return Link(change.from_draft, before, change.to_draft, after)


def _alone(
    changes: Iterable[Change],
    link: Link,
    judgement: Judgement,
    provisions: Mapping[str, Provision],
) -> list[Change]:
    """Deletions and additions for those provisions of `link` that no change names."""
    named = {p for c in changes if _between(c, link) for p in (*c.before, *c.after)}
    gone = [replace(link, before=(p,), after=()) for p in link.before if p not in named]
    come = [replace(link, before=(), after=(p,)) for p in link.after if p not in named]
    return [_made(each, judgement, provisions) for each in (*gone, *come)]


def _made(link: Link, judgement: Judgement, provisions: Mapping[str, Provision]) -> Change:
    before = [provisions[p] for p in link.before]
    after = [provisions[p] for p in link.after]
    return change_of(
        link.from_draft,
        before,
        link.to_draft,
        after,
        _kinds(before, after),
        SURE,
        (by_hand(judgement),),
        True,
    )


def _kinds(before: Sequence[Provision], after: Sequence[Provision]) -> tuple[ChangeKind, ...]:
    if before and after:
        return kinds_of(before, after, away=False)
    return (ChangeKind.DELETED,) if before else (ChangeKind.ADDED,)


def rows_now(ground: Ground, changes: Sequence[Change]) -> dict[str, Any]:
    """The rows of the table and the redlines that go with `changes`, as fields of a record."""
    record = ground.record
    if tuple(changes) == record.changes:
        return {
            "changes": record.changes,
            "threads": record.threads,
            "redlines": record.redlines,
        }
    known = {redline.change: redline for redline in record.redlines}
    new = redline([c for c in changes if c.id not in known], record.provisions)[0]
    lines = known | {line.change: line for line in new}
    return {
        "changes": tuple(changes),
        "threads": drafts.lineage(changes, record.provisions),
        "redlines": tuple(lines[c.id] for c in changes if c.id in lines),
    }
