"""The boards of commitments: is it being kept, as verified and as alleged, and what follows.

They are the dossier's pages of monitoring, which change only when a judgement touches a board.
"""

from __future__ import annotations

from typing import Any

from travaux.reports.monitoring_addresses import IN_DOSSIER, TITLES
from travaux.reports.pages import monitoring_pages
from travaux.web.answering import Address, Answer, Asked, Page
from travaux.web.desk import Desk

FILES = {file.removesuffix(".html"): TITLES[key] for key, file in IN_DOSSIER.items()}


def board_page(desk: Desk, asked: Asked) -> Answer:
    """One page of the boards; what to do where there are none."""
    index = desk.index
    which = asked.path.strip("/")

    def make() -> dict[str, tuple[str, dict[str, Any]]]:
        found = monitoring_pages(index)
        return {file.removesuffix(".html"): (template, values) for file, template, values in found}

    rests_on = (index.record.surveys, index.record.commitments, index.record.documents)
    pages = desk.kept.of("boards", rests_on, make)
    title = FILES[which]
    if which not in pages:
        return Page("no_board.html", {"heading": title}, title=title, current="/commitments")
    template, values = pages[which]
    shown = {key: value for key, value in values.items() if key not in ("assets", "title")}
    return Page(template, shown, title=title, current="/commitments")


ADDRESSES = tuple(
    Address(f"/{file}", board_page, words=title)
    for file, title in FILES.items()
    if file.startswith("kept")
)
