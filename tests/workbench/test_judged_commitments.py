"""Judgements on commitments and scores: they go before the card, and none is lost."""

from __future__ import annotations

import json

from travaux.core.commitments import Assessment, Commitment
from travaux.core.commitments import CommitmentState as State
from travaux.core.judgements import Action, Judgement
from travaux.monitoring.draft_cards import cards_in
from travaux.workbench.judged_commitments import (
    is_score,
    quote_of,
    reviewed_assessments,
    reviewed_commitments,
)

TEXT = "Karst shall withdraw its patrols within 30 days of signature. Moor shall not fill the pond."
CARDS = cards_in(TEXT)


def judged(
    target: str, action: Action, field: str = "", after: object = "", day: int = 1, **more: str
) -> Judgement:
    when = f"2031-08-{day:02d}T10:00:00+00:00"
    said = json.dumps(after) if after != "" else ""
    quote = next((quote_of(c) for c in CARDS if c.id == target), "")
    return Judgement(
        f"j{day}", more.get("noun", "commitment"), target, action, "Ana", when, field,
        after=said, why=more.get("why", ""), quote=more.get("quote", quote),
    )  # fmt: skip


def review(*judgements: Judgement) -> tuple[Commitment, ...]:
    found, problems = reviewed_commitments(CARDS, judgements)
    assert not problems
    assert reviewed_commitments(found, judgements) == (found, ())  # reviewed once is reviewed
    return found


def test_confirmed_and_rejected() -> None:
    first, second = CARDS
    found = review(judged(first.id, Action.CONFIRM), judged(second.id, Action.REJECT))
    assert [c.id for c in found] == [first.id] and found[0].made_by.endswith("confirmed by Ana")


def test_a_slot_is_changed_and_the_card_read_back_anew() -> None:
    (card, _) = review(judged(CARDS[0].id, Action.CHANGE, "due", "14 days after signed"))
    assert card.id == CARDS[0].id and dict(card.cells)["due"] == "14 days after signed"
    assert "14 days" in card.read_back and card.made_by == "judged by Ana"
    assert card.slot("due").text == "within 30 days of signature"  # the text's words stay


def test_the_newest_counts_and_can_be_taken_back() -> None:
    target = CARDS[0].id
    first = judged(target, Action.CHANGE, "bearer", "Moor")
    second = judged(target, Action.CHANGE, "bearer", "Karst; Moor", 2)
    assert review(first, second)[0].bearer == "Karst; Moor"
    undone = judged(target, Action.UNDO, "bearer", day=3)
    assert review(first, second, undone)[0].bearer == "Moor"


def test_a_card_is_added_changed_and_rejected() -> None:
    fields = {"id": "pay", "kind": "duty", "bearer": "Moor", "act": "paid"}
    added = judged("commitment-new", Action.ADD, "added", fields)
    *_, card = review(added)
    assert (card.id, card.name, card.made_by) == ("commitment-new", "pay", "added by Ana")
    again = judged("commitment-new", Action.CHANGE, "card", fields | {"bearer": "Karst"}, 2)
    assert review(added, again)[-1].bearer == "Karst"
    gone = judged("commitment-new", Action.REJECT, day=3)
    assert len(review(added, again, gone)) == len(CARDS)


def test_what_moved_is_found_by_its_words_and_what_is_gone_is_said() -> None:
    moved = judged("commitment-old", Action.REJECT, quote=quote_of(CARDS[1]))
    assert [c.id for c in review(moved)] == [CARDS[0].id]
    lost = judged("commitment-old", Action.CHANGE, "bearer", "Moor", quote="sing")
    found, (problem,) = reviewed_commitments(CARDS, [lost])
    assert found == CARDS and "“sing”" in problem.sentence


def test_a_change_that_cannot_be_read_is_said_and_not_applied() -> None:
    wrong = judged(CARDS[0].id, Action.CHANGE, "due", "soon")
    found, (problem,) = reviewed_commitments(CARDS, [wrong])
    assert found == CARDS and "due" in problem.sentence and "The judgement is kept" in str(problem)


def test_a_score_counts_from_its_date_until_the_state_changes() -> None:
    score = judged("c", Action.CHANGE, "score 2031-09-01", 1, noun="assessment", why="Half done.")

    def seen(as_of: str, since: str) -> tuple[int | None, str]:
        assessment = Assessment("a", "c", as_of, State.IN_FORCE, "", since=since, score=0)
        (found,) = reviewed_assessments([assessment], [score])
        return found.score, found.narrative

    assert seen("2031-08-31", "2031-07-01") == (0, "")
    assert seen("2031-09-01", "2031-07-01") == (1, "Half done.")
    assert seen("2031-12-01", "") == (1, "Half done.")
    assert seen("2031-12-01", "2031-10-01") == (0, "")


def test_scores_are_codes() -> None:
    assert all(map(is_score, (0, 3, None)))
    assert not any(map(is_score, (4, -1, True, "2", 1.5)))
