"""What one party's change of mind does: each red line or reservation value that takes part in
blocking a deal, given up alone, and the verdict then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from travaux.core.outcomes import Amount, Interests, Model
from travaux.outcomes.packages.consent import Condition, teams
from travaux.outcomes.packages.feasibility import Answer
from travaux.outcomes.packages.space import Corner, space
from travaux.outcomes.packages.unknowns import Sureness
from travaux.outcomes.packages.zone import Oracle, Zone

TRIED = 24


@dataclass(frozen=True, slots=True)
class Turn:
    """`given_up` alone, and how sure a deal then is."""

    given_up: Condition
    then: Sureness


def turns(model: Model, zone: Zone) -> tuple[Turn, ...]:
    """The conditions of the blocking sets of `zone`, each given up; TRIED at most."""
    asked = sorted({c for block in zone.blocks for c in block})
    return tuple(Turn(c, _sureness(_without(model, c))) for c in asked[:TRIED])


def _without(model: Model, c: Condition) -> Model:
    """The model without one red line, or with one reservation value at the worst package."""
    one = model.interests[c.party]
    if not c.is_red_line:
        floor = min(one.reservation.low, _lowest(one))
        changed = replace(one, reservation=Amount(floor, floor), walk_away=())
    else:
        issue = model.issues[c.issue].id
        kept = tuple(r for r in one.red_lines if (r.issue, r.option) != (issue, c.option))
        changed = replace(one, red_lines=kept)
    interests = (*model.interests[: c.party], changed, *model.interests[c.party + 1 :])
    return replace(model, interests=interests)


def _lowest(one: Interests) -> Fraction:
    """No package is worth less to the party than this."""
    zero = Fraction(0)
    lows = [min([zero, *(score.low for score in v.scores)]) for v in one.valuations]
    heavy = [max(abs(v.weight.low), abs(v.weight.high)) for v in one.valuations]
    return sum((w * low for w, low in zip(heavy, lows, strict=True)), start=zero)


def _sureness(model: Model) -> Sureness:
    """The verdict alone, without the sets it depends on."""
    worst = _answer(model, Corner.WORST, doubtful=True)
    if worst is Answer.YES:
        return Sureness.YES
    best = _answer(model, Corner.BEST, doubtful=False)
    told = {Answer.YES: Sureness.DEPENDS, Answer.NO: Sureness.NO}
    return told.get(best, Sureness.UNDECIDED)


def _answer(model: Model, corner: Corner, doubtful: bool) -> Answer:
    groups = teams(model, doubtful)
    return Oracle(space(model, corner), groups)(frozenset[Condition]().union(*groups)).answer
