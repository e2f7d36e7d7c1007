"""Verdicts when numbers are ranges: yes for any value, no for any value, or it depends on these.

Values and reservation values enter a package's acceptability one way only, so two corners decide:
with all ranges at their worst (low values, high reservations, doubtful red lines holding) a package
in the zone is in it for any value; with all at their best, no package means none for any value.
Both are exact: the worst corner is itself one of the cases that may be true (a walk-away outcome is
valued with the same numbers as the packages, see space.py; a range of weights goes with scores
that are not below zero, see models/read_model.py), so where it holds no package, not every case
does. One exception: the worst corner of a party with a walk-away outcome and a range of weights
is a little too strict, so that "yes for any value" may be told as "depends".

In between, two irreducible sets of unknowns are found by deletion (as for blocking sets): those
that are enough for a zone if they turn out well, whatever the rest; and those that are enough to
block it if they turn out badly. Both start from a guess (`_likely`, `_fatal`), which is
proved before it is used and leaves few questions to ask; without one, from all unknowns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    whether it refuses an option (doubtful, option: its place). issue "*": all of the party's
    unknowns."""

    party: str
    issue: str
    doubtful: bool = False
    option: int = -1


@dataclass(frozen=True, slots=True)
class Verdict:
    """best, worst: the zones at the two corners. enough: unknowns that make a zone if they turn out
    well, whatever the rest; enough_to_block: unknowns that prevent any zone if they turn out badly.
    Each set is irreducible: no smaller part of it does."""

    sureness: Sureness
    best: Zone
    worst: Zone
    enough: tuple[Unknown, ...] = ()
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
    enough, block = _sets(model, open_points)
    return Verdict(Sureness.DEPENDS, best, worst, enough, block)


def unknowns(model: Model) -> tuple[Unknown, ...]:
    """Everything in `model` that is a range or a doubtful red line."""
    number = {issue.id for issue in model.issues}
    found = set[Unknown]()
    for one in model.interests:
        ranges: list[tuple[str, list[Amount]]] = [
            ("", [] if one.walk_away else [one.reservation]),
            *((v.issue, [v.weight, *v.scores]) for v in one.valuations),
        ]
        found |= {Unknown(one.party, i) for i, a in ranges if not all(x.known for x in a)}
        found |= {
            Unknown(one.party, r.issue, True, r.option)
            for r in one.red_lines
            if not r.certain and r.issue in number
        }
    return tuple(sorted(found))


def _sets(
    model: Model, open_points: tuple[Unknown, ...]
) -> tuple[tuple[Unknown, ...], tuple[Unknown, ...]]:
    """(enough for a zone, enough to block it)."""
    moving = tuple(u for u in open_points if u.doubtful or u.party in _weighing(model))
    everything = frozenset(moving)

    def opens(good: frozenset[Unknown]) -> bool:
        return _answer(model, good) is Answer.YES

    def blocks(bad: frozenset[Unknown]) -> bool:
        return _answer(model, everything - bad) is Answer.NO

    rest = frozenset(u for u in moving if not u.doubtful)
    return (
        _from_guess(moving, rest | frozenset(_likely(model)), opens),
        _from_guess(moving, frozenset(_fatal(model)), blocks),
    )


def _from_guess(
    moving: tuple[Unknown, ...],
    guess: frozenset[Unknown],
    holds: Callable[[frozenset[Unknown]], bool],
) -> tuple[Unknown, ...]:
    """An irreducible set that `holds`, within the guess where that holds, else within all."""
    if guess and holds(guess):
        return irreducible(tuple(sorted(guess)), holds)
    if len(moving) > QUESTIONS:
        moving = _by_party(moving)
    return irreducible(moving, holds)


def _weighing(model: Model) -> set[str]:
    """The parties whose values can matter: some package may be worth less than walking away."""
    table = space(model, Corner.WORST)
    least = [sum(int(t[:, p].min()) for t in table.values) for p in range(len(table.parties))]
    return {
        name
        for name, low, wanted in zip(table.parties, least, table.reservations, strict=True)
        if low < wanted
    }


def _doubts(model: Model) -> dict[tuple[str, int], list[Unknown]]:
    """The doubtful red lines of needed parties, by issue (id) and option."""
    number = {issue.id: i for i, issue in enumerate(model.issues)}
    counted = frozenset[Condition]().union(*teams(model))
    found: dict[tuple[str, int], list[Unknown]] = {}
    for p, one in enumerate(model.interests):
        for line in one.red_lines:
            if not line.certain and Condition(p, number[line.issue], line.option) in counted:
                unknown = Unknown(one.party, line.issue, True, line.option)
                found.setdefault((line.issue, line.option), []).append(unknown)
    return found


def _closed(model: Model) -> set[tuple[str, int]]:
    """Options (issue id, place) that some party certainly refuses."""
    return {(r.issue, r.option) for one in model.interests for r in one.red_lines if r.certain}


def _likely(model: Model) -> Iterator[Unknown]:
    """The doubts to be cleared for the package that meets the fewest, issue by issue."""
    doubts, closed = _doubts(model), _closed(model)
    for issue in model.issues:
        left = [o for o in range(len(issue.options)) if (issue.id, o) not in closed]
        if left:
            chosen = min(left, key=lambda o: (len(doubts.get((issue.id, o), [])), o))
            yield from doubts.get((issue.id, chosen), [])


def _fatal(model: Model) -> list[Unknown]:
    """Doubts that leave one issue without an option: the fewest that do; [] where none can."""
    doubts, closed = _doubts(model), _closed(model)
    tries = []
    for issue in model.issues:
        left = [o for o in range(len(issue.options)) if (issue.id, o) not in closed]
        if all(doubts.get((issue.id, o)) for o in left):
            tries.append([doubts[issue.id, o][0] for o in left])
    return min(tries, key=len, default=[])


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
        and {Unknown(one.party, line.issue, True, line.option), Unknown(one.party, "*")} & good
    }
    return team - lifted
