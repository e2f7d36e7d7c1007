"""Kind, mode, reality and date of attributions."""

from __future__ import annotations

import pytest

from tests.discourse.conftest import Statements
from travaux.core.statements import Factuality, Mode, StatementKind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The talks are over,” said the envoy.", StatementKind.DIRECT),
        ("The envoy said that the talks were over.", StatementKind.INDIRECT),
        ("The envoy said that the talks were “over and done with”.", StatementKind.MIXED),
    ],
)
def test_kind(say: Statements, text: str, kind: StatementKind) -> None:
    assert say(text)[0].kind is kind


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The envoy said that the talks were over.", Mode.SPEECH),
        ("The envoy wrote that the talks were over.", Mode.WRITING),
        ("The envoy said in a letter that the talks were over.", Mode.WRITING),
        ("The envoy hoped that the talks were over.", Mode.THOUGHT),
        ("The envoy fears that the talks are over.", Mode.THOUGHT),
    ],
)
def test_mode(say: Statements, text: str, mode: Mode) -> None:
    assert say(text)[0].mode is mode


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The envoy said that the talks were over.", Factuality.ASSERTED),
        ("The envoy did not say that the talks were over.", Factuality.NEGATED),
        ("The envoy never said that the talks were over.", Factuality.NEGATED),
        ("Nobody said that the talks were over.", Factuality.NEGATED),
        ("The envoy would say that the talks were over.", Factuality.HYPOTHETICAL),
        ("The envoy refused to say whether the talks were over.", Factuality.NEGATED),
    ],
)
def test_factuality(say: Statements, text: str, factuality: Factuality) -> None:
    assert say(text)[-1].factuality is factuality


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("The envoy said on Tuesday that the talks were over.", "2031-05-06"),
        ("The envoy said on 3 May 2031 that the talks were over.", "2031-05-03"),
        ("The envoy said yesterday that the talks were over.", "2031-05-06"),
        ("The envoy said that the talks ended on Tuesday.", ""),
    ],
)
def test_date(say: Statements, text: str, date: str) -> None:
    found = say(text, date="2031-05-07")
    assert [s.date for s in found if s.cue and s.cue.exact.startswith("said")] == [date]


def test_what_is_told_inside_takes_the_day_of_the_telling(say: Statements) -> None:
    found = say("The envoy said on Tuesday that the board could accept eight.", date="2031-05-09")
    assert len(found) > 1
    assert {s.date for s in found} == {"2031-05-06"}
