"""The life of each provision: a page a thread, draft by draft, with what changed and who spoke."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from travaux.core.comparing import Thread
from travaux.reports import addresses
from travaux.reports.draft_pages import DraftViews
from travaux.reports.indexed import Indexed, shortened
from travaux.reports.table_page import TableViews

SHOWN = 6  # statements shown about a provision in one draft


def life_pages(index: Indexed) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """One page a thread, in the order of the table."""
    views = LifeViews(index)
    for at, thread in enumerate(index.record.threads):
        yield addresses.life_page(thread.id), "life.html", views.life(at)


class LifeViews:
    """The lives of provisions as their pages show them, over look-ups made once."""

    def __init__(self, index: Indexed) -> None:
        self.index = index
        self.table, self.drafts = TableViews(index), DraftViews(index, most=SHOWN)
        self.names = _issue_names(index)

    def life(self, at: int) -> dict[str, Any]:
        """The values of the page of the thread at this place of the record's threads."""
        threads = self.index.record.threads
        beside = [threads[n] if 0 <= n < len(threads) else None for n in (at - 1, at + 1)]
        row = self.table.row(threads[at])
        return {
            "row": row,
            "steps": list(_steps(self.index, threads[at], row, self.table, self.drafts)),
            "title": _title(self.index, threads[at], self.names),
            "beside": [self.table.row(thread) if thread else None for thread in beside],
        }


def _issue_names(index: Indexed) -> dict[str, str]:
    return {p: issue.name for issue in index.record.issues for p in issue.provisions}


def _title(index: Indexed, thread: Thread, names: dict[str, str]) -> str:
    """The issue's name, else the title or first words of the newest wording."""
    newest = next(cell for cell in reversed(thread.cells) if cell)
    named = next((names[p] for p in newest if p in names), "")
    last = index.provisions[newest[0]]
    return shortened(named or last.title or last.text or last.label, 90)


def _steps(
    index: Indexed, thread: Thread, row: dict[str, Any], table: TableViews, drafts: DraftViews
) -> Iterator[dict[str, Any]]:
    """What each draft does with the provision, in the order of the table."""
    held = dict(zip(thread.drafts, thread.cells, strict=True))
    for column, cell in zip(table.columns, row["cells"], strict=True):
        here = [index.provisions[p] for p in held.get(column["draft"], ()) if p in index.provisions]
        yield {
            "column": column,
            "status": index.drafts[column["draft"]].status.value,
            "cell": cell,
            "provisions": [drafts.provision(p) for p in here],
        }
