"""The n-column table as CSV and XLSX: one row a thread, one column a draft, one to fill in.

Cells that a spreadsheet would run as a formula get an apostrophe in CSV (OWASP, CSV injection), and
are stored as text in XLSX. What XML 1.0 cannot hold is left out.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from travaux.core.drafts import Draft, DraftStatus
from travaux.reports.tabled import Row
from travaux.reports.zipped import timeless

COMPROMISE = "Compromise"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
UNHELD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767  # characters a spreadsheet cell holds
CHANGED = PatternFill("solid", start_color="FFF4D6")


def table_csv(drafts: Sequence[Draft], rows: Sequence[Row]) -> str:
    """The table as CSV text with a heading line."""
    to = io.StringIO()
    out = csv.writer(to, lineterminator="\n")
    out.writerow([_inert(cell) for cell in _heading(drafts)])
    out.writerows([_inert(cell) for cell in _line(row, drafts)] for row in rows)
    return to.getvalue()


def table_xlsx(drafts: Sequence[Draft], rows: Sequence[Row]) -> bytes:
    """The table as an XLSX workbook of one sheet; changed cells are shaded."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Drafts"
    sheet.freeze_panes = "A2"
    for at, row in enumerate([_heading(drafts), *(_line(row, drafts) for row in rows)], 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(at, column)
            cell.value = UNHELD.sub("", text)[:LONGEST]
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=at == 1)
    _shade(sheet, rows)
    to = io.BytesIO()
    book.save(to)
    return timeless(to.getvalue())


def _shade(sheet: object, rows: Sequence[Row]) -> None:
    for at, row in enumerate(rows, 2):
        for column, cell in enumerate(row.cells):
            sheet.column_dimensions[_letter(2 * column + 2)].width = 60  # type: ignore[attr-defined]
            if cell.edits or {k.value for k in cell.kinds} - {"same", "renumbered"}:
                sheet.cell(at, 2 * column + 2).fill = CHANGED  # type: ignore[attr-defined]


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _heading(drafts: Sequence[Draft]) -> list[str]:
    named = [called(draft) for draft in drafts]
    return [*(h for name in named for h in (f"No. in {name}", name)), "What changed", COMPROMISE]


def called(draft: Draft) -> str:
    """A draft's name and date, and that it is known from reports where it is."""
    reported = draft.status is DraftStatus.REPORTED and not draft.witnesses
    about = [draft.date, "reported" if reported else ""]
    said = ", ".join(part for part in about if part)
    return f"{draft.name} ({said})" if said else draft.name


def _line(row: Row, drafts: Sequence[Draft]) -> list[str]:
    cells = [text for cell in row.cells for text in (cell.label, cell.text)]
    return [*cells, "\n".join(told_changes(row, drafts)), ""]


def told_changes(row: Row, drafts: Sequence[Draft]) -> list[str]:
    """What changed along a row, a line a draft: kinds, then substance; which draft, where there
    are more than two."""
    names = {d.id: f"{d.name}: " if len(drafts) > 2 else "" for d in drafts}
    said = []
    for cell in row.cells:
        kinds = ", ".join(kind.value for kind in cell.kinds if kind.value != "same")
        doubt = "" if cell.certain else " (uncertain)"
        substance = "; ".join(s.words for s in cell.substance)
        if kinds:
            about = f": {substance}" if substance else ""
            said.append(f"{names.get(cell.draft, '')}{kinds}{doubt}{about}")
    return said


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
