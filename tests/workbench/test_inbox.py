from __future__ import annotations

from dataclasses import replace

from tests.workbench.judged.test_statements import RECORD, STATEMENT, said
from travaux import issues
from travaux.core.anchors import anchor
from travaux.core.issues import Account, Discrepancy, ProvisionLink, Stance, StanceReading
from travaux.core.judgements import Action
from travaux.core.parties import Merge
from travaux.core.record import Record
from travaux.reports.indexed import Indexed
from travaux.workbench.inbox import Inbox, judged, ranked

TEXT = RECORD.documents[0].text


def record(*others: tuple[float, float]) -> Record:
    """Statements with these confidences and stance scores beside the first, which is sure."""
    made = [
        replace(STATEMENT, id=f"s{n}", confidence=sure, content=(anchor("doc", TEXT, n, n + 5),))
        for n, (sure, _) in enumerate(others, 2)
    ]
    links = [ProvisionLink(s.id, "d", "p1", "1", "reference", 1.0) for s in made]
    stances = [
        StanceReading(s.id, "p", "p1", Stance.OPPOSE, score=score)
        for s, (_, score) in zip(made, others, strict=True)
    ]
    whole = replace(
        RECORD,
        statements=tuple(made),
        links=tuple(links),
        stances=tuple(stances),
        provisions=RECORD.provisions,
    )
    found = issues.gather(whole.statements, stances, whole.provisions, whole.drafts)
    return replace(whole, issues=found.issues, positions=found.positions)


def test_the_less_certain_comes_first_and_what_is_certain_does_not_come() -> None:
    items = ranked(Indexed(record((0.9, 0.95), (0.4, 0.9), (1.0, 1.0))))
    assert [(i.target, i.question) for i in items] == [("s3", "speaker"), ("s2", "speaker")]


def test_a_statement_that_a_position_rests_on_alone_weighs_more_and_says_so() -> None:
    (alone,) = ranked(Indexed(record((0.7, 1.0))))
    first, second = ranked(Indexed(record((0.7, 1.0), (0.7, 1.0))))
    assert alone.score > first.score == second.score
    assert "the harbour master" in alone.reason
    assert "alone" in alone.reason
    assert "70% confident" in alone.reason


def test_what_was_judged_is_left_out_until_it_is_undone() -> None:
    index = Indexed(record((0.7, 1.0)))
    inbox = Inbox(index)
    reject = said(Action.REJECT, target="s2")
    undo = said(Action.UNDO, target="s2", number=2, before="j1")
    once, back = (
        index.changed(index.record, judged={"s2": list(words)})
        for words in ([reject], [reject, undo])
    )
    assert [i.target for i in inbox.open(index)] == ["s2"]
    assert list(inbox.open(once)) == []
    assert [i.target for i in inbox.open(back)] == ["s2"]
    assert judged(once, "s2")


def test_contradictions_and_unsure_merges_are_asked_about() -> None:
    accounts = tuple(
        Account(value, "boats", value, anchor("doc", TEXT, 0, 3), document=f"d{value}")
        for value in ("3", "5")
    )
    contradiction = Discrepancy("x1", "", "number of boats", accounts, "contradiction")
    explained = replace(contradiction, id="x2", likely_reason="version")
    merged = replace(RECORD.parties[0], merges=(Merge("Ek", "surname", "same surname", 0.6),))
    whole = Record(
        documents=RECORD.documents, parties=(merged,), discrepancies=(explained, contradiction)
    )
    items = ranked(Indexed(whole))
    assert [i.target for i in items] == ["x1", "x2", "q"]
    assert "2 accounts of number of boats differ" in items[0].reason
    assert "“Ek” was taken for Bo Ek" in items[2].reason
    assert [i.noun for i in Inbox(Indexed(whole)).open(Indexed(whole), "party")] == ["party"]
