"""A record with what the machine makes of its statements, for tests on a made-up one."""

from __future__ import annotations

from dataclasses import replace

from travaux.core.record import Record
from travaux.issues import gather


def gathered(record: Record) -> Record:
    """`record` with the issues and positions that the machine makes of it."""
    found = gather(
        record.statements, record.stances, record.provisions, record.drafts,
        changes=record.changes, parties=record.parties,
    )  # fmt: skip
    return replace(record, issues=found.issues, positions=found.positions)
