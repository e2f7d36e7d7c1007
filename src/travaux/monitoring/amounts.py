"""How much: the amount that an act asks for, and what a telling says was done of it.

An amount is a number with what it counts (“140 prisoners”, “40 per cent”, “200 million dollars”).
Less than asked is done in part; “all”, “every” and “the last” are the whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
           "twelve")  # fmt: skip
_AMOUNT = re.compile(
    rf"(?P<n>\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(NUMBERS)}))"
    r"(?:\s+(?P<scale>thousand|million|billion))?\s*(?P<unit>%|[A-Za-z]+(?:\s+cent\b)?)?",
    re.I,
)
_LIMIT = re.compile(r"\b(?:more than|above|over|exceed\w*|at most|no more than|up to)\s+$", re.I)
_PART = re.compile(
    r"\b(?:only|partly|partially|in part|not all|(?:some|parts?|half|most|a few|several) of)\b",
    re.I,
)
_TIME = re.compile(
    r"^(?:day|week|month|year|hour|minute|km|kilomet|met|mile|January|February|March|April|May|June"
    r"|July|August|September|October|November|December|occasion|times)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit (a stem, “%” for a share). limit: not to be exceeded."""

    number: float
    unit: str
    limit: bool = False


def amount_in(text: str) -> Amount | None:
    """The first amount of `text` that is no time, date or distance."""
    return next(iter(amounts_in(text)), None)


def amounts_in(text: str) -> tuple[Amount, ...]:
    """All amounts of `text`, in order."""
    return tuple(
        Amount(_number(m), _unit(m["unit"]), _LIMIT.search(text[: m.start()]) is not None)
        for m in _AMOUNT.finditer(text)
        if m["unit"] and not _TIME.match(m["unit"])
    )


def number_before(words: str) -> float | None:
    """The number that ends `words`, a word between it and their end at most."""
    found = re.search(rf"(?P<n>\d[\d,]*|\b(?:{'|'.join(NUMBERS)}))\s+(?:[a-z]+\s+)?$", words, re.I)
    follows = words[found.end("n") :].strip() if found else ""
    return _number(found) if found and not _TIME.match(follows) else None


def _number(found: re.Match[str]) -> float:
    low = found["n"].lower()
    base = NUMBERS.index(low) + 1 if low in NUMBERS else float(low.replace(",", ""))
    return base * _SCALE.get((found.groupdict().get("scale") or "").lower(), 1)


def _unit(word: str) -> str:
    low = word.lower()
    return "%" if low in ("%", "percent") or low.endswith("cent") else low[:5].rstrip("s")


def done_of(asked: Amount | None, told: str) -> float | None:
    """How much of what was asked `told` says was done, None where it does not say or says all.

    A number of the same unit counts; without a unit in common, one that stands with “of”.
    """
    if asked is None or asked.limit:
        return None
    same = [a.number for a in amounts_in(told) if a.unit == asked.unit or a.unit == "of"]
    return next((n for n in same if n < asked.number), None) if same else None


def in_part(asked: Amount | None, told: str) -> bool:
    """Whether `told` says that less was done than was asked."""
    return done_of(asked, told) is not None or _PART.search(told) is not None


def within(asked: Amount | None, told: str) -> bool:
    """Whether `told` names a number that keeps to a limit."""
    if asked is None or not asked.limit:
        return False
    return any(a.number <= asked.number for a in amounts_in(told) if a.unit == asked.unit)
