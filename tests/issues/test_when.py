"""Expressions of time are resolved against the day of writing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.issues.when import expressions

FRIDAY = date(2031, 11, 21)  # a Friday


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("on 2031-11-20", "2031-11-20", "2031-11-20", "day"),
        ("on 3 March 2030", "2030-03-03", "2030-03-03", "day"),
        ("on Tuesday, 1 July, at noon", "2031-07-01", "2031-07-01", "day"),
        ("on Friday she left", "2031-11-21", "2031-11-21", "day"),
        ("on Monday she left", "2031-11-17", "2031-11-17", "day"),
        ("last Friday", "2031-11-14", "2031-11-14", "day"),
        ("they will meet on Monday", "2031-11-24", "2031-11-24", "day"),
        ("by next Thursday", "2031-11-27", "2031-11-27", "day"),
        ("on Tuesday next week", "2031-11-25", "2031-11-25", "day"),
        ("by Thanksgiving", "2031-11-27", "2031-11-27", "day"),
        ("at Easter 2031", "2031-04-13", "2031-04-13", "day"),
        ("yesterday", "2031-11-20", "2031-11-20", "day"),
        ("from October 24-26th", "2031-10-24", "2031-10-26", "range"),
        ("from 2 to 5 October", "2031-10-05", "2031-10-05", "day"),
        ("March 26-April 4, 2022", "2022-03-26", "2022-04-04", "range"),
        ("in late October", "2031-10-21", "2031-10-31", "month"),
        ("in March", "2031-03-01", "2031-03-31", "month"),
        ("she will leave in January", "2032-01-01", "2032-01-31", "month"),
        ("next week", "2031-11-24", "2031-11-30", "week"),
        ("in 2022, after", "2022-01-01", "2022-12-31", "year"),
        ("until it went public on November 18", "2031-11-18", "2031-11-18", "day"),
        ("three days ago", "2031-11-18", "2031-11-18", "day"),
    ],
)
def test_one_expression(text: str, first: str, last: str, precision: str) -> None:
    (found,) = expressions(text, FRIDAY)
    assert (str(found.first), str(found.last), found.precision) == (first, last, precision)


def test_expressions_that_lean_on_another_date() -> None:
    text = "The summit was on 10 June 2031. Two days later he left; the Friday before, she came."
    assert [str(w.first) for w in expressions(text, FRIDAY)] == [
        "2031-06-10",
        "2031-06-12",
        "2031-06-06",
    ]
    ahead = expressions("two days before they met on October 16", FRIDAY)
    assert [str(w.first) for w in ahead] == ["2031-10-14", "2031-10-16"]


@pytest.mark.parametrize("text", ["they may go", "the march went on", "2000 troops", "page 12"])
def test_words_that_only_look_like_dates(text: str) -> None:
    assert expressions(text, FRIDAY) == ()


def test_without_a_day_of_writing_only_full_dates_count() -> None:
    assert expressions("on Friday, in March, yesterday, on 3 May", None) == ()
    assert len(expressions("on 3 May 2031", None)) == 1


@given(st.text(max_size=80), st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)))
def test_nothing_is_refused_and_places_are_inside(text: str, written: date) -> None:
    for found in expressions(text, written):
        assert 0 <= found.start < found.end <= len(text)
        assert found.first <= found.last


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The parties shall withdraw by 31 December.", "2031-12-31"),
        ("By 31 December the parties shall withdraw.", "2031-12-31"),
        ("All forces leave the delta by 31 December.", "2031-12-31"),
        ("The ferry sank on 31 December.", "2030-12-31"),
        ("The order of 3 January must be withdrawn.", "2031-01-03"),
        ("From 1 January the locks will be open.", "2032-01-01"),
    ],
)
def test_a_day_without_its_year_lies_ahead_where_the_clause_says_what_shall_be(
    text: str, day: str
) -> None:
    (when,) = expressions(text, date(2031, 2, 10))
    assert when.first.isoformat() == day
