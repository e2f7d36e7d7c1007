"""Who must agree to what: consent rules -> the conditions that a package has to meet.

A condition is a party's reservation value, or one of its red lines. Rules of the kind "any two of
these three" make alternatives ("teams"): a package passes when it meets all conditions of one team.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, product

from travaux.core.errors import UsageError
from travaux.core.outcomes import Consent, Interests, Model

TEAMS = 500  # alternatives tried at most: "any 4 of 12" has 495


@dataclass(frozen=True, slots=True, order=True)
class Condition:
    """`party` (its place) wants at least its reservation value (issue -1), or never accepts
    `option` of `issue` (places)."""

    party: int
    issue: int = -1
    option: int = -1

    @property
    def is_red_line(self) -> bool:
        """Whether it is a red line rather than a reservation value."""
        return self.issue >= 0


Team = frozenset[Condition]


def teams(model: Model, doubtful: bool = True) -> tuple[Team, ...]:
    """The alternatives of conditions that make an agreement; sorted.

    doubtful: whether red lines that may not hold (certain=False) count.
    """
    choices = [_choices(model, rule, doubtful) for rule in _rules(model)]
    if _count(choices) > TEAMS:
        raise UsageError(
            f"The consent rules allow {_count(choices):,} groups of consenting parties.",
            f"Give rules that allow at most {TEAMS}.",
        )
    united = {frozenset[Condition]().union(*choice) for choice in product(*choices)}
    return tuple(sorted(united, key=sorted))


def _rules(model: Model) -> tuple[Consent, ...]:
    """The rules, and that whoever a needed party cannot bind must consent as well."""
    everyone = tuple(one.party for one in model.interests)
    rules = model.consents or (Consent(everyone),)
    needed = {party for rule in rules for party in rule.parties}
    bodies = {link.body for link in model.cannot_bind if link.party in needed} & set(everyone)
    return (*rules, *(Consent((body,)) for body in sorted(bodies - needed)))


def _choices(model: Model, rule: Consent, doubtful: bool) -> list[Team]:
    places = [p for p, one in enumerate(model.interests) if one.party in rule.parties]
    number = {issue.id: i for i, issue in enumerate(model.issues)}
    vetoed = {number[issue] for issue in rule.issues}
    of_party = {
        p: frozenset(_conditions(p, model.interests[p], number, vetoed, doubtful)) for p in places
    }
    groups = combinations(places, rule.needed or len(places))
    return [frozenset[Condition]().union(*(of_party[p] for p in group)) for group in groups]


def _conditions(
    place: int, one: Interests, number: dict[str, int], vetoed: set[int], doubtful: bool
) -> Iterable[Condition]:
    if not vetoed:
        yield Condition(place)
    for line in one.red_lines:
        if (line.certain or doubtful) and (not vetoed or number[line.issue] in vetoed):
            yield Condition(place, number[line.issue], line.option)


def _count(choices: list[list[Team]]) -> int:
    total = 1
    for alternatives in choices:
        total *= len(alternatives)
    return total
