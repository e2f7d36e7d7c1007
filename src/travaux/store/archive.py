"""One record file, open: load its nouns, search its text, append judgements."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from travaux.core.errors import RecordDamaged, RecordError
from travaux.core.judgements import Judgement
from travaux.core.plain import plain, restored
from travaux.core.record import NOUNS, Record
from travaux.store.locks import held
from travaux.store.schema import migrate
from travaux.store.tables import LEFT_OUT_OF_BODY, TABLES

CUT_OFF = "The record cannot be read: it is truncated, or it is not a record."
BUILD_AGAIN = "Move it away (its judgements may still be recovered) and build again."


def connected(path: Path) -> sqlite3.Connection:
    """A connection with the settings every record is used with (WAL, full durability)."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def open_archive(path: Path) -> Archive:
    """The archive at `path`, brought up to the newest format.

    Raises RecordError where there is none, RecordNewer, RecordDamaged.
    """
    if not path.is_file():
        raise RecordError(f"There is no record at {path}.", "Run: travaux build FOLDER -o OUT")
    with readable(path):
        connection = connected(path)
        migrate(connection)
        check = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if check != "ok":
        raise RecordDamaged(CUT_OFF, BUILD_AGAIN)
    return Archive(path, connection)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn what SQLite raises on a bad file into the project's own errors."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or "readonly" in str(error):
            raise RecordError(f"{path.name} cannot be opened: {error}.", "Try again.") from error
        raise RecordDamaged(f"{path.name}: {CUT_OFF}", BUILD_AGAIN) from error


class Archive:
    """An open record file. Close it, or use it in a `with` block."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self._inode = path.stat().st_ino

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def meta(self, key: str) -> str:
        """The value kept under `key`, "" if none."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def load(self) -> Record:
        """The whole record."""
        with readable(self.path):
            nouns = {name: tuple(self.nouns(name)) for name in NOUNS}
        return Record(name=self.meta("name"), **nouns)

    def nouns(self, name: str) -> Iterator[Any]:
        """The nouns of one table, in the record's order. name: one of core.record.NOUNS."""
        columns = LEFT_OUT_OF_BODY.get(name, ())
        listed = ", ".join(("body", *columns))
        kind = TABLES[name].noun
        for body, *values in self.connection.execute(f"SELECT {listed} FROM {name} ORDER BY ord"):  # noqa: S608
            yield restored(kind, json.loads(body) | dict(zip(columns, values, strict=True)))

    def cells(self, name: str, columns: Sequence[str], ids: Sequence[str]) -> list[tuple[str, ...]]:
        """These columns of the nouns with these ids, in the order of `ids`; the others stay unread.

        name: one of core.record.NOUNS; columns: of those that TABLES gives it. Ids that are not
        there give nothing.
        """
        marks = ", ".join("?" * len(ids))
        query = f"SELECT id, {', '.join(columns)} FROM {name} WHERE id IN ({marks})"  # noqa: S608
        found = {row[0]: row[1:] for row in self.connection.execute(query, tuple(ids))}
        return [found[key] for key in ids if key in found]

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, oldest first."""
        return tuple(self.nouns("judgements"))

    def reading(self, key: str) -> bytes | None:
        """What the per-document half kept under `key` (`packed`), None if there is nothing."""
        row = self.connection.execute("SELECT body FROM readings WHERE key = ?", (key,)).fetchone()
        return bytes(row[0]) if row else None

    def append(self, judgements: Iterable[Judgement]) -> None:
        """Append judgements, durably: when this returns, a kill loses none of them.

        One that is already there (same id) is left as it is.
        """
        with self.writing():
            self.put(judgements)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Nobody else appends meanwhile: for those who look before they `put`."""
        with held(self.path, "write"):
            self.follow()
            yield

    def put(self, judgements: Iterable[Judgement]) -> None:
        """As `append`, inside `writing`."""
        insert(self.connection, "judgements", judgements, "INSERT OR IGNORE")

    def judgements_since(self, number: int) -> tuple[Judgement, ...]:
        """All judgements but the first `number`, oldest first."""
        query = "SELECT body FROM judgements ORDER BY ord LIMIT -1 OFFSET ?"
        rows = self.connection.execute(query, (number,))
        return tuple(restored(Judgement, json.loads(body)) for (body,) in rows)

    def follow(self) -> bool:
        """Open the file anew where a build has swapped in another one since; whether one has."""
        inode = self.path.stat().st_ino
        swapped = inode != self._inode
        if swapped:
            self.connection.close()
            self.connection = connected(self.path)
            self._inode = inode
        return swapped

    def search_statements(self, words: str, limit: int = 100) -> tuple[str, ...]:
        """Ids of statements whose words or speaker match all of `words`, best first."""
        query = "SELECT s.id FROM statement_search f JOIN statements s ON s.ord = f.rowid"
        return self._search(
            f"{query} WHERE statement_search MATCH ? ORDER BY rank LIMIT ?", words, limit
        )

    def search_documents(self, words: str, limit: int = 100) -> tuple[str, ...]:
        """Ids of documents whose title or text match all of `words`, best first."""
        query = "SELECT d.id FROM document_search f JOIN documents d ON d.ord = f.rowid"
        return self._search(
            f"{query} WHERE document_search MATCH ? ORDER BY rank LIMIT ?", words, limit
        )

    def matches(self, kind: str, query: str) -> list[int]:
        """Numbers (`ord`) of the rows that an FTS5 query fits, in the record's order.

        kind: statement or document.
        """
        table = f"{kind}_search"
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid"  # noqa: S608
        return [row[0] for row in self.connection.execute(sql, (query,))]

    def best(self, kind: str, query: str, limit: int) -> list[int]:
        """As `matches`, the best match first and no more than `limit`."""
        table = f"{kind}_search"
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rank LIMIT ?"  # noqa: S608
        return [row[0] for row in self.connection.execute(sql, (query, limit))]

    def ids(self, name: str) -> dict[int, str]:
        """The id of each row of a table by its number. name: one of core.record.NOUNS."""
        if name not in NOUNS:
            raise ValueError(f"{name} is not a noun of the record")
        return dict(self.connection.execute(f"SELECT ord, id FROM {name}"))  # noqa: S608

    def _search(self, query: str, words: str, limit: int) -> tuple[str, ...]:
        quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        if not quoted:
            return ()
        return tuple(row[0] for row in self.connection.execute(query, (quoted, limit)))


def insert(
    connection: sqlite3.Connection, name: str, nouns: Iterable[Any], verb: str = "INSERT"
) -> None:
    """Append nouns to their table in one transaction."""
    table = TABLES[name]
    columns = (*table.columns, "body")
    marks = ", ".join("?" for _ in columns)
    sql = f"{verb} INTO {name} ({', '.join(columns)}) VALUES ({marks})"
    rows = ((*(read(n) for read in table.columns.values()), _body(name, n)) for n in nouns)
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.executemany(sql, rows)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _body(name: str, noun: Any) -> str:
    kept = {k: v for k, v in plain(noun).items() if k not in LEFT_OUT_OF_BODY.get(name, ())}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
