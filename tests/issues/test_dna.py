"""Coded statements as the tables of a .dna file, and event lists."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.issues.builders import document
from travaux.core.errors import SettingsError
from travaux.core.networks import CodedStatement
from travaux.issues.dna import coded_in, dna_file, hashed_password, password_matches
from travaux.issues.event_list import read_event_list
from travaux.reports.networks_exchange import event_list_csv

ONE = replace(document("Mara Lind backs the tolls.", "one", "2031-05-06"), title="One")
ROW = CodedStatement("1", "one", "2031-05-06", "Mara Lind", "Lakeland", "tolls", 1, "machine", 0, 9)
KEPT = {"machine": "x", "Joss": "y"}


def test_a_password_is_known_again() -> None:
    stored = hashed_password("open", bytes(range(16)))
    assert password_matches(stored, "open")
    assert not password_matches(stored, "shut")
    with pytest.raises(ValueError, match="16 bytes"):
        hashed_password("open", b"short")


def test_what_is_written_is_read_again() -> None:
    rows = [ROW, replace(ROW, id="2", agreement=0, coder="Joss", start=10, end=15)]
    found = coded_in(dna_file([ONE], rows, KEPT))
    assert found == tuple(replace(row, document="One") for row in rows)


def test_the_finer_scale_is_an_integer_variable() -> None:
    file = dna_file([ONE], [replace(ROW, agreement=-2)], KEPT)
    assert file.table("VARIABLES").rows[3][2] == "integer"
    assert [row.agreement for row in coded_in(file)] == [-2]


def test_what_the_format_has_no_place_for_is_left_out() -> None:
    rows = [replace(ROW, document="elsewhere"), replace(ROW, end=0)]
    assert coded_in(dna_file([ONE], rows, KEPT)) == ()


def test_long_names_are_cut() -> None:
    (found,) = coded_in(dna_file([ONE], [replace(ROW, concept="x" * 400)], KEPT))
    assert len(found.concept) == 190


texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00"), max_size=12)
coded = st.builds(
    CodedStatement,
    st.from_regex(r"[a-z]\d{1,3}", fullmatch=True),
    st.just("one"),
    st.dates().map(str),
    texts.map(lambda t: f"p{t}"),
    texts.map(lambda t: f"o{t}"),
    texts,
    st.integers(-2, 2),
    st.just("machine"),
    st.integers(0, 5),
    st.integers(6, 9),
)


@given(st.lists(coded, max_size=6))
def test_an_event_list_is_read_as_it_was_written(rows: list[CodedStatement]) -> None:
    assert read_event_list(event_list_csv(rows)) == tuple(rows)


def test_an_event_list_of_another_program() -> None:
    text = (
        "statement_id;time;start_position;stop_position;document_title;coder_name;person;"
        "organization;concept;agreement\n"
        "7;2005-01-26 01:00:00;10;20;Hearing;Coder 1;Mara;Lakeland;tolls;true\n"
    )
    (found,) = read_event_list(text)
    assert found == CodedStatement(
        "7", "Hearing", "2005-01-26", "Mara", "Lakeland", "tolls", 1, "Coder 1", 10, 20
    )


def test_all_faults_of_an_event_list_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as told:
        read_event_list("person,concept\na,b\n")
    assert len(told.value.faults) == 2
    with pytest.raises(SettingsError, match="line 2"):
        read_event_list("person,organization,concept,agreement\na,b,c,9\n")
