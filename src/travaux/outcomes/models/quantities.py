"""Quantities in a few words of text: “six years”, “€140 billion”, “at least 85,000 soldiers”.

Enough to tell whether a demand names the same value as a draft; the slots of drafts are not at hand
for words that people say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SPELT = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen twenty"""
WORDS = {word: number for number, word in enumerate(SPELT.split())}
WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100}
TIMES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
SIGNS = {"$": "money $", "€": "money €", "£": "money £", "¥": "money ¥"}
NUMBER = re.compile(
    r"(?<![\w.])(?P<sign>[$€£¥])?(?P<digits>\d[\d,]*(?:\.\d+)?)(?![\d\w.]*\d)(?:st|nd|rd|th)?"
    r"|\b(?P<word>" + "|".join(WORDS) + r")\b",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"[\s-]*(?P<times>thousand|million|billion|trillion)?[\s-]*"
    r"(?P<unit>%|per\s?cent|hour|day|week|month|year)?s?\b",
    re.IGNORECASE,
)
FLOOR = re.compile(
    r"\b(?:at least|no(?:t)? (?:fewer|less|lower) than|the least|minimum|not below|or more)\b", re.I
)
CEILING = re.compile(
    r"\b(?:at (?:the )?most|no(?:t)? (?:more|higher|greater) than|the most|maximum|not above|fewer "
    r"than|less than|under|below|or less|or fewer)\b",
    re.I,
)
# What a number stands behind that only names a place in a text.
PLACES = re.compile(
    r"\b(?:points?|articles?|paragraphs?|sections?|chapters?|annex(?:es)?|items?|parts?|maps?|"
    r"clauses?|rules?)\s+$",
    re.IGNORECASE,
)
REFUSED = re.compile(r",?\s+(?:and\s+)?(?:not|rather than|instead of)\s+(?=\W*\w)", re.I)


@dataclass(frozen=True, slots=True)
class Quantity:
    """kind: “share”, “days”, “year”, “money €” or “number”; value in that unit (days for times)."""

    kind: str
    value: float


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities that `text` names, in order, without references (“point 8”); “60 days …, not
    30” gives 30 the kind of 60."""
    found: list[Quantity] = []
    cut = REFUSED.search(text)
    for match in NUMBER.finditer(text):
        if PLACES.search(text[: match.start()]):
            continue
        one = _quantity(match, text)
        if one.kind == "number" and found and cut and match.start() >= cut.end():
            one = _like(found[-1], match, one)
        found.append(one)
    return tuple(found)


def refused(text: str) -> tuple[str, str]:
    """(what is asked for, what is refused): “60 days, not 30” -> (“60 days”, “30”)."""
    cut = REFUSED.search(text)
    return (text[: cut.start()], text[cut.end() :]) if cut and cut.start() else (text, "")


def bound(text: str) -> int:
    """1 where `text` sets a least value, -1 where it sets a greatest one, 0 where neither."""
    return 1 if FLOOR.search(text) else -1 if CEILING.search(text) else 0


def _quantity(match: re.Match[str], text: str) -> Quantity:
    word, digits = match["word"], match["digits"]
    value = float(WORDS[word.casefold()]) if word else float(digits.replace(",", ""))
    after = AFTER.match(text, match.end())
    times, unit = (after["times"], after["unit"]) if after else (None, None)
    value *= TIMES[times.casefold()] if times else 1
    if match["sign"]:
        return Quantity(SIGNS[match["sign"]], value)
    if unit and unit.casefold() in DAYS:
        return Quantity("days", value * DAYS[unit.casefold()])
    if unit:
        return Quantity("share", value)
    whole = digits and digits.isdigit() and len(digits) == 4 and not times
    return Quantity("year" if whole and 1900 <= value <= 2200 else "number", value)


def _like(before: Quantity, match: re.Match[str], one: Quantity) -> Quantity:
    """A bare number after “not”, read in the unit of the quantity before it."""
    if before.kind != "days":
        return Quantity(before.kind, one.value)
    told = re.compile(r"[\s-]*(" + "|".join(DAYS) + ")", re.I)
    units = [m[1].casefold() for m in told.finditer(match.string, 0, match.start())]
    return Quantity("days", one.value * DAYS[units[-1]]) if units else one
