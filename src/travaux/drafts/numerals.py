"""Reads numbers as labels print them, and the tables of words and alphabets behind them.

"4" and "8bis" are arabic, "b" a letter, "iv" a roman number, "second" a word, "1.2.3" a path. A
number may be read in several ways ("i" is a letter or a roman one): all of them are kept.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple


class Reading(NamedTuple):
    """One way to read a number. kind: arabic, alpha, ALPHA, roman, ROMAN, word, bullet or solo.

    values: one integer, or several for `1.2.3`; insert: rank of its suffix (bis 1, ter 2), 0 none.
    """

    kind: str
    values: tuple[int, ...]
    insert: int = 0


class Keyword(NamedTuple):
    """What labels.toml says of one keyword."""

    name: str
    rank: int
    solo: bool
    anywhere: bool


@cache
def _tables() -> dict[str, dict[str, object]]:
    return tomllib.loads(resources.files(__package__).joinpath("labels.toml").read_text("utf-8"))


@cache
def keywords() -> dict[str, Keyword]:
    """Printed word (lower case) -> keyword."""
    found: dict[str, Keyword] = {}
    for name, row in _tables()["keywords"].items():
        assert isinstance(row, dict)
        keyword = Keyword(name, row["rank"], row.get("solo", False), row.get("any", False))
        found.update(dict.fromkeys(row["words"], keyword))
    return found


@cache
def rank_of(keyword: str) -> int:
    """Rank of a canonical keyword; a bare number ranks below every structural keyword."""
    return next((k.rank for k in keywords().values() if k.name == keyword), 8)


@cache
def anywhere(keyword: str) -> bool:
    """Whether a list of this keyword may open inside any item."""
    return any(k.anywhere for k in keywords().values() if k.name == keyword)


@cache
def number_words() -> dict[str, int]:
    """Ordinal or cardinal word -> its number."""
    found: dict[str, int] = {}
    for row in _tables()["ordinals"].values():
        assert isinstance(row, list)
        found.update({word: at + 1 for at, word in enumerate(row)})
    return found


@cache
def _letters() -> dict[str, int]:
    """Lower-case letter -> its place in its alphabet."""
    return {
        letter: at + 1
        for alphabet in _tables()["alphabets"].values()
        for at, letter in enumerate(str(alphabet))
    }


@cache
def suffixes() -> tuple[str, ...]:
    """Latin suffixes in order: bis, ter, quater …"""
    words = _tables()["suffixes"]["words"]
    assert isinstance(words, list)
    return tuple(words)


ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})\Z")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def roman(text: str) -> int:
    """Value of a lower-case roman number, 0 where it is none."""
    if not text or not ROMAN.match(text):
        return 0
    digits = [ROMAN_VALUES[c] for c in text]
    following = [*digits[1:], 0]
    return sum(d if d >= after else -d for d, after in zip(digits, following, strict=True))


@cache
def readings(core: str) -> tuple[Reading, ...]:
    """All ways to read the number `core` ("4", "iv", "b", "8bis", "1.2.3", "second")."""
    plain, insert = _without_suffix(core)
    if plain and plain[0].isdigit():
        parts = [part for part in plain.split(".") if part]
        return (Reading("arabic", tuple(int(part) for part in parts), insert),)
    if (word := number_words().get(plain.casefold())) is not None:
        return (Reading("word", (word,), insert),)
    return tuple(_letter_readings(plain, insert))


def _without_suffix(core: str) -> tuple[str, int]:
    """The number without "bis", or without the letter of "3a", and the rank of what was cut."""
    found = _SUFFIX.search(core)
    if not found:
        return core, 0
    ending = found.group(1).casefold()
    rank = suffixes().index(ending) + 1 if ending in suffixes() else _letters().get(ending, 1)
    return core[: found.start()], rank


_SUFFIX = re.compile(r"(?<=\d)[ -]?(" + "|".join(suffixes()) + r"|(?-i:[a-z]|[A-Z]))\Z", re.I)


def _letter_readings(plain: str, insert: int) -> list[Reading]:
    upper = plain.isupper()
    low = plain.casefold()
    found = []
    if len(set(low)) == 1 and low[0] in _letters():
        value = _letters()[low[0]] + 26 * (len(low) - 1)
        found.append(Reading("ALPHA" if upper else "alpha", (value,), insert))
    if value := roman(low):
        found.append(Reading("ROMAN" if upper else "roman", (value,), insert))
    return found


def from_chinese(number: str) -> str:
    """Arabic digits for a Chinese number below 100."""
    if number.isdigit():
        return str(int(number))
    digits = str(_tables()["numerals"]["chinese"])
    tens, _, ones = number.rpartition("十")
    if "十" not in number:
        return str(digits.find(number))
    ten = digits.find(tens) if tens else 1
    return str(ten * 10 + (digits.find(ones) if ones else 0))
