"""Sources: the list of documents, and one document's text with its statements lit."""

from __future__ import annotations

from travaux.core.anchors import Anchor
from travaux.core.documents import Document
from travaux.reports.indexed import Indexed, headline
from travaux.reports.source_pages import source_row, source_values, targets_by_document
from travaux.web.answering import Address, Answer, Asked, NotThere, Page
from travaux.web.desk import Desk
from travaux.web.listing import Filter, Order, listed_once
from travaux.web.paging import leaf

LISTED = 40  # statements listed below a text; the explorer shows them all
SHOWN_ID = 12  # characters of a document's id in an address


def sources_page(desk: Desk, asked: Asked) -> Answer:
    """The documents that were read, a page at a time."""
    index = desk.index
    said = {key: len(statements) for key, statements in index.by_document.items()}
    orders: dict[str, Order[Document]] = {
        "record": Order("by file", lambda d: d.file),
        "newest": Order("newest first", _date, backwards=True),
        "oldest": Order("oldest first", lambda d: _date(d) or "~"),
        "most": Order("most statements first", lambda d: said.get(d.id, 0), backwards=True),
        "title": Order("by title", lambda d: headline(d).casefold()),
    }
    items = index.record.documents
    found = listed_once(
        desk.kept, "sources", (items, index.by_document), items, asked.query, FILTERS, _text, orders
    )
    shown = leaf(found.items, "/sources", asked.query)
    values = {
        "list": found,
        "leaf": shown,
        "sources": [source_row(index, document) for document in shown.items],
        "copies": _copies(index),
    }
    return Page("sources_list.html", values, title="Sources", current="/sources")


def source_page(desk: Desk, asked: Asked) -> Answer:
    """One document: every word of it, and what stands on which."""
    index = desk.index
    document = document_at(desk, index, asked.parts["document"])
    targets = targets_of(desk, index).get(document.id, [])
    values = source_values(index, document, targets, LISTED)
    return Page("source_text.html", values, title=values["title"], current="/sources")


def document_at(desk: Desk, index: Indexed, name: str) -> Document:
    """The document whose id begins with `name`. Raises NotThere."""
    documents = index.record.documents
    by_name = desk.kept.of(
        "documents", (documents,), lambda: {d.id[:SHOWN_ID]: d for d in documents}
    )
    found: Document | None = by_name.get(name[:SHOWN_ID])
    if found is None or not found.id.startswith(name):
        raise NotThere("There is no such source.", "Look at the list of sources.")
    return found


def targets_of(desk: Desk, index: Indexed) -> dict[str, list[Anchor]]:
    """The places that links lead to, by document."""
    record = index.record
    rests_on = (record.provisions, record.variants, record.findings, record.discrepancies,
                record.commitments, record.events, record.issues, record.duplicates,
                record.problems, record.witnesses)  # fmt: skip
    return desk.kept.of("targets", rests_on, lambda: targets_by_document(index))


def _date(document: Document) -> str:
    return document.date or min((p.date for p in document.parts if p.date), default="")


def _text(document: Document) -> str:
    titles = " ".join(part.title for part in document.parts)
    return f"{document.title} {document.file} {titles}"


def _publishers(document: Document) -> set[str]:
    return {document.publisher, *(part.publisher for part in document.parts)} - {""}


def _copies(index: Indexed) -> dict[str, int]:
    """Document id -> in how many further places its text stands."""
    return {
        document: len(group.members) - 1
        for group in index.record.duplicates
        for document, _, _ in group.members
    }


FILTERS: tuple[Filter[Document], ...] = (
    Filter("publisher", "Publisher", _publishers),
    Filter("language", "Language", lambda d: (d.language,)),
    Filter("format", "Format", lambda d: (d.format,)),
)

ADDRESSES = (
    Address("/sources", sources_page, words="The documents that were read"),
    Address("/sources/{document}", source_page, words="One document with its statements lit"),
)
