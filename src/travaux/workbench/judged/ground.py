"""What the machine proposed, before anybody judged: the ground that judgements stand on.

It depends on the documents and the stages alone, never on a judgement, so that no judgement can
take another's target away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from travaux.core.anchors import Anchor, relocate
from travaux.core.judgements import Judgement
from travaux.core.record import Record
from travaux.core.statements import Statement
from travaux.reports.indexed import Indexed, grouped
from travaux.workbench.judged.standing import ADDED

# Where the targets of each noun stand in the record; a compromise is written beside a thread.
TABLE_OF: Mapping[str, str] = {
    "statement": "statements",
    "party": "parties",
    "change": "changes",
    "finding": "findings",
    "discrepancy": "discrepancies",
    "event": "events",
    "position": "positions",
    "commitment": "commitments",
    "compromise": "threads",
}


@dataclass(frozen=True)
class Ground:
    """The machine's proposals with look-ups, made once.

    index: of the record without judgements. order: document id -> its place. by_words: statement
    ids by their words. group_of: statement id -> place of its group. accounts_of: ids of the
    statements that accounts of discrepancies rest on.
    """

    index: Indexed
    order: Mapping[str, int]
    by_words: Mapping[str, list[Statement]]
    group_of: Mapping[str, int]
    accounts_of: frozenset[str]
    reliers: frozenset[str]

    @property
    def record(self) -> Record:
        return self.index.record

    def place(self, statement: Statement) -> tuple[int, int]:
        """The key that statements, links and stances are sorted by."""
        return self.order.get(statement.document, len(self.order)), statement.start

    def target_of(self, judgement: Judgement, there: Iterable[str] = ()) -> str:
        """The id that a judgement is about now, "" where its words are gone.

        there: ids that are no proposals of the machine but exist (what people added).
        """
        if judgement.noun != "statement":
            return judgement.target
        if judgement.target in self.index.statements or judgement.target in there:
            return judgement.target
        if judgement.field == ADDED:
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
    bare = replace(record, judgements=())
    return Ground(
        Indexed(bare),
        {document.id: at for at, document in enumerate(bare.documents)},
        grouped(bare.statements, lambda s: s.words),
        {s: at for at, group in enumerate(bare.groups) for s in group.statements},
        frozenset(a.statement for d in bare.discrepancies for a in d.values if a.statement),
        frozenset(reliance.statement for reliance in bare.reliances),
    )
