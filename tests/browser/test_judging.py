"""Judging in a real Chromium, with the keyboard alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, complaints
from travaux.core.judgements import Action
from travaux.web.app import create_app
from travaux.web.desk import Desk
from travaux.web.serving import Wishes, desk_for, doors_for, listening, opened_address
from travaux.workbench.build import build
from travaux.workbench.live import LiveRecord

pytestmark = pytest.mark.xdist_group("browser")

FIRST = """Outline of the Aldermere accord (leaked, 2 March 2031)

1. The harbour will be shared by both towns.
2. Norhaven will pay 30 million marks to Sudhaven by 31 December 2031.
3. A joint council of 12 members will be formed.
"""
TALK = """Harbour Gazette, 11 April 2031

\U0001f6a2 Mayor Ilse Brandt of Norhaven said that her town could not pay 45 million marks.
“Point 2 is a demand, not an offer,” she told reporters.

Sudhaven's envoy Tomas Reyl said his side supports the joint council. The \U0001f3f4 pilots of both
towns would rather strike, whatever anybody signs.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:
    pile, out = tmp_path_factory.mktemp("pile"), tmp_path_factory.mktemp("out")
    (pile / "first.txt").write_text(FIRST, "utf-8")
    (pile / "talk.txt").write_text(TALK, "utf-8")
    wishes = Wishes(build([pile], out, jobs=0).path, port=0)
    with listening(wishes.host, 0) as door:
        port = door.getsockname()[1]
        live = LiveRecord.open(wishes.record)
        state, doors = desk_for(live, wishes, {}, port), doors_for(wishes, port)
        config = uvicorn.Config(create_app(state, doors), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield state, opened_address(state, doors)
        server.should_exit = True
        thread.join(10)
        live.close()


@pytest.fixture(scope="module")
def window(chromium: Browser, desk: tuple[Desk, str]) -> Iterator[Visit]:
    """One session, come in by the opened address; the policy of the pages holds."""
    address = desk[1]
    context = chromium.new_context()
    visit = Visit(context.new_page(), home=address.split("/enter")[0])
    visit.page.goto(address)
    visit.page.wait_for_url(f"{visit.home}/")  # exactly: the address entered by also begins so
    yield visit
    visit.at_ease()
    context.close()


def at(window: Visit, path: str) -> Page:
    window.page.goto(window.home + path)
    return window.page


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
    expect(page.locator("p.told")).to_contain_text("Rejected")
    assert desk[0].live.judgements[-1].target == before
    after = page.locator("form.verdict input[name=target]")
    if after.count():
        assert after.get_attribute("value") != before
    page.keyboard.press("u")
    expect(page.locator("p.told")).to_contain_text("Taken back")


def test_a_speaker_is_corrected_by_keys(desk: tuple[Desk, str], window: Visit) -> None:
    target = desk[0].index.record.statements[0].id
    page = at(window, f"/judge/statement/{target}")
    page.keyboard.press("s")
    page.keyboard.press("Control+a")
    page.keyboard.type("Ada Lund")
    page.keyboard.press("Enter")
    expect(page.locator("p.told")).to_contain_text("Changed speaker")
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
    page.wait_for_url("**/add-statement**")
    page.keyboard.press("s")
    page.keyboard.type("the pilots")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sources/**")
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
    expect(page.locator("p.told")).to_contain_text("Changed content")
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
