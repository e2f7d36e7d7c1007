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
HEAVY = 1.8  # times the weight of a term told twice: what the deed and what is shared weigh
APART = 14  # days between the writing of two claims
NEXT = 48  # claims of one deed that a claim is held against
NO_SUCH = re.compile(
    r"\b(?:there (?:is|was|were|has been|had been|are) no|no such thing as (?:an? )?)\s*"
    r"(?P<what>(?:[a-z-]+\s){0,3}[a-z-]+)"
)
EXISTS = "exist"
TELLING = re.compile(
    r",[”\"’']?\s[^,;:]*\b(?:said|says|told|admitted|confirmed|wrote|insisted|announced)\b[^,;:]*(?=$|[;:])"
)
MEANT = re.compile(r"\b(?:to|for|of|by|without|from)(?: not| be| have| \w+ly){0,2}\s+$")
UNDONE = re.compile(r"\b(?:fail|refus|declin|yet)\w* to(?: \w+ly)?\s+$")
GOING = re.compile(r"\b(?:is|are|was|were|be|been|not|denied|denies)(?: \w+ly)?\s+$")
PART = re.compile(r"\b(?:point|article|paragraph|clause|provision|item|section)s?\b(?:\s\d+)?")
NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|simply|least)\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """`passage` says at text[start:end] that the deed was done (`yes`) or not; by, to: the terms of
    its clause before and behind the deed; near: those of its sentence; ahead: whether it lies in
    the future; days: the days that the sentence gives; parts: the points of the text that its
    clause names."""

    passage: Passage
    start: int
    end: int
    deed: str
    yes: bool
    by: frozenset[str]
    to: frozenset[str]
    near: frozenset[str]
    ahead: bool
    days: frozenset[date]
    parts: tuple[str, ...] = ()

    @property
    def about(self) -> frozenset[str]:
        return self.by | self.to


def claims(found: Sequence[Passage]) -> list[Claim]:
    """The claims of passages, in order."""
    return [claim for passage in found for claim in _claims(passage)]


def _claims(passage: Passage) -> Iterator[Claim]:
    low = passage.text.casefold()
    if len(low) != len(passage.text) or passage.text.rstrip(" ”\"'’").endswith("?"):
        return
    told = TELLING.search(low)
    when = expressions(
        passage.text[: told.start()] if told else passage.text, day_of(passage.written)
    )
    days = frozenset(w.first for w in when if w.precision == "day")
    near = _own(gist(passage.text))
    for start, end in _clauses(low):
        parts = tuple(PART.findall(low[start:end]))
        for deed in deeds(passage.text[start:end]):
            said = _said(low[start:end], deed)
            if said:
                at, until = start + deed.start, start + deed.end
                by = _own(gist(passage.text[start:at]))
                to = _own(gist(passage.text[until:end].split(", ")[0]))
                place = (passage, at, until)
                yield Claim(*place, deed.name, said[0], by, to, near, said[1], days, parts)
    for match in NO_SUCH.finditer(low):
        what = _own(gist(match["what"]))
        none = frozenset[str]()
        yield Claim(passage, *match.span(), EXISTS, False, what, none, near, False, days)


def _own(found: frozenset[str]) -> frozenset[str]:
    return frozenset(t for t in found if not t.isdigit()) - _saying()


@cache
def _saying() -> frozenset[str]:
    """Terms of those who tell and of telling: they say nothing of what is told."""
    return frozenset(stem(word) for word in table("deeds.toml")["against"]["saying"])


def _clauses(low: str) -> Iterator[tuple[int, int]]:
    told = TELLING.search(low)
    cuts = [0, *(m.end() for m in CLAUSE.finditer(low)), len(low)]
    last = told.start() if told else len(low)
    yield from ((start, min(end, last)) for start, end in pairwise(cuts) if start < last)


def _said(clause: str, deed: Deed) -> tuple[bool, bool] | None:
    """Whether the deed is said to be done, and whether in the future; None where it is not said: of
    what is hoped, asked, meant ("to sign") or named ("signing")."""
    before = clause[: deed.start]
    if deed.name in _vague() or worded("open").search(before):
        return None
    if MEANT.search(before) and not UNDONE.search(before):
        return None
    if clause[deed.start : deed.end].endswith("ing") and not GOING.search(before):
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


def _same_roles(one: Claim, other: Claim) -> bool:
    """Whether what stands before and behind the two deeds has words in common, or crosswise, as in
    the passive voice; a deed without anything behind it needs them on one side."""
    straight = bool(one.by & other.by), bool(one.to & other.to)
    crossed = bool(one.by & other.to), bool(one.to & other.by)
    if one.about <= other.about or other.about <= one.about:
        return True
    if one.deed != other.deed and straight[0]:
        return True
    if not one.to or not other.to:
        return any((*straight, *crossed))
    return all(straight) or all(crossed)


class Weights:
    """How rare the terms of claims are."""

    def __init__(self, found: Sequence[Claim]) -> None:
        sentences = {c.passage: c.near for c in found}
        counts = Counter(term for near in sentences.values() for term in near)
        counts.update(f"~{c.deed}" for c in found)
        many = len(sentences) + IMAGINED
        self._rare: Mapping[str, float] = {t: log(many / (n + 1)) for t, n in counts.items()}

        self._twice = log(many / 3)

    def likeness(self, one: Claim, other: Claim) -> float:
        """Share of the lighter clause's weight that both sentences have; 0.0 where too little, or
        where others do it to others."""
        if EXISTS in (one.deed, other.deed):
            return 1.0
        shared = one.about & other.about
        across = (one.about & other.near) | (other.about & one.near)
        heavy = self._sum(across) + self._sum(frozenset({f"~{one.deed}"})) >= HEAVY * self._twice
        if not heavy or not _same_roles(one, other):
            return 0.0
        if len(across) < LEAST and not (one.about <= other.about or other.about <= one.about):
            return 0.0
        shared |= across - one.about
        size = min(self._sum(one.about), self._sum(other.about))
        return min(1.0, self._sum(shared) / size) if size else 0.0

    def _sum(self, terms: frozenset[str]) -> float:
        return sum(self._rare.get(term, 1.0) for term in terms)
