"""A record as people read it: what the machine proposed, with every judgement applied."""

from __future__ import annotations

import json
from pathlib import Path

from travaux.core.plain import restored
from travaux.core.record import Record
from travaux.core.talks import Talks, Watch
from travaux.store import Archive, open_archive
from travaux.workbench.judged.record import JudgedRecord, judged_record


def opened(path: Path) -> Record:
    """The record at `path`, judged. Raises RecordError, RecordNewer, RecordDamaged."""
    with open_archive(path) as archive:
        return read(archive).index.record


def read(archive: Archive) -> JudgedRecord:
    """The record of `archive`, judged, and ready for more."""
    return judged_record(archive.load(), watch_of(archive))


def watch_of(archive: Archive) -> Watch | None:
    """What the record is monitored for, as its talks.toml said when it was built."""
    pile = json.loads(archive.meta("pile") or "{}")
    return restored(Talks, pile["talks"]).watch if pile.get("talks") else None
