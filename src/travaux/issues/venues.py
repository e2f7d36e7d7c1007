"""Passages -> where a thing takes place: meetings, signings, ceremonies; the same one elsewhere.

Two accounts place one meeting when they name the same deed of meeting (deeds.py) and share another
word, weighty enough, in other documents of about one time. People meet often: the day must be the
same too, unless it is the signing, or the next round. A building is held against buildings
and a town against towns: what takes place in the Customs House may well take place in Halvik.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import log

from travaux.issues.ahead import Outlook, outlook
from travaux.issues.deeds import gist
from travaux.issues.passages import Passage, day_of
from travaux.issues.terms import folded, table
from travaux.issues.when import expressions

MEETINGS = frozenset({"~meet", "~negotiate", "~sign", "~take_place", "~resume"})
ONCE = frozenset({"~sign", "~resume"})  # what comes once: the signing, the next round
PLACE = re.compile(
    r"\b(?:in|at)\s(?:the\s)?(?:(?:capital|city|town|port|village|old|new|former)(?:\sof)?,?\s)*"
    r"(?P<place>[A-Z][\w’-]+(?:(?:\s(?:of\s|de\s)?|-)[A-Z][\w’-]+)*)(?!['’]s|\w)"
)
CLAUSE = re.compile(r"[;:.!?]\s|,\s(?:and|but|while)\s")
NEAR = 90  # characters between the words of meeting and the place
HEAVY = 5.0  # weight of what two accounts share, the deed among it
LEAST = 2  # terms that they share
APART = 14  # days between the writing of two accounts
NEXT = 48  # accounts of one deed that an account is held against
IMAGINED = 60  # clauses of an imagined pile


@dataclass(frozen=True, slots=True)
class Venue:
    """`passage` places a meeting at text[start:end]; indoors: whether that is a building; near:
    the terms of the clause without the place; ahead: whether it lies in the future; days:
    those that the sentence gives."""

    passage: Passage
    start: int
    end: int
    place: frozenset[str]
    indoors: bool
    near: frozenset[str]
    ahead: bool
    days: frozenset[date]


def venues(found: Sequence[Passage]) -> list[Venue]:
    """The places of meetings that passages give, in order."""
    return [venue for passage in found for venue in _venues(passage)]


def _venues(passage: Passage) -> Iterator[Venue]:
    text = passage.text
    found = expressions(text, day_of(passage.written))
    days = frozenset(w.first for w in found if w.precision == "day")
    for match in PLACE.finditer(text):
        before = CLAUSE.split(text[: match.start()])[-1][-NEAR:]
        after = CLAUSE.split(text[match.end() :])[0][:NEAR]
        near = gist(f"{before} {after}")
        place = frozenset(folded(word) for word in re.findall(r"[\w’]+", match["place"]))
        if near & MEETINGS and not place & _times():
            ahead = outlook(text, *match.span("place")) is not Outlook.BACK
            indoors = bool(place & _buildings())
            yield Venue(passage, *match.span("place"), place, indoors, near, ahead, days)


def elsewhere(found: Sequence[Venue]) -> Iterator[tuple[Venue, Venue]]:
    """Pairs of accounts that place one meeting differently."""
    counts = Counter(term for venue in found for term in venue.near)
    rare = {t: log((len(found) + IMAGINED) / (n + 1)) for t, n in counts.items()}
    before: dict[str, list[Venue]] = {}
    for one in found:
        deeds = sorted(one.near & MEETINGS)
        met = {id(v): v for deed in deeds for v in before.get(deed, ())[-NEXT:]}
        for other in met.values():
            shared = one.near & other.near
            heavy = len(shared) >= LEAST and sum(rare[t] for t in shared) >= HEAVY
            if heavy and _may_differ(one, other):
                yield other, one
        for deed in deeds:
            before.setdefault(deed, []).append(one)


def _may_differ(one: Venue, other: Venue) -> bool:
    if one.passage.document == other.passage.document or one.place & other.place:
        return False
    first, second = day_of(one.passage.written), day_of(other.passage.written)
    near = not (first and second) or abs((first - second).days) <= APART
    one_meeting = bool(one.days & other.days or one.near & other.near & ONCE)
    return near and one_meeting and one.indoors == other.indoors and one.ahead == other.ahead


@cache
def _times() -> frozenset[str]:
    """Months, weekdays and holidays: "in March" is no place."""
    dates = table("dates.toml")
    feasts = (word for name in dates["holidays"] for word in name.split())
    return frozenset([*dates["months"]["names"], *dates["weekdays"]["names"], *feasts])


@cache
def _buildings() -> frozenset[str]:
    return frozenset(table("deeds.toml")["venues"]["buildings"])
