"""Judge which provision became which: one row of the table, its links, and a form for a new one."""

from __future__ import annotations

from travaux.core.comparing import Thread
from travaux.reports.indexed import Indexed
from travaux.web.answering import Address, Answer, Asked, NotThere, Page
from travaux.web.desk import Desk

OFFERED = 600  # provisions offered to link


def alignment_page(desk: Desk, asked: Asked) -> Answer:
    """One row of the table with the links it is made of."""
    index = desk.index
    thread = next((t for t in index.record.threads if t.id == asked.parts["thread"]), None)
    if thread is None:
        raise NotThere("There is no such row any more.", "Look at the table.")
    row = [p for cell in thread.cells for p in cell]
    drafts = [d for d in index.record.drafts if d.id in thread.drafts]
    others = (p for p in index.record.provisions if p.id not in row)
    provisions = [*(index.provisions[p] for p in row), *others][:OFFERED]
    values = {
        "changes": _changes(index, thread),
        "row": set(row),
        "drafts": drafts,
        "provisions": sorted(provisions, key=lambda p: p.order),
    }
    return Page("alignment.html", values, title="Alignment", current="/table")


def _changes(index: Indexed, thread: Thread) -> list[dict[str, object]]:
    ids = set(thread.changes)
    return [
        {
            "change": change,
            "from_name": index.drafts[change.from_draft].name,
            "to_name": index.drafts[change.to_draft].name,
            "before": [index.provisions[p] for p in change.before],
            "after": [index.provisions[p] for p in change.after],
        }
        for change in index.record.changes
        if change.id in ids
    ]


ADDRESSES = (Address("/alignment/{thread}", alignment_page, words="The links of one row"),)
