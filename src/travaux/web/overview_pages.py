"""The first page: what was read, what was found, what to look at first."""

from __future__ import annotations

from travaux.reports.overview import overview
from travaux.web.answering import Address, Answer, Asked, Page
from travaux.web.desk import Desk


def overview_page(desk: Desk, asked: Asked) -> Answer:
    """The overview of the dossier, with the app's links."""
    index = desk.index
    record = index.record
    rests_on = (record.documents, record.statements, record.links, record.positions,
                record.discrepancies, record.stances)  # fmt: skip
    values = desk.kept.of("overview", rests_on, lambda: overview(index))
    return Page("overview.html", {"overview": values}, title="Overview", current="/")


ADDRESSES = (Address("/", overview_page, words="What was read, what to look at first"),)
