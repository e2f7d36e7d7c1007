"""The tables of an index with a few statements recast, everything else left as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import is_
from typing import Any, TypeVar

from travaux.core.drafts import Change
from travaux.core.issues import ProvisionLink, StanceReading
from travaux.core.judgements import Judgement
from travaux.core.statements import Statement
from travaux.reports.indexed import Indexed, speaker_party
from travaux.workbench.judged.ground import Rank
from travaux.workbench.judged.splicing import spliced

Item = TypeVar("Item")
RankOf = Callable[[str], Rank]
Changes = list[tuple[Rank, Sequence[Any]]]  # what stands at each place now


@dataclass(frozen=True, slots=True)
class Recast:
    """One statement as it stands now, None where it is gone, with its links and stances."""

    id: str
    statement: Statement | None
    links: tuple[ProvisionLink, ...] = ()
    stances: tuple[StanceReading, ...] = ()

    @property
    def listed(self) -> list[Statement]:
        return [self.statement] if self.statement else []


def with_recast(
    index: Indexed, rank: RankOf, recasts: Iterable[Recast]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(fields of the record, tables of the index) that differ once `recasts` are in.

    What a judgement leaves as it was is left out: a stance that is judged makes neither the
    statements nor their links anew.
    """
    new = sorted(recasts, key=lambda r: rank(r.id))
    record = index.record
    said = [r for r in new if r.statement is not index.statements.get(r.id)]
    linked = [r for r in new if not _the_same(r.links, index.links_of.get(r.id, ()))]
    stood = [r for r in new if not _the_same(r.stances, index.stances_of.get(r.id, ()))]

    def placed(items: Iterable[Any], of: Callable[[Any], str], changes: Changes) -> tuple[Any, ...]:
        return tuple(spliced(items, lambda item: rank(of(item)), changes))

    fields: dict[str, Any] = {}
    tables: dict[str, Any] = {}
    if said:
        changes: Changes = [(rank(r.id), r.listed) for r in said]
        fields["statements"] = placed(record.statements, lambda s: s.id, changes)
        tables["statements"] = _by_id(index.statements, {r.id: r.statement for r in said})
        tables["by_document"] = _filed(index.by_document, index, rank, said, _document)
        tables["by_party"] = _filed(index.by_party, index, rank, said, speaker_party)
    if linked:
        changes = [(rank(r.id), r.links) for r in linked]
        fields["links"] = placed(record.links, lambda link: link.statement, changes)
        tables["links_of"] = _by_id(index.links_of, {r.id: list(r.links) for r in linked})
        tables["links_to"] = _linked(index, rank, linked)
    if stood:
        changes = [(rank(r.id), r.stances) for r in stood]
        fields["stances"] = placed(record.stances, lambda s: s.statement, changes)
        tables["stances_of"] = _by_id(index.stances_of, {r.id: list(r.stances) for r in stood})
    return fields, tables


def _the_same(some: Sequence[Any], others: Sequence[Any]) -> bool:
    """Whether both hold the very same objects."""
    return len(some) == len(others) and all(map(is_, some, others))


def _document(statement: Statement) -> str:
    return statement.document


def _by_id(table: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(table)
    for key, item in new.items():
        if item:
            made[key] = item
        else:
            made.pop(key, None)
    return made


def _filed(
    table: Mapping[str, list[Statement]],
    index: Indexed,
    rank: RankOf,
    new: Iterable[Recast],
    key: Callable[[Statement], str],
) -> dict[str, list[Statement]]:
    """Lists of statements under `key`, where the recast ones are under their key of now."""
    changes: dict[str, list[tuple[Rank, list[Statement]]]] = {}
    for recast in new:
        old = index.statements.get(recast.id)
        keys = {key(s) for s in (old, recast.statement) if s}
        for under in keys:
            there = [s for s in recast.listed if key(s) == under]
            changes.setdefault(under, []).append((rank(recast.id), there))
    lists = {
        under: spliced(table.get(under, ()), lambda s: rank(s.id), moved)
        for under, moved in changes.items()
    }
    return _by_id(table, lists)


def _linked(
    index: Indexed, rank: RankOf, new: Iterable[Recast]
) -> dict[tuple[str, str], list[ProvisionLink]]:
    changes: dict[tuple[str, str], list[tuple[Rank, list[ProvisionLink]]]] = {}
    for recast in new:
        old = index.links_of.get(recast.id, ())
        for place in {(link.draft, link.provision) for link in (*old, *recast.links)}:
            there = [k for k in recast.links if (k.draft, k.provision) == place]
            changes.setdefault(place, []).append((rank(recast.id), there))
    table: dict[Any, Any] = dict(index.links_to)
    for place, moved in changes.items():
        table[place] = spliced(table.get(place, ()), lambda k: rank(k.statement), moved)
        if not table[place]:
            del table[place]
    return table


def by_provision(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """Provision -> the changes that name it."""
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        for provision in (*change.before, *change.after):
            found[provision].append(change)
    return found


def judged_table(index: Indexed, judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """The judgements of each target, with `judgements` behind those there are."""
    table = dict(index.judged)
    for judgement in judgements:
        table[judgement.target] = [*table.get(judgement.target, ()), judgement]
    return table
