"""What a norm says, as the engine reads it: patterns, conditions, starts, deadlines, effects.

Time is counted in whole units of the agreement (days, hours, …). Rules:

1. A norm waits (`pending`) until its start comes; then it is `conditional` until its condition
   has been met once (`condition`) and while `during` holds; then it is in force.
2. What an act, and what the end of the window, mean depends on the kind (`states.py`).
3. Entering a state may have effects on other norms, and other norms may start on a state.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from travaux.core.commitments import CommitmentKind, CommitmentState
from travaux.core.norm_cards import Deed

Value: TypeAlias = str | float | int | bool


@dataclass(frozen=True, slots=True)
class Where:
    """A test of one attribute of an event. op: = != > >= < <=. An absent attribute fails."""

    key: str
    op: str
    value: Value


@dataclass(frozen=True, slots=True)
class Pattern:
    """Events of one type, by and to whom ("" = anybody), that pass all tests.

    by = "@performer:N" is whoever may perform norm N (its bearer and those it delegated to);
    to = "@right_holder:N" is whoever holds the right that answers to N.
    """

    event: str
    by: str = ""
    to: str = ""
    where: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """Such an event has happened since the agreement began."""

    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Between:
    """The newest `opening` is later than the newest `closing`: a state of the world that lasts."""

    opening: Pattern
    closing: Pattern


@dataclass(frozen=True, slots=True)
class Is:
    """Norm `norm` is in `state`."""

    norm: str
    state: CommitmentState


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Never:
    """The part does not hold."""

    part: Condition


Condition: TypeAlias = Seen | Between | Is | Every | Either | Never


@dataclass(frozen=True, slots=True)
class Start:
    """When a norm begins: not before `at`, once `when` holds. waits: only another norm's effect
    starts it. All defaults: with the agreement."""

    at: int | None = None
    when: Condition | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """The end of a norm's window: at a moment, or `within` units (and calendar months) of its
    start, or of the first `after` event. strict: the due moment itself is too late; None: as the
    agreement's setting says."""

    at: int | None = None
    within: int | None = None
    months: int = 0
    after: Pattern | None = None
    strict: bool | None = None


class Verb(StrEnum):
    """What an effect does to another norm, or to the whole agreement (`END_ALL`)."""

    ACTIVATE = "activate"
    SUSPEND = "suspend"
    RESUME = "resume"
    TERMINATE = "end"
    WAIVE = "waive"
    END_ALL = "end the agreement"


@dataclass(frozen=True, slots=True)
class Effect:
    """When its norm enters `on`, `verb` is done to norm `norm`."""

    on: CommitmentState
    verb: Verb
    norm: str = ""


@dataclass(frozen=True, slots=True)
class Norm:
    """One commitment of one bearer, as the engine reads it.

    act: for duties to achieve, repeat or count, what performs it; for prohibitions, and duties to
    refrain or keep up, what breaks it; for powers, what uses it. target, sum_of: a COUNT duty
    asks for `target` such events, or for a sum of attribute `sum_of`. every: the period of a
    REPEAT duty, in units. surviving: outlives the agreement. again: a power that can be used more
    than once. late_performance: None = as the agreement's setting says.
    """

    id: str
    kind: CommitmentKind
    bearer: str
    act: Pattern
    counterparty: str = ""
    deed: Deed = Deed.ACHIEVE
    start: Start = field(default_factory=Start)
    condition: Condition | None = None
    during: Condition | None = None
    until: Condition | None = None
    due: Due | None = None
    effects: tuple[Effect, ...] = ()
    target: float = 1
    sum_of: str = ""
    every: int = 0
    surviving: bool = False
    again: bool = False
    late_cures: bool | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides cases and texts leave open; printed with every board.

    due_moment_in_time: an act at the due moment itself is in time. reparation_from_breach: the
    clock of what follows from a breach starts at the breach, else when the breach became known.
    suspension_stops_clock. late_cures: performance after the deadline makes a breach “fulfilled
    late”. penalty_ends: once what follows from a breach is done, the duty itself is over.
    silence_is_kept: a window that closes with no breach recorded counts as kept even where
    nobody looked; else it is expired unless observation covered all of it.
    """

    due_moment_in_time: bool = True
    reparation_from_breach: bool = True
    suspension_stops_clock: bool = True
    late_cures: bool = False
    penalty_ends: bool = False
    silence_is_kept: bool = True


@dataclass(frozen=True, slots=True)
class Agreement:
    """Norms under one set of settings. begins: the moment it takes effect. unit: day, hour,
    minute, second or step. completes: it ends by itself once all that was owed is done. ends: its
    last moment, after which only surviving norms go on; None where it has none."""

    norms: tuple[Norm, ...]
    settings: Settings = field(default_factory=Settings)
    begins: int = 0
    unit: str = "day"
    completes: bool = False
    name: str = ""
    parties: tuple[str, ...] = ()
    ends: int | None = None


def patterns_in(condition: Condition | None) -> tuple[Pattern, ...]:
    """All event patterns that `condition` reads."""
    match condition:
        case Seen(pattern):
            return (pattern,)
        case Between(opening, closing):
            return (opening, closing)
        case Every(parts) | Either(parts):
            return tuple(p for part in parts for p in patterns_in(part))
        case Never(part):
            return patterns_in(part)
        case _:
            return ()


def states_in(condition: Condition | None) -> tuple[Is, ...]:
    """All tests of other norms' states in `condition`."""
    match condition:
        case Is():
            return (condition,)
        case Every(parts) | Either(parts):
            return tuple(s for part in parts for s in states_in(part))
        case Never(part):
            return states_in(part)
        case _:
            return ()


def conditions_of(norm: Norm) -> tuple[Condition, ...]:
    """The conditions a norm reads, in a fixed order."""
    given = (norm.start.when, norm.condition, norm.during, norm.until)
    return tuple(c for c in given if c is not None)
