"""Outcomes: what could be agreed, what each party makes of it, who must consent.

A bargaining `Model` (issues with options, parties with additive values, Keeney & Raiffa 1976)
and a `Conflict` (the option form of the Graph Model for Conflict Resolution, Fang, Hipel &
Kilgour 1993). All numbers are exact fractions; a number that is not known is a range; each one
says what it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from travaux.core.issues import Issue

Package = tuple[int, ...]
"""One option an issue: the option's place within each issue, in the model's issue order."""


class BasisKind(StrEnum):
    """What a number rests on."""

    STATEMENTS = "statements"
    DRAFTS = "drafts of its own"
    JUDGEMENT = "analyst's judgement"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a number rests on. statements: ids; note: the analyst's reason in words."""

    kind: BasisKind = BasisKind.DEFAULT
    statements: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number known to lie in the closed range [low, high]; known exactly where both agree."""

    low: Fraction
    high: Fraction
    basis: Basis = field(default_factory=Basis)

    @property
    def known(self) -> bool:
        """Whether the range is a single number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Valuation:
    """What one party makes of one issue (an id): weight, and a score for each of its options."""

    issue: str
    weight: Amount
    scores: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class RedLine:
    """An option (by its place) of an issue (an id) that a party never accepts.

    certain: False where the sources leave open whether it would hold.
    """

    issue: str
    option: int
    certain: bool = True
    basis: Basis = field(default_factory=Basis)


@dataclass(frozen=True, slots=True)
class Interests:
    """One party: the value of a package is the sum over issues of weight times score.

    reservation: the least value it prefers to walking away (the disagreement point), on the same
    scale. walk_away: pairs (issue id, option) where it was given as an outcome instead.
    """

    party: str
    valuations: tuple[Valuation, ...]
    reservation: Amount
    red_lines: tuple[RedLine, ...] = ()
    walk_away: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """`amount` counts towards a limit when `option` (its place) is chosen on `issue` (an id)."""

    issue: str
    option: int
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Limit:
    """A rule between issues: the sum of its terms is at most `bound`.

    "If A then B" is [A] - [B] <= 0, "at most two of A, B, C" is [A] + [B] + [C] <= 2, a budget
    is the sum of costs <= budget. words: the rule as the analyst wrote it.
    """

    words: str
    terms: tuple[Term, ...]
    bound: Fraction
    basis: Basis = field(default_factory=Basis)


@dataclass(frozen=True, slots=True)
class Consent:
    """At least `needed` of `parties` must consent (0: all of them).

    issues: ids; where given, consent is needed on these issues only (a veto): the parties' red
    lines on them bind, but no reservation value over the whole package does.
    """

    parties: tuple[str, ...]
    needed: int = 0
    issues: tuple[str, ...] = ()
    basis: Basis = field(default_factory=Basis)


@dataclass(frozen=True, slots=True)
class CannotBind:
    """The word of `party` does not bind `body`."""

    party: str
    body: str
    basis: Basis = field(default_factory=Basis)


@dataclass(frozen=True, slots=True)
class Tabled:
    """A draft as a package: pairs (issue id, option); issues it is silent on are left out."""

    name: str
    choices: tuple[tuple[str, int], ...]


class Scale(StrEnum):
    """How values are shown and compared between parties.

    given: as the model states them. unit: each party's worst package is 0 and its best 100.
    """

    GIVEN = "given"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Omission:
    """What a model made from a record leaves out: a party, an issue or a demand, and why."""

    kind: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Model:
    """A negotiation as issues, interests and rules. No consent rules: every party must consent."""

    name: str
    issues: tuple[Issue, ...]
    interests: tuple[Interests, ...]
    limits: tuple[Limit, ...] = ()
    consents: tuple[Consent, ...] = ()
    cannot_bind: tuple[CannotBind, ...] = ()
    drafts: tuple[Tabled, ...] = ()
    scale: Scale = Scale.UNIT
    omitted: tuple[Omission, ...] = ()


class Direction(StrEnum):
    """How an option may change: taken and dropped, only taken, only dropped."""

    BOTH = "both"
    FORWARD = "fwd"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Action:
    """An option of a decision maker in a conflict: taken (Y) or not (N)."""

    name: str
    direction: Direction = Direction.BOTH


@dataclass(frozen=True, slots=True)
class DecisionMaker:
    """A decision maker: the actions it controls (places) and its preferences over states.

    ranking: states as "YN-" strings without dashes, most preferred first, ties in one tuple.
    statements: prioritised statements, most important first (see outcomes.stability.preferences);
    used where there is no ranking. alternatives: other rankings that are possible as well.
    cannot_see: patterns of states it takes for impossible (a misperception). moves: where the
    conflict lists its states, pairs (from, to) of names; rankings and cannot_see then use names.
    """

    name: str
    actions: tuple[int, ...]
    ranking: tuple[tuple[str, ...], ...] = ()
    statements: tuple[str, ...] = ()
    alternatives: tuple[tuple[tuple[str, ...], ...], ...] = ()
    cannot_see: tuple[str, ...] = ()
    basis: Basis = field(default_factory=Basis)
    moves: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Belief:
    """`who` believes that the preferences of `about` are these statements or this ranking."""

    who: str
    about: str
    statements: tuple[str, ...] = ()
    ranking: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict in option form: states are the combinations of `actions`; or in graph form:
    `states` lists them by name, decision makers list their moves, and there are no actions.

    infeasible: patterns like "-YY--" ("-" is either), or names of states. status_quo: a state as a
    string of Y and N, or a name; "" unknown. coalitions: names of decision makers.
    """

    name: str
    actions: tuple[Action, ...]
    decision_makers: tuple[DecisionMaker, ...]
    infeasible: tuple[str, ...] = ()
    status_quo: str = ""
    coalitions: tuple[tuple[str, ...], ...] = ()
    beliefs: tuple[Belief, ...] = ()
    states: tuple[str, ...] = ()
