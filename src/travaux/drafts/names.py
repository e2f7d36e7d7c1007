"""Reads the parties and places a text names, by capitals and small tables.

A name is a run of capitalised words. Behind "in", "across" … or with "Sea", "Oblast" … in it, it
is a place; one that ends in "Treaty", "Fund" … is neither; else it is a party. A capitalised
word that opens a sentence counts only where a verb form follows, where it owns something
("Lowmark's navy"), or where it stands elsewhere in the text inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from travaux.drafts.numbers import Claims, either, table


class Name(NamedTuple):
    """A party or place at [start, end). value: the name without article, or the phrase."""

    start: int
    end: int
    kind: str
    value: str


_CAP = r"(?:[A-ZÀ-ÖØ-ÞА-Я](?:[\w’'&]|(?<=[A-Z])\.(?=[A-Z]))*(?:-[A-Z]?\w+)*)"
_LINK = r"(?:\s(?:of|of\sthe|for|de|du|la|von|van)\s)"
RUN = re.compile(rf"{_CAP}(?:(?:{_LINK}|\s){_CAP}){{0,7}}")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_OWNING = re.compile(r"['’]s\s+[a-z]")
_ACTED_ON = re.compile(r"\s+(?:\w+\s+)?(?:be|are|is)\s+(?:\w+ly\s+)?\w+(?:ed|en|id|ught)\b")
_BEFORE = re.compile(r"\b(\w+)\s+(?:the\s+)?\Z")


@cache
def _stop() -> frozenset[str]:
    return frozenset(table("parties")["stop"])


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + either(table("parties")["phrases"]) + r")\b", re.I)


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(r"['’]?s?\s+(?:" + either(table("parties")["acts"]) + r")\b")


def names(text: str) -> list[Name]:
    """Parties and places of `text`, sorted by place."""
    found = [
        Name(m.start(), m.end(), "party", " ".join(m.group().casefold().split()))
        for m in _phrases().finditer(text)
    ]
    claims = Claims(text)
    found = [name for name in found if claims.claim(name.start, name.end)]
    runs = [name for match in RUN.finditer(text) for name in _trimmed(text, match)]
    inside = {value for start, _, value in runs if not _opens_sentence(text, start)}
    for start, end, value in runs:
        if _opens_sentence(text, start) and not _trusted(text, end, value, inside):
            continue
        kind = _kind(text, start, value)
        if kind and claims.claim(start, end):
            found.append(Name(start, end, kind, value))
    return sorted(found)


def _trimmed(text: str, match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """The run without leading stop words ("The", "In") and possessive."""
    start, end = match.span()
    while start < end:
        word = re.match(r"[\w’'.&-]+\s*", text[start:end])
        if not word or word.group().strip().casefold() not in _stop():
            break
        start += word.end()
    value = _POSSESSIVE.sub("", text[start:end])
    if len(value) > 1 and not value.isdigit():
        yield start, start + len(value), " ".join(value.split())


def _opens_sentence(text: str, start: int) -> bool:
    """Whether the word at `start` is capitalised because it opens a sentence (or a line)."""
    before = text[max(0, start - 8) : start].rstrip(" \t\"“«‘'([*_")
    before = re.sub(r"(?:^|(?<=[.;:!?\n]))\s*(?:The|An?)\Z", "", before).rstrip(" ")
    return not before or before[-1] in ".;:!?\n—–-"


def _trusted(text: str, end: int, value: str, inside: set[str]) -> bool:
    """Whether a name at the head of a sentence is one."""
    many = " " in value or value.isupper() or "." in value
    if not many and value not in inside and _ACTED_ON.match(text, end):
        return False  # "Rosters will be published": a thing, not who acts
    owning = bool(_OWNING.match(text, end))
    return many or value in inside or owning or bool(_acting().match(text, end))


def _kind(text: str, start: int, value: str) -> str:
    words = [word.casefold() for word in value.split()]
    if words[-1] in table("parties")["instruments"]:
        return ""
    body = words[-1] in table("parties")["bodies"]  # "the Port Authority" is no place
    if not body and set(words) & set(table("places")["heads"]):
        return "place"
    before = _BEFORE.search(text[max(0, start - 24) : start])
    if before and before.group(1).casefold() in table("places")["before"]:
        return "place"
    return "party"
