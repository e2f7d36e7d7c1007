"""The n-column table as a table of a Word file: one row a thread, one column a draft, what changed,
and an empty column for a compromise. The page lies on its side."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from travaux.core.drafts import Draft
from travaux.reports.table_xlsx import COMPROMISE, UNHELD, called, told_changes
from travaux.reports.tabled import Cell, Row

SMALL = Pt(8)
MARGIN = Cm(1.5)


def add_table(document: WordFile, drafts: Sequence[Draft], rows: Sequence[Row]) -> None:
    """Add the table of `rows` to the last section of `document`, which is turned on its side."""
    _turned(document)
    heads = [*map(called, drafts), "What changed", COMPROMISE]
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    _repeat(table)
    for cell, words in zip(table.rows[0].cells, heads, strict=True):
        _write(cell, words, bold=True)
    for row in rows:
        _fill(table, row, drafts)


def _turned(document: WordFile) -> None:
    section = document.sections[-1]
    if section.orientation is not WD_ORIENT.LANDSCAPE:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = MARGIN


def _repeat(table: Table) -> None:
    """The heading row stands on every page (ECMA-376 part 1 §17.4.49)."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)


def _fill(table: Table, row: Row, drafts: Sequence[Draft]) -> None:
    cells = table.add_row().cells
    for cell, said in zip(cells, row.cells, strict=False):
        _write(cell, _words(said))
    _write(cells[len(row.cells)], "\n".join(told_changes(row, drafts)))


def _words(cell: Cell) -> str:
    return " ".join(part for part in (cell.label, cell.text) if part)


def _write(cell: _Cell, words: str, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    for at, line in enumerate(UNHELD.sub("", words).split("\n")):
        paragraph = cell.add_paragraph() if at else paragraph
        run = paragraph.add_run(line)
        run.font.size = SMALL
        run.bold = bold or None
