"""Judging in a real Chromium, with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit, at, complaints
from tests.browser.waiting import headed, there, told
from travaux.core.judgements import Action
from travaux.web.desk import Desk

pytestmark = pytest.mark.xdist_group("browser")


def test_a_row_is_confirmed_and_taken_back_by_keys(desk: tuple[Desk, str], window: Visit) -> None:
    page = at(window, "/statements")
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.locator("p.told.live")).to_contain_text("Confirmed")
    live = desk[0].live
    first = page.locator("tr[data-item]").first
    assert live.judgements[-1].target == first.get_attribute("id")
    page.keyboard.press("u")
    expect(page.locator("p.told.live")).to_contain_text("Taken back")
    assert [j.action for j in live.judgements[-2:]] == [Action.CONFIRM, Action.UNDO]


def test_the_keys_of_a_page_are_told(window: Visit) -> None:
    page = at(window, "/inbox")
    page.keyboard.press("?")
    dialog = page.locator("dialog#keys")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Confirm")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_the_inbox_goes_on_to_the_next_item(desk: tuple[Desk, str], window: Visit) -> None:
    page = at(window, "/inbox")
    before = page.locator("form.verdict input[name=target]").get_attribute("value")
    page.keyboard.press("x")
    told(page, "Rejected")
    assert desk[0].live.judgements[-1].target == before
    after = page.locator("form.verdict input[name=target]")
    if after.count():
        assert after.get_attribute("value") != before
    page.keyboard.press("u")
    told(page, "Taken back")


def test_a_speaker_is_corrected_by_keys(desk: tuple[Desk, str], window: Visit) -> None:
    target = desk[0].index.record.statements[0].id
    page = at(window, f"/judge/statement/{target}")
    page.keyboard.press("s")
    page.keyboard.press("Control+a")
    page.keyboard.type("Ada Lund")
    page.keyboard.press("Enter")
    told(page, "Changed speaker")
    speaker = desk[0].index.statements[target].speaker
    assert speaker is not None
    assert speaker.name == "Ada Lund"


SELECT = """(words) => {
  const box = document.querySelector("[data-document]");
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const nodes = []; let whole = "";
  while (walker.nextNode()) {
    nodes.push([walker.currentNode, whole.length]);
    whole += walker.currentNode.data;
  }
  const start = whole.indexOf(words), end = start + words.length;
  const place = (at) => {
    const [node, base] = nodes.findLast(([, b]) => b <= at);
    return [node, at - base];
  };
  const range = document.createRange();
  range.setStart(...place(start)); range.setEnd(...place(end));
  getSelection().removeAllRanges(); getSelection().addRange(range);
}"""


def test_what_was_missed_is_added_by_selecting_it(desk: tuple[Desk, str], window: Visit) -> None:
    record = desk[0].index.record
    document = next(d for d in record.documents if "pilots" in d.text)
    page = at(window, f"/sources/{document.id[:12]}")
    page.evaluate(SELECT, "would rather strike")
    expect(page.locator("a.add-link")).to_contain_text("would rather strike")
    page.keyboard.press("a")
    headed(page, "Add a statement")
    page.keyboard.press("s")
    page.keyboard.type("the pilots")
    page.keyboard.press("Enter")
    there(page, f"{window.home}/sources/{document.id[:12]}")
    added = desk[0].index.statements[desk[0].live.judgements[-1].target]
    assert added.words == "would rather strike"
    assert added.document == document.id


def test_boundaries_are_corrected_by_selecting(desk: tuple[Desk, str], window: Visit) -> None:
    statement = next(s for s in desk[0].index.record.statements if "45 million" in s.words)
    page = at(window, f"/judge/statement/{statement.id}")
    form = page.locator("form.field", has=page.locator("input[name=field][value=content]"))
    page.evaluate(SELECT, "not pay 45 million")
    # A browser tells of a selection in a task of its own, after the script that made it.
    expect(form.locator("textarea")).to_have_value("not pay 45 million")
    page.keyboard.press("b")
    assert form.locator("textarea").input_value() == "not pay 45 million"
    form.locator("button").press("Enter")
    told(page, "Changed content")
    assert desk[0].index.statements[statement.id].words == "not pay 45 million"


@pytest.mark.parametrize(
    "path", ["/inbox", "/activity", "/coding", "/agreement", "/add-documents", "/statements"]
)
def test_pages_have_no_serious_fault_of_access(
    chromium: Browser, desk: tuple[Desk, str], window: Visit, path: str
) -> None:
    context = chromium.new_context(
        bypass_csp=True, storage_state=window.page.context.storage_state()
    )
    page = context.new_page()
    page.goto(window.home + path)
    assert complaints(page) == []
    context.close()


def test_the_page_of_one_thing_has_no_serious_fault_of_access(
    chromium: Browser, desk: tuple[Desk, str], window: Visit
) -> None:
    record = desk[0].index.record
    context = chromium.new_context(
        bypass_csp=True, storage_state=window.page.context.storage_state()
    )
    page = context.new_page()
    for noun, one in (("statement", record.statements[0]), ("party", record.parties[0])):
        page.goto(f"{window.home}/judge/{noun}/{one.id}")
        assert complaints(page) == []
    context.close()


def test_pages_fit_the_width_of_a_phone(chromium: Browser, window: Visit) -> None:
    context = chromium.new_context(
        storage_state=window.page.context.storage_state(), viewport={"width": 400, "height": 800}
    )
    page = context.new_page()
    wide = {}
    for path in ("/", "/inbox", "/statements", "/table", "/positions", "/coding", "/commitments"):
        page.goto(window.home + path)
        wide[path] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert {path: beyond for path, beyond in wide.items() if beyond > 0} == {}
    context.close()


def test_files_that_are_dropped_are_read(
    desk: tuple[Desk, str], window: Visit, tmp_path: Path
) -> None:
    page = at(window, "/add-documents")
    dropped = page.evaluate_handle("""() => {
      const carried = new DataTransfer();
      carried.items.add(new File(["The union said that it will strike."], "union.txt"));
      return carried;
    }""")
    page.dispatch_event("form[data-drop]", "drop", {"dataTransfer": dropped})
    expect(page.locator("[data-progress]")).to_contain_text("added/union.txt")
    desk[0].adding.wait(200)
    expect(page.locator("[data-progress]")).to_contain_text("What is new", timeout=15_000)
