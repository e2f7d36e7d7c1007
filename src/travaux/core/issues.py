"""Issues: what is negotiated, who stands where, which accounts differ, what happened when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from travaux.core.anchors import Anchor


class Stance(StrEnum):
    """A party's attitude to a provision or the whole text. Silence is `NONE_STATED`."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    DEMAND = "demand"
    CONDITIONAL = "conditional"
    NONE_STATED = "none stated"


class EventStatus(StrEnum):
    """How an event is known."""

    REPORTED = "reported"
    VERIFIED = "verified"
    ALLEGED = "alleged"
    SCHEDULED = "scheduled"


class EventKind(StrEnum):
    """What a date is of: a thing that happens, a meeting, or a limit by which it must."""

    EVENT = "event"
    MEETING = "meeting"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class ProvisionLink:
    """`statement` speaks about `provision` of `draft` (ids), or about the whole text
    (provision ""). how: reference, likeness, slot, paraphrase, whole text; reason in words."""

    statement: str
    draft: str
    provision: str
    label: str
    how: str
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StanceReading:
    """The stance of `party` that `statement` shows towards `provision` ("" = the whole text).

    value: what is demanded, or on what it is conditional. reason: the words that decided.
    """

    statement: str
    party: str
    provision: str
    stance: Stance
    value: str = ""
    score: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One option on an issue: what a draft says, or what parties (ids) demand."""

    text: str
    drafts: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """A thread of provisions (ids) across drafts, and the options on it."""

    id: str
    name: str
    provisions: tuple[str, ...]
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """A party on an issue or on one provision of it, and the statements (ids) it rests on.

    since: ISO date from which it holds; until: "" while it is the newest.
    """

    id: str
    party: str
    issue: str
    stance: Stance
    provision: str = ""
    value: str = ""
    statements: tuple[str, ...] = ()
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One value that one source gives: normalised value, unit, the words, who says so; shown: the
    value as a reader wants it ("$100 billion", "20 March 2031"), "" where `value` is that."""

    value: str
    unit: str
    text: str
    anchor: Anchor
    party: str = ""
    document: str = ""
    date: str = ""
    statement: str = ""
    shown: str = ""


OPENNESS = {
    "contradiction": 0.9, "denial": 0.7, "arithmetic": 0.6, "correction": 0.4, "quoting": 0.38,
    "date": 0.36, "scope": 0.35, "version": 0.35, "translation": 0.3,
}  # fmt: skip
"""Likely reasons of a discrepancy, each with how much it leaves to ask, from what nothing explains
to what needs no explaining. By hand: it orders lists and decides nothing."""
REASONS = tuple(OPENNESS)


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Accounts of the same thing that differ, with the likely reason.

    about: id of an issue, provision or event; slot: what differs ("number of troops"); title: the
    same for readers, in words of the accounts ("Patrol boats: 9 or 12").
    likely_reason: one of REASONS.
    """

    id: str
    about: str
    slot: str
    values: tuple[Account, ...]
    likely_reason: str
    explanation: str = ""
    score: float = 1.0
    title: str = ""


def open_still(one: Discrepancy) -> float:
    """How much a discrepancy leaves to ask: by its likely reason, and how sure it is."""
    return OPENNESS[one.likely_reason] * one.score


def most_open_first(one: Discrepancy) -> tuple[float, str]:
    """What to sort discrepancies by: what leaves most to ask first."""
    return -open_still(one), one.id


@dataclass(frozen=True, slots=True)
class Event:
    """Something dated. date: ISO start; until: ISO end of the range that is possible.

    precision: day, week, month, year, range. Several outlets' tellings are one event.
    """

    id: str
    date: str
    precision: str
    text: str
    anchors: tuple[Anchor, ...]
    parties: tuple[str, ...] = ()
    status: EventStatus = EventStatus.REPORTED
    until: str = ""
    how: str = ""
    kind: EventKind = EventKind.EVENT


@dataclass(frozen=True, slots=True)
class Reliance:
    """A report rests on another source: `statement` of `document` tells what `on` (a party id,
    with its `name`) said or printed. root: the document of this pile in which `on` says it itself,
    "" if it is not here. Reports with one root, or one `on`, count once."""

    id: str
    document: str
    statement: str
    on: str
    name: str
    root: str = ""
