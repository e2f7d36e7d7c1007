"""Each kind of judgement in a real Chromium, by the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit, at
from tests.browser.waiting import choose, headed, pick, pick_several, press_on, tab_to, there, told
from travaux.core.issues import Stance
from travaux.core.judgements import Judgement
from travaux.core.statements import Statement
from travaux.web.desk import Desk

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def state(desk: tuple[Desk, str]) -> Desk:
    return desk[0]


def form_of(page: Page, field: str) -> Locator:
    """The form of one field on the page of one thing."""
    return page.locator("form.field", has=page.locator(f"input[name=field][value='{field}']"))


def change(page: Page, field: str, why: str = "") -> None:
    """Give a reason for a field that is filled in, and send it; the page that says so is there."""
    tab_to(form_of(page, field).locator("input[name=why]"))
    page.keyboard.type(why)
    page.keyboard.press("Enter")
    told(page, f"Changed {field}".replace("_", " "))


def last(state: Desk) -> Judgement:
    return state.live.judgements[-1]


def statement(state: Desk, words: str) -> Statement:
    return next(s for s in state.index.record.statements if words in s.words)


def test_a_stance_is_corrected_with_a_reason(state: Desk, window: Visit) -> None:
    target = statement(state, "Point 2 is a demand").id
    page = at(window, f"/judge/statement/{target}")
    page.keyboard.press("t")
    pick(form_of(page, "stance").locator("select"), "oppose")
    change(page, "stance", "she says no to it")
    assert {r.stance for r in state.index.stances_of[target]} == {Stance.OPPOSE}
    assert (last(state).who, last(state).why) == (state.owner, "she says no to it")


def test_a_statement_is_linked_to_another_provision(state: Desk, window: Visit) -> None:
    target = statement(state, "40 boats").id
    fishing = next(p for p in state.index.record.provisions if "3 miles" in p.text)
    page = at(window, f"/judge/statement/{target}")
    page.keyboard.press("l")
    pick_several(form_of(page, "link").locator("select"), {fishing.id})
    change(page, "link")
    assert [k.provision for k in state.index.links_of[target]] == [fishing.id]


def test_a_party_is_given_the_body_it_speaks_for(state: Desk, window: Visit) -> None:
    reyl = party(state, "Tomas Reyl")
    page = at(window, f"/judge/party/{reyl}")
    page.keyboard.press("b")
    page.keyboard.press("Control+a")
    page.keyboard.type("Sudhaven")
    change(page, "affiliation")
    assert state.index.parties[reyl].affiliation == party(state, "Sudhaven")


def party(state: Desk, name: str) -> str:
    return next(p.id for p in state.index.record.parties if p.name == name)


def test_a_name_is_split_off_a_party_and_the_two_are_merged_again(
    state: Desk, window: Visit
) -> None:
    whole = party(state, "Ilse Brandt")
    page = at(window, f"/judge/party/{whole}")
    tab_to(form_of(page, "split").locator("select"))
    pick_several(form_of(page, "split").locator("select"), {"Brandt"})
    change(page, "split")
    apart = party(state, "Brandt")
    page = at(window, f"/judge/party/{apart}")
    page.keyboard.press("l")
    page.keyboard.type("Ilse Brandt")
    change(page, "merge")
    assert apart not in state.index.parties
    assert "Brandt" in state.index.parties[whole].aliases


def test_a_drafting_question_is_acknowledged_and_another_set_aside(
    state: Desk, window: Visit
) -> None:
    page = at(window, "/findings")
    rows = page.locator("tbody tr")
    first, second = (str(rows.nth(n).get_attribute("id")) for n in (0, 1))
    press_on(rows.nth(0).get_by_role("button", name="Acknowledge"))
    told(page, "Kept: acknowledged")
    assert (last(state).noun, last(state).target) == ("finding", first)
    expect(page.locator(f"[id='{first}'] .tag.judged")).to_be_visible()
    press_on(page.locator(f"[id='{second}']").get_by_role("button", name="Set aside"))
    told(page, "Kept: set aside")
    assert second not in {f.id for f in state.index.record.findings}


def test_the_status_of_an_event_is_corrected(state: Desk, window: Visit) -> None:
    event = next(e for e in state.index.record.events if "met the envoy" in e.text)
    page = at(window, "/chronology")
    press_on(page.locator(f"[id='{event.id}'] a.judge-link"))
    headed(page, "Judge an event")
    page.keyboard.press("t")
    pick(form_of(page, "status").locator("select"), "verified")
    change(page, "status", "a photograph shows it")
    statuses = {e.id: e.status.value for e in state.index.record.events}
    assert statuses[event.id] == "verified"


def test_the_reason_of_a_discrepancy_is_corrected(state: Desk, window: Visit) -> None:
    found = state.index.record.discrepancies[0]
    page = at(window, "/discrepancies")
    press_on(page.locator(f"[id='{found.id}'] a.judge-link"))
    headed(page, "Judge a discrepancy")
    page.keyboard.press("t")
    pick(form_of(page, "likely_reason").locator("select"), "scope")
    change(page, "likely_reason")
    reasons = {d.id: d.likely_reason for d in state.index.record.discrepancies}
    assert reasons[found.id] == "scope"


def test_a_position_is_corrected_in_stance_and_in_what_it_asks_for(
    state: Desk, window: Visit
) -> None:
    found = next(p for p in state.index.record.positions if p.stance is Stance.SUPPORT)
    page = at(window, f"/positions/{found.id}")
    press_on(page.locator("a.judge-link", has_text="correct this position"))
    headed(page, "Judge a position")
    page.keyboard.press("t")
    pick(form_of(page, "stance").locator("select"), "conditional")
    change(page, "stance")
    page.keyboard.press("s")
    page.keyboard.type("that both towns sit on it")
    change(page, "value")
    now = next(p for p in state.index.record.positions if p.id == found.id)
    assert (now.stance, now.value) == (Stance.CONDITIONAL, "that both towns sit on it")


def test_a_position_that_was_missed_is_added_with_a_reason(state: Desk, window: Visit) -> None:
    issue = next(i for i in state.index.record.issues if "lighthouse" in i.name.casefold())
    page = at(window, f"/issues/{issue.id}")
    press_on(page.locator("a.judge-link", has_text="Add a position"))
    headed(page, "Add a position")
    page.keyboard.press("s")
    page.keyboard.type("Sudhaven")
    choose(page.locator("select[name=stance]"), "oppose")
    tab_to(page.locator("input[name=since]"))
    page.keyboard.type("2031-04")
    page.keyboard.press("Escape")
    page.keyboard.press("w")
    page.keyboard.type("the envoy told us on the telephone")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    there(page, f"{window.home}/issues/{issue.id}")
    new = last(state)
    now = next(p for p in state.index.record.positions if p.id == new.target)
    assert (now.party, now.issue, now.stance) == (
        party(state, "Sudhaven"), issue.id, Stance.OPPOSE,
    )  # fmt: skip
    expect(page.locator(f"a[href='/positions/{new.target}']")).to_be_visible()


def test_which_provision_became_which_is_corrected(state: Desk, window: Visit) -> None:
    provisions = {p.text: p for p in state.index.record.provisions}
    before = next(p for text, p in provisions.items() if "6 miles" in text)
    after = next(p for text, p in provisions.items() if "lighthouse" in text)
    old = next(c for c in state.index.record.changes if before.id in c.before)
    thread = next(t for t in state.index.record.threads if old.id in t.changes)
    page = at(window, "/table")
    press_on(page.locator(f"a.judge-link[href='/alignment/{thread.id}']"))
    headed(page, "Which provision became which")
    press_on(page.locator(f"a.judge-link[href='/judge/change/{old.id}']"))
    headed(page, "Judge which provision became which")
    page.keyboard.press("l")
    pick_several(form_of(page, "alignment").locator("select"), {before.id, after.id})
    change(page, "alignment", "the shore was traded for the lighthouse")
    links = {c.before: c.after for c in state.index.record.changes if c.before}
    assert links[before.id,] == (after.id,)


def test_an_alignment_is_confirmed(state: Desk, window: Visit) -> None:
    found = next(c for c in state.index.record.changes if len(c.before) == len(c.after) == 1)
    page = at(window, f"/judge/change/{found.id}")
    page.keyboard.press("c")
    told(page, "Confirmed")
    now = next(c for c in state.index.record.changes if c.id == found.id)
    assert (now.certain, now.reason) == (True, f"judged by {state.owner}")


def test_a_slot_of_a_commitment_is_corrected(state: Desk, window: Visit) -> None:
    found = next(c for c in state.index.record.commitments if "pay" in c.name)
    page = at(window, "/commitments")
    press_on(page.locator(f"[id='{found.id}'] a.judge-link", has_text="Judge"))
    headed(page, "Judge a commitment")
    page.keyboard.press("t")
    page.keyboard.press("Control+a")
    page.keyboard.type("2032-01-31")
    change(page, "due", "the annex gives a month more")
    now = next(c for c in state.index.record.commitments if c.id == found.id)
    assert dict(now.cells)["due"] == "2032-01-31"


def test_a_commitment_is_given_its_code(state: Desk, window: Visit) -> None:
    found = next(c for c in state.index.record.commitments if "council" in c.name)
    page = at(window, "/commitments")
    press_on(page.locator(f"[id='{found.id}'] a.judge-link", has_text="code"))
    headed(page, "Judge how a commitment is kept")
    page.keyboard.press("s")
    pick(form_of(page, "score").locator("select"), "2")
    change(page, "score", "ten of twelve members named")
    given = {a.commitment: a.score for a in state.index.record.assessments}
    assert given[found.id] == 2


def test_a_compromise_is_written_into_its_row(state: Desk, window: Visit) -> None:
    row = next(t for t in state.index.record.threads if t.changes)
    page = at(window, "/table")
    form = page.locator(f"[id='{row.id}'] form")
    tab_to(form.locator("textarea"))
    page.keyboard.type("37 million marks, in three parts")
    press_on(form.locator("button"))
    told(page, "The compromise is kept")
    assert last(state).target == row.id
    expect(form.locator("textarea")).to_have_value("37 million marks, in three parts")
