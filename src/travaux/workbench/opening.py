"""A record as people read it: what the machine proposed, with every judgement applied."""

from __future__ import annotations

from pathlib import Path

from travaux.core.record import Record
from travaux.store import open_archive
from travaux.workbench.judged.record import judged


def opened(path: Path) -> Record:
    """The record at `path`, judged. Raises RecordError, RecordNewer, RecordDamaged."""
    with open_archive(path) as archive:
        return judged(archive.load())
