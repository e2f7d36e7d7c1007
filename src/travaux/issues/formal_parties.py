"""Parties as formal records name them: in capitals, "Name, for GROUP", in lists, with the sides
they are said to have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from travaux.issues.terms import table


@dataclass(frozen=True, slots=True)
class Named:
    """text[start:end] names a party, or a group with its spokesman."""

    start: int
    end: int
    name: str
    spokesman: str = ""


def carried_on(match: re.Match[str], before: tuple[Named, ...]) -> tuple[Named, ...]:
    """The party that "she" goes on with, at the pronoun's place; their list for "they"."""
    if not match["pronoun"] or not before:
        return ()
    start, end = match.span("pronoun")
    lasting = before if match["pronoun"].casefold() == "they" else before[:1]
    return tuple(Named(start, end, named.name, named.spokesman) for named in lasting)


def named_in(text: str, start: int, end: int) -> tuple[Named, ...]:
    """The parties named in text[start:end]."""
    if start < 0:
        return ()
    return tuple(
        _one_named(match)
        for match in _party().finditer(text, start, end)
        if not _no_party(match["group"] or match["name"] or "")
    )


def _one_named(match: re.Match[str]) -> Named:
    if match["group"]:
        return Named(match.start(), match.end("group"), match["group"].strip(), match["member"])
    return Named(match.start("name"), match.end("name"), match["name"])


def _no_party(name: str) -> bool:
    return name in table("formulas.toml")["names"]["not_parties"]


@cache
def _party() -> re.Pattern[str]:
    names = table("formulas.toml")["names"]
    short = "|".join(re.escape(s) for s in sorted(names["short"], key=len, reverse=True))
    joined = "|".join(names["connectors"])
    word = r"[A-Z][A-Z’'ÉÔÇÍ-]{2,}"
    caps = rf"(?:{short})(?![\w/-])|{word}(?:\s(?:(?:{joined})\s)?{word}|/{word})*(?![\w])"
    member = r"(?:[A-Z][\w’'-]+(?:\s(?:of\s|and\s|the\s)?[A-Z][\w’'-]+){0,4})"
    group = r"[A-Z0-9][\w/&’'-]*(?:\s(?:of\s|for\s|and\s|the\s)?[A-Z0-9][\w/&’'-]*){0,8}"
    behalf = r",?\s(?:for|on behalf of)\s(?:the\s)?"
    return re.compile(
        rf"(?<![\w/-])(?P<member>{member}){behalf}(?P<group>{group})(?=,|\sand\b|\.|;|$|\s[a-z])"
        rf"|(?<![\w/-])(?P<name>{caps})"
    )


@cache
def listed() -> str:
    """A list of parties, as a pattern without named groups."""
    one = re.sub(r"\(\?P<\w+>", "(?:", _party().pattern)
    others = "|".join(table("formulas.toml")["names"]["others"])
    item = rf"(?:(?:[Tt]he\s)?(?:{one}|{others}))"
    return rf"{item}(?:,?\s(?:and|with|as well as)\s{item}|,\s{item})*"


@cache
def subjects() -> re.Pattern[str]:
    """Parties (or a pronoun) with the sides they are said to have."""
    side = rf",?\s(?:and\s)?(?:supported by|opposed by|joined by|along with|with)\s{listed()}"
    ahead = rf"(?:(?:[Ss]upported by|[Ww]ith|[Jj]oined by)\s(?P<ahead>{listed()}),?\s)?"
    return re.compile(
        rf"{ahead}(?:(?P<parties>{listed()})|(?<!\w)(?P<pronoun>[Ss]he|[Hh]e|[Tt]hey))"
        rf"(?P<sides>(?:{side})*),?(?=\s)"
    )


@cache
def side_named() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<how>supported by|opposed by|joined by|along with|with)\s(?P<who>{listed()})"
    )
