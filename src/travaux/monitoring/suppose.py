"""Hypothetical logs: if these events happened too, what would the boards say, and why?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from travaux.core.commitments import Assessment, Commitment, Evidence, LogEntry
from travaux.core.ids import content_id
from travaux.monitoring.assess import assess_board
from travaux.monitoring.evidence import VERIFIED
from travaux.monitoring.norms import Agreement
from travaux.monitoring.phrases import Misread, Reader

SUPPOSED = "supposed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A commitment (by name) that a supposed event would move: before and after."""

    name: str
    before: Assessment
    after: Assessment


def supposed(words: str, unit: str = "day") -> LogEntry:
    """The log entry of “DATE ACT”, as “2031-11-01 paid by Karst where crowns = 50”.

    Raises Misread when it is not that.
    """
    date, _, rest = words.strip().partition(" ")
    reader = Reader(unit=unit)
    reader.moment(date)
    act = reader.act(rest)
    wrong = [test for test in act.where if test.op != "="]
    if wrong:
        raise Misread(f"an event has values: write “{wrong[0].key} = …”, not “{wrong[0].op}”")
    facts = tuple(sorted((test.key, test.value) for test in act.where))
    id_ = content_id("event", SUPPOSED, date, rest)
    return LogEntry(id_, act.event, date, act.by, act.to, status=Evidence.VERIFIED,
                    reporter=SUPPOSED, facts=facts, words=words.strip())  # fmt: skip


def suppose(
    agreement: Agreement,
    commitments: Sequence[Commitment],
    entries: Sequence[LogEntry],
    more: Sequence[LogEntry],
    as_of: str,
    board: str = VERIFIED,
) -> tuple[Difference, ...]:
    """What `more` would change on the board at `as_of`, in order of names."""
    logs = (entries, (*entries, *more))
    one, other = (assess_board(agreement, commitments, log, as_of, board) for log in logs)
    names = sorted(norm.id for norm in agreement.norms)
    pairs = zip(names, one.assessments, other.assessments, strict=True)
    return tuple(Difference(n, a, b) for n, a, b in pairs if a.chain != b.chain)
