"""Reads dates, durations and deadlines of a text.

Values: a date is ISO 8601 as far as it is known ("2025-11-27", "2025-11", "--11-27"), a duration
an ISO 8601 period ("P100D"), a deadline the date or the period it sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from travaux.drafts.numbers import Claims, amounts, either, printed, table


class Timed(NamedTuple):
    """A date, duration or deadline at [start, end). days: its length, None for a date."""

    start: int
    end: int
    kind: str
    value: str
    days: float | None = None
    unit: str = ""
    qualifier: str = ""


@cache
def _months() -> dict[str, int]:
    rows = (table("months")["names"], table("months")["short"])
    return {name: at + 1 for row in rows for at, name in enumerate(row)}


_MONTH = r"(?P<month>" + either(list(_months())) + r")\.?(?!\w)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
DATES = (
    re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)(?![\d-])"),
    re.compile(rf"\b{_DAY}(?:\s+of)?\s+{_MONTH},?(?:\s+{_YEAR}\b)?", re.I),
    re.compile(rf"\b{_MONTH}\s+{_DAY}\b(?:,?\s+{_YEAR}\b)?", re.I),
    re.compile(rf"\b{_MONTH}\s+{_YEAR}\b", re.I),
    re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<m>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<=[a-z]\s)(?P<year>(?:19|20)\d\d)(?![\d,%]|\s[a-z]+s\b)"),
)


def dates(text: str) -> Iterator[Timed]:
    """Dates in order of form, then place; a later form never covers an earlier one's words."""
    claims = Claims(text)
    for form in DATES:
        for match in form.finditer(text):
            value = _iso(match)
            if value and not _is_modal_may(match) and claims.claim(*match.span()):
                yield Timed(match.start(), match.end(), "date", value)


def _is_modal_may(match: re.Match[str]) -> bool:
    """ "may 5" in lower case is no date."""
    return match.groupdict().get("month") == "may"


def _iso(match: re.Match[str]) -> str:
    groups = match.groupdict()
    month = (
        int(groups["m"])
        if groups.get("m")
        else _months().get((groups.get("month") or "").casefold(), 0)
    )
    day = int(groups["day"]) if groups.get("day") else 0
    if month > 12 or day > 31:
        return ""
    year = groups.get("year") or "-"
    return year + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")


@cache
def _units() -> dict[str, str]:
    return {word: name for name, row in table("time").items() for word in row["words"]}


_UNIT = re.compile(r"[\s-]*(?P<u>" + either([w.lstrip("-") for w in _units()]) + r")(?!\w)", re.I)


def durations(text: str) -> Iterator[Timed]:
    """A number and a unit of time: "100 days", "ten-year", "a 30-day"."""
    for amount in amounts(text):
        unit = _UNIT.match(text, amount.end)
        if unit:
            name = _units()[" ".join(unit.group("u").casefold().split())]
            row = table("time")[name]
            yield Timed(
                amount.start,
                unit.end(),
                "duration",
                _period(amount.high, row["iso"]),
                amount.high * row["days"],
                name + "s",
            )


def _period(count: float, iso: str) -> str:
    if iso == "DEC":
        return f"P{printed(count * 10)}Y"
    return f"P{'T' if iso.startswith('T') else ''}{printed(count)}{iso[-1]}"


_OPENER = re.compile(
    r"\b(?P<o>" + either(table("deadline")["openers"]) + r")\s+(?:the\s+|a\s+period\s+of\s+)?\Z",
    re.I,
)
_EVENT = re.compile(
    r"(?:'|’)?\s+(?P<e>(?:"
    + either(table("deadline")["events"])
    + r")\s+(?:(?!(?:and|or|at|but|shall|will)\b)[^\s.,;:()\[\]]+\s*){1,8})",
    re.I,
)
_DAY_OF = re.compile(
    r"\b(?:on\s+|by\s+)?(?:the\s+)?day\s+(?P<n>\d{1,3})\b(?P<e>\s+(?:of|after)\s+(?:(?!(?:and|or|at|but|shall|will)\b)[^\s.,;:()]+\s*){1,6})?",
    re.I,
)
_ALONE = re.compile(r"\b(?:" + either(table("deadline")["alone"]) + r")\b", re.I)
_LATEST = re.compile(r",?\s+at\s+the\s+latest", re.I)
LOOK_BACK = 32  # characters in which an opener must stand before its date or duration


def deadlines(text: str, timed: list[Timed]) -> Iterator[Timed]:
    """What sets a time for an act: an opener with one of the `timed`, "on day 2", "immediately"."""
    for piece in timed:
        found = _deadline(text, piece)
        if found:
            yield found
    for match in _DAY_OF.finditer(text):
        event = " ".join((match.group("e") or "").split())
        days = float(match.group("n"))
        end = match.start() + len(match.group().rstrip())
        yield Timed(match.start(), end, "deadline", f"P{match.group('n')}D", days, "days", event)
    for match in _ALONE.finditer(text):
        yield Timed(
            match.start(), match.end(), "deadline", " ".join(match.group().casefold().split()), 0.0
        )


def _deadline(text: str, piece: Timed) -> Timed | None:
    opener = _OPENER.search(text[max(0, piece.start - LOOK_BACK) : piece.start])
    event = _EVENT.match(text, piece.end) if piece.kind == "duration" else None
    latest = _LATEST.match(text, piece.end)
    word = " ".join(opener.group("o").casefold().split()) if opener else ""
    if not word and not latest:
        return None
    if word in ("on", "in", "as of", "after", "before") and not event and piece.kind == "date":
        return None if word in ("in", "on", "as of") else _due(text, piece, opener, None, latest)
    if word in ("after", "before", "on") and piece.kind == "duration" and not event:
        return None
    return _due(text, piece, opener, event, latest)


def _due(
    text: str,
    piece: Timed,
    opener: re.Match[str] | None,
    event: re.Match[str] | None,
    latest: re.Match[str] | None,
) -> Timed:
    back = max(0, piece.start - LOOK_BACK)
    start = back + opener.start() if opener else piece.start
    end = max(piece.end, event.end() if event else 0, latest.end() if latest else 0)
    end = start + len(text[start:end].rstrip())
    words = [" ".join(opener.group("o").casefold().split())] if opener else []
    if event:
        words.append(" ".join(event.group("e").split()))
    return Timed(start, end, "deadline", piece.value, piece.days, piece.unit, "; ".join(words))
