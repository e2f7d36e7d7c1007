"""Words -> what is done, under one name: "laid down tools", "walked out", "the stoppage".

Reports of one thing seldom share their words. `deeds.toml` lists words of general English that
stand for one another, and deeds that exclude one another. Where a text has such words they stand in
for its terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from travaux.issues.terms import SCALES, stem, table, terms

SIZES = ("later", "earlier", "cent", "percent", "half", "quarter", "fewer", "longer", "whoever")
# "tugs", "families": plurals that stemming does not bring together with their singular.
PLURAL = re.compile(r"\b(?:(?P<y>[a-z]{3,})ies|(?P<s>[a-z]{2}[a-rtv-z])s)\b")
WORD = re.compile(r"(?<![\w])\w")
MARKED = "=#@"  # concepts, figures and slots are no words of their own


@dataclass(frozen=True, slots=True)
class Deed:
    """text[start:end] names the deed (or thing) `name`."""

    name: str
    start: int
    end: int


@lru_cache(maxsize=16_384)  # a sentence is asked for with each of its values, days and claims
def deeds(text: str) -> tuple[Deed, ...]:
    """The deeds and things that a text names, in order; the longest where two overlap."""
    low = text.casefold()
    if len(low) != len(text):
        low = text.lower()
    return tuple(_deeds(low))


def _deeds(low: str) -> Iterator[Deed]:
    end = 0
    for word in WORD.finditer(low):
        pattern = _named().get(low[word.start()])
        match = pattern.match(low, word.start()) if pattern and word.start() >= end else None
        if match:
            end = match.end()
            yield Deed((match.lastgroup or "").rstrip("_"), match.start(), end)


@lru_cache(maxsize=16_384)
def gist(text: str) -> frozenset[str]:
    """The terms of a text, deeds and things ("~strike") in the place of the words for them."""
    found = deeds(text)
    rest = list(text)
    for deed in found:
        rest[deed.start : deed.end] = " " * (deed.end - deed.start)
    plain = (
        t
        for t in terms(PLURAL.sub(_singular, "".join(rest)))
        if t[0] not in MARKED and t not in _measuring()
    )
    return frozenset([*plain, *(f"~{deed.name}" for deed in found)])


def _singular(match: re.Match[str]) -> str:
    return f"{match['y']}y" if match["y"] else match["s"]


def exclusive(one: str, other: str) -> bool:
    """Whether of one thing both deeds cannot be so."""
    return (one, other) in _pairs() or (other, one) in _pairs()


@cache
def _measuring() -> frozenset[str]:
    """Stems of months, numbers and the like: they are read as values, and tell no thing."""
    dates, counting = table("dates.toml"), table("words.toml")["counting"]
    numbers = (word for words in counting.values() for word in words)
    names = (*dates["months"]["names"], *dates["weekdays"]["names"], *SCALES, *numbers, *SIZES)
    return frozenset(stem(name) for name in names) - {"march"}


@cache
def names(group: str) -> frozenset[str]:
    """The names of a group: "deeds" or "things"."""
    return frozenset(table("deeds.toml")[group])


@cache
def worded(kind: str) -> re.Pattern[str]:
    """The pattern of a list of words of polarity."""
    return re.compile(rf"(?<!\w)(?:{_joined(table('deeds.toml')['polarity'][kind])})(?!\w)")


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    pairs = (pair.split() for pair in table("deeds.toml")["against"]["pairs"])
    return frozenset((one, other) for one, other in pairs)


@cache
def _named() -> dict[str, re.Pattern[str]]:
    """By the letter they begin with, the words for deeds and things, one group a name: those of
    several words first, so that "walked out of" is no "walked out"."""
    entries = [
        (entry, name)
        for group in ("deeds", "things")
        for name, entries in table("deeds.toml")[group].items()
        for entry in entries
    ]
    entries.sort(key=lambda pair: " " not in pair[0])
    letters = sorted({entry[0] for entry, _ in entries})
    return {
        letter: re.compile("|".join(_alternatives([e for e in entries if e[0][0] == letter])))
        for letter in letters
    }


def _alternatives(entries: list[tuple[str, str]]) -> Iterator[str]:
    for wordy in (True, False):
        by_name: dict[str, list[str]] = {}
        for entry, name in entries:
            if (" " in entry) is wordy:
                by_name.setdefault(name, []).append(entry)
        for name, own in by_name.items():
            yield rf"(?P<{name}{'' if wordy else '_'}>(?:{_joined(own)})(?!\w))"


def _joined(entries: list[str]) -> str:
    return "|".join(entry.replace("~", r"\w*") for entry in entries)
