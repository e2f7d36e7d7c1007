"""Two people at one record, and one with many rows, in a real Chromium by the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit, another, at, complaints
from tests.browser.test_judging_kinds import form_of
from tests.browser.waiting import choose, headed, press_on, tab_to, there, told
from travaux.core.judgements import Action
from travaux.web.desk import Desk
from travaux.web.users import Role

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def state(desk: tuple[Desk, str]) -> Desk:
    return desk[0]


def speaker_of(state: Desk, target: str) -> str:
    speaker = state.index.statements[target].speaker
    return speaker.name if speaker else ""


def test_who_saw_what_another_has_changed_since_is_shown_both_and_decides(
    state: Desk, window: Visit
) -> None:
    target = state.index.record.statements[0].id
    mine = at(window, f"/judge/statement/{target}")
    with another(state, window, "Ben") as ben:
        theirs = at(ben, f"/judge/statement/{target}")
        theirs.keyboard.press("s")
        theirs.keyboard.press("Control+a")
        theirs.keyboard.type("Ada Lund")
        theirs.keyboard.press("Enter")
        told(theirs, "Changed speaker")
    mine.keyboard.press("s")
    mine.keyboard.press("Control+a")
    mine.keyboard.type("Cleo Moor")
    mine.keyboard.press("Enter")
    headed(mine, "Judged meanwhile")
    expect(mine.locator("ol.history")).to_contain_text("Ben")
    expect(mine.locator("ol.history ins")).to_contain_text("Ada Lund")
    expect(mine.locator("main")).to_contain_text("Cleo Moor")
    assert speaker_of(state, target) == "Ada Lund"
    press_on(mine.get_by_role("button", name="Keep mine as well"))
    told(mine, "Changed speaker")
    assert speaker_of(state, target) == "Cleo Moor"
    assert [j.who for j in state.live.judgements[-2:]] == ["Ben", state.owner]
    window.errors.clear()  # Chromium writes the 409 to the console


def test_a_row_that_another_has_judged_since_leads_to_its_page(state: Desk, window: Visit) -> None:
    mine = at(window, "/statements")
    with another(state, window, "Ben") as ben:
        theirs = at(ben, "/statements")
        theirs.keyboard.press("j")
        theirs.keyboard.press("c")
        expect(theirs.locator("p.told.live")).to_contain_text("Confirmed")
    target = state.live.judgements[-1].target
    mine.keyboard.press("j")
    mine.keyboard.press("x")
    there(mine, f"{window.home}/judge/statement/{target}")
    expect(mine.locator("ol.history").first).to_contain_text("Ben")
    assert state.live.judgements[-1].who == "Ben"
    window.errors.clear()


def test_of_two_compromises_for_one_row_neither_is_lost(state: Desk, window: Visit) -> None:
    row = state.index.record.threads[0]
    mine = at(window, "/table")
    with another(state, window, "Ben") as ben:
        theirs = at(ben, "/table")
        tab_to(theirs.locator(f"[id='{row.id}'] textarea"))
        theirs.keyboard.type("shared by turns")
        press_on(theirs.locator(f"[id='{row.id}'] form button"))
        told(theirs, "The compromise is kept")
    tab_to(mine.locator(f"[id='{row.id}'] textarea"))
    mine.keyboard.type("shared by halves")
    press_on(mine.locator(f"[id='{row.id}'] form button"))
    headed(mine, "Two compromises")
    expect(mine.locator("blockquote")).to_contain_text("shared by turns")
    expect(mine.locator("textarea")).to_have_value("shared by halves")
    press_on(mine.get_by_role("button", name="Keep this instead"))
    told(mine, "The compromise is kept")
    said = [j for j in state.live.judgements if j.target == row.id]
    assert [("turns" in j.after, "halves" in j.after) for j in said] == [
        (True, False), (False, True),
    ]  # fmt: skip
    window.errors.clear()


def test_several_rows_are_judged_together_after_a_preview(state: Desk, window: Visit) -> None:
    page = at(window, "/statements")
    page.keyboard.press("j")
    page.keyboard.press("Space")
    page.keyboard.press("j")
    page.keyboard.press("Space")
    chosen = page.locator("input[name=target]:checked")
    expect(chosen).to_have_count(2)
    targets = {str(each.get_attribute("value")) for each in chosen.all()}
    before = len(state.live.judgements)
    tab_to(page.locator("#bulk input[name=value]"))
    page.keyboard.type("The Harbour Board")
    press_on(page.get_by_role("button", name="Change the speaker of all"))
    headed(page, "2 at once")
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("tbody ins").first).to_have_text("The Harbour Board")
    assert len(state.live.judgements) == before
    tab_to(page.locator("input[name=why]"))
    page.keyboard.type("it spoke through them")
    press_on(page.get_by_role("button", name="Do it"))
    told(page, "2 at once")
    kept = state.live.judgements[before:]
    assert {j.target for j in kept} == targets
    assert {(j.action, j.why) for j in kept} == {(Action.CHANGE, "it spoke through them")}
    assert {speaker_of(state, t) for t in targets} == {"The Harbour Board"}


def test_a_preview_that_is_left_keeps_nothing(state: Desk, window: Visit) -> None:
    page = at(window, "/statements")
    page.keyboard.press("j")
    page.keyboard.press("Space")
    before = len(state.live.judgements)
    press_on(page.get_by_role("button", name="Reject all"))
    headed(page, "1 at once")
    press_on(page.get_by_role("link", name="Leave everything as it is"))
    headed(page, "Statements")
    assert len(state.live.judgements) == before


def test_a_view_is_saved_found_again_and_dropped(state: Desk, window: Visit) -> None:
    page = at(window, "/statements")
    choose(page.locator("form.asks select[name=stance]").first, "oppose")
    page.keyboard.press("Enter")
    there(page, f"{window.home}/statements?stance=oppose&sort=record")
    press_on(page.locator("details.views summary"))
    tab_to(page.locator("details.views input[name=name]"))
    page.keyboard.type("Who is against")
    page.keyboard.press("Enter")
    told(page, "Saved as “Who is against”")
    page = at(window, "/statements")
    press_on(page.get_by_role("link", name="Who is against"))
    there(page, f"{window.home}/statements?stance=oppose&sort=record")
    expect(page.locator("form.asks select[name=stance]").first).to_have_value("oppose")
    assert [view.name for view in state.views.all()] == ["Who is against"]
    press_on(page.get_by_role("button", name="Drop the view Who is against"))
    told(page, "The view is dropped")
    assert state.views.all() == ()


def test_two_code_blind_and_their_agreement_is_shown(state: Desk, window: Visit) -> None:
    """The second sees nothing of the first's; nothing of either changes the record."""
    first = sorted(s.id for s in state.live.ground.index.record.statements)[0]
    stood = state.index.record.statements
    for who, name in ((state.owner, "Ilse Brandt"), ("Ben", "Tomas Reyl")):
        with another(state, window, who, Role.EDITOR) as coder:
            page = at(coder, "/coding")
            expect(page.locator("input[name=target]")).to_have_value(first)
            expect(page.locator("main")).to_contain_text("You have coded 0")
            assert "Ilse Brandt" not in page.locator("form").last.inner_text()
            page.keyboard.press("y")
            page.keyboard.press("s")
            page.keyboard.type(name)
            page.keyboard.press("Escape")
            choose(page.locator("select[name=stance]"), "support")
            press_on(page.get_by_role("button", name="Keep, next"))
            told(page, "It changes nothing in the record")
            expect(page.locator("main")).to_contain_text("You have coded 1")
    assert state.index.record.statements == stood
    page = at(window, "/agreement?blind=yes")
    figures = page.locator("table").first
    expect(figures).to_contain_text("speaker")
    expect(page.locator("table").last).to_contain_text("Tomas Reyl")


def test_a_statement_that_is_none_is_coded_so_by_one_key(state: Desk, window: Visit) -> None:
    page = at(window, "/coding")
    page.keyboard.press("n")
    expect(page.locator("input[value=no]")).to_be_checked()
    page.keyboard.press("c")
    told(page, "It changes nothing in the record")
    assert (state.live.judgements[-1].action, state.live.judgements[-1].blind) == (
        Action.REJECT, True,
    )  # fmt: skip


def test_pages_of_a_conflict_have_no_serious_fault_of_access(state: Desk, window: Visit) -> None:
    target = state.index.record.statements[-1].id
    browser = window.page.context.browser
    assert browser is not None
    context = browser.new_context(
        bypass_csp=True, storage_state=window.page.context.storage_state()
    )
    page = context.new_page()
    page.goto(f"{window.home}/judge/statement/{target}")
    state.live.judge(target, Action.CONFIRM, "Ben")
    tab_to(form_of(page, "speaker").locator("input[name=value]"))
    page.keyboard.press("Enter")
    headed(page, "Judged meanwhile")
    assert complaints(page) == []
    context.close()
