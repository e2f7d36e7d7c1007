"""Discourse Network Analyzer files (SQLite) <-> their tables as plain rows.

What a file's tables mean is not known here (`issues.dna` knows). Reading opens the file read-only;
writing builds a file beside and swaps it in. Every table, column and row goes both ways as it is.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from travaux.core.errors import RecordDamaged, RecordError
from travaux.core.networks import DnaFile, DnaTable

CREATE = re.compile(r"\s*CREATE\s+TABLE\s", re.IGNORECASE)


def read_dna(path: Path) -> DnaFile:
    """All tables of the .dna file at `path`.

    Raises RecordError where it cannot be read, RecordDamaged where it is no such file.
    """
    if not path.is_file():
        raise RecordError(f"{path} is not a file.", "Give the path of a .dna file.")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
            return DnaFile(tuple(_tables(base)))
    except sqlite3.DatabaseError as error:
        raise RecordDamaged(
            f"{path} is not a whole .dna file: {error}.", "Export it again from where it was made."
        ) from error


def _tables(base: sqlite3.Connection) -> list[DnaTable]:
    listed = base.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    return [
        _table(base, name, sql) for name, sql in listed.fetchall() if not name.startswith("sqlite_")
    ]


def _table(base: sqlite3.Connection, name: str, sql: str) -> DnaTable:
    rows = base.execute(f"SELECT * FROM {_quoted(name)} ORDER BY rowid")  # noqa: S608 (quoted)
    columns = tuple(column[0] for column in rows.description)
    return DnaTable(name, sql, columns, tuple(tuple(row) for row in rows.fetchall()))


def write_dna(file: DnaFile, path: Path) -> None:
    """Write the tables to `path`, all or nothing. Raises RecordError where that fails."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.unlink(missing_ok=True)
        with closing(sqlite3.connect(beside)) as base:
            for table in file.tables:
                _fill(base, table)
            base.commit()
        beside.replace(path)
    except (OSError, sqlite3.Error) as error:
        beside.unlink(missing_ok=True)
        raise RecordError(
            f"{path} could not be written: {error}.", "Free some space or choose another folder."
        ) from error


def _fill(base: sqlite3.Connection, table: DnaTable) -> None:
    if not CREATE.match(table.made_by):
        raise RecordDamaged(f"The table {table.name} is not made by CREATE TABLE.")
    base.execute(table.made_by)
    places = ", ".join("?" for _ in table.columns)
    columns = ", ".join(_quoted(column) for column in table.columns)
    insert = f"INSERT INTO {_quoted(table.name)} ({columns}) VALUES ({places})"  # noqa: S608
    base.executemany(insert, table.rows)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
