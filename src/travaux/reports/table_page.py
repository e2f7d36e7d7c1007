"""The n-column table that negotiators know: one row a provision thread, one column a draft.

A cell shows the words of its draft; where they were reworded since the draft before, as a redline.
What changed in substance stands first. Static: the column for a compromise is the local app's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from travaux.core.comparing import Edit, EditKind, Redline, Thread
from travaux.core.drafts import Change, ChangeKind
from travaux.reports import addresses
from travaux.reports.indexed import Indexed

QUIET = {ChangeKind.SAME, ChangeKind.REWORDED}


def table_page(index: Indexed) -> dict[str, Any]:
    """Columns (drafts) and rows (threads) of the table, over all drafts that have a text."""
    table = TableViews(index)
    threads = index.record.threads
    columns = table_columns(index)
    rows = [table.row(thread) for thread in threads]
    return {"columns": columns, "rows": rows, "kinds": _kinds(rows), "title": "Drafts side by side"}


def table_columns(index: Indexed) -> list[dict[str, str]]:
    """The drafts that are compared, in the order compared."""
    threads = index.record.threads
    drafts = threads[0].drafts if threads else ()
    return [_column(index, draft) for draft in drafts if draft in index.drafts]


def _column(index: Indexed, draft: str) -> dict[str, str]:
    known = index.drafts[draft]
    return {"name": known.name, "date": known.date, "href": addresses.draft_page(draft)}


def _kinds(rows: Sequence[dict[str, Any]]) -> list[str]:
    return sorted({kind for row in rows for kind in row["kinds"]})


class TableViews:
    """Rows over look-ups made once."""

    def __init__(self, index: Indexed) -> None:
        self.index = index
        self.changes = {change.id: change for change in index.record.changes}
        self.redlines = {redline.change: redline for redline in index.record.redlines}

    def row(self, thread: Thread) -> dict[str, Any]:
        changes = [self.changes[c] for c in thread.changes if c in self.changes]
        kinds = sorted({kind.value for change in changes for kind in change.kinds})
        return {
            "id": thread.id,
            "cells": [self.cell(cell, changes) for cell in thread.cells],
            "kinds": kinds,
            "certain": thread.certain,
        }

    def cell(self, provisions: Sequence[str], changes: Sequence[Change]) -> dict[str, Any]:
        known = [self.index.provisions[p] for p in provisions if p in self.index.provisions]
        arriving = [c for c in changes if set(c.after) & set(provisions)]
        redline = next((self.redlines[c.id] for c in arriving if c.id in self.redlines), None)
        kinds = {kind for change in arriving for kind in change.kinds}
        return {
            "labels": [(p.label, addresses.provision_place(p.draft, p.id)) for p in known],
            "html": redlined(redline.edits) if redline else _plain([p.text for p in known]),
            "substance": _substance(redline),
            "kinds": sorted(kind.value for kind in kinds - QUIET),
            "reason": "; ".join(change.reason for change in arriving),
        }


def _substance(redline: Redline | None) -> list[str]:
    return [change.words for change in redline.substance] if redline else []


def _plain(texts: Sequence[str]) -> Markup:
    return Markup("<br>").join(escape(text) for text in texts)


def redlined(edits: Sequence[Edit]) -> Markup:
    """Edits as HTML: deleted words in <del>, inserted ones in <ins>."""
    return Markup("").join(_edit(edit) for edit in edits)


def _edit(edit: Edit) -> Markup:
    if edit.kind is EditKind.EQUAL:
        return escape(edit.after)
    gone = Markup("<del>{}</del>").format(edit.before) if edit.before else Markup("")
    new = Markup("<ins>{}</ins>").format(edit.after) if edit.after else Markup("")
    return gone + new
