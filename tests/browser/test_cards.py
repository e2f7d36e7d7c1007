"""The form for cards, offline: what is filled in is the block that the reader of cards reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visit, complaints
from travaux.monitoring.cards import read_cards
from travaux.workbench.monitoring import monitor, write_pages

VELA = Path(__file__).parents[2] / "examples" / "vela-river-monitoring"
WIDTHS = (400, 1300)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run")
    done = monitor(VELA / "cards.yaml", VELA / "log.csv", "2031-10-15")
    supposed = ["2031-10-10 release_short by Karsovia where days = 25"]
    return write_pages(done, "2031-10-15", out, what_if=supposed).parent


def block(page: Page) -> str:
    return page.locator("#block").input_value()


def test_each_card_of_the_treaty_comes_out_of_the_form_as_it_went_in(
    visit: Visit, folder: Path
) -> None:
    visit.page.goto((folder / "card.html").as_uri())
    cards = read_cards((VELA / "cards.yaml").read_bytes(), "cards.yaml")
    blocks = []
    for commitment in cards.commitments:
        visit.page.select_option("#start", commitment.name)
        blocks.append(block(visit.page))
    again = read_cards(("cards:\n" + "".join(blocks)).encode(), "cards.yaml")
    assert [why for _, why in again.faults if "“events” does not list" not in why] == []
    assert [(c.name, c.kind, c.slots, c.cells) for c in again.commitments] == [
        (c.name, c.kind, c.slots, c.cells) for c in cards.commitments
    ]
    visit.at_ease()


def test_what_is_typed_is_quoted_and_what_is_missing_is_said(visit: Visit, folder: Path) -> None:
    page = visit.page
    page.goto((folder / "card.html").as_uri())
    assert block(page) == ""
    page.fill("[name=id]", 'a: "b" #c')
    assert "The card needs “kind”." in page.locator("#faults").inner_text()
    page.select_option("[name=kind]", "duty")
    page.fill("[name=bearer]", "Karst; Moor")
    page.fill("[name=act]", "yes")
    page.locator("[name=act]").locator("xpath=..").locator("summary").click()
    page.fill("[name='act words']", "pay: {all} “of” it")
    page.fill("[name='act at']", "dəc:3-20")
    (one, other) = read_cards(("cards:\n" + block(page)).encode(), "c.yaml").commitments
    assert one.name == 'a: "b" #c/Karst' and other.bearer == "Moor"
    place = one.slot("act").anchor
    assert place is not None and (place.document, place.start, place.end) == ("dəc", 3, 20)
    assert one.slot("act").text == "pay: {all} “of” it"
    assert "Karst; Moor must pay: {all}" in page.locator("#said").inner_text()
    page.fill("[name='act at']", "somewhere")
    assert "expected DOCUMENT:START-END" in page.locator("#faults").inner_text()
    page.click("button[type=reset]")
    page.wait_for_function("document.getElementById('block').value === ''")
    visit.at_ease()


def test_an_address_names_the_card_to_start_from(visit: Visit, folder: Path) -> None:
    visit.page.goto((folder / "card.html").as_uri() + "#card-patrols%2FMerrow")
    assert visit.page.locator("[name=bearer]").input_value() == "Merrow"


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_a_run_are_accessible_and_fit(visit: Visit, folder: Path, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    for file in sorted(folder.glob("*.html")):
        visit.page.goto(file.as_uri())
        assert complaints(visit.page, visit.dark) == [], file.name
        beyond = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert beyond <= 0, f"{file.name} is {beyond} pixels wider than {width}"
    visit.at_ease()
