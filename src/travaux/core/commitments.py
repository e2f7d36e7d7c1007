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


@dataclass(frozen=True, slots=True)
class Commitment:
    """What one provision binds one bearer to. slots hold bearer, counterparty, act, trigger,
    condition, due, consequence, verifier, enforcer, each with its anchor or "not in the text"."""

    id: str
    provision: str
    kind: CommitmentKind
    slots: tuple[CardSlot, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The state of a commitment at `as_of` (ISO), its cause in words and its evidence."""

    id: str
    commitment: str
    as_of: str
    state: CommitmentState
    cause: str
    evidence: tuple[Anchor, ...] = ()
    board: str = "verified"
