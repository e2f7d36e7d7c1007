"""Documents: what was read, its parts, and where each stretch of text came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PartKind(StrEnum):
    """What a stretch of a file is: an article, or residue (menus, share lines, comments box)."""

    ARTICLE = "article"
    RESIDUE = "residue"


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Why a field has its value: `field` (title, publisher, author, date), `how` in words.

    start, end: the words it rests on in the document's text, or None (a meta tag, sources.csv).
    """

    field: str
    how: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A range [start, end) of a document's text. Parts are sorted and never overlap.

    date is ISO 8601 (YYYY-MM-DD, or YYYY-MM / YYYY where no more is known), "" unknown.
    """

    start: int
    end: int
    kind: PartKind
    title: str = ""
    publisher: str = ""
    author: str = ""
    date: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where text[start:end] stood in the original: `name` such as "page 3" or "paragraph 12"."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """Something the original says beside the text: a tracked change, a comment, a footnote.

    kind: insertion, deletion, comment, footnote, repair. `text` is the deleted or added words,
    the comment, or (repair) what the garbled characters at [start, end) stand for; those stay in
    the document's text, so that its offsets are the file's, and rooms read the repair instead.
    """

    start: int
    end: int
    kind: str
    text: str
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read. `id` is the SHA-256 of its bytes.

    file: its path relative to the folder that was read, with "/" between. For plain text, `text`
    is the decoded file itself, so that offsets are the file's. language: ISO 639-1, "" unknown.
    copies: names of further files with the very same bytes.
    """

    id: str
    file: str
    title: str
    publisher: str
    date: str
    language: str
    text: str
    format: str = "txt"
    parts: tuple[Part, ...] = ()
    places: tuple[Place, ...] = ()
    notes: tuple[Note, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    copies: tuple[str, ...] = ()

    def part_at(self, offset: int) -> Part | None:
        """The part that holds the character at `offset`, or None."""
        return next((p for p in self.parts if p.start <= offset < p.end), None)

    def place_of(self, offset: int) -> str:
        """Where in the original the character at `offset` stood ("page 3"), or ""."""
        return next((p.name for p in self.places if p.start <= offset < p.end), "")

    def is_residue(self, offset: int) -> bool:
        """Whether the character at `offset` is residue (not part of any article)."""
        part = self.part_at(offset)
        return part is not None and part.kind is PartKind.RESIDUE


@dataclass(frozen=True, slots=True, order=True)
class DuplicateGroup:
    """Documents, or parts of documents, that carry the same text (one agency copy, two outlets).

    members: (document id, start, end) ranges, sorted; the first in date order leads.
    likeness: estimated Jaccard likeness of word shingles, 1.0 for exact copies.
    """

    id: str
    members: tuple[tuple[str, int, int], ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What `sources.csv` says of one file; empty strings where it is silent."""

    file: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    date: str = ""
    language: str = ""
    draft: str = ""
