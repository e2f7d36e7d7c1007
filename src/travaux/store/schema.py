"""The schema of a record file: numbered migrations, applied in order, each in one transaction.

The number of the last one stands in `PRAGMA user_version`; `PRAGMA application_id` marks the file
as a record, so that any other SQLite file is refused.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from importlib.resources import files

from travaux.core.errors import RecordDamaged, RecordNewer

APPLICATION_ID = 0x54525658  # "TRVX"


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """(number, SQL) of each migration that ships, in order."""
    folder = files("travaux.store").joinpath("migrations")
    found = [
        (int(f.name[:4]), f.read_text("utf-8")) for f in folder.iterdir() if f.name[:4].isdigit()
    ]
    return tuple(sorted(found))


def newest() -> int:
    """The number of the newest migration."""
    return migrations()[-1][0]


def migrate(connection: sqlite3.Connection, upto: int | None = None) -> int:
    """Bring the file behind `connection` up to the newest migration (or `upto`); its number.

    Raises RecordNewer for a file of a newer version, RecordDamaged for a file of another kind.
    """
    have = _version(connection)
    for number, sql in migrations():
        if have < number <= (newest() if upto is None else upto):
            connection.executescript(f"BEGIN;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;")
    if have == 0:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return _version(connection)


def _version(connection: sqlite3.Connection) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if mark not in (0, APPLICATION_ID) or (mark == 0 and tables and not version):
        raise RecordDamaged("This SQLite file is not a Travaux record.", "Name a .travaux file.")
    if version > newest():
        raise RecordNewer(
            f"The record has format {version}; this version of Travaux reads up to {newest()}.",
            "Install the newer Travaux, or build the record anew into another folder.",
        )
    return version
