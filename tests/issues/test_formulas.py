"""Formulas of formal records."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.issues.builders import document
from travaux.core.documents import Document
from travaux.core.issues import Stance
from travaux.issues import read_formulas

SUPPORT, OPPOSE, DEMAND, NONE = Stance.SUPPORT, Stance.OPPOSE, Stance.DEMAND, Stance.NONE_STATED


def told(text: str) -> list[tuple[str, Stance, str]]:
    found = read_formulas(document(text))
    return [(r.statement.speaker.name, r.stance, r.statement.words) for r in found
            if r.statement.speaker]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LAKELAND opposed the toll.", [("LAKELAND", OPPOSE, "the toll")]),
        (
            "Merrow, for the RIVER LEAGUE, supported the toll and stressed fairness.",
            [("RIVER LEAGUE", SUPPORT, "the toll"), ("RIVER LEAGUE", NONE, "fairness")],
        ),
        (
            "LAKELAND, supported by MERROW and opposed by VRANA, proposed deleting paragraph 82.3.",
            [
                ("LAKELAND", DEMAND, "paragraph 82.3"),
                ("MERROW", DEMAND, "paragraph 82.3"),
                ("VRANA", OPPOSE, "paragraph 82.3"),
            ],
        ),
        (
            "This was supported by Ost, for the DELTA, as well as VRANA.",
            [("DELTA", SUPPORT, "This"), ("VRANA", SUPPORT, "This")],
        ),
        (
            "Supported by VRANA, LAKELAND opposed tolls.",
            [("LAKELAND", OPPOSE, "tolls"), ("VRANA", OPPOSE, "tolls")],
        ),
        (
            "MERROW cautioned against haste, and LAKELAND reserved its position on article 4.",
            [("MERROW", OPPOSE, "haste"), ("LAKELAND", OPPOSE, "article 4")],
        ),
        (
            "LAKELAND opposed, and MERROW supported, keeping the toll.",
            [("LAKELAND", OPPOSE, "keeping the toll"), ("MERROW", SUPPORT, "keeping the toll")],
        ),
        (
            "LAKELAND welcomed the draft. She opposed the toll.",
            [("LAKELAND", SUPPORT, "the draft"), ("LAKELAND", OPPOSE, "the toll")],
        ),
        ("The SBSTA supported the toll.", []),
        ("Mara Lind supported the toll.", []),
    ],
)
def test_a_formula(text: str, expected: list[tuple[str, Stance, str]]) -> None:
    assert told(text) == expected


def test_a_group_speaks_through_its_member_and_binds_no_member() -> None:
    (found,) = read_formulas(document("Merrow, for the RIVER LEAGUE, opposed the toll."))
    assert found.spokesman == "Merrow"
    assert found.statement.speaker is not None
    assert found.statement.speaker.kind == "group"
    assert [name for name, *_ in told("Merrow, for the RIVER LEAGUE, opposed it.")] == [
        "RIVER LEAGUE"
    ]


def test_each_part_stands_where_it_says() -> None:
    doc = document("However, LAKELAND opposed the toll.")
    (found,) = read_formulas(doc)
    statement = found.statement
    for part in (statement.source, statement.cue, *statement.content):
        assert part is not None
        assert doc.text[part.start : part.end] == part.exact
    assert (statement.source and statement.source.exact) == "LAKELAND"


@given(st.text(st.sampled_from("AB CDE, for the supported by and opposed .;\n"), max_size=80))
def test_nothing_is_refused(text: str) -> None:
    for found in read_formulas(document(text)):
        assert found.statement.words.strip()


def test_a_sentence_without_end_takes_no_time() -> None:
    endless = "the delegates of MALI and NEPAL met and " * 20_000
    began = time.perf_counter()
    assert read_formulas(Document("d", "d.txt", "", "", "", "en", endless)) == ()
    assert time.perf_counter() - began < 20
