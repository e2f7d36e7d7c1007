"""Write a record beside the old one and swap it in.

The new file is complete, checked and on disk before the old one's name is given to it, which the
file system does in one step. Whatever happens before that step (a kill, a full disk, a fault)
leaves the old record as it was. Judgements are carried over last, under the write lock, so that
one given during the build is in the new file too.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from travaux.core.errors import RecordBusy, RecordError
from travaux.core.judgements import Judgement
from travaux.core.record import NOUNS, Record
from travaux.store.archive import Archive, connected, insert, open_archive
from travaux.store.locks import held
from travaux.store.schema import migrate

WRITTEN = tuple(noun for noun in NOUNS if noun != "judgements")


def replace_record(
    path: Path,
    record: Record,
    readings: Mapping[str, tuple[str, bytes]],
    meta: Mapping[str, str],
) -> None:
    """Put `record` at `path`. readings: key -> (document id, what the per-document half `packed`).

    The judgements of the record that stood there are kept, in their order, before those of
    `record` that it does not hold. Raises RecordError where the disk is full or not writable.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        _write(beside, record, readings, meta)
        with held(path, "write"):
            _carry_over(path, beside, record.judgements)
            _swap(beside, path)
    except (OSError, sqlite3.OperationalError) as error:
        _discard(beside)
        raise RecordError(
            f"The record could not be written to {path.parent}: {error}.",
            "Free some disk space or choose another folder; the old record is as it was.",
        ) from error


def _write(
    beside: Path, record: Record, readings: Mapping[str, tuple[str, bytes]], meta: Mapping[str, str]
) -> None:
    _discard(beside)
    connection = connected(beside)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # until the check: nobody relies on it yet
        migrate(connection)
        for noun in WRITTEN:
            insert(connection, noun, getattr(record, noun))
        _write_rest(connection, readings, {**meta, "name": record.name})
    finally:
        connection.close()


def _write_rest(
    connection: sqlite3.Connection,
    readings: Mapping[str, tuple[str, bytes]],
    meta: Mapping[str, str],
) -> None:
    rows = ((key, document, data) for key, (document, data) in sorted(readings.items()))
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO readings VALUES (?, ?, ?)", rows)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    for index in ("document_search", "statement_search"):
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608
    connection.execute("COMMIT")


def _carry_over(path: Path, beside: Path, more: tuple[Judgement, ...]) -> None:
    """Copy the old record's judgements into the new one; nothing may write to the old one now."""
    old: tuple[Judgement, ...] = ()
    if path.exists():
        with open_archive(path) as archive:
            old = archive.judgements()
            _fold_in_log(archive)
    connection = connected(beside)
    try:
        insert(connection, "judgements", (*old, *more), "INSERT OR IGNORE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _fold_in_log(archive: Archive) -> None:
    """Write the old record's log into its main file, so that the log can go with it."""
    if archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        raise RecordBusy(
            f"{archive.path.name} is being read by another process that does not let go.",
            "Close it, then run the command again; the old record is as it was.",
        )


def _swap(beside: Path, path: Path) -> None:
    with beside.open("rb") as handle:
        os.fsync(handle.fileno())
    for log in (f"{path.name}-wal", f"{path.name}-shm"):  # emptied above; never those of the new
        path.with_name(log).unlink(missing_ok=True)
    beside.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make the swap itself durable, where the system lets a folder be synced."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _discard(beside: Path) -> None:
    for name in (beside.name, f"{beside.name}-wal", f"{beside.name}-shm"):
        beside.with_name(name).unlink(missing_ok=True)
