"""Passages -> accounts of all of a thing against a part of it: "parts of the Delta", "all of it".

Two accounts are of one thing where they name the same region or mass, in one voice, and say the
same of it: one of the few words right before or behind it is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from travaux.issues.measures import clause_of, matching, voice_of
from travaux.issues.passages import Passage
from travaux.issues.terms import table, terms

NEXT = 48  # accounts of one thing that an account is compared with
BEFORE, BEHIND = 2, 3  # terms that say what is said of it
MARKED = "=#@"  # concepts, figures and slots are no words
NAMES = r"[A-Z][\w’'-]*(?:(?:,|,? and|\s)\s?(?:the\s)?[A-Z][\w’'-]*)*"


@dataclass(frozen=True, slots=True)
class Extent:
    """`passage` speaks of text[start:end], all or a part of the things `of`, in this voice; said:
    what is said of it, as terms."""

    passage: Passage
    start: int
    end: int
    whole: bool
    of: frozenset[str]
    said: frozenset[str]
    voice: str


def extents(found: Sequence[Passage]) -> Iterator[Extent]:
    """The extents that passages give, in order."""
    for passage in found:
        for match in _pattern().finditer(passage.text):
            of = frozenset(t for t in terms(match["of"]) if t[0] not in MARKED)
            whole = bool(matching("extent", "all").fullmatch(match["how"].casefold()))
            voice = voice_of(passage.text, *match.span())
            said = _said(passage.text, *match.span())
            if of:
                yield Extent(passage, *match.span(), whole, of, said, voice)


def _said(text: str, start: int, end: int) -> frozenset[str]:
    """The terms right before and behind text[start:end], in its clause."""
    clause = clause_of(text, start)
    first = text.index(clause)
    before, behind = terms(text[first:start]), terms(text[end : max(end, first + len(clause))])
    plain = [
        [t for t in side if t[0] not in MARKED and t not in _generic()] for side in (before, behind)
    ]
    return frozenset([*plain[0][-BEFORE:], *plain[1][:BEHIND]])


def at_odds(found: Sequence[Extent]) -> Iterator[tuple[Extent, Extent]]:
    """Pairs of one thing of which one account has all and the other a part; each account of all
    is paired with the one most like it."""
    by_thing: dict[str, list[Extent]] = {}
    for extent in found:
        for thing in extent.of:
            by_thing.setdefault(thing, []).append(extent)
    for extent in found:
        if extent.whole and (other := _most_alike(extent, by_thing)):
            yield extent, other


def _most_alike(whole: Extent, by_thing: Mapping[str, Sequence[Extent]]) -> Extent | None:
    """The account of a part that says most of what is said of all."""
    near = (e for thing in sorted(whole.of) for e in by_thing[thing][-NEXT:] if not e.whole)
    alike = [
        e
        for e in near
        if e.voice == whole.voice and e.said & whole.said and e.passage != whole.passage
    ]
    return max(alike, key=lambda e: (len(e.said & whole.said), e.passage.document), default=None)


@cache
def _pattern() -> re.Pattern[str]:
    lists = table("accounts.toml")["extent"]
    how = "|".join([*lists["all"], *lists["part"]])
    of = "|".join(entry.replace("~", r"\w*") for entry in lists["of"])
    return re.compile(
        rf"(?<!percent )(?<!per cent )\b(?P<how>(?i:{how}))\s+(?:the\s+|its\s+|their\s+)?"
        rf"(?P<of>{NAMES}(?:\s(?:{of})\b)?|(?:[a-z-]+\s){{0,2}}(?:{of})\b)"
    )


@cache
def _generic() -> frozenset[str]:
    """Terms for regions and masses at large ("territory"): they tell no two apart."""
    entries = table("accounts.toml")["extent"]["of"]
    return frozenset(terms(" ".join(re.sub(r"\W", "", entry) for entry in entries)))
