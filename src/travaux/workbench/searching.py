"""Full-text search over a record."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from travaux.core.judgements import Action
from travaux.store import Archive, open_archive
from travaux.workbench.judged.standing import standing_each, value

SHOWN = 50  # of each kind, best first
RANKED = 5_000  # matches beyond which they stay in the record's order: nobody reads so far
KEPT = 256  # searches whose result is kept
PIECE = re.compile(r'"([^"]+)"|(\S+)')


def search(path: Path, words: str) -> list[dict[str, str]]:
    """Statements, then documents, that hold all of `words`: kind, id, who, words, file."""
    with open_archive(path) as archive:
        return [*_statements(archive, words), *_documents(archive, words)]


def _statements(archive: Archive, words: str) -> Iterator[dict[str, str]]:
    ids = archive.search_statements(words, SHOWN)
    rows = archive.cells("statements", ("id", "speaker", "words", "document"), ids)
    homes = list(dict.fromkeys(document for *_, document in rows))
    names = archive.cells("documents", ("file",), homes)
    files = dict(zip(homes, (file for (file,) in names), strict=True))
    judged = standing_each(j for j in archive.judgements_since(0) if j.noun == "statement")
    for key, who, said, document in rows:
        verdict, named = judged.get((key, "")), judged.get((key, "speaker"))
        if verdict is None or verdict.action is not Action.REJECT:
            name = value(named) if named else who
            yield _row("statement", key, name, " ".join(said.split()), files[document])


def _documents(archive: Archive, words: str) -> Iterator[dict[str, str]]:
    ids = archive.search_documents(words, SHOWN)
    for row in archive.cells("documents", ("id", "publisher", "title", "file"), ids):
        yield _row("document", *row)


def _row(kind: str, key: str, who: str, words: str, file: str) -> dict[str, str]:
    return {"kind": kind, "id": key, "who": who, "words": words, "file": file}


def words_of(words: str) -> list[str]:
    """The words and quoted phrases that a search is for."""
    printable = words.replace("\0", " ")  # it would end the query for SQLite
    pieces = [(phrase or word).replace('"', "") for phrase, word in PIECE.findall(printable)]
    return [piece for piece in pieces if any(c.isalnum() for c in piece)]


def query_of(words: str) -> str:
    """Words as an FTS5 query: all must be there, “quoted ones” next to each other, and the last
    may be the beginning of a word. "" where there is nothing to look for."""
    quoted = [f'"{piece}"' for piece in words_of(words)]
    open_ended = quoted and not words.rstrip().endswith('"')
    return " ".join(quoted) + ("*" if open_ended else "")


class Searcher:
    """Search in a record that stays open for long; safe to use from several threads.

    It follows the file when a build puts another in its place.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._open()

    def statements(self, words: str) -> tuple[str, ...]:
        """Ids of all statements that fit, best match first where they are not too many."""
        return self._found("statement", words)

    def documents(self, words: str) -> tuple[str, ...]:
        """Ids of all documents that fit, best match first where they are not too many."""
        return self._found("document", words)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._archive.close()

    def _open(self) -> None:
        self._archive: Archive = open_archive(self._path)
        self._inode = self._path.stat().st_ino
        self._ids = {kind: self._archive.ids(f"{kind}s") for kind in ("statement", "document")}
        self._kept = lru_cache(maxsize=KEPT)(self._search)

    def _found(self, kind: str, words: str) -> tuple[str, ...]:
        query = query_of(words)
        if not query:
            return ()
        with self._lock:
            if self._path.stat().st_ino != self._inode:
                self._archive.close()
                self._open()
            return self._kept(kind, query)

    def _search(self, kind: str, query: str) -> tuple[str, ...]:
        numbers = self._archive.matches(kind, query)
        if len(numbers) <= RANKED:
            numbers = self._archive.best(kind, query, RANKED)
        return tuple(self._ids[kind][number] for number in numbers)
