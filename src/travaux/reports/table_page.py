"""The n-column table that negotiators know: one row a provision thread, one column a draft.

A cell shows the words of its draft; where they were reworded since the draft before, as a redline.
What changed in substance stands first. A draft known from reports has a column too, where what
is claimed of it stands beside the provisions it is about, never a redline. The last column is for a
compromise that the reader writes; it stays in the reader's browser until it is saved to a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from travaux.core.comparing import Edit, EditKind, Redline, Thread
from travaux.core.drafts import Change, ChangeKind
from travaux.reports import addresses
from travaux.reports.claim_views import ClaimsByThread, claim_view, told_drafts
from travaux.reports.indexed import Indexed

QUIET = {ChangeKind.SAME, ChangeKind.REWORDED}


def table_page(index: Indexed) -> dict[str, Any]:
    """Columns (drafts) and rows (threads) of the table, over all drafts that have a text or of
    which something is claimed."""
    table = TableViews(index)
    columns = table_columns(index)
    rows = [table.row(thread) for thread in index.record.threads]
    told = [row for column in columns if (row := table.loose_row(column["draft"]))]
    return {
        "columns": columns,
        "rows": rows + told,
        "kinds": _kinds(rows),
        "title": "Drafts side by side",
        "assets": ("compromise.js",),
    }


def table_columns(index: Indexed) -> list[dict[str, Any]]:
    """The drafts that are compared, in the order compared; among them, by date, those that are
    known from reports."""
    threads = index.record.threads
    compared = [d for d in (threads[0].drafts if threads else ()) if d in index.drafts]
    order = [d.id for d in index.record.drafts]
    columns = list(compared)
    for draft in told_drafts(index) if compared else ():
        if draft not in columns:
            before = set(order[: order.index(draft)])
            at = max((n for n, d in enumerate(columns) if d in before), default=-1)
            columns.insert(at + 1, draft)
    return [_column(index, draft, draft not in compared) for draft in columns]


def _column(index: Indexed, draft: str, reported: bool) -> dict[str, Any]:
    known = index.drafts[draft]
    return {
        "draft": draft,
        "name": known.name,
        "date": known.date,
        "href": addresses.draft_page(draft),
        "reported": reported,
    }


def _kinds(rows: Sequence[dict[str, Any]]) -> list[str]:
    return sorted({kind for row in rows for kind in row["kinds"]})


class TableViews:
    """Rows over look-ups made once."""

    def __init__(self, index: Indexed) -> None:
        self.index = index
        self.columns = table_columns(index)
        self.claims = ClaimsByThread(index)
        self.changes = {change.id: change for change in index.record.changes}
        self.redlines = {redline.change: redline for redline in index.record.redlines}

    def row(self, thread: Thread) -> dict[str, Any]:
        changes = [self.changes[c] for c in thread.changes if c in self.changes]
        kinds = sorted({kind.value for change in changes for kind in change.kinds})
        held = dict(zip(thread.drafts, thread.cells, strict=True))
        cells = [
            self.told(thread.id, column["draft"])
            if column["reported"]
            else self.cell(held.get(column["draft"], ()), changes, column["draft"])
            for column in self.columns
        ]
        claimed = any(cell["claims"] for cell in cells)
        return {
            "id": thread.id,
            "life": addresses.life_page(thread.id),
            "name": self.name(thread),
            "cells": cells,
            "kinds": kinds + ["reported"] * claimed,
            "certain": thread.certain,
        }

    def name(self, thread: Thread) -> str:
        """The labels of a thread through its drafts: "13.b → 14"."""
        known = self.index.provisions
        labels = [", ".join(known[p].label for p in c if p in known) for c in thread.cells]
        return " → ".join(dict.fromkeys(label for label in labels if label)) or "¶"

    def loose_row(self, draft: str) -> dict[str, Any] | None:
        """What is claimed of a draft and tied to no provision, as the last row; None for none."""
        claims = self.claims.loose.get(draft)
        if not claims:
            return None
        empty = [self.cell((), (), column["draft"]) for column in self.columns]
        at = [column["draft"] for column in self.columns].index(draft)
        empty[at]["claims"] = [claim_view(self.index, claim) for claim in claims]
        name = "tied to no provision"
        row = {"id": f"told-{draft}", "life": "", "name": name, "cells": empty}
        return row | {"kinds": ["reported"], "certain": True}

    def told(self, thread: str, draft: str) -> dict[str, Any]:
        """The cell of a draft that is known from reports."""
        claims = [claim_view(self.index, c) for c in self.claims.of(thread, draft)]
        return self.cell((), (), draft) | {"claims": claims}

    def cell(
        self, provisions: Sequence[str], changes: Sequence[Change], draft: str = ""
    ) -> dict[str, Any]:
        known = [self.index.provisions[p] for p in provisions if p in self.index.provisions]
        arriving = [c for c in changes if set(c.after) & set(provisions)]
        if not provisions:
            arriving = [c for c in changes if not c.after and c.to_draft == draft]
        redline = next((self.redlines[c.id] for c in arriving if c.id in self.redlines), None)
        kinds = {kind for change in arriving for kind in change.kinds}
        return {
            "labels": [(p.label, addresses.provision_place(p.draft, p.id)) for p in known],
            "html": redlined(redline.edits) if redline else _plain([p.text for p in known]),
            "substance": _substance(redline),
            "kinds": sorted(kind.value for kind in kinds - QUIET),
            "reason": "; ".join(change.reason for change in arriving),
            "certain": all(change.certain for change in arriving),
            "claims": [],
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
