"""Contents that are only a word for other words."""

from __future__ import annotations

import pytest

from tests.discourse.conftest import Statements

CASES = [
    ("Merrow said that the gate was shut. Karsovia denied it.", "Karsovia",
     "that the gate was shut"),
    ("The gate was shut for nine days. Karsovia welcomed this.", "Karsovia",
     "The gate was shut for nine days."),
    ("Merrow said that the gate was shut. Anna Brask did not say so.", "Anna Brask",
     "that the gate was shut"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "words"), CASES, ids=[c[1] for c in CASES])
def test_the_words_meant_are_the_content(say: Statements, text: str, who: str, words: str) -> None:
    found = [s for s in say(text) if s.speaker and s.speaker.name == who]
    assert [s.words for s in found] == [words]
    assert found[0].kind == "indirect"


@pytest.mark.parametrize(
    "text", ["Merrow came to the talks. Anna Brask agreed with him.", "Anna Brask wants it."]
)
def test_a_pronoun_that_stands_for_nothing_said_is_no_statement(say: Statements, text: str) -> None:
    assert not say(text)


def test_a_short_answer_in_marks_is_kept(say: Statements) -> None:
    assert "“This,”" in next(s.words for s in say("“This,” Anna Brask said."))
