"""Dates as articles print them, as ISO 8601. No clock, no guess at an ambiguous order."""

from __future__ import annotations

import re
from typing import NamedTuple

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_FORMS = tuple(
    re.compile(rf"(?<![\w/.-]){form}(?![\w/-])", re.I)
    for form in (
        rf"{_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
        rf"{_YEAR}[/.](?P<month>[01]?\d)[/.](?P<day>[0-3]?\d)",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"(?P<one>[0-3]?\d)(?P<sep>[/.])(?P<two>[0-3]?\d)(?P=sep){_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
    )
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class FoundDate(NamedTuple):
    """A date in a text: `iso` (YYYY-MM-DD or YYYY-MM), and where it stands."""

    iso: str
    start: int
    end: int


def first_date(text: str, start: int = 0, end: int | None = None) -> FoundDate | None:
    """The first complete date in text[start:end], or else the first month with a year."""
    last = len(text) if end is None else end
    for forms in (_FORMS[:-1], _FORMS[-1:]):
        found = [f for form in forms for f in _found(form, text, start, last)]
        if found:
            return min(found, key=lambda f: (f.start, -f.end))
    return None


def iso_date(value: str) -> str:
    """`value` (a meta tag, a settings field) as ISO 8601, "" where it is no clear date."""
    value = value.strip()
    if re.fullmatch(r"(?:19|20)\d{2}(?:-[01]\d)?", value):
        return value
    found = first_date(value[:80])
    return found.iso if found else ""


def _found(form: re.Pattern[str], text: str, start: int, end: int) -> list[FoundDate]:
    match = form.search(text, start, end)
    iso = _iso(match.groupdict()) if match else ""
    return [FoundDate(iso, *match.span())] if match and iso else []


def _iso(parts: dict[str, str]) -> str:
    month, day = _month_and_day(parts)
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= _DAYS[month - 1]):
        return ""
    return f"{parts['year']}-{month:02}" + (f"-{day:02}" if day is not None else "")


def _month_and_day(parts: dict[str, str]) -> tuple[int, int | None]:
    """(0, None) where 03/04/2025 leaves open which is the month."""
    if "one" in parts:
        one, two = int(parts["one"]), int(parts["two"])
        if one > 12 or one == two:
            return two, one
        return (two, one) if parts["sep"] == "." else (one, two) if two > 12 else (0, None)
    name = parts["month"].lower()
    month = MONTHS.get(name) or int(name)
    return month, int(parts["day"]) if parts.get("day") else None
