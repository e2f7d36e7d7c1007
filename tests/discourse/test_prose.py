"""A content that begins in a heading begins below it."""

from __future__ import annotations

import pytest

from travaux.discourse.prose import below_headings

HEADED = "Talks stall over wages\nBy Dana Whitlow\nDrivers could walk out, officials said."
QUOTED = "The envoy wrote:\n“We came to sign,\nand we will not leave before.”"


def ranges(text: str) -> list[tuple[int, int]]:
    starts = [0, *(i + 1 for i, letter in enumerate(text) if letter == "\n")]
    return [(start, start + len(text[start:].split("\n")[0])) for start in starts]


@pytest.mark.parametrize(
    ("text", "first", "kept"),
    [
        (HEADED, "Talks", "Drivers could walk out"),
        (HEADED, "wages", "Drivers could walk out"),
        (HEADED, "Drivers", "Drivers could walk out"),
    ],
)
def test_title_and_byline_are_left_out(text: str, first: str, kept: str) -> None:
    start, end = text.index(first), text.index(", officials")
    start, end = below_headings(text, (start, end), ranges(text))
    assert text[start:end] == kept


def test_words_that_run_over_paragraphs_stay_whole() -> None:
    span = (QUOTED.index("“"), len(QUOTED))
    assert below_headings(QUOTED, span, ranges(QUOTED)) == span
