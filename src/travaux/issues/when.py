"""Expressions of time -> dates: "on Friday", "October 24-26", "two days after the summit".

Theory: an expression is absolute, or relative to a reference time: the day of writing (deictic:
"yesterday") or a date just mentioned (anaphoric: "the Friday before"); TimeML (Pustejovsky et al.
2003) makes the same cut. Whether it lies ahead of the day of writing is asked of its clause
(ahead.py); which days it then means is worked out in moments.py.

Each rule is a pattern with a function that gives the first and last possible day; the first pattern
that matches at a place wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from travaux.issues.ahead import Outlook, outlook
from travaux.issues.holidays import holidays
from travaux.issues.moments import (
    MONTHS,
    NUMBERS,
    SHORT,
    WEEKDAYS,
    Days,
    Moment,
    ago,
    before_mentioned,
    deictic,
    holiday,
    iso,
    month_day,
    period,
    shifted,
    weekday,
    whole_month,
    whole_year,
)


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
    for name, pattern, rule in _rules():
        match = pattern.match(text, at)
        if match:
            ahead = outlook(text, at, match.end())
            days = rule(match, Moment(written, mentioned, ahead, text, match.end()))
            if days:
                return When(at, match.end(), *days, name, ahead is not Outlook.BACK)
    return None


@cache
def _anywhere() -> re.Pattern[str]:
    """Where any rule may begin."""
    starts = [*MONTHS, *SHORT, *WEEKDAYS, *holidays(), "early", "mid", "late", "today", "tonight"]
    starts += ["yesterday", "tomorrow", "last", "next", "this", "the", "earlier", "later", *NUMBERS]
    joined = "|".join(re.escape(s) for s in sorted(starts, key=len, reverse=True))
    return re.compile(rf"(?<![\w.,$€£#-])(?:\d{{1,4}}(?!\d)|(?:{joined})(?!\w))", re.IGNORECASE)


def _after(match: re.Match[str], moment: Moment) -> Days | None:
    """ "two days later", "two days after the summit": from the date in or before these words."""
    side = match["side"].casefold()
    named = _named_after(moment) if side in ("after", "before") else None
    start = named or moment.mentioned
    return shifted(start, match, -1 if side in ("before", "earlier") else 1) if start else None


def _named_after(moment: Moment) -> date | None:
    """The first date after "two days before", in the same sentence."""
    rest = re.split(r"[;.!?]\s", moment.text[moment.end : moment.end + 160])[0]
    found = expressions(rest, moment.written)
    return found[0].first if found and found[0].precision == "day" else None


@cache
def _rules() -> tuple[Rule, ...]:
    """Rules in order of precedence."""
    weekdays, which = "|".join(WEEKDAYS), "(?:last|next|this)"
    month = rf"(?P<month>(?:{'|'.join(MONTHS)}|(?:{'|'.join(SHORT)}|sept)\.?))(?![a-z])"
    second = month.replace("P<month>", "P<month2>")
    day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d%])", r"(?:,?\s+(?P<year>(?:19|20)\d\d))?"
    until = rf"(?:\s?(?:-|–|—|to)\s?(?:{second}\s+)?(?P<until>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?"
    many = rf"(?P<many>\d{{1,2}}|{'|'.join(NUMBERS)})\s+(?P<unit>days?|weeks?|months?|years?)"
    feasts = "|".join(n.replace("'", "['’]") for n in sorted(holidays(), key=len, reverse=True))
    table_of_rules = (
        ("ISO date", r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", iso),
        (
            "weekday before a date",
            rf"the\s+(?P<weekday>{weekdays})\s+(?P<side>before|after)\b",
            before_mentioned,
        ),
        (
            "weekday and day",
            rf"(?:{weekdays}),?\s+(?:the\s+)?{day}\s+(?:of\s+)?{month}{year}",
            month_day,
        ),
        ("weekday and month day", rf"(?:{weekdays}),?\s+{month}\s+{day}{year}", month_day),
        ("month day", rf"{month}\s+{day}{until}{year}", month_day),
        ("day month", rf"{day}\s+(?:of\s+)?{month}{year}", month_day),
        ("part of month", rf"(?P<part>early|mid|late)[\s-]+{month}{year}", whole_month),
        ("month and year", rf"{month}\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)(?!\d)", whole_month),
        (
            "weekday of week",
            rf"(?P<weekday>{weekdays})\s+(?:of\s+)?(?P<week>{which}\s+week)",
            weekday,
        ),
        (
            "weekday",
            rf"(?P<which>(?:this\s+)?(?:{which}|coming|past)\s+)?(?P<weekday>{weekdays})(?!\w)",
            weekday,
        ),
        ("holiday", rf"(?P<name>{feasts})(?!\w){year}", holiday),
        ("from today", r"(?:yesterday|tomorrow|today|tonight|last\s+night)\b", deictic),
        ("period", r"(?P<which>last|next|this)\s+(?P<unit>week|month|year)\b(?!\s+of)", period),
        ("ago", rf"{many}\s+ago\b", ago),
        ("after a date", rf"{many}\s+(?P<side>later|earlier|after|before)\b", _after),
        ("month", rf"(?:last\s+|this\s+|next\s+)?{month}(?!\s+\d)", whole_month),
        (
            "year",
            r"(?P<year>(?:19|20)\d\d)(?![\d%-]|[.,]\d|\s+(?:troops|personnel|people|km))",
            whole_year,
        ),
    )
    return tuple((name, re.compile(p, re.IGNORECASE), rule) for name, p, rule in table_of_rules)
