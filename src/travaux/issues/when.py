"""Expressions of time -> dates: "on Friday", "October 24-26", "two days after the summit".

Theory: an expression is absolute, or relative to a reference time: the day of writing (deictic:
"yesterday") or a date just mentioned (anaphoric: "the Friday before"); TimeML (Pustejovsky et al.
2003) makes the same cut. A day without its year, a weekday and a month lie in the past of the day
of writing, unless words that look ahead ("will", "by", "next") stand before them in the clause and
the day is not much farther ahead than it is past.

Each rule is a pattern with a function that gives the first and last possible day; the first pattern
that matches at a place wins.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from travaux.issues.holidays import holiday_in, holidays
from travaux.issues.terms import table

MONTHS = table("dates.toml")["months"]["names"]
SHORT = table("dates.toml")["months"]["short"]
WEEKDAYS = table("dates.toml")["weekdays"]["names"]
NUMBERS = ["a", "one", *table("words.toml")["counting"]["numbers"][1:12]]
UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
JUST, FAR = 50, 200  # days: a day without year that was just past, or is far ahead
LOOK = 60  # characters before an expression in which a word that looks ahead counts

# "by Friday", "by the end of May"; but not "by Ada Bell, 6 April", which says who wrote it.
BY = re.compile(
    r"\bby (?:(?:the )?(?:end|middle|beginning|start) of |about |around |early |mid-?|late )*$"
)

Days = tuple[date, date, str]  # first and last possible day, precision


@dataclass(frozen=True, slots=True)
class When:
    """text[start:end] means the days from `first` to `last`; precision: day, week, month, year,
    range. ahead: words before it look ahead. how: the rule."""

    start: int
    end: int
    first: date
    last: date
    precision: str
    how: str
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """What an expression may be resolved against: the day of writing, the date mentioned before,
    whether the clause looks ahead."""

    written: date | None
    mentioned: date | None
    ahead: bool
    text: str = ""
    end: int = 0


Rule = tuple[str, re.Pattern[str], Callable[[re.Match[str], Moment], Days | None]]


def expressions(text: str, written: date | None) -> tuple[When, ...]:
    """The dated expressions of a text, in order; `written` is the day it was written.

    Without it only absolute expressions are resolved.
    """
    found: list[When] = []
    end = 0
    for match in _anywhere().finditer(text):
        if match.start() >= end and (when := _resolved(text, match.start(), written, found)):
            found.append(when)
            end = when.end
    return tuple(found)


def _resolved(text: str, at: int, written: date | None, before: list[When]) -> When | None:
    mentioned = before[-1].first if before else None
    ahead = _looks_ahead(text[max(0, at - LOOK) : at])
    for name, pattern, rule in _rules():
        match = pattern.match(text, at)
        days = rule(match, Moment(written, mentioned, ahead, text, match.end())) if match else None
        if match and days:
            return When(at, match.end(), *days, name, ahead)
    return None


@cache
def _anywhere() -> re.Pattern[str]:
    """Where any rule may begin."""
    starts = [*MONTHS, *SHORT, *WEEKDAYS, *holidays(), "early", "mid", "late", "today", "tonight"]
    starts += ["yesterday", "tomorrow", "last", "next", "this", "the", "earlier", "later", *NUMBERS]
    joined = "|".join(re.escape(s) for s in sorted(starts, key=len, reverse=True))
    return re.compile(rf"(?<![\w.,$€£#-])(?:\d{{1,4}}(?!\d)|(?:{joined})(?!\w))", re.IGNORECASE)


def _looks_ahead(before: str) -> bool:
    clause = re.split(r"[;:.!?]|, (?:but|and)\b", before)[-1].casefold()
    if _ahead().search(clause) or BY.search(clause):
        return not re.search(r"\b(?:was|were|had been) (?:\w+ )?(?:scheduled|planned|due)", clause)
    return False


@cache
def _ahead() -> re.Pattern[str]:
    words = "|".join(map(re.escape, table("dates.toml")["ahead"]["words"]))
    return re.compile(rf"\b(?:{words})\b")


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
    ahead = moment.ahead and not (ago < JUST and until > FAR)
    return soon[0] if ahead or (until < JUST and ago > FAR) else past[-1]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_number(name: str) -> int:
    low = name.casefold().rstrip(".")
    return MONTHS.index(low) + 1 if low in MONTHS else SHORT.index(low[:3]) + 1


def _iso(match: re.Match[str], moment: Moment) -> Days | None:
    found = _day(int(match["y"]), int(match["m"]), int(match["d"]))
    return (found, found, "day") if found else None


def _month_day(match: re.Match[str], moment: Moment) -> Days | None:
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


def _whole_month(match: re.Match[str], moment: Moment) -> Days | None:
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


def _whole_year(match: re.Match[str], moment: Moment) -> Days | None:
    year = int(match["year"])
    return date(year, 1, 1), date(year, 12, 31), "year"


def _weekday(match: re.Match[str], moment: Moment) -> Days | None:
    if moment.written is None:
        return None
    wanted = WEEKDAYS.index(match["weekday"].casefold())
    which = (match.groupdict().get("which") or match.groupdict().get("week") or "").casefold()
    day = _weekday_near(moment.written, wanted, " ".join(which.split()), moment.ahead)
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


def _before_mentioned(match: re.Match[str], moment: Moment) -> Days | None:
    if moment.mentioned is None:
        return None
    wanted = WEEKDAYS.index(match["weekday"].casefold())
    step = -1 if match["side"].casefold() == "before" else 1
    day = moment.mentioned + timedelta(step)
    while day.weekday() != wanted:
        day += timedelta(step)
    return day, day, "day"


def _deictic(match: re.Match[str], moment: Moment) -> Days | None:
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(match[0].casefold(), 0)
    day = moment.written + timedelta(shift) if moment.written else None
    return (day, day, "day") if day else None


def _period(match: re.Match[str], moment: Moment) -> Days | None:
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


def _ago(match: re.Match[str], moment: Moment) -> Days | None:
    if moment.written is None:
        return None
    return _shifted(moment.written, match, -1)


def _after(match: re.Match[str], moment: Moment) -> Days | None:
    """ "two days later", "two days after the summit": from the date in or before these words."""
    side = match["side"].casefold()
    named = _named_after(moment) if side in ("after", "before") else None
    start = named or moment.mentioned
    return _shifted(start, match, -1 if side in ("before", "earlier") else 1) if start else None


def _named_after(moment: Moment) -> date | None:
    """The first date after "two days before", in the same sentence."""
    rest = re.split(r"[;.!?]\s", moment.text[moment.end : moment.end + 160])[0]
    found = expressions(rest, moment.written)
    return found[0].first if found and found[0].precision == "day" else None


def _shifted(start: date, match: re.Match[str], sign: int) -> Days:
    many = match["many"].casefold()
    number = int(many) if many.isdigit() else max(1, NUMBERS.index(many))
    unit = match["unit"].casefold().rstrip("s")
    day = start + timedelta(sign * number * UNITS[unit])
    if unit in ("day", "week"):
        return day, day, "day" if unit == "day" else "week"
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]), "month"


def _holiday(match: re.Match[str], moment: Moment) -> Days | None:
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


@cache
def _rules() -> tuple[Rule, ...]:
    """Rules in order of precedence."""
    weekday, which = "|".join(WEEKDAYS), "(?:last|next|this)"
    month = rf"(?P<month>(?:{'|'.join(MONTHS)}|(?:{'|'.join(SHORT)}|sept)\.?))(?![a-z])"
    second = month.replace("P<month>", "P<month2>")
    day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d%])", r"(?:,?\s+(?P<year>(?:19|20)\d\d))?"
    until = rf"(?:\s?(?:-|–|—|to)\s?(?:{second}\s+)?(?P<until>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?"
    many = rf"(?P<many>\d{{1,2}}|{'|'.join(NUMBERS)})\s+(?P<unit>days?|weeks?|months?|years?)"
    holiday = "|".join(n.replace("'", "['’]") for n in sorted(holidays(), key=len, reverse=True))
    table_of_rules = (
        ("ISO date", r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _iso),
        (
            "weekday before a date",
            rf"the\s+(?P<weekday>{weekday})\s+(?P<side>before|after)\b",
            _before_mentioned,
        ),
        (
            "weekday and day",
            rf"(?:{weekday}),?\s+(?:the\s+)?{day}\s+(?:of\s+)?{month}{year}",
            _month_day,
        ),
        ("weekday and month day", rf"(?:{weekday}),?\s+{month}\s+{day}{year}", _month_day),
        ("month day", rf"{month}\s+{day}{until}{year}", _month_day),
        ("day month", rf"{day}\s+(?:of\s+)?{month}{year}", _month_day),
        ("part of month", rf"(?P<part>early|mid|late)[\s-]+{month}{year}", _whole_month),
        ("month and year", rf"{month}\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)(?!\d)", _whole_month),
        (
            "weekday of week",
            rf"(?P<weekday>{weekday})\s+(?:of\s+)?(?P<week>{which}\s+week)",
            _weekday,
        ),
        (
            "weekday",
            rf"(?P<which>(?:this\s+)?(?:{which}|coming|past)\s+)?(?P<weekday>{weekday})(?!\w)",
            _weekday,
        ),
        ("holiday", rf"(?P<name>{holiday})(?!\w){year}", _holiday),
        ("from today", r"(?:yesterday|tomorrow|today|tonight|last\s+night)\b", _deictic),
        ("period", r"(?P<which>last|next|this)\s+(?P<unit>week|month|year)\b(?!\s+of)", _period),
        ("ago", rf"{many}\s+ago\b", _ago),
        ("after a date", rf"{many}\s+(?P<side>later|earlier|after|before)\b", _after),
        ("month", rf"(?:last\s+|this\s+|next\s+)?{month}(?!\s+\d)", _whole_month),
        (
            "year",
            r"(?P<year>(?:19|20)\d\d)(?![\d%-]|[.,]\d|\s+(?:troops|personnel|people|km))",
            _whole_year,
        ),
    )
    return tuple((name, re.compile(p, re.IGNORECASE), rule) for name, p, rule in table_of_rules)
