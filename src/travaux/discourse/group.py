"""One statement with ten witnesses: the same words in copies of one text count once.

Two statements are one when they stand in members of one `DuplicateGroup` and their contents have
the same words, whatever their spacing, marks and capitals. What two reporters wrote independently
is never joined here: equal words in unrelated articles are two witnesses of their own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from travaux.core.documents import DuplicateGroup
from travaux.core.ids import content_id
from travaux.core.statements import Statement, StatementGroup

REASON = "the same words in copies of one text"
Member = tuple[int, int, str]  # start, end, id of the duplicate group


def group_statements(
    statements: Sequence[Statement], duplicates: Sequence[DuplicateGroup]
) -> tuple[StatementGroup, ...]:
    """Groups of at least two statements (ids, sorted), sorted; each statement is in at most one."""
    members = _members(duplicates)
    same: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for statement in statements:
        for group in _groups_at(members, statement):
            same.setdefault((group, _words(statement)), []).append(statement.id)
    return tuple(sorted(_joined(same.values()), key=lambda group: group.statements))


def _members(duplicates: Iterable[DuplicateGroup]) -> Mapping[str, list[Member]]:
    """By document: the ranges that are members of duplicate groups, sorted."""
    members: dict[str, list[Member]] = {}
    for group in duplicates:
        for document, start, end in group.members:
            members.setdefault(document, []).append((start, end, group.id))
    return {document: sorted(ranges) for document, ranges in members.items()}


def _groups_at(members: Mapping[str, list[Member]], statement: Statement) -> list[str]:
    ranges = members.get(statement.document, [])
    before = ranges[: bisect_right(ranges, statement.start, key=lambda member: member[0])]
    return [group for _, end, group in before if statement.start < end]


def _words(statement: Statement) -> tuple[str, ...]:
    kept = "".join(c if c.isalnum() else " " for c in statement.words.casefold())
    return tuple(kept.split())


def _joined(same: Iterable[list[str]]) -> list[StatementGroup]:
    found: dict[tuple[str, ...], StatementGroup] = {}
    taken: set[str] = set()
    for ids in sorted(tuple(sorted(set(ids))) for ids in same):
        if len(ids) > 1 and not taken & set(ids):
            found[ids] = StatementGroup(content_id("group", *ids), ids, REASON)
            taken |= set(ids)
    return list(found.values())
