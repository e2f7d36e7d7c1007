"""Reads figures and numbers in words: "600,000", "1.5 million", "six hundred thousand", "5-7".

A thousands mark is a comma, a space or (behind a full group of three, twice) a point; a decimal
mark is a point. "250" with a multiplier word behind it is multiplied.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple


class Amount(NamedTuple):
    """A number at [start, end) of a text; low and high are equal unless it is a range."""

    start: int
    end: int
    low: float
    high: float
    worded: bool = False


class Claims:
    """Which characters of a text a value has already claimed; each may be claimed once."""

    def __init__(self, text: str) -> None:
        self._marks = bytearray(len(text))

    def claim(self, start: int, end: int) -> bool:
        """Claim [start, end) and say True, or say False where a part of it is taken."""
        if self._marks.find(1, start, end) >= 0:
            return False
        self._marks[start:end] = b"\x01" * (end - start)
        return True


@cache
def table(name: str) -> dict[str, Any]:
    """One table of slots.toml."""
    text = resources.files(__package__).joinpath("slots.toml").read_text("utf-8")
    found: dict[str, Any] = tomllib.loads(text)[name]
    return found


def either(words: list[str]) -> str:
    """A regular expression for any of `words`, longest first, blanks as any white space."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


_FIGURE = (
    r"(?:\d{1,3}(?:[,\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:\.\d+)?|\d{1,9}(?:\.\d{1,4})?(?![\d]))"
)
_MULTIPLIER = r"(?:[\s-]?(?P<{0}>" + either(list(table("multipliers"))) + r")(?![\w]))?"
_WORD = either(list(table("number_words")))
_WORDED = (
    rf"(?:(?:a|{_WORD})(?:(?:[\s-]+(?:and\s+)?)(?:{_WORD}|hundred|thousand|million|billion))*)"
)
FIGURE = re.compile(
    rf"(?<![\w.,/§-])(?P<low>{_FIGURE})(?:(?:\s?[-–—]\s?|\s+to\s+)(?P<high>{_FIGURE}))?"
    + _MULTIPLIER.format("m"),
    re.IGNORECASE,
)
BETWEEN = re.compile(
    rf"\bbetween\s+(?P<low>{_FIGURE})\s+and\s+(?P<high>{_FIGURE})" + _MULTIPLIER.format("m"), re.I
)
WORDED = re.compile(rf"\b{_WORDED}\b", re.I)


def amounts(text: str) -> Iterator[Amount]:
    """Every number of `text`, in figures and in words, in order of kind, then place."""
    claims = Claims(text)
    for match in BETWEEN.finditer(text):
        claims.claim(*match.span())
        yield _amount(match, match.start("low"))
    for match in FIGURE.finditer(text):
        if claims.claim(*match.span()):
            yield _amount(match, match.start())
    for match in WORDED.finditer(text):
        value = worded(match.group())
        if value is not None:
            yield Amount(match.start(), match.end(), value, value, True)


def _amount(match: re.Match[str], start: int) -> Amount:
    multiplier = match.group("m")
    factor = float(table("multipliers")[multiplier.casefold()]) if multiplier else 1.0
    low = figure(match.group("low")) * factor
    high = figure(match.group("high")) * factor if match.group("high") else low
    if match.group("high") is None and multiplier is None:
        return Amount(start, match.end("low"), low, low)
    end = match.end("m") if multiplier else match.end("high")
    return Amount(start, end, min(low, high), max(low, high))


def figure(text: str) -> float:
    """Value of a figure with thousands marks."""
    return float(re.sub(r"[,\s\u00a0\u202f\u2009]", "", text))


def worded(text: str) -> float | None:
    """Value of a number in words ("six hundred thousand" 600000), None for a bare "a"."""
    words = [w for w in re.split(r"[\s-]+", text.casefold()) if w != "and"]
    if words == ["a"]:
        return None
    total, group = 0.0, 0.0
    for word in words:
        if word == "a":
            group += 1
        elif word in table("number_words"):
            group += float(table("number_words")[word])
        else:
            factor = float(table("multipliers")[word])
            group = (group or 1.0) * factor
            if factor >= 1000:
                total, group = total + group, 0.0
    return total + group


def printed(value: float) -> str:
    """A number as a slot's value: "600000", "1.5"."""
    return str(int(value)) if value == int(value) else f"{value:.6f}".rstrip("0")
