"""What is too bare to be a statement."""

from __future__ import annotations

import pytest

from tests.discourse.conftest import Statements

BARE = [
    "The drafter knows no rent.",
    "Two pilots told that newspaper.",
    "The plan was presented.",
    "About 24 per cent say that shifts are too long.",
    "Article 12 demands that both houses vote.",
    "Anna Brask asked not to be named.",
    "Who wants what in the port talks",
]
TELLING = [
    ("Anna Brask rejected the plan.", "the plan"),
    ("Anna Brask demanded 600,000.", "600,000"),
    ("The text does not say who decides.", "who decides"),
    ("“No,” Anna Brask said.", "“No,”"),
]


@pytest.mark.parametrize("text", BARE)
def test_what_tells_nothing_is_no_statement(say: Statements, text: str) -> None:
    assert not say(text)


@pytest.mark.parametrize(("text", "words"), TELLING)
def test_a_stance_figures_and_marks_are_kept_however_short(
    say: Statements, text: str, words: str
) -> None:
    assert [s.words for s in say(text)] == [words]


def test_what_lies_inside_the_bare_moves_up(say: Statements) -> None:
    found = say("Article 12 demands that, according to Anna Brask, both houses vote.")
    assert [(s.speaker.name, s.within) for s in found if s.speaker] == [("Anna Brask", "")]
