"""A line of days on which long gaps are cut short."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.reports.timeline import timeline

DAYS = st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=2, max_size=40, unique=True)


@given(DAYS)
def test_days_stand_in_order_from_one_end_to_the_other(days: list[date]) -> None:
    line = timeline(days)
    assert line.days == tuple(sorted(days))
    assert line.places[0] == 0.0
    assert line.places[-1] == pytest.approx(1.0)
    assert all(a < b for a, b in zip(line.places, line.places[1:], strict=False))


@given(DAYS)
def test_the_first_window_lies_on_the_line_and_holds_something(days: list[date]) -> None:
    line = timeline(days)
    first, last = line.densest([1] * len(line.days))
    assert 0.0 <= first < last <= 1.0 + 1e-9
    assert any(first <= place <= last for place in line.places)


def test_an_event_of_long_ago_does_not_push_the_others_into_a_corner() -> None:
    near = [date(2031, 5, 1) + timedelta(n) for n in range(0, 20, 2)]
    line = timeline([date(1945, 4, 25), *near])
    assert line.place(near[-1]) - line.place(near[0]) > 0.5
    (gap,) = line.breaks
    assert gap.words == "86 years"
    assert 0 < gap.at < line.place(near[0])


def test_even_days_are_not_broken() -> None:
    line = timeline([date(2031, 1, 1) + timedelta(3 * n) for n in range(10)])
    assert line.breaks == ()
    assert line.densest([1] * 10) == (0.0, 1.0)


def test_a_crowded_line_shows_its_densest_half_first() -> None:
    crowd = [date(2031, 6, 1) + timedelta(n) for n in range(30)]
    sparse = [date(2031, 1, 1) + timedelta(6 * n) for n in range(25)]
    line = timeline([*sparse, *crowd])
    first, last = line.densest([1] * len(line.days))
    assert last - first == pytest.approx(0.5)
    assert sum(first <= line.place(d) <= last for d in crowd) == len(crowd)


def test_one_day_is_no_line() -> None:
    with pytest.raises(ValueError, match="two days"):
        timeline([date(2031, 1, 1)] * 3)
