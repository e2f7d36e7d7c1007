"""Words without the marks of Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.reports.wording import flat, unmarked


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("**Sundholm, 3 March.** The talks", "Sundholm, 3 March. The talks"),
        ("# What moved\ntext", "What moved\ntext"),
        ("one\n### Two\n> three", "one\nTwo\nthree"),
        ("a *very* good ***plan***", "a very good plan"),
        ("_not_ snake_case_names", "not snake_case_names"),
        ("see [the text](https://example.org/a) now", "see the text now"),
        ("`code`", "code"),
        ("**cut at the", "cut at the"),
        ("5 * 6 * 7", "5 * 6 * 7"),
        ("a footnote* here", "a footnote* here"),
        ("point #5 and C# too", "point #5 and C# too"),
        ("no marks", "no marks"),
    ],
)
def test_marks_are_taken_away_and_words_stay(marked: str, bare: str) -> None:
    assert unmarked(marked) == bare


@given(st.text(alphabet="ab *_#`[]()\n>1", max_size=60))
def test_no_letter_or_figure_is_lost_outside_addresses(text: str) -> None:
    if "](" not in text:
        letters = [c for c in text if c in "ab1"]
        assert [c for c in flat(text) if c in "ab1"] == letters
