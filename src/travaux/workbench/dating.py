"""When a statement was made: as its words say, else when the article that reports it appeared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from travaux.core.documents import Document
from travaux.core.statements import Statement


def dated(statements: Sequence[Statement], documents: Sequence[Document]) -> tuple[Statement, ...]:
    """`statements` with the article's date where they have none of their own."""
    by_id = {document.id: document for document in documents}
    return tuple(
        s if s.date else replace(s, date=_published(by_id[s.document], s.start)) for s in statements
    )


def _published(document: Document, offset: int) -> str:
    part = document.part_at(offset)
    return (part.date if part else "") or document.date
