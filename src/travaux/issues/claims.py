"""Sentences -> claims: that something was done, or not done; claims that exclude one another.

Theory: two claims contradict each other when they tell of one deed, share who and what it is about,
and differ in polarity: one says yes and one no, or they say yes to deeds of which both cannot be
so (de Marneffe, Rafferty & Manning 2008: contradiction needs the same event first, then a
difference of negation, antonym, number or structure). A claim is about the rare terms of its
sentence (deeds.py); what is hoped, asked or set as a condition claims nothing. "There is no secret
annex" is against every sentence that speaks of the secret annex.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from math import log

from travaux.issues.deeds import Deed, deeds, exclusive, gist, names, worded
from travaux.issues.passages import Passage, day_of
from travaux.issues.terms import stem, table
from travaux.issues.when import expressions

CLAUSE = re.compile(r"[;:—–]\s|,\s(?:and|but|while|though|although|which|who|so|as|where)\b|\.\s")
REACH = 6  # words before a deed among which a negation counts
LEAST = 2  # terms that two claims share, beside the deed
ALIKE = 0.42  # share of the lighter claim's weight that they share
SURE = 0.6  # where they tell of deeds that exclude one another
IMAGINED = 60  # sentences of an imagined pile
APART = 14  # days between the writing of two claims
NEXT = 48  # claims of one deed that a claim is held against
NO_SUCH = re.compile(
    r"\b(?:there (?:is|was|were|has been|had been|are) no|no such thing as (?:an? )?)\s*"
    r"(?P<what>(?:[a-z-]+\s){0,3}[a-z-]+)"
)
EXISTS = "exist"
PART = re.compile(r"\b(?:point|article|paragraph|clause|provision|item|section)s?\b(?:\s\d+)?")
NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|simply|least)\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """`passage` says at text[start:end] that the deed was done (`yes`) or not; about: the terms of
    its clause; near: those of its sentence; ahead: whether it lies in the future; days: the days
    that the sentence gives; parts: the points of the text that its clause names."""

    passage: Passage
    start: int
    end: int
    deed: str
    yes: bool
    about: frozenset[str]
    near: frozenset[str]
    ahead: bool
    days: frozenset[date]
    parts: tuple[str, ...] = ()


def claims(found: Sequence[Passage]) -> list[Claim]:
    """The claims of passages, in order."""
    return [claim for passage in found for claim in _claims(passage)]


def _claims(passage: Passage) -> Iterator[Claim]:
    low = passage.text.casefold()
    if len(low) != len(passage.text) or passage.text.rstrip(" ”\"'’").endswith("?"):
        return
    when = expressions(passage.text, day_of(passage.written))
    days = frozenset(w.first for w in when if w.precision == "day")
    near = _own(gist(passage.text))
    for start, end in _clauses(low):
        about = _own(gist(passage.text[start:end]))
        parts = tuple(PART.findall(low[start:end]))
        for deed in deeds(passage.text[start:end]):
            claim = _claim(low[start:end], deed)
            if claim:
                yes, ahead = claim
                at, until = start + deed.start, start + deed.end
                mine = {f"~{deed.name}"}
                yield Claim(
                    passage,
                    at,
                    until,
                    deed.name,
                    yes,
                    about - mine,
                    near - mine,
                    ahead,
                    days,
                    parts,
                )
    for match in NO_SUCH.finditer(low):
        what = _own(gist(match["what"]))
        yield Claim(passage, *match.span(), EXISTS, False, what, near, False, days)


def _own(found: frozenset[str]) -> frozenset[str]:
    return frozenset(t for t in found if not t.isdigit()) - _saying()


@cache
def _saying() -> frozenset[str]:
    """Terms of those who tell and of telling: they say nothing of what is told."""
    return frozenset(stem(word) for word in table("deeds.toml")["against"]["saying"])


def _clauses(low: str) -> Iterator[tuple[int, int]]:
    cuts = [0, *(m.end() for m in CLAUSE.finditer(low)), len(low)]
    yield from pairwise(cuts)


def _claim(clause: str, deed: Deed) -> tuple[bool, bool] | None:
    """Whether the deed is said to be done, and whether in the future; None where it is not said."""
    if deed.name in _vague():
        return None
    before = clause[: deed.start]
    if worded("open").search(before):
        return None
    near = " ".join(before.split()[-REACH:])
    noes = len(worded("not").findall(NOT_ONLY.sub("", near)))
    return noes % 2 == 0, bool(worded("ahead").search(before))


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two claims of which both cannot be so, and how like their sentences are."""

    yes: Claim
    no: Claim
    likeness: float


def opposed_claims(found: Sequence[Claim]) -> list[Opposed]:
    """Claims of other documents that exclude one another, the best pair of each two sentences."""
    weigh = Weights(found)
    best: dict[tuple[Passage, Passage], Opposed] = {}
    for one, other in _pairs(found):
        likeness = weigh.likeness(one, other)
        if likeness >= (ALIKE if one.deed == other.deed else SURE):
            yes, no = (one, other) if one.yes and not other.yes else (other, one)
            key = yes.passage, no.passage
            if key not in best or best[key].likeness < likeness:
                best[key] = Opposed(yes, no, likeness)
    return list(best.values())


def _pairs(found: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Claims that may exclude one another, each held against the NEXT ones of its deed."""
    by_term: dict[tuple[str, str], list[Claim]] = {}
    for claim in found:
        rivals = [claim.deed, *_rivals(claim.deed)]
        met: set[int] = set()
        for deed in rivals:
            for term in sorted(claim.about):
                for other in by_term.get((deed, term), ())[-NEXT:]:
                    if id(other) not in met and may_exclude(other, claim):
                        met.add(id(other))
                        yield other, claim
        for term in sorted(claim.about):
            by_term.setdefault((claim.deed, term), []).append(claim)
    yield from _no_such(found)


def _no_such(found: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """ "There is no X", against the claims of sentences that speak of X."""
    for none in (c for c in found if c.deed == EXISTS and len(c.about) >= LEAST):
        for claim in found:
            speaks = claim.yes and none.about <= claim.near
            if speaks and claim.passage.document != none.passage.document:
                yield claim, none


@cache
def _vague() -> frozenset[str]:
    """Deeds of which many are done, and things: that one was not done contradicts nothing."""
    return names("things") | frozenset(table("deeds.toml")["against"]["vague"])


@cache
def _rivals(deed: str) -> tuple[str, ...]:
    return tuple(sorted(name for name in names("deeds") if exclusive(deed, name)))


def may_exclude(one: Claim, other: Claim) -> bool:
    """Whether two claims are of one time, in two documents, and say yes and no."""
    if one.passage.document == other.passage.document:
        return False
    if one.ahead != other.ahead or one.parts != other.parts:
        return False
    if (one.yes == other.yes) if one.deed == other.deed else not (one.yes and other.yes):
        return False
    first, second = day_of(one.passage.written), day_of(other.passage.written)
    if first and second and abs((first - second).days) > APART:
        return False
    return not (one.days and other.days) or bool(one.days & other.days)


class Weights:
    """How rare the terms of claims are."""

    def __init__(self, found: Sequence[Claim]) -> None:
        sentences = {c.passage: c.near for c in found}
        counts = Counter(term for near in sentences.values() for term in near)
        many = len(sentences) + IMAGINED
        self._rare: Mapping[str, float] = {t: log(many / (n + 1)) for t, n in counts.items()}

    def likeness(self, one: Claim, other: Claim) -> float:
        """Share of the lighter clause's weight that both sentences have; 0.0 where too little."""
        if EXISTS in (one.deed, other.deed):
            return 1.0
        shared = one.about & other.about
        across = (one.about & other.near) | (other.about & one.near)
        if not shared or len(across) < LEAST:
            return 0.0
        shared |= {t for t in across if t not in one.about}
        size = min(self._sum(one.about), self._sum(other.about))
        return min(1.0, self._sum(shared) / size) if size else 0.0

    def _sum(self, terms: frozenset[str]) -> float:
        return sum(self._rare.get(term, 1.0) for term in terms)
