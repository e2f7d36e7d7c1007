"""When something was said, where the clause of the cue says so: "said on Tuesday".

A weekday is the last such day on or before the date of the part (an article speaks of the days
before it); "yesterday" and "today" count from there too. Without a date of the part, only a full
date in the words gives one. ISO 8601.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from travaux.discourse.attribution import Attribution
from travaux.discourse.syntax import Syntax

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+(\d{{4}}))?\b")
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}}))?")
_WEEKDAY = re.compile(rf"\b(last\s+)?({'|'.join(_DAYS)})\b")
_NEAR = re.compile(r"\b(today|yesterday|tonight|this morning)\b")


def date_of(syntax: Syntax, each: Attribution) -> str:
    """The ISO date that the cue's clause states for the saying, or ""."""
    words = _around(syntax, each)
    return _stated(words, _reference(syntax, each.start)) if words else ""


def _around(syntax: Syntax, each: Attribution) -> str:
    """The words of the cue's clause that are neither source nor content, in lower case."""
    if each.cue is None:
        return ""
    taken = (*each.content, *((each.source,) if each.source else ()))
    words = []
    for verb in syntax.words(each.cue)[-3:]:
        for child in syntax.all_children(verb, "prep", "npadvmod", "advmod", "nmod", "tmod"):
            start, end = syntax.chars(*syntax.edges(child))
            if not any(start < b and a < end for a, b in taken) and end - start < 60:
                words.append(syntax.text[start:end])
    return " ".join(words).lower()


def _reference(syntax: Syntax, offset: int) -> date | None:
    part = syntax.document.part_at(offset)
    for stated in (part.date if part else "", syntax.document.date):
        try:
            return date.fromisoformat(stated)
        except ValueError:
            continue
    return None


def _stated(words: str, reference: date | None) -> str:
    return _full(words, reference) or (_relative(words, reference) if reference else "")


def _full(words: str, reference: date | None) -> str:
    for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        found = pattern.search(words)
        if found:
            number = _MONTHS.index(found[month][:3]) + 1
            return _calendar(found[3], number, int(found[day]), reference)
    return ""


def _calendar(year: str | None, month: int, day: int, reference: date | None) -> str:
    """The date; without a year the last such day on or before the reference."""
    try:
        if year:
            return date(int(year), month, day).isoformat()
        if reference is None:
            return ""
        stated = date(reference.year, month, day)
        return (stated if stated <= reference else stated.replace(year=stated.year - 1)).isoformat()
    except ValueError:
        return ""


def _relative(words: str, reference: date) -> str:
    near = _NEAR.search(words)
    if near:
        back = 1 if near[1] == "yesterday" else 0
        return (reference - timedelta(days=back)).isoformat()
    weekday = _WEEKDAY.search(words)
    if weekday is None:
        return ""
    back = (reference.weekday() - _DAYS.index(weekday[2])) % 7
    return (reference - timedelta(days=back)).isoformat()
