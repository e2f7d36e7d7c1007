"""Redlines: every character stands in one edit, words stay whole, strangers become blocks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from travaux.core.comparing import EditKind
from travaux.drafts.redline import new_text, old_text, redline

texts = st.text(alphabet="ab ,.[]1é\n世", max_size=60)


def shown(before: str, after: str) -> list[tuple[str, str, str]]:
    return [(e.kind.value, e.before, e.after) for e in redline(before, after)]


@given(texts, texts)
def test_rejecting_gives_the_old_text_and_accepting_the_new(before: str, after: str) -> None:
    edits = redline(before, after)
    assert old_text(edits) == before
    assert new_text(edits) == after


@given(texts, texts)
def test_equal_edits_differ_in_white_space_alone(before: str, after: str) -> None:
    kept = [e for e in redline(before, after) if e.kind is EditKind.EQUAL]
    assert all("".join(e.before.split()) == "".join(e.after.split()) for e in kept)


def test_a_figure_is_one_word() -> None:
    assert ("replace", "600,000 ", "800,000 ") in shown(
        "The force is limited to 600,000 persons in peacetime.",
        "The force is limited to 800,000 persons in peacetime.",
    )


def test_a_comma_does_not_hold_two_edits_apart() -> None:
    edits = shown(
        "Ports, roads and bridges shall be opened to relief by spring.",
        "Harbours, railways and bridges shall be opened to relief by spring.",
    )
    assert edits[0] == ("replace", "Ports, roads ", "Harbours, railways ")


def test_strangers_are_one_block() -> None:
    edits = shown("The archive returns to Orvik.", "No aircraft may cross the plateau at night!")
    assert [kind for kind, _, _ in edits] == ["replace"]


def test_identical_texts_have_no_edit() -> None:
    assert [e.kind for e in redline("Same words.", "Same words.")] == [EditKind.EQUAL]
    assert redline("", "") == ()
