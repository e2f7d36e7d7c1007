"""Moments and dates: whole units since 1 January of the year 1 (days as `date.toordinal`)."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta

PER_DAY = {"step": 1, "day": 1, "hour": 24, "minute": 1440, "second": 86400}
LONGEST = 1000  # years: a longer span is a slip, and ends beyond what dates can say
_YEARS = {"year": 1.0, "month": 1 / 12, "week": 1 / 52, "day": 1 / 365, "hour": 1 / 8760,
          "minute": 1 / 525_600, "second": 1 / 31_536_000}  # fmt: skip
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(second|minute|hour|day|week|month|year)s?", re.I)


def moment_of(iso: str, unit: str = "day") -> int:
    """The moment of an ISO date or date and time in whole `unit`s. Raises ValueError."""
    at = datetime.fromisoformat(iso)
    seconds = at.hour * 3600 + at.minute * 60 + at.second
    per_day = PER_DAY[unit]
    return at.toordinal() * per_day + seconds * per_day // 86400


def iso_of(moment: int, unit: str = "day") -> str:
    """The ISO date of a moment, with the time where the unit is shorter than a day."""
    day, rest = divmod(moment, PER_DAY[unit])
    if not rest:
        return date.fromordinal(day).isoformat()
    at = datetime.fromordinal(day) + timedelta(seconds=rest * 86400 // PER_DAY[unit])
    return at.isoformat(timespec="minutes")


def span_of(words: str, unit: str = "day") -> tuple[int, int] | None:
    """(units, calendar months) of “30 days”, “6 months”, “48 hours”; None if it is none.

    A span shorter than the unit is rounded up to one.
    """
    found = _SPAN.fullmatch(words.strip())
    if not found:
        return None
    number, name = float(found[1]), found[2].lower()
    if number * _YEARS[name] > LONGEST:
        return None
    if name in ("month", "year"):
        return 0, int(number * (12 if name == "year" else 1))
    days = number * ({"week": 7.0} | {u: 1 / n for u, n in PER_DAY.items()})[name]
    return max(1, round(days * PER_DAY[unit])), 0


def later(start: int, units: int, months: int = 0, unit: str = "day") -> int:
    """`start` and so much later; a month after the 31st ends on the last day there is."""
    if not months:
        return start + units
    per_day = PER_DAY[unit]
    day, rest = divmod(start, per_day)
    at = date.fromordinal(day)
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(at.day, last)).toordinal() * per_day + rest + units
