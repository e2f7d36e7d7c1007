"""The dossier in a real browser, from file://, as it is handed to others: every kind of page of the
bundled example, and what its script does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.conftest import Visit, complaints
from travaux.core.record import Record
from travaux.reports.addresses import statement_place
from travaux.workbench.build import Built, build
from travaux.workbench.dossier import write_dossier

ONE_OF_MANY = re.compile(r"^([a-z]+)-.*\.html$")

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def dossier(example: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_dossier(example.record, tmp_path_factory.mktemp("out") / "dossier").parent


def a_page_of_each_kind(folder: Path) -> list[Path]:
    """Pages named `source-….html` and the like are of one kind: the largest stands for all."""
    kinds: dict[str, Path] = {}
    for page in sorted(folder.glob("*.html"), key=lambda page: page.stat().st_size):
        found = ONE_OF_MANY.match(page.name)
        kinds[found[1] if found else page.name] = page
    return sorted(kinds.values())


def test_no_page_has_a_serious_fault_asks_for_anything_or_complains(
    dossier: Path, visit: Visit
) -> None:
    pages = a_page_of_each_kind(dossier)
    assert len(pages) > 10
    faults: dict[str, list[str]] = {}
    for page in pages:
        visit.page.goto(page.as_uri())
        if found := complaints(visit.page, visit.dark):
            faults[page.name] = found
    assert faults == {}
    visit.at_ease()


def test_the_menu_stands_on_one_line_of_a_wide_window(dossier: Path, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1300, "height": 900})
    visit.page.goto((dossier / "index.html").as_uri())
    tops = visit.page.eval_on_selector_all(
        "header.top nav a", "all => [...new Set(all.map(a => a.offsetTop))]"
    )
    assert len(tops) == 1


def test_every_page_is_reached_from_the_first_by_its_links(dossier: Path) -> None:
    seen: set[str] = set()
    waiting = ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in seen or not (dossier / name).exists():
            continue
        seen.add(name)
        text = (dossier / name).read_text("utf-8")
        waiting += re.findall(r'href="([^"#:]+\.html)', text)
    assert {page.name for page in dossier.glob("*.html")} - seen == set()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Record, Path]:
    """The dossier of one short article."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "pile").mkdir()
    (folder / "pile" / "a.txt").write_text(
        "The mayor said that the bridge is closed.\n\nAccording to the union, forty jobs are at "
        "risk. “We never closed it,” the engineer told reporters.\n"
    )
    record = build([folder / "pile"], folder / "out", jobs=0).record
    return record, write_dossier(record, folder / "out" / "dossier").parent


def test_an_address_lights_exactly_the_words_of_its_statement(
    small: tuple[Record, Path], visit: Visit
) -> None:
    record, folder = small
    statement = next(s for s in record.statements if "forty jobs" in s.words)
    visit.page.goto(f"{folder.as_uri()}/{statement_place(statement)}")
    lit = "".join(visit.page.locator(".lit").all_text_contents())
    assert lit == "".join(piece.exact for piece in statement.content)


def test_a_filter_in_the_address_hides_the_other_rows(
    small: tuple[Record, Path], visit: Visit
) -> None:
    record, folder = small
    visit.page.goto(f"{folder.as_uri()}/statements.html#words=bridge")
    rows = visit.page.locator("table#statements > tbody > tr")
    shown = [row for row in rows.all() if row.is_visible()]
    assert rows.count() == len(record.statements)
    assert [("bridge" in row.inner_text()) for row in shown] == [True] * len(shown)
    assert 0 < len(shown) < rows.count()
    said = visit.page.locator("#statements-count").inner_text()
    assert said == f"{len(shown)} of {rows.count()} shown"


def test_the_compromise_column_takes_a_wording_over_without_what_was_deleted(
    example: Built, dossier: Path, visit: Visit
) -> None:
    page = visit.page
    page.goto((dossier / "table.html").as_uri())
    rows = page.locator("table.columns tbody tr", has=page.locator("th a"))
    assert rows.locator("textarea").count() == rows.count()
    assert page.locator("form.compromise").is_visible()
    change = next(c for c in example.record.changes if "reworded" in c.kinds and c.certain)
    texts = {p.id: p.full_text for p in example.record.provisions}
    row = page.locator("tbody tr", has=page.locator(f"a[href$='#{change.after[0]}']")).first
    button = row.locator("td.compromise button").last
    assert button.inner_text().startswith("from ")
    button.click()
    taken = row.locator("td.compromise textarea").input_value()
    assert " ".join(taken.split()) == " ".join(texts[change.after[0]].split())
    assert page.evaluate("Object.keys(localStorage).length") == 1
    page.evaluate("localStorage.clear()")
