"""What readers hand on: an `Extract` of one file, and the finished `Reading` of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from travaux.core.documents import Document, Evidence, Note, Place
from travaux.core.problems import Problem

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as read: the document, or None where there is none to be had, and what was wrong."""

    document: Document | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Title, publisher, author, date (ISO 8601) and language as far as known, with the evidence."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    date: str = ""
    language: str = ""
    evidence: tuple[Evidence, ...] = ()

    def or_else(self, other: Facts) -> Facts:
        """These facts, with `other` filling only what is not known here."""
        missing = {name for name in FACT_NAMES if not getattr(self, name)}
        filled = {n: getattr(other if n in missing else self, n) for n in FACT_NAMES}
        added = tuple(e for e in other.evidence if e.field in missing)
        return Facts(**filled, evidence=self.evidence + added)


FACT_NAMES = ("title", "publisher", "author", "date", "language")


@dataclass(frozen=True, slots=True)
class Section:
    """A range of the text that the format itself says is one article (a message of a mailbox)."""

    start: int
    end: int
    facts: Facts


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader got out of one file, before articles and residue are told apart.

    residue: ranges that the format shows to be residue (navigation, page numbers); sections:
    articles as the format divides them, () where it does not. facts hold for the whole file;
    hints are less to be trusted than what the text itself says (a PDF's title field).
    """

    text: str
    format: str
    facts: Facts = Facts()
    places: tuple[Place, ...] = ()
    notes: tuple[Note, ...] = ()
    residue: tuple[Range, ...] = ()
    sections: tuple[Section, ...] = ()
    problems: tuple[Problem, ...] = ()
    hints: Facts = Facts()


Reader = Callable[[bytes, str], "Extract | Problem"]
"""(bytes of the file, its path) -> its extract, or the problem that leaves nothing to read."""


def fact(
    field: str, value: str, how: str, start: int | None = None, end: int | None = None
) -> Facts:
    """One known fact with its evidence; no facts where `value` is empty."""
    if not value:
        return Facts()
    return Facts(**{field: value}, evidence=(Evidence(field, how, start, end),))
