"""Provisions -> threads: which provisions of different drafts are one issue, by `Change` links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from travaux.core.drafts import Change, Provision

LOOSE = 0.5  # changes below this likeness do not tie two provisions together


def threads(
    provisions: Sequence[Provision], changes: Iterable[Change]
) -> tuple[tuple[str, ...], ...]:
    """Groups of provision ids that changes tie together, in the order of the drafts' text.

    Splits and merges tie all their provisions; added and deleted ones stand alone.
    """
    leader = {p.id: p.id for p in provisions}
    for change in changes:
        tied = [i for i in (*change.before, *change.after) if i in leader]
        if change.before and change.after and change.score >= LOOSE:
            for other in tied[1:]:
                _tie(leader, tied[0], other)
    groups: dict[str, list[str]] = {}
    for provision in provisions:
        groups.setdefault(_lead(leader, provision.id), []).append(provision.id)
    return tuple(tuple(group) for group in groups.values())


def _lead(leader: dict[str, str], member: str) -> str:
    while leader[member] != member:
        leader[member] = leader[leader[member]]
        member = leader[member]
    return member


def _tie(leader: dict[str, str], one: str, other: str) -> None:
    leader[_lead(leader, other)] = _lead(leader, one)
