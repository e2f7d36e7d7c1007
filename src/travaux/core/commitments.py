"""Commitments: who owes what to whom by when, and the state of it at a date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from travaux.core.anchors import Anchor


class CommitmentKind(StrEnum):
    """Duty, prohibition, permission or power (after Hohfeld 1913)."""

    DUTY = "duty"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"
    POWER = "power"


class CommitmentState(StrEnum):
    """The state of a commitment at a date."""

    PENDING = "pending"
    CONDITIONAL = "conditional"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    FULFILLED = "fulfilled"
    FULFILLED_LATE = "fulfilled_late"
    VIOLATED = "violated"
    WAIVED = "waived"
    TERMINATED = "terminated"
    EXPIRED = "expired"
    EXERCISED = "exercised"


@dataclass(frozen=True, slots=True)
class CardSlot:
    """One slot of a norm card. anchor None with stated False means "not in the text"."""

    name: str
    text: str
    anchor: Anchor | None = None
    stated: bool = True


SLOTS = (
    "bearer", "counterparty", "act", "trigger", "condition", "due", "consequence", "verifier",
    "enforcer",
)  # fmt: skip
"""The slots of a norm card, in the order people read them."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What one provision binds one bearer to. slots hold SLOTS, each with its anchor or "not in
    the text". name: the card's own id; theme: what it is counted under; read_back: what was
    understood, in plain English; made_by: "card", or the rule that drafted it; cells: the other
    fields of the card as written (`norm_cards.FIELDS`), formal phrases of the slots among them."""

    id: str
    provision: str
    kind: CommitmentKind
    slots: tuple[CardSlot, ...]
    name: str = ""
    bearer: str = ""
    theme: str = ""
    read_back: str = ""
    made_by: str = "card"
    cells: tuple[tuple[str, str], ...] = ()

    def slot(self, name: str) -> CardSlot:
        """The slot called `name`, one that is not stated where the card has none."""
        found = (slot for slot in self.slots if slot.name == name)
        return next(found, CardSlot(name, "", None, False))


class Evidence(StrEnum):
    """How well an event is established."""

    ALLEGED = "alleged"
    VERIFIED = "verified"
    CONTESTED = "contested"
    NOT_SUBSTANTIATED = "not substantiated"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log of events: what happened, when, when it was reported and found so.

    happened, until, reported, found: ISO, "" unknown; until: the end of a period. by: who did it,
    "" where it is not attributed; reporter: who says so. type "observed" says that somebody looked
    (at events of type `of`, all if "") from happened until until. confidence, why: how sure a
    machine that read it in words is that it is such an event; 1 and "" where a person wrote it.
    """

    id: str
    type: str
    happened: str
    by: str = ""
    to: str = ""
    until: str = ""
    reported: str = ""
    found: str = ""
    status: Evidence = Evidence.ALLEGED
    reporter: str = ""
    of: str = ""
    facts: tuple[tuple[str, str | float | bool], ...] = ()
    words: str = ""
    anchors: tuple[Anchor, ...] = ()
    source: str = ""
    confidence: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One step of a chain of cause: the commitment (by name), when (ISO), the state it led to, in
    words, the log entry (id) that did it, and which earlier link (its place) it follows from."""

    name: str
    date: str
    state: CommitmentState
    words: str
    entry: str = ""
    because: int = -1


@dataclass(frozen=True, slots=True)
class Assessment:
    """The state of a commitment at `as_of` (ISO), its cause in words and its evidence.

    board: "verified" or "alleged"; since: ISO date of the state; due: ISO date at which its time
    ends, "" where none is known; chain: the steps that led to it,
    the earliest first; score: 0-3 as scoreboards of peace accords count, None where nothing is
    owed; coverage: the share of its time in which somebody looked, None where that says nothing;
    links: the steps of `chain` with their causes; gaps: where nobody is known to have looked (ISO
    dates, both included), where coverage says something; narrative, scored_by: a person's words
    beside the score, and who gave it, "" where it follows from the state.
    """

    id: str
    commitment: str
    as_of: str
    state: CommitmentState
    cause: str
    evidence: tuple[Anchor, ...] = ()
    board: str = "verified"
    since: str = ""
    chain: tuple[str, ...] = ()
    score: int | None = None
    coverage: float | None = None
    links: tuple[ChainLink, ...] = ()
    narrative: str = ""
    scored_by: str = ""
    gaps: tuple[tuple[str, str], ...] = ()
    due: str = ""

    @property
    def unheard(self) -> bool:
        """Whether it is not known how it stands: nobody looked, and nobody judged it."""
        return self.coverage == 0 and self.score is None and not self.scored_by
