from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from travaux.core.anchors import anchor, relocate, trimmed


@given(st.text(min_size=1), st.data())
def test_an_anchor_quotes_exactly_its_range(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made = anchor("d", text, start, end)
    assert made.exact == text[start:end]
    assert (made.prefix + made.exact + made.suffix) in text


@given(st.text(min_size=1), st.text(), st.data())
def test_words_that_are_still_there_are_found_again(
    text: str, more: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = relocate(anchor("d", text, start, end), "e", more + text)
    assert found is not None
    assert found.exact == text[start:end]


def test_the_surroundings_decide_between_equal_words() -> None:
    text = "First: the cap stays. Second: the cap goes."
    old = anchor("d", text, text.rindex("the cap"), text.rindex("the cap") + 7)
    new = "Zeroth: the cap. " + text
    found = relocate(old, "d", new)
    assert found is not None
    assert new[: found.end].endswith("Second: the cap")


def test_trimmed_leaves_white_space_outside() -> None:
    assert trimmed("d", "  a b \n", 0, 7).exact == "a b"
    assert trimmed("d", "   ", 0, 3).exact == ""
