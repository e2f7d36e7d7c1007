"""A record held open for reading and judging by many threads at once.

Readers take `index` (a value that never changes) and work on it; a judgement makes a new one and
puts it in its place, so a page that is being written never sees half of a judgement.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from travaux.core.judgements import Action, Judgement
from travaux.core.record import Record
from travaux.reports.indexed import Indexed
from travaux.store import open_archive
from travaux.workbench import judging
from travaux.workbench.reviewing import reviewed_links, reviewed_stances, reviewed_statements


class LiveRecord:
    """One record file, open. Make one with `LiveRecord.open`; `close` it at the end.

    index: the record with every standing judgement applied. version: rises with each change of
    `index`. Both may be read from any thread.
    """

    def __init__(self, path: Path, record: Record) -> None:
        self.path = path
        self.index = Indexed(_judged(record))
        self.version = 1
        self._machine = record
        self._writing = threading.RLock()

    @classmethod
    def open(cls, path: Path) -> LiveRecord:
        """The record at `path`, open. Raises RecordError, RecordNewer, RecordDamaged."""
        with open_archive(path) as archive:
            return cls(path, archive.load())

    def judge(
        self,
        target: str,
        action: Action,
        who: str,
        *,
        noun: str = "statement",
        field: str = "",
        value: object = "",
        why: str = "",
        seen: str = "",
    ) -> Judgement:
        """Keep one judgement durably and let it flow into `index`; the judgement.

        noun and target: what is judged ("statement", its id). field, value: what a change
        changes, and to what. seen: what `seen(noun, target)` said when the page was made.
        Raises UsageError where the target or the value is unknown.
        """
        with self._writing:
            given = tuple(value) if isinstance(value, list | tuple) else str(value)
            done = judging.judge(self.path, target, action, who, field, given, why)
            self._machine = replace(self._machine, judgements=(*self._machine.judgements, done))
            self.index = Indexed(_judged(self._machine))
            self.version += 1
        return done

    def close(self) -> None:
        """Let the record go."""


def _judged(record: Record) -> Record:
    statements = reviewed_statements(record.statements, record.judgements)
    links = reviewed_links(record.links, record.provisions, record.judgements)
    stances = reviewed_stances(record.stances, statements, record.judgements)
    return replace(record, statements=statements, links=links, stances=stances)
