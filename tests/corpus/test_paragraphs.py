"""Paragraphs in text that keeps one on a line, breaks lines, or does both."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from travaux.corpus.paragraphs import paragraphs_of

WRAPPED = """The two delegations met on Monday in the town hall and spoke for some
four hours about the river, the dam and the islands, which neither
side is ready to give up at present.

They will meet again in June:

1. The river will be open to ships of both states at every hour of the
   day, in every month of the year.
2. The dam stays shut.
"""


def paragraphs(text: str, format: str = "txt") -> list[str]:
    return [" ".join(text[a:b].split()) for a, b in paragraphs_of(text, format)]


def test_broken_lines_are_joined_and_points_are_not() -> None:
    found = paragraphs(WRAPPED)
    assert [line[:12] for line in found] == [
        *("The two dele", "They will me", "1. The river", "2. The dam s"),
    ]
    assert found[2].endswith("in every month of the year.")


def test_a_paragraph_a_line_stays_so() -> None:
    text = (
        "River talks end\nBy Ada Finch\nThe talks ended.\n"
        + "Long words here. " * 20
        + "\nShort.\n"
    )
    assert len(paragraphs(text)) == 5


def test_formats_with_a_paragraph_a_line_are_never_joined() -> None:
    assert len(paragraphs(WRAPPED, "pdf")) == 7


@given(
    st.text(alphabet="ab .\n\r\t\u2028\f1)", max_size=300), st.sampled_from(["txt", "md", "html"])
)
def test_paragraphs_hold_all_words_once(text: str, format: str) -> None:
    at = 0
    for start, end in paragraphs_of(text, format):
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        at = end
    assert not text[at:].strip()


def test_a_long_address_does_not_hide_that_lines_are_broken() -> None:
    text = WRAPPED + "\nhttp://mill.example/" + "a" * 200 + "\n\n" + WRAPPED
    assert len(paragraphs(text)) == 9
