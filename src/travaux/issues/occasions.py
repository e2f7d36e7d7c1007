"""Tellings -> days of one occasion, by what is done rather than by all the words around it.

Two tellings of other documents tell of one occasion when the clauses around their days name the
same deed (deeds.py) and share so much of the lighter clause's weight: "the ultimatum expires on
Sunday", "an ultimatum that runs out on Friday". Deeds of which many are done at a time ("talks",
"costs") make no occasion. Tellings are held against NEXT others that share deed and term.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from travaux.issues.ahead import limits
from travaux.issues.claims import TELLING
from travaux.issues.deeds import deeds, gist, names, worded
from travaux.issues.tellings import AROUND, CLAUSE, Telling

ALIKE = 0.4  # share of the lighter clause's weight that both have
PAST = re.compile(r"\b(?:was|were|had)\b")
STEPS_OF_TEXTS = ("publish", "sign")  # tellings.py knows them, and rival texts
HEAVY = 5.5  # weight that they share at least
LEAST = 2  # terms that they share, the deed among them
APART = 14  # days between the two days, and between the writing of the two
NEXT = 48  # tellings of one deed and term that a telling is held against
IMAGINED = 60  # clauses of an imagined pile: in a small one every word is taken as rare


@dataclass(frozen=True, slots=True)
class Occasion:
    """A telling with the terms of the clause around its day, and the deeds among them."""

    telling: Telling
    near: frozenset[str]
    deeds: frozenset[str]


def rival_days(told: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of tellings of other documents that give one occasion different days."""
    found = [o for t in told if gives_day(t) and not _denies(t) and (o := _occasion(t)).deeds]
    counts = Counter(term for occasion in found for term in occasion.near)
    rare = {t: log((len(found) + IMAGINED) / (n + 1)) for t, n in counts.items()}
    before: dict[tuple[str, str], list[Occasion]] = {}
    for one in found:
        keys = [(deed, term) for deed in sorted(one.deeds) for term in sorted(one.near - {deed})]
        met: dict[int, Occasion] = {}
        for key in keys:
            met.update({id(other): other for other in before.get(key, ())[-NEXT:]})
            before.setdefault(key, []).append(one)
        yield from (
            (other.telling, one.telling)
            for other in met.values()
            if may_rival(other.telling, one.telling) and _likeness(other, one, rare) >= ALIKE
        )


def _denies(telling: Telling) -> bool:
    return bool(worded("not").search(telling.passage.text.casefold()))


def _last_part(before: str) -> str:
    """What stands behind the last comma, where it names a deed; all where it does not."""
    part = before.rsplit(", ", 1)[-1]
    return part if any(d.name in names("deeds") for d in deeds(part)) else before


def gives_day(telling: Telling) -> bool:
    """Whether a telling gives the day on which something is done: not "a day after" something, nor
    the day on which it was said, or by which so many
    were counted."""
    text, when = telling.passage.text, telling.when
    told = TELLING.search(text.casefold())
    said_then = bool(told and told.start() < when.start < told.end())
    counted_by_then = limits(text, when.start) and bool(PAST.search(text[: when.start]))
    own = when.precision == "day" and when.how != "after a date"
    return own and not (said_then or counted_by_then)


def _occasion(telling: Telling) -> Occasion:
    text, when = telling.passage.text, telling.when
    before = CLAUSE.split(text[max(0, when.start - AROUND) : when.start])[-1]
    after = CLAUSE.split(text[when.end : when.end + AROUND])[0]
    near = gist(f"{_last_part(before)} {after}")
    if limits(text, when.start) and when.ahead:
        near |= {"~expire"}
    return Occasion(
        telling, near, frozenset(t for t in near if t[1:] in _one_time() and t[0] == "~")
    )


@cache
def _one_time() -> frozenset[str]:
    """Deeds that are done at one time."""
    many = {
        *STEPS_OF_TEXTS,
        "negotiate",
        "cost",
        "fund",
        "hold",
        "originate",
        "rise",
        "fall",
        "train",
        "build",
        "dead",
    }
    return names("deeds") - many


def may_rival(one: Telling, other: Telling) -> bool:
    """Whether two tellings can be of one occasion and differ in its day."""
    if one.passage.document == other.passage.document or one.day == other.day:
        return False
    return one.when.ahead == other.when.ahead and abs((one.day - other.day).days) <= APART


def _likeness(one: Occasion, other: Occasion, rare: Mapping[str, float]) -> float:
    shared = one.near & other.near
    if len(shared) < LEAST or not one.deeds & other.deeds:
        return 0.0
    lighter = min(sum(rare[t] for t in one.near), sum(rare[t] for t in other.near))
    weight = sum(rare[t] for t in shared)
    return weight / lighter if weight >= HEAVY else 0.0
