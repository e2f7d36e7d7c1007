"""A monitoring run as a dossier of its own, with no record around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from travaux.core.anchors import Anchor
from travaux.core.surveys import Monitoring
from travaux.reports import addresses
from travaux.reports.card_page import card_page
from travaux.reports.dossier import render
from travaux.reports.monitoring_addresses import ALONE, tabs
from travaux.reports.monitoring_pages import run_pages


def render_monitoring(
    monitoring: Monitoring, files: Mapping[str, str] | None = None
) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of every page of a monitoring run; `index.html` comes first.

    files: for documents that have a page, the address of its folder by document id.
    """
    folders = files or {}

    def place(anchor: Anchor) -> str:
        folder = folders.get(anchor.document)
        return f"{folder}{addresses.place(anchor)}" if folder is not None else ""

    name = monitoring.name or "Monitoring"
    pages = [*run_pages(monitoring, ALONE, place), card_page(monitoring.commitments, ALONE)]
    for file, template, values in pages:
        shown = values | {"menu": tabs(ALONE), "tabs": ()}
        yield file, render(template, file, name, shown).encode()
