"""Verdicts when numbers are ranges: yes for any value, no for any value, or it depends on these.

Values and reservation values enter a package's acceptability one way only, so two corners decide:
with all ranges at their worst (low values, high reservations, doubtful red lines holding) a package
in the zone is in it for any value; with all at their best, no package means none for any value.
(Where one issue mixes scores below and above zero under an uncertain weight the worst corner
is a little too strict: "yes" stays true, "depends" may be said too often.)

In between, two irreducible sets of unknowns are found by deletion (as for blocking sets): those
that must turn out well for a zone to exist, whatever the rest; and those that suffice to block it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from travaux.core.outcomes import Amount, Model
from travaux.outcomes.packages.consent import Condition, Team, teams
from travaux.outcomes.packages.feasibility import Answer
from travaux.outcomes.packages.space import Corner, space
from travaux.outcomes.packages.zone import Oracle, Zone, zone

QUESTIONS = 300  # zones asked about at most; beyond, unknowns are taken party by party


class Sureness(StrEnum):
    """How far the verdict holds over the ranges."""

    YES = "yes for any value"
    NO = "no for any value"
    DEPENDS = "depends on these"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, order=True)
class Unknown:
    """What is not known: a party's values on an issue (id), its reservation value (issue ""), or
    whether its red lines on an issue hold (doubtful). issue "*": all of the party's unknowns."""

    party: str
    issue: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """best, worst: the zones at the two corners. needed: unknowns that must turn out well; enough
    to block: unknowns that prevent any zone if they turn out badly. Each set is irreducible."""

    sureness: Sureness
    best: Zone
    worst: Zone
    needed: tuple[Unknown, ...] = ()
    enough_to_block: tuple[Unknown, ...] = ()


def verdict(model: Model) -> Verdict:
    """The verdict of `model` over all its ranges."""
    open_points = unknowns(model)
    if not open_points:
        only = zone(space(model), teams(model))
        return Verdict(_settled(only), only, only)
    worst = zone(space(model, Corner.WORST), teams(model))
    best = zone(space(model, Corner.BEST), teams(model, doubtful=False))
    if worst.answer is Answer.YES:
        return Verdict(Sureness.YES, best, worst)
    if best.answer is not Answer.YES:
        return Verdict(_settled(best), best, worst)
    if worst.answer is Answer.UNDECIDED:
        return Verdict(Sureness.UNDECIDED, best, worst)
    asked = open_points if len(open_points) <= QUESTIONS else _by_party(open_points)
    everything = frozenset(asked)
    needed = irreducible(asked, lambda good: _answer(model, good) is Answer.YES)
    block = irreducible(asked, lambda bad: _answer(model, everything - bad) is Answer.NO)
    return Verdict(Sureness.DEPENDS, best, worst, needed, block)


def unknowns(model: Model) -> tuple[Unknown, ...]:
    """Everything in `model` that is a range or a doubtful red line."""
    found = set[Unknown]()
    for one in model.interests:
        ranges: list[tuple[str, list[Amount]]] = [
            ("", [one.reservation]),
            *((v.issue, [v.weight, *v.scores]) for v in one.valuations),
        ]
        found |= {Unknown(one.party, i) for i, a in ranges if not all(x.known for x in a)}
        found |= {Unknown(one.party, r.issue, True) for r in one.red_lines if not r.certain}
    return tuple(sorted(found))


def irreducible(
    asked: tuple[Unknown, ...], holds: Callable[[frozenset[Unknown]], bool]
) -> tuple[Unknown, ...]:
    """A part of `asked` for which `holds` is still true and of which no smaller part has it."""
    kept, needed, size = frozenset(asked), frozenset[Unknown](), max(1, len(asked) // 2)
    while rest := sorted(kept - needed):
        chunk = frozenset(rest[:size])
        if holds(kept - chunk):
            kept -= chunk
            size *= 2
        elif len(chunk) == 1:
            needed |= chunk
        else:
            size = max(1, len(chunk) // 2)
    return tuple(sorted(kept))


def _settled(zone: Zone) -> Sureness:
    names = {Answer.YES: Sureness.YES, Answer.NO: Sureness.NO}
    return names.get(zone.answer, Sureness.UNDECIDED)


def _by_party(asked: tuple[Unknown, ...]) -> tuple[Unknown, ...]:
    return tuple(Unknown(party, "*") for party in sorted({u.party for u in asked}))


def _answer(model: Model, good: frozenset[Unknown]) -> Answer:
    """The answer when `good` turn out as well as can be and all else as badly."""

    def corner(party: str, issue: str) -> Corner:
        well = {Unknown(party, issue), Unknown(party, "*")} & good
        return Corner.BEST if well else Corner.WORST

    asked = tuple(_without(model, team, good) for team in teams(model))
    return Oracle(space(model, corner), asked)(frozenset[Condition]().union(*asked)).answer


def _without(model: Model, team: Team, good: frozenset[Unknown]) -> Team:
    """`team` without the doubtful red lines that turn out not to hold."""
    number = {issue.id: i for i, issue in enumerate(model.issues)}
    lifted = {
        Condition(p, number[line.issue], line.option)
        for p, one in enumerate(model.interests)
        for line in one.red_lines
        if not line.certain
        and {Unknown(one.party, line.issue, True), Unknown(one.party, "*")} & good
    }
    return team - lifted
