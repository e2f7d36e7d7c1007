"""The words of a drafted card's slots -> the formal cells that the engine needs.

An event's name and a date are put beside the words as far as these allow; what they say in a way
that no date follows from (“before the winter”) is left to a person, with a remark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from travaux.core.commitments import CardSlot

NO_DATE = "The words of “due” give no date that could be computed; please add one."
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_SPAN = re.compile(
    r"(?:within|in|(?:no|not) later than) (?:a period of )?(\w+) (?:working |calendar )?"
    r"(day|week|month|year|hour)s?(?: (?:of|after|from|following) (?:the |its |his )?(.+))?", re.I
)  # fmt: skip
_DAY = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([A-Za-z]+),? (\d{4})")
_FROM_DAY = re.compile(
    r"(?:beginning|starting|as|with effect)? ?(?:from|on|of) (?=(?:the )?\d)", re.I
)
_YEAR = re.compile(r"(before|until) (\d{4})")
_STOP = {"the", "a", "an", "its", "their", "all", "of", "be", "will", "shall", "in", "any", "this"}


def drafted_cells(slots: Mapping[str, CardSlot]) -> tuple[tuple[str, str], ...]:
    """The formal cells (field, phrase) that the words of `slots` allow."""
    cells = {"act": event_name(slots["act"].text)}
    trigger = slots["trigger"].text or slots["condition"].text
    if trigger:
        day = _dated(trigger) if _FROM_DAY.match(trigger) else ""
        cells["trigger"] = day.rpartition(" ")[2] or event_name(trigger)
    due = formal_due(slots["due"].text)
    if due:
        cells["due"] = due
    elif slots["due"].stated:
        cells["note"] = NO_DATE
    return tuple(cells.items())


def event_name(text: str) -> str:
    """A name for the event that `text` tells of: its first five words that say something."""
    found = [w for w in re.findall(r"[a-z0-9]+", text.lower()) if w not in _STOP]
    return "_".join(found[:5]) or "event"


def formal_due(text: str) -> str:
    """`text` as a due phrase, "" where no date follows from it."""
    if found := _SPAN.fullmatch(text.strip()):
        number = _number(found[1])
        if number is None:
            return ""
        span = f"{number} {found[2].lower()}s"
        if not found[3]:
            return span
        return f"{span} after {event_name(found[3])}"
    if found := _YEAR.fullmatch(text.strip()):
        return f"before {found[2]}-01-01"
    return _dated(text)


def _dated(text: str) -> str:
    found = _DAY.search(text)
    if not found or found[2].lower() not in _MONTHS:
        return ""
    month, day = _MONTHS.index(found[2].lower()) + 1, int(found[1])
    edge = "before" if text.lower().startswith(("before", "prior to")) else "by"
    return f"{edge} {found[3]}-{month:02d}-{day:02d}" if 1 <= day <= 31 else ""


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    low = word.lower()
    return _NUMBERS.index(low) + 1 if low in _NUMBERS else 1 if low in ("a", "an") else None
