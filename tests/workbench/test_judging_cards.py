"""A word on a card or a score is kept in the record and flows into its boards."""

from __future__ import annotations

from pathlib import Path

import pytest

from travaux.core.errors import UsageError
from travaux.core.judgements import Action
from travaux.core.record import Record
from travaux.workbench.build import build
from travaux.workbench.judging_cards import fields_of, judge_card, judge_score
from travaux.workbench.opening import opened

TREATY = """Treaty of the Pond

Article 1
Karst shall withdraw its patrols by 1 August 2031.

Article 2
Moor shall not fill the pond before the spring of the following year.

Article 3
The Parties shall exchange the readings of all gauges every day.

Article 4
This Treaty enters into force on the day of its signature.

Done at Holm on 1 July 2031.
"""
TALKS = """
name = "The pond talks"
[[parties]]
name = "Karst"
[[parties]]
name = "Moor"
[[drafts]]
name = "Treaty"
date = "2031-07-01"
status = "agreed"
files = ["treaty.txt"]
[monitoring]
as_of = "2031-10-15"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "treaty.txt").write_text(TREATY)
    (folder / "talks.toml").write_text(TALKS)
    return build([folder], tmp_path / "out", "rules", 0).path


def boards(record: Record) -> dict[str, tuple[str, int | None]]:
    (run,) = record.surveys
    names = {c.id: c.name for c in run.commitments}
    verified = (a for a in record.assessments if a.board == "verified")
    return {names[a.commitment]: (a.state.value, a.score) for a in verified}


def test_a_change_moves_the_board_and_outlives_a_rebuild(path: Path) -> None:
    first = boards(opened(path))
    duty = next(name for name in first if "withdraw" in name)
    assert first[duty] == ("violated", None)
    judge_card(path, duty, Action.CHANGE, "Ana", {"due": "by 2031-12-01"}, "as agreed later")
    record = opened(path)
    assert boards(record)[duty] == ("in_force", 0)
    judge_score(path, duty, "2031-10-01", 2, "Ana", "Most patrols have left.")
    build([path.parents[1] / "pile"], path.parent, "rules", 0)
    record = opened(path)
    assert boards(record)[duty] == ("in_force", 2)
    (scored,) = [a for a in record.assessments if a.scored_by and a.board == "verified"]
    assert scored.narrative == "Most patrols have left."
    judge_card(path, duty, Action.UNDO, "Ana", {})  # the newest word on it: the score
    assert boards(opened(path))[duty] == ("in_force", 0)
    judge_card(path, duty, Action.UNDO, "Ana", {})
    assert boards(opened(path))[duty] == ("violated", None)


def test_cards_are_added_and_rejected(path: Path) -> None:
    fields = {"kind": "duty", "bearer": "Moor", "act": "paid", "due": "by 2031-08-01"}
    judge_card(path, "pay", Action.ADD, "Ana", fields)
    assert boards(opened(path))["pay"] == ("violated", None)
    judge_card(path, "pay", Action.REJECT, "Ana", {})
    record = opened(path)
    assert "pay" not in boards(record) and not record.problems


def test_wrong_use_is_said(path: Path) -> None:
    with pytest.raises(UsageError, match="No commitment is called “nothing”"):
        judge_card(path, "nothing", Action.CONFIRM, "Ana", {})
    with pytest.raises(UsageError, match=r"kind: .*bearer: .*act: .*due: ") as told:
        judge_card(path, "x", Action.ADD, "Ana", {"kind": "wish", "due": "soon"})
    assert "expected one of duty" in str(told.value)
    with pytest.raises(UsageError, match="no field colour"):
        fields_of(["colour=red"])
    with pytest.raises(UsageError, match="is not a score"):
        judge_score(path, next(iter(boards(opened(path)))), "2031-10-01", 7, "Ana", "")
