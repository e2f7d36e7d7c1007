"""Locks between processes: one build at a time, one writer at a moment.

A lock is an exclusive `flock` (POSIX) or `msvcrt` lock (Windows) on an empty file beside the
record. The kernel drops it when the process ends however it ends, so a kill leaves nothing behind.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from travaux.core.errors import RecordBusy

PATIENCE = 10.0  # seconds a writer waits for another writer


def _grasp(handle: IO[bytes]) -> bool:
    """Take the lock if it is free, without waiting."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def held(record: Path, purpose: str, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of `record` for `purpose` ("build", "write"); RecordBusy after `patience` s."""
    with record.with_name(f".{record.name}.{purpose}.lock").open("ab") as handle:
        until = time.monotonic() + patience
        while not _grasp(handle):
            if time.monotonic() >= until:
                raise RecordBusy(
                    f"{record.name} is in use: another process is busy with its {purpose}.",
                    "Wait until it has finished, then run the command again.",
                )
            time.sleep(0.05)
        yield
