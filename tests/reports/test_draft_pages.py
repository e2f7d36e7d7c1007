"""The pages on drafts: side by side, the life of a provision, the lineage, what is claimed."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from openpyxl import load_workbook

from travaux.core.record import Record
from travaux.reports.addresses import draft_page, life_page
from travaux.workbench.build import build
from travaux.workbench.dossier import write_dossier
from travaux.workbench.exporting import export

ONE = """\
Outline of an agreement on the ferry

1. The ferry fleet shall be limited to 40 boats.
2. Lowmark shall withdraw its customs officers from the island within 30 days.
3. An amnesty shall cover all smugglers of the island.
4. Disputes shall be brought before the harbour commission.
"""
TWO = """\
Second outline of an agreement on the ferry

1. The ferry fleet shall be limited to 60 boats.
2. Lowmark shall withdraw its customs officers from the island within 30 days.
3. Disputes shall be brought before the harbour commission.
4. Schools on the island shall open in autumn.
"""
REPORT = """\
The new 9-point plan drops the amnesty for smugglers, a Highmark official said. The 9-point plan \
keeps the limit of 60 boats, according to a captain.
"""
TALKS = """\
name = "The ferry talks"
[[drafts]]
name = "first outline"
date = "2031-04-01"
files = ["one.txt"]
[[drafts]]
name = "second outline"
date = "2031-05-01"
files = ["two.txt"]
[[drafts]]
name = "9 points"
date = "2031-06-01"
status = "reported"
"""


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> tuple[Record, Path]:
    folder = tmp_path_factory.mktemp("ferry")
    pile = folder / "pile"
    pile.mkdir()
    for name, text in (("one.txt", ONE), ("two.txt", TWO), ("news.txt", REPORT)):
        (pile / name).write_text(text, encoding="utf-8")
    (pile / "talks.toml").write_text(TALKS, encoding="utf-8")
    record = build([pile], folder / "out", jobs=0).record
    return record, write_dossier(record, folder / "out" / "dossier").parent


def page(folder: Path, name: str) -> html.HtmlElement:
    return html.fromstring((folder / name).read_text("utf-8"))


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_reported_draft_has_a_column_of_claims_and_no_redline(
    dossier: tuple[Record, Path],
) -> None:
    _, folder = dossier
    table = page(folder, "table.html")
    heads = [said(th) for th in table.xpath("//thead/tr/th")]
    assert [h.split("2031")[0].strip() for h in heads] == [
        "Provision",
        "first outline",
        "second outline",
        "9 points reported",
        "Compromise",
    ]
    told = table.xpath("//td[@data-draft='9 points']")
    assert any("drops" in said(td) and "Highmark official" in said(td) for td in told)
    assert not any(td.xpath(".//ins | .//del") for td in told)


def test_a_deleted_provision_says_so_in_its_empty_cell(dossier: tuple[Record, Path]) -> None:
    _, folder = dossier
    rows = page(folder, "table.html").xpath("//tbody/tr")
    first = "./td[@data-draft='first outline']"
    amnesty = next(row for row in rows if "amnesty" in said(row.xpath(first)[0]))
    assert "deleted" in said(amnesty.xpath("./td[@data-draft='second outline']")[0])


def test_the_life_of_a_provision_goes_through_every_draft(dossier: tuple[Record, Path]) -> None:
    record, folder = dossier
    fleet = next(p for p in record.provisions if "60 boats" in p.text)
    thread = next(t for t in record.threads if any(fleet.id in cell for cell in t.cells))
    life = page(folder, life_page(thread.id))
    steps = [said(li) for li in life.xpath("//ol[@class='life']/li")]
    assert len(steps) == 3
    assert "40 boats" in steps[0]
    assert "40 boats → 60 boats" in steps[1]
    assert "keeps" in steps[2] and "a captain" in steps[2]


def test_the_draft_page_of_a_reported_draft_lists_its_claims(
    dossier: tuple[Record, Path],
) -> None:
    record, folder = dossier
    draft = next(d for d in record.drafts if d.name == "9 points")
    shown = said(page(folder, draft_page(draft.id)))
    assert "What is said to be in it" in shown and "3 of first outline" in shown


def test_a_draft_says_who_carries_what(dossier: tuple[Record, Path]) -> None:
    record, folder = dossier
    draft = next(d for d in record.drafts if d.name == "first outline")
    rows = page(folder, draft_page(draft.id)).xpath("//details//table/tbody/tr")
    lowmark = next(row for row in rows if said(row.xpath("./th")[0]) == "Lowmark")
    assert [said(cell) for cell in lowmark.xpath("./td")][:4] == ["1 2", "", "", "1 2"]


def test_the_lineage_draws_every_draft_and_tells_claims_from_texts(
    dossier: tuple[Record, Path],
) -> None:
    _, folder = dossier
    picture = page(folder, "drafts.html").xpath("//figure[@class='lineage']//*[name()='svg']")[0]
    assert len(picture.xpath(".//*[name()='rect']")) == 3
    assert len(picture.xpath(".//*[name()='rect'][contains(@class, 'told')]")) == 1
    words = [said(t) for t in picture.xpath(".//*[name()='text']")]
    assert any("reworded" in w and "−1" in w for w in words) and "1 claim" in " ".join(words)


def test_a_record_is_exported_with_what_is_reported_beside_the_texts(
    dossier: tuple[Record, Path], tmp_path: Path
) -> None:
    record, _ = dossier
    assert export(record, tmp_path, "xlsx") == ("drafts.xlsx",)
    sheet = load_workbook(tmp_path / "drafts.xlsx").active
    assert sheet is not None
    table = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    assert table[0][5] == "9 points (2031-06-01, reported)"
    amnesty = next(row for row in table if "amnesty" in row[1])
    assert amnesty[5].startswith("drops: “") and "Highmark official" in amnesty[5]
    assert "second outline: deleted" in amnesty[6]


@pytest.mark.parametrize(("format_", "count"), [("docx", 1), ("akn", 2)])
def test_a_record_is_exported_in_formats_of_drafting(
    dossier: tuple[Record, Path], tmp_path: Path, format_: str, count: int
) -> None:
    assert len(export(dossier[0], tmp_path, format_)) == count
