"""Two accounts that differ -> the likely reason.

The questions are asked in this order; the first that says yes gives the reason. What none explains
is a plain contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from travaux.core.drafts import SlotKind
from travaux.issues.measures import Measure, matching
from travaux.issues.terms import table, words

CLOSE = 0.051  # relative difference that rounding explains for values told as about
EXACT = 0.0005
ABOUT = {"about", "around", "some", "approximately", "roughly", "nearly", "almost", "an estimated"}

BOUND = re.compile(
    r"(?:a )?(?:cap|limit|ceiling|maximum|minimum|at (?:least|most)|up to|more than|less than"
    r"|fewer|over|under|above|below|no (?:more|less|fewer)|not (?:more|less|exceed)|reduced|cut"
    r"|restricted|greater|in excess|upwards|or more|or less|or fewer|capped)"
)
RATES = {"a year", "a month", "a week", "a day", "per year", "per month", "annually", "each"}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a thread: value -> the drafts (ids) that have it; names of places."""

    versions: Mapping[float, frozenset[str]]
    names: frozenset[str] = frozenset()


Question = Callable[[Measure, Measure, Known], str]


def differ(one: Measure, other: Measure) -> bool:
    """Whether two values differ after rounding, ranges and words such as "about".

    Sums in two currencies differ where the figure is the same: one of the two is misnamed.
    """
    if one.slot.kind is SlotKind.MONEY and one.slot.unit != other.slot.unit:
        return one.value == other.value
    slack = CLOSE if _about(one) or _about(other) else EXACT
    widest = max(abs(one.high), abs(other.high), 1e-9)
    return one.low > other.high + slack * widest or other.low > one.high + slack * widest


def reason_of(one: Measure, other: Measure, known: Known) -> tuple[str, str]:
    """(reason, explanation) of two measures of one thing that differ."""
    for reason, question in QUESTIONS:
        if why := question(one, other, known):
            return reason, why
    return "contradiction", "no difference of version, date, scope or source explains it"


def _about(measure: Measure) -> bool:
    return bool(set(measure.slot.qualifier.split("; ")) & ABOUT)


def _corrected(one: Measure, other: Measure, known: Known) -> str:
    near = one.passage.document == other.passage.document
    said = [m for m in (one, other) if matching("reason", "correction").search(_low(m))]
    return "one of the two is called a correction or an error" if near and said else ""


def _other_version(one: Measure, other: Measure, known: Known) -> str:
    first, second = known.versions.get(one.value), known.versions.get(other.value)
    if first and second and first != second:
        return "each value is that of another draft"
    for a, b in ((one, other), (other, one)):
        if a.change and abs(a.change[0] - b.value) <= EXACT * max(1.0, abs(b.value)):
            return "one account tells of the change from the other's value"
    if one.unit == "points" and one.voice == other.voice == "text":
        return "texts of so many points are different texts"
    if one.voice == other.voice == "text" and _drafts_named(one) != _drafts_named(other):
        return "the accounts name different texts"
    return ""


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


def _drafts_named(measure: Measure) -> frozenset[str]:
    return frozenset(words(measure.clause)) & VERSIONS


def _grown(one: Measure, other: Measure, known: Known) -> str:
    early, late = sorted((one, other), key=lambda m: m.passage.written)
    later = early.passage.written < late.passage.written
    counts = bool(matching("reason", "grown").search(_low(late)))
    counts = counts or (early.slot.high is None and early.unit in table("accounts.toml")["counted"])
    if later and counts and late.value > early.value:
        return "the later account counts more: the count grew"
    return ""


def _other_time(one: Measure, other: Measure, known: Known) -> str:
    years = [
        frozenset(w for w in words(m.passage.text) if len(w) == 4 and w[:2] in ("19", "20"))
        for m in (one, other)
    ]
    if years[0] and years[1] and not years[0] & years[1]:
        return "the accounts are of different years"
    return ""


def _other_scope(one: Measure, other: Measure, known: Known) -> str:
    if one.slot.qualifier != other.slot.qualifier and _limits(one) != _limits(other):
        return "the values are qualified differently"
    scopes = [
        frozenset(matching("reason", "whole").findall(m.clause.casefold())) for m in (one, other)
    ]
    return "the accounts count over different wholes" if scopes[0] != scopes[1] else ""


def _limits(measure: Measure) -> frozenset[str]:
    """What narrows a value; bounds ("up to") and rates ("a year") do not."""
    said = frozenset(measure.slot.qualifier.split("; ")) - ABOUT - RATES - {""}
    return frozenset(q for q in said if not BOUND.match(q))


def _other_currency(one: Measure, other: Measure, known: Known) -> str:
    if one.slot.unit != other.slot.unit and one.value == other.value:
        return "the same figure in another unit"
    return ""


QUESTIONS: tuple[tuple[str, Question], ...] = (
    ("correction", _corrected),
    ("version", _other_version),
    ("date", _grown),
    ("date", _other_time),
    ("translation", _other_currency),
    ("scope", _other_scope),
)


def _low(measure: Measure) -> str:
    return measure.passage.text.casefold()
