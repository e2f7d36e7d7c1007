"""Two accounts that differ -> the likely reason.

The questions are asked in this order; the first that says yes gives the reason. What none explains
is a plain contradiction. They ask about an account's traits, which are read once an account: many
accounts have the same traits, and all of those are one for every question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from travaux.core.drafts import SlotKind
from travaux.issues.measures import Measure, matching
from travaux.issues.passages import day_of
from travaux.issues.terms import table, words
from travaux.issues.when import expressions

CLOSE = 0.051  # relative difference that rounding explains for values told as about
EXACT = 0.0005
ABOUT = {"about", "around", "some", "approximately", "roughly", "nearly", "almost", "an estimated"}

BOUND = re.compile(
    r"(?:a )?(?:cap|limit|ceiling|maximum|minimum|at (?:least|most)|up to|more than|less than"
    r"|fewer|over|under|above|below|no (?:more|less|fewer)|not (?:more|less|exceed)|reduced|cut"
    r"|restricted|greater|in excess|upwards|or more|or less|or fewer|capped)"
)
RATES = {"a year", "a month", "a week", "a day", "per year", "per month", "annually", "each"}
VERSIONS = {
    "initial",
    "earlier",
    "new",
    "european",
    "revised",
    "updated",
    "refined",
    "previous",
    "counterproposal",
    "counter-proposal",
    "counter-text",
    "first",
    "second",
    "later",
}


# "In a dry year", "in peacetime", "on night shifts": under which circumstances a value holds.
CIRCUMSTANCE = re.compile(
    r"\b(?:in|on|during|at)\s+(?:(?:an?|the|times? of)\s+)?"
    r"(?:(?P<how>[a-z]+)\s+(?:years?|months?|seasons?|times?|days?|shifts?|conditions|"
    r"circumstances|periods?|cases?)|(?P<when>peacetime|wartime|peace|war|winter|summer|spring|"
    r"autumn|emergenc(?:y|ies)|crisis|crises|drought|flood))\b"
)
PLAIN = {"the", "this", "that", "last", "next", "recent", "past", "coming", "other", "two", "three"}


def circumstances(clause: str) -> frozenset[str]:
    """Under which circumstances the values of a clause hold: "dry", "peacetime"."""
    found = (m["how"] or m["when"] for m in CIRCUMSTANCE.finditer(clause.casefold()))
    return frozenset(found) - PLAIN


@dataclass(frozen=True, slots=True)
class Traits:
    """All that decides whether an account differs from another, and why.

    about: the issue; unit: what is counted, in `named`; loose: whether told as "about"; limits:
    what narrows the value; texts, years, wholes: words of its clause or sentence that tell drafts,
    times and scopes apart; corrected, grown: whether such a word is there; written: the ISO day.
    """

    about: str
    unit: str
    kind: SlotKind
    named: str
    value: float
    low: float
    high: float
    loose: bool
    exact: bool
    voice: str
    change: tuple[float, float] | None
    limits: frozenset[str]
    texts: frozenset[str]
    years: frozenset[str]
    wholes: frozenset[str]
    corrected: bool
    grown: bool
    written: str
    days: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a thread: value -> the drafts (ids) that have it."""

    versions: Mapping[float, frozenset[str]]


Question = Callable[[Traits, Traits, Known], str]


def traits_of(measure: Measure, about: str = "") -> Traits:
    """The traits of one account, which is about the issue `about`."""
    slot, clause = measure.slot, measure.clause
    said = frozenset(slot.qualifier.split("; ")) - {""}
    corrected, grown, years = _of_sentence(measure.passage.text)
    return Traits(
        about,
        measure.unit,
        slot.kind,
        slot.unit,
        measure.value,
        measure.low,
        measure.high,
        bool(said & ABOUT),
        slot.high is None,
        measure.voice,
        measure.change,
        frozenset(q for q in said - ABOUT - RATES if not BOUND.match(q)) | circumstances(clause),
        frozenset(words(clause)) & VERSIONS,
        years,
        frozenset(matching("reason", "whole").findall(clause.casefold())),
        corrected,
        grown,
        measure.passage.written,
        days_of(measure),
    )


@lru_cache(maxsize=4096)
def _days_of(text: str, written: str) -> tuple[tuple[int, str], ...]:
    found = expressions(text, day_of(written))
    return tuple((w.start, w.first.isoformat()) for w in found if w.precision == "day")


def days_of(measure: Measure) -> frozenset[str]:
    """The days (ISO) that the clause of a value gives for it."""
    clause = measure.clause
    first = measure.passage.text.index(clause)
    found = _days_of(measure.passage.text, measure.passage.written)
    return frozenset(day for at, day in found if first <= at < first + len(clause))


@lru_cache(maxsize=4096)  # a sentence is asked for again with each of its values
def _of_sentence(text: str) -> tuple[bool, bool, frozenset[str]]:
    """Whether a sentence speaks of a correction, of growth; the years that it names."""
    low = text.casefold()
    years = frozenset(w for w in words(text) if len(w) == 4 and w[:2] in ("19", "20"))
    corrected = bool(matching("reason", "correction").search(low))
    return corrected, bool(matching("reason", "grown").search(low)), years


def differ(one: Traits, other: Traits) -> bool:
    """Whether two values differ after rounding, ranges and words such as "about".

    Sums in two currencies differ where the figure is the same: one of the two is misnamed.
    """
    if one.kind is SlotKind.MONEY and one.named != other.named:
        return one.value == other.value
    slack = CLOSE if one.loose or other.loose else EXACT
    widest = max(abs(one.high), abs(other.high), 1e-9)
    return one.low > other.high + slack * widest or other.low > one.high + slack * widest


def reason_of(one: Traits, other: Traits, known: Known, together: bool = False) -> tuple[str, str]:
    """(reason, explanation) of two accounts of one thing that differ. together: whether they stand
    in one document."""
    if together and (one.corrected or other.corrected):
        return "correction", "one of the two is called a correction or an error"
    for reason, question in QUESTIONS:
        if why := question(one, other, known):
            return reason, why
    return "contradiction", "no difference of version, date, scope or source explains it"


def _other_version(one: Traits, other: Traits, known: Known) -> str:
    first, second = known.versions.get(one.value), known.versions.get(other.value)
    if first and second and first != second:
        return "each value is that of another draft"
    for a, b in ((one, other), (other, one)):
        if a.change and abs(a.change[0] - b.value) <= EXACT * max(1.0, abs(b.value)):
            return "one account tells of the change from the other's value"
    if one.unit == other.unit == "points":
        return "texts of so many points are different texts"
    if one.voice == other.voice == "text" and one.texts != other.texts:
        return "the accounts name different texts"
    return ""


def _grown(one: Traits, other: Traits, known: Known) -> str:
    early, late = sorted((one, other), key=lambda t: t.written)
    later = early.written < late.written
    counts = late.grown or (early.exact and early.unit in table("accounts.toml")["counted"])
    if later and counts and late.value > early.value:
        return "the later account counts more: the count grew"
    if _counted_on_other_days(early, late):
        return "the accounts count on different days"
    return ""


def _counted_on_other_days(one: Traits, other: Traits) -> bool:
    """Whether two counts of facts name the days on which they were made, and not the same."""
    facts = one.voice == other.voice == "fact" and one.kind is SlotKind.NUMBER
    return facts and bool(one.days and other.days) and not one.days & other.days


def _other_time(one: Traits, other: Traits, known: Known) -> str:
    if one.years and other.years and not one.years & other.years:
        return "the accounts are of different years"
    return ""


def _other_scope(one: Traits, other: Traits, known: Known) -> str:
    if one.limits != other.limits:
        return "the values are qualified differently"
    return "the accounts count over different wholes" if one.wholes != other.wholes else ""


def _other_currency(one: Traits, other: Traits, known: Known) -> str:
    if one.named != other.named and one.value == other.value:
        return "the same figure in another unit"
    return ""


QUESTIONS: tuple[tuple[str, Question], ...] = (
    ("version", _other_version),
    ("date", _grown),
    ("date", _other_time),
    ("translation", _other_currency),
    ("scope", _other_scope),
)
