"""What the machine proposed, before anybody judged: the ground that judgements stand on.

It depends on the documents and the stages alone, never on a judgement, so that no judgement can
take another's target away.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from travaux.core.anchors import Anchor, relocate
from travaux.core.judgements import Judgement
from travaux.core.record import Record
from travaux.core.statements import Statement
from travaux.reports.indexed import Indexed, grouped

Rank = tuple[int, int, str]


@dataclass(frozen=True)
class Ground:
    """The machine's proposals with look-ups, made once.

    index: of the record without judgements; links and stances stand in the order of statements.
    rank: statement id -> its place in the record. places: (document's place, start) of each
    statement, in the record's order. by_words: statements by their words. group_of: statement id
    -> place of its group. accounts: ids of the statements that accounts of discrepancies and
    reliances rest on.
    """

    index: Indexed
    rank: Mapping[str, int]
    order: Mapping[str, int]
    places: Sequence[tuple[int, int]]
    by_words: Mapping[str, list[Statement]]
    group_of: Mapping[str, int]
    accounts: frozenset[str]

    @property
    def record(self) -> Record:
        return self.index.record

    def rank_of(self, statement: str, added: Statement | None = None) -> Rank:
        """What statements, and all that belongs to them, are sorted by. added: the statement
        itself where the machine has not proposed it."""
        if statement in self.rank:
            return self.rank[statement], 0, ""
        if added is None:
            return len(self.rank), 0, statement
        place = (self.order.get(added.document, len(self.order)), added.start)
        return bisect_right(self.places, place) - 1, 1 + added.start, statement

    def target_of(self, judgement: Judgement, there: Container[str] = ()) -> str:
        """The id that a judgement is about now, "" where its words are gone.

        there: ids that are no proposals of the machine but exist (what people added).
        """
        if judgement.noun != "statement":
            return judgement.target
        if judgement.target in self.rank or judgement.target in there:
            return judgement.target
        same = self.by_words.get(judgement.quote, [])
        return same[0].id if len(same) == 1 else ""

    def found_again(self, old: Anchor) -> Anchor | None:
        """The place of `old` in the documents of now: in its own, else in the only one that has
        its words; None where the words are gone."""
        own = self.index.documents.get(old.document)
        if own:
            return relocate(old, own.id, own.text)
        held = [d for d in self.record.documents if old.exact and old.exact in d.text]
        return relocate(old, held[0].id, held[0].text) if len(held) == 1 else None


def ground_of(record: Record) -> Ground:
    """The ground of a record as the archive keeps it."""
    rank = {statement.id: at for at, statement in enumerate(record.statements)}
    order = {document.id: at for at, document in enumerate(record.documents)}
    bare = replace(
        record,
        judgements=(),
        links=tuple(sorted(record.links, key=lambda link: rank.get(link.statement, len(rank)))),
        stances=tuple(sorted(record.stances, key=lambda s: rank.get(s.statement, len(rank)))),
        positions=tuple(sorted(record.positions, key=lambda p: (p.party, p.issue))),
    )
    return Ground(
        Indexed(bare),
        rank,
        order,
        [(order.get(s.document, len(order)), s.start) for s in bare.statements],
        grouped(bare.statements, lambda s: s.words),
        {s: at for at, group in enumerate(bare.groups) for s in group.statements},
        frozenset(
            {a.statement for d in bare.discrepancies for a in d.values}
            | {reliance.statement for reliance in bare.reliances}
        ),
    )
