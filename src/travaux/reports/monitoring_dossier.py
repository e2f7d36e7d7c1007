"""A monitoring run as a dossier of its own, with no record around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.core.anchors import Anchor
from travaux.core.documents import Document
from travaux.core.record import Record
from travaux.core.surveys import Monitoring
from travaux.reports import addresses
from travaux.reports.card_page import card_page
from travaux.reports.dossier import render
from travaux.reports.indexed import Indexed
from travaux.reports.monitoring_addresses import ALONE, tabs
from travaux.reports.monitoring_pages import Page, run_pages
from travaux.reports.source_pages import is_there, source_pages, source_rows

SOURCES = {"file": "sources.html", "title": "Sources"}


def render_monitoring(
    monitoring: Monitoring, documents: Sequence[Document] = ()
) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of every page of a monitoring run; `index.html` comes first.

    documents: those whose words the cards and the log quote; each has its page.
    """
    index = Indexed(Record(monitoring.name, documents=tuple(documents), surveys=(monitoring,)))

    def place(anchor: Anchor) -> str:
        return addresses.place(anchor) if is_there(index, anchor) else ""

    name = monitoring.name or "Monitoring"
    menu = [*tabs(ALONE), *([SOURCES] if documents else [])]
    pages = [*run_pages(monitoring, ALONE, place), card_page(monitoring.commitments, ALONE)]
    for file, template, values in (*pages, *_sources(index)):
        yield file, render(template, file, name, values | {"menu": menu, "tabs": ()}).encode()


def _sources(index: Indexed) -> Iterator[Page]:
    """The documents that the words stand in, where they were given."""
    if index.record.documents:
        values = {"sources": source_rows(index), "copies": [], "title": "Sources"}
        yield "sources.html", "sources.html", values
        yield from source_pages(index)
