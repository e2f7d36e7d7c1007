"""Earlier messages in a mail are their author's words."""

from __future__ import annotations

from tests.discourse.conftest import Statements


def test_the_line_above_a_message_is_its_cue_and_its_author_says_we(say: Statements) -> None:
    text = (
        "Thank you for this.\n"
        "On Mon, 3 Mar 2025 at 09:30, Per Holt <per@islands.example> wrote:\n"
        "> We would accept point 4.\n"
        "> The islanders agree.\n"
        "Let us meet in May.\n"
    )
    found = {s.words: s for s in say(text)}
    whole = next(s for words, s in found.items() if "islanders" in words)
    assert whole.speaker is not None
    assert (whole.speaker.name, whole.cue and whole.cue.exact) == ("Per Holt", "wrote")
    assert whole.kind == "direct"
    assert "meet in May" not in whole.words
    inner = [s for s in found.values() if s.within == whole.id]
    assert [s.speaker.name for s in inner if s.speaker] == ["Per Holt"]
