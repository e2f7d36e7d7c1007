"""Holidays by which texts date things -> their day in a year (`dates.toml` lists them)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from travaux.issues.terms import table


def holiday_in(year: int, rule: str) -> date:
    """The day in `year` that a rule of the table names."""
    if rule.startswith("easter"):
        return _easter(year) + timedelta(int(rule[6:]))
    month, day, *nth = (int(part) for part in rule.split("-"))
    if not nth:
        return date(year, month, day)
    first = date(year, month, 1)
    return first + timedelta((day - first.weekday()) % 7 + 7 * (nth[0] - 1))


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher's rule)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays() -> dict[str, str]:
    """Name of a holiday -> its rule."""
    rows = table("dates.toml")["holidays"]
    return {name: str(rule) for name, rule in rows.items()}
