"""What people say of positions themselves, on a small record made by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from tests.workbench.gathered import gathered
from tests.workbench.judged.test_statements import RECORD
from travaux.core.drafts import Change, ChangeKind, Draft
from travaux.core.errors import UsageError
from travaux.core.issues import Stance
from travaux.core.judgements import Action, Judgement
from travaux.core.record import Record
from travaux.issues.gathering import issue_id
from travaux.workbench.judged.ground import ground_of
from travaux.workbench.judged.kinds import new_target
from travaux.workbench.judged.record import judged
from travaux.workbench.judged.wording import Wanted, judgement_of, quote_of

DATED = replace(RECORD, statements=(replace(RECORD.statements[0], date="2031-01-01"),))


WHOLE = gathered(DATED)
(MACHINE,) = WHOLE.positions


def said(action: Action, field: str = "", value: Any = "", number: int = 1) -> Judgement:
    ground = ground_of(WHOLE)
    return Judgement(
        f"j{number}", "position", MACHINE.id, action, "Ana", f"2031-02-01T00:00:{number:02}",
        field, "", json.dumps(value) if field else "",
        quote=quote_of(ground.index, ground, "position", MACHINE.id),
    )  # fmt: skip


def added(party: str = "Bo Ek", number: int = 1, **more: str) -> Judgement:
    ground = ground_of(WHOLE)
    issue = next(i.id for i in WHOLE.issues if i.provisions == ("p2",))
    given = {"party": party, "issue": issue, "stance": "oppose", "since": "2031-01-05"} | more
    when = datetime(2031, 2, 1, 0, 0, number)
    wanted = Wanted("position", "", Action.ADD, value=given)
    return judgement_of(ground.index, ground, wanted, "Ana", when, "told on the telephone")


def after(*judgements: Judgement, record: Record = WHOLE) -> Record:
    return judged(replace(record, judgements=judgements))


def later(record: Record) -> Record:
    """The record with a newer draft whose provisions follow the old ones: every issue and every
    position has another id, by the same words."""
    fresh = tuple(replace(p, id=f"n{p.id}", draft="e") for p in record.provisions)
    changes = tuple(
        Change(f"c{p.id}", "d", (p.id,), "e", (f"n{p.id}",), (ChangeKind.SAME,), 1.0, "same")
        for p in record.provisions
    )
    return gathered(
        replace(
            record,
            drafts=(*record.drafts, Draft("e", "Second", "2031-03-01")),
            provisions=(*record.provisions, *fresh),
            changes=changes,
        )
    )


def test_the_stance_and_what_is_asked_are_corrected() -> None:
    record = after(
        said(Action.CHANGE, "stance", "conditional"),
        said(Action.CHANGE, "value", "that the quay is dredged", number=2),
    )
    (position,) = record.positions
    assert (position.id, position.stance) == (MACHINE.id, Stance.CONDITIONAL)
    assert position.value == "that the quay is dredged"
    assert position.statements == MACHINE.statements


def test_a_word_finds_its_position_again_though_a_later_draft_gave_it_another_id() -> None:
    record = later(WHOLE)
    assert MACHINE.id not in {p.id for p in record.positions}
    (position,) = after(said(Action.CHANGE, "stance", "oppose"), record=record).positions
    assert position.stance is Stance.OPPOSE
    assert after(said(Action.REJECT), record=record).positions == ()


def test_a_word_on_a_position_that_is_no_more_is_kept_and_listed() -> None:
    record = after(
        said(Action.CHANGE, "stance", "oppose"), record=gathered(replace(DATED, stances=()))
    )
    assert [p.code for p in record.problems] == ["judgement-without-target"]
    assert len(record.judgements) == 1


def test_a_position_that_was_missed_is_added_on_its_issue() -> None:
    record = after(added())
    (new,) = set(record.positions) - {MACHINE}
    assert (new.party, new.stance, new.since, new.statements) == (
        "q", Stance.OPPOSE, "2031-01-05", (),
    )  # fmt: skip


def test_an_added_position_stands_through_a_later_draft() -> None:
    record = after(added(), record=later(WHOLE))
    new = next(p for p in record.positions if p.party == "q")
    assert new.issue == issue_id(("p2", "np2"))
    assert record.problems == ()


def test_a_party_nobody_spoke_of_comes_with_its_position_and_goes_with_it() -> None:
    record = after(added("The Pilots' Guild"))
    new = next(p for p in record.positions if p.party != MACHINE.party)
    assert next(p.name for p in record.parties if p.id == new.party) == "The Pilots' Guild"
    undo = replace(
        added("The Pilots' Guild", 2), id="u", action=Action.UNDO, after="",
        before=json.dumps(added("The Pilots' Guild").id),
    )  # fmt: skip
    undone = after(added("The Pilots' Guild"), undo)
    assert (undone.positions, undone.parties) == (WHOLE.positions, WHOLE.parties)


def test_an_older_position_holds_until_the_one_that_was_added() -> None:
    issue = MACHINE.issue
    word = added("the harbour master", issue=issue)
    newest, older = after(word).positions
    assert (newest.stance, newest.until) == (Stance.OPPOSE, "")
    assert (older.id, older.until) == (MACHINE.id, "2031-01-05")


def test_an_added_position_goes_along_when_its_party_is_merged() -> None:
    merge = Judgement("m", "party", "q", Action.CHANGE, "Ana", "2031-02-02T00:00:01", "merge", "",
                      json.dumps("p"))  # fmt: skip
    for order in ((added(), merge), (merge, added())):
        assert {p.party for p in after(*order).positions} == {"p"}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"issue": "none"}, "no such issue"),
        ({"since": ""}, "needs a day"),
        ({"party": ""}, "somebody"),
        ({"stance": "maybe"}, "not a stance"),
        ({"statements": ["none"]}, "no such issue or statement"),
    ],
)
def test_what_is_no_position_is_refused(wrong: dict[str, Any], why: str) -> None:
    given = {"party": "Bo Ek", "issue": MACHINE.issue, "stance": "oppose", "since": "2031"} | wrong
    with pytest.raises(UsageError, match=why):
        new_target(ground_of(WHOLE).index, "position", given)


def test_what_is_in_the_record_already_is_not_added_again() -> None:
    with pytest.raises(UsageError, match="already"):
        added("the harbour master", issue=MACHINE.issue, stance="support", since="2031-01-01")
