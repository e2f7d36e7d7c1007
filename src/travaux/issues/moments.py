"""A matched expression of time and the moment it is said at -> the first and last possible day.

A day without its year, a weekday and a month lie in the past of the day of writing, unless the
clause looks ahead (ahead.py) and the day is not much farther ahead than it is past. Where the
clause says what shall be done, or sets a limit, it lies ahead however far that is: "31 December" in
a plan of February.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from travaux.issues.ahead import Outlook
from travaux.issues.holidays import holiday_in, holidays
from travaux.issues.terms import table

MONTHS = table("dates.toml")["months"]["names"]
SHORT = table("dates.toml")["months"]["short"]
WEEKDAYS = table("dates.toml")["weekdays"]["names"]
NUMBERS = ["a", "one", *table("words.toml")["counting"]["numbers"][1:12]]
UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
JUST, FAR = 50, 200  # days: a day without year that was just past, or is far ahead

Days = tuple[date, date, str]  # first and last possible day, precision


@dataclass(frozen=True, slots=True)
class Moment:
    """What an expression may be resolved against: the day of writing, the date mentioned before,
    how far the clause looks ahead."""

    written: date | None
    mentioned: date | None
    ahead: Outlook
    text: str = ""
    end: int = 0


def _year(match: re.Match[str], moment: Moment, month: int, day: int) -> date | None:
    """The day in the year that is printed, else in the year that the day of writing suggests."""
    printed = match.groupdict().get("year")
    if printed:
        return _day(int(printed), month, day)
    if moment.written is None:
        return None
    written = moment.written
    near = [d for y in (-1, 0, 1) if (d := _day(written.year + y, month, day))]
    past = [d for d in near if d <= written + timedelta(1)]
    soon = [d for d in near if d >= written - timedelta(7)]
    if not (past and soon):
        return None
    ago, until = (written - past[-1]).days, (soon[0] - written).days
    likely = moment.ahead is Outlook.AHEAD and not (ago < JUST and until > FAR)
    ahead = moment.ahead is Outlook.SURELY or likely
    return soon[0] if ahead or (until < JUST and ago > FAR) else past[-1]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_number(name: str) -> int:
    low = name.casefold().rstrip(".")
    return MONTHS.index(low) + 1 if low in MONTHS else SHORT.index(low[:3]) + 1


def iso(match: re.Match[str], moment: Moment) -> Days | None:
    found = _day(int(match["y"]), int(match["m"]), int(match["d"]))
    return (found, found, "day") if found else None


def month_day(match: re.Match[str], moment: Moment) -> Days | None:
    if not match["month"][0].isupper():
        return None
    month = _month_number(match["month"])
    first = _year(match, moment, month, int(match["day"]))
    if first is None:
        return None
    groups = match.groupdict()
    if not groups.get("until"):
        return first, first, "day"
    month = _month_number(groups["month2"]) if groups.get("month2") else month
    last = _day(first.year + (month < first.month), month, int(groups["until"]))
    return (first, last, "range") if last and last > first else (first, first, "day")


def whole_month(match: re.Match[str], moment: Moment) -> Days | None:
    if not match["month"][0].isupper():
        return None
    first = _year(match, moment, _month_number(match["month"]), 1)
    if first is None:
        return None
    last = monthrange(first.year, first.month)[1]
    bounds = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}
    part = (match.groupdict().get("part") or "").casefold().strip("- ")
    begin, end = bounds.get(part, (1, last))
    return first.replace(day=begin), first.replace(day=end), "month"


def whole_year(match: re.Match[str], moment: Moment) -> Days | None:
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31), "year"


def weekday(match: re.Match[str], moment: Moment) -> Days | None:
    if moment.written is None:
        return None
    wanted = WEEKDAYS.index(match["weekday"].casefold())
    which = (match.groupdict().get("which") or match.groupdict().get("week") or "").casefold()
    day = _weekday_near(
        moment.written, wanted, " ".join(which.split()), moment.ahead is not Outlook.BACK
    )
    return day, day, "day"


def _weekday_near(written: date, wanted: int, which: str, ahead: bool) -> date:
    back = (written.weekday() - wanted) % 7
    monday = written - timedelta(written.weekday())
    if which == "next week":
        return monday + timedelta(7 + wanted)
    if which == "last week":
        return monday + timedelta(wanted - 7)
    if which in ("last", "this past"):
        return written - timedelta(back or 7)
    if which in ("next", "coming", "this coming") or (ahead and back):
        return written + timedelta(7 - back)
    return written - timedelta(back)


def before_mentioned(match: re.Match[str], moment: Moment) -> Days | None:
    if moment.mentioned is None:
        return None
    wanted = WEEKDAYS.index(match["weekday"].casefold())
    step = -1 if match["side"].casefold() == "before" else 1
    day = moment.mentioned + timedelta(step)
    while day.weekday() != wanted:
        day += timedelta(step)
    return day, day, "day"


def deictic(match: re.Match[str], moment: Moment) -> Days | None:
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(match[0].casefold(), 0)
    day = moment.written + timedelta(shift) if moment.written else None
    return (day, day, "day") if day else None


def period(match: re.Match[str], moment: Moment) -> Days | None:
    """ "last week", "next month", "this year"."""
    if moment.written is None:
        return None
    step = {"last": -1, "next": 1}.get(match["which"].casefold(), 0)
    written, unit = moment.written, match["unit"].casefold()
    if unit == "week":
        monday = written - timedelta(written.weekday()) + timedelta(7 * step)
        return monday, monday + timedelta(6), "week"
    if unit == "year":
        year = written.year + step
        return date(year, 1, 1), date(year, 12, 31), "year"
    months = written.year * 12 + written.month - 1 + step
    first = date(months // 12, months % 12 + 1, 1)
    return first, first.replace(day=monthrange(first.year, first.month)[1]), "month"


def ago(match: re.Match[str], moment: Moment) -> Days | None:
    if moment.written is None:
        return None
    return shifted(moment.written, match, -1)


def shifted(start: date, match: re.Match[str], sign: int) -> Days:
    many = match["many"].casefold()
    number = int(many) if many.isdigit() else max(1, NUMBERS.index(many))
    unit = match["unit"].casefold().rstrip("s")
    day = start + timedelta(sign * number * UNITS[unit])
    if unit in ("day", "week"):
        return day, day, "day" if unit == "day" else "week"
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]), "month"


def holiday(match: re.Match[str], moment: Moment) -> Days | None:
    printed = match.groupdict().get("year")
    if printed is None and moment.written is None:
        return None
    rule = holidays()[match["name"].casefold().replace("’", "'")]
    if printed:
        day = holiday_in(int(printed), rule)
        return day, day, "day"
    written = moment.written or date.min
    near = [holiday_in(written.year + y, rule) for y in (-1, 0, 1)]
    day = min(near, key=lambda d: abs(d - written))
    return day, day, "day"
