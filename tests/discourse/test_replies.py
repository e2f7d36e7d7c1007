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


def test_the_message_may_begin_right_below_its_line(say: Statements) -> None:
    text = (
        "We will think about it.\n"
        "On Sun, Mar 2, 2025 at 9:01 AM Dana Holt <dana@union.example> wrote:\n"
        "The terms say nothing about rest days.\n"
    )
    whole = next(s for s in say(text) if s.cue and s.cue.exact == "wrote")
    assert whole.speaker is not None
    assert (whole.speaker.name, whole.words) == (
        "Dana Holt",
        "The terms say nothing about rest days.",
    )


FORWARDED = (
    "The islands told the chair that they cannot live with it.\n"
    "-----Original Message-----\n"
    "From: Omar Reza\n"
    "Sent: 11 May 2025 18:02\n"
    "To: Lena Quist\n"
    "Subject: finance text\n"
    "We have proposed a new figure.\n"
)


def test_a_header_in_a_text_announces_its_senders_message(say: Statements) -> None:
    whole = next(s for s in say(FORWARDED) if s.speaker and s.speaker.name == "Omar Reza")
    assert whole.words == "We have proposed a new figure."


def test_fields_of_a_header_do_not_speak(say: Statements) -> None:
    sources = {s.source.exact for s in say(FORWARDED) if s.source}
    assert not sources & {"Sent", "From", "To", "Subject"}
