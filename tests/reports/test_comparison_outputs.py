"""The n-column table in every form: the same rows, nothing run as a formula, marks that balance."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

from openpyxl import load_workbook

from tests.reports.compared import compared
from travaux.core.comparing import Edit, EditKind
from travaux.reports.compare_json import comparison_json
from travaux.reports.redline_html import comparison_html
from travaux.reports.table_xlsx import table_csv, table_xlsx
from travaux.reports.tabled import rows
from travaux.reports.terminal_compare import comparison_text, findings_text, redline_text

ONE = "1. The fund shall pay 5 million euros.\n2. =HYPERLINK() <b>wells</b> are shared by towns.\n3. Songs are sung at noon each day."  # noqa: E501
TWO = "1. The fund should pay 7 million euros.\n2. =HYPERLINK() <b>wells</b> are shared by towns."
THREE = f"1. Trees are planted along every road.\n{TWO.replace('2. ', '3. ').replace('1. ', '2. ')}"


def test_a_row_a_thread_a_cell_a_draft() -> None:
    table = rows(compared(ONE, TWO, THREE))
    assert [[cell.label for cell in row.cells] for row in table] == [
        ["", "", "1"],
        ["1", "1", "2"],
        ["2", "2", "3"],
        ["3", "", ""],
    ]
    assert [row.changed for row in table] == [True, True, False, True]


def test_csv_has_a_column_to_fill_in_and_no_formula() -> None:
    comparison = compared(ONE, TWO)
    lines = list(csv.reader(io.StringIO(table_csv(comparison.drafts, rows(comparison)))))
    assert lines[0] == [
        "No. in Draft 0",
        "Draft 0",
        "No. in Draft 1",
        "Draft 1",
        "What changed",
        "Compromise",
    ]
    assert lines[2][1].startswith("'=HYPERLINK") and lines[1][-1] == ""
    assert "shall → should: weaker" in lines[1][4]
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)


def test_xlsx_stores_text_and_the_same_bytes_twice() -> None:
    comparison = compared(ONE, TWO)
    data = table_xlsx(comparison.drafts, rows(comparison))
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet["B3"].value.startswith("=HYPERLINK") and sheet["B3"].data_type == "s"
    assert sheet.max_row == 4
    assert data == table_xlsx(comparison.drafts, rows(comparison))


def test_html_escapes_words_and_marks_changes() -> None:
    page = comparison_html(compared(ONE, TWO, THREE))
    assert "&lt;b&gt;wells" in page and "<b>wells" not in page
    assert "<del>shall </del><ins>should </ins>" in page
    assert page.count("<del>") == page.count("</del>") > 0
    assert "http" not in page.replace("content=", "")


def test_text_tells_substance_before_words_and_skips_what_is_quiet() -> None:
    text = comparison_text(compared(ONE, TWO, THREE))
    assert text.index("shall → should: weaker") < text.index("[-shall-] {+should+}")
    assert "HYPERLINK" not in text
    assert "HYPERLINK" in comparison_text(compared(ONE, TWO, THREE), every=True)


def test_long_equal_runs_are_cut_and_spaces_stay() -> None:
    words = " ".join(f"w{n}" for n in range(40))
    edits = (
        Edit(EditKind.EQUAL, f"{words} ", f"{words} "),
        Edit(EditKind.REPLACE, "a", "b"),
        Edit(EditKind.EQUAL, ".", "."),
    )
    assert redline_text(edits, 2) == "w0 w1 … w38 w39 [-a-] {+b+}."


def test_json_has_edits_that_rebuild_both_texts() -> None:
    data = json.loads(comparison_json(compared(ONE, TWO)))
    edited = next(c for c in data["changes"] if "reworded" in c["kinds"])
    assert "".join(e["before"] for e in edited["edits"]) == "The fund shall pay 5 million euros."
    assert edited["substance"][0]["toward"] == "up"


def test_a_doubtful_link_is_marked_everywhere() -> None:
    comparison = compared(ONE, TWO)
    doubtful = replace(
        comparison,
        changes=tuple(replace(c, certain=False) for c in comparison.changes),
        threads=tuple(replace(t, certain=False) for t in comparison.threads),
    )
    assert "(uncertain)" in comparison_text(doubtful)
    assert "to be looked at" in comparison_html(doubtful)
    assert "(uncertain)" in table_csv(doubtful.drafts, rows(doubtful))


def test_findings_without_any_say_so() -> None:
    assert re.match(r"Plan: 0 questions\n", findings_text("Plan", (), {}))
