"""Sentences -> tellings: one report of one dated thing; tellings of the same thing -> clusters.

Two tellings are of one event when their sentences share enough rare words: for the same day little
is enough, for days that differ much is needed. Likeness is the cosine of idf-weighted terms.
Only tellings of days near each other that share a term are compared, each with MOST others at most,
those that share its rarest terms: where a thousand articles tell of one day, likeness travels from
one to the next, and the cost grows with the pile.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log, sqrt

from travaux.core.anchors import Anchor, anchor
from travaux.issues.leaning import contrasted, leans
from travaux.issues.measures import matching
from travaux.issues.passages import Passage, day_of
from travaux.issues.terms import terms, text_nouns, words
from travaux.issues.when import When, expressions

SAME_DAY = 0.30  # likeness from which two tellings of one day are one event
OTHER_DAY = 0.45  # and of days that differ
NEXT = 160  # characters between a telling and one that leans on it
TOLD = 2  # terms that tellings of days that differ share: a title ("Vela treaty, 3 April") has one
APART = 10  # days by which tellings of one event may differ
IMAGINED = 200  # tellings of an imagined collection: in a small one every word is taken as rare
MOST = 128  # tellings that a telling is compared with
STEP = 70  # characters before a date within which a step in the life of a text is named
STEPS = ("publication", "signature")
ONCE = 5  # days by which accounts of such a step may differ
CLAUSE = re.compile(r"[;:]\s|, (?:and|but|while)\b")
# "By Ada Bell and the staff, 6 April 2031": who wrote it, and when.
BYLINE = re.compile(r"\W*By\s+[^.!?]{2,100}[,·|–—-]\s*\d{1,2} \w+ \d{4}\W*")
AROUND = 90  # characters on each side of the date that tell what happened


@dataclass(frozen=True, slots=True)
class Telling:
    """`passage` says that something happened, or is due, at `when`; bare: what happened stands in
    the telling before it ("the embassy gave 1 July"); once: the step in the life of a text that it
    is, "" for anything else."""

    passage: Passage
    when: When
    anchor: Anchor
    terms: frozenset[str]
    bare: bool = False
    once: str = ""

    @property
    def day(self) -> date:
        return self.when.first


Vector = dict[str, float]


def tellings(found: Iterable[Passage]) -> list[Telling]:
    """One telling for each dated expression of each passage that says what happened: a place and a
    date alone (a dateline) tell nothing."""
    told = [
        _telling(passage, when)
        for passage in found
        for when in expressions(passage.text, day_of(passage.written))
    ]
    return [telling for telling in told if _tells(telling)]


def _tells(telling: Telling) -> bool:
    text, when = telling.passage.text, telling.when
    if BYLINE.fullmatch(text.strip()):
        return False
    rest = f"{text[: when.start]} {text[when.end :]}".split()
    return any(len(word) > 2 and word[0].islower() for word in rest)


def _telling(passage: Passage, when: When) -> Telling:
    place = anchor(passage.document, passage.text, 0, len(passage.text))
    moved = Anchor(passage.document, passage.start, passage.end, place.exact)
    near = passage.text[max(0, when.start - AROUND) : when.end + AROUND]
    dated = set(terms(passage.text[when.start : when.end]))
    bare = leans(passage.text, when.start, "dates") or contrasted(passage.text, when.start)
    once = _once(passage.text, when)
    return Telling(passage, when, moved, frozenset(terms(near)) - dated, bare, once)


def _once(text: str, when: When) -> str:
    """The step in the life of a text (publication, signature) that a day is given for: a word for
    it stands near, and one for the text under negotiation before it; "" where there is none."""
    start, end = max(0, when.start - STEP), when.end + STEP // 2
    before = CLAUSE.split(text[start : when.start])[-1]
    near = (before + text[when.start : end]).casefold()
    heard = frozenset(words(text[: when.end]))
    if not heard & text_nouns() or matching("once", "rival").search(text.casefold()):
        return ""
    steps = (step for step in STEPS if matching("once", step).search(near))
    return next(steps, "")


def clusters(told: Sequence[Telling]) -> list[list[Telling]]:
    """Tellings grouped by event, each in order; every telling is in one group."""
    vectors = _vectors(told)
    before = Before()
    groups: list[list[Telling]] = []
    home_of: list[int] = []
    for at, telling in enumerate(told):
        home = _home(at, told, vectors, before, home_of)
        if telling.bare and at and _next_to(told[at - 1], telling):
            home = home_of[at - 1]
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(telling)
        home_of.append(home)
        before.add(at, telling, vectors[at])
    return groups


class Before:
    """The tellings so far, by precision, day and term: those that a telling can be one with."""

    def __init__(self) -> None:
        self._at: dict[tuple[str, int, str], list[int]] = {}

    def add(self, at: int, telling: Telling, vector: Vector) -> None:
        """Take in the telling with index `at`."""
        day = telling.day.toordinal()
        for term in (*vector, *([f"once {telling.once}"] if telling.once else ())):
            self._at.setdefault((telling.when.precision, day, term), []).append(at)

    def near(self, telling: Telling, vector: Vector) -> list[int]:
        """The tellings of days within APART that share a term, sorted: at most MOST, those that
        share the rarest terms and are of the nearest days."""
        day = telling.day.toordinal()
        found: set[int] = set()
        rarest = sorted(vector, key=lambda term: (-vector[term], term))
        for term in (f"once {telling.once}", *rarest) if telling.once else rarest:
            for near in sorted(range(day - APART, day + APART + 1), key=lambda d: abs(d - day)):
                there = self._at.get((telling.when.precision, near, term), ())
                found.update(there[len(found) - MOST :])
                if len(found) >= MOST:
                    return sorted(found)
        return sorted(found)


def _next_to(one: Telling, other: Telling) -> bool:
    """Whether `other` stands in the same sentence as `one` or right behind it."""
    near = 0 <= other.passage.start - one.passage.end <= NEXT or one.passage == other.passage
    return near and one.passage.document == other.passage.document and one.when != other.when


def _home(
    at: int,
    told: Sequence[Telling],
    vectors: Sequence[Vector],
    before: Before,
    home_of: Sequence[int],
) -> int | None:
    """The group whose member is most like the telling, None where none is like enough."""
    scored = []
    for other in before.near(told[at], vectors[at]):
        likeness = cosine(vectors[at], vectors[other])
        if may_be_one(told[at], told[other], likeness):
            scored.append((likeness, -home_of[other]))
    return -max(scored)[1] if scored else None


def may_be_one(one: Telling, other: Telling, likeness: float) -> bool:
    """Whether two tellings, of such likeness, are of one event. A document does not contradict
    itself: its tellings of different days are of different events."""
    if one.when.precision != other.when.precision:
        return False
    apart = abs((one.day - other.day).days)
    if one.passage == other.passage:
        return False
    if apart == 0:
        return likeness >= SAME_DAY
    same_voice = one.passage.document == other.passage.document
    if one.once and one.once == other.once and apart <= ONCE:
        return not same_voice
    told = len(one.terms & other.terms) >= TOLD
    return told and likeness >= OTHER_DAY and apart <= APART and not same_voice


def _vectors(told: Sequence[Telling]) -> list[Vector]:
    counts = Counter(term for telling in told for term in telling.terms)
    many = len(told) + IMAGINED
    return [{t: log(many / (counts[t] + 1)) for t in telling.terms} for telling in told]


def cosine(one: Vector, other: Vector) -> float:
    """Cosine of two sparse vectors; 0.0 where one is empty."""
    dot = sum(weight * other[term] for term, weight in one.items() if term in other)
    size = sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return dot / size if size else 0.0
