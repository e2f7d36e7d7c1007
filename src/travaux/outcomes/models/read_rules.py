"""Rules of a model file: limits between issues, consent rules, who cannot bind whom.

Every limit becomes sums that may not pass a bound (core `Limit`), where [x] is 1 if option x is
chosen: "if A and B then C" is [A] + [B] - [C] <= 1; "if A then B and C" is two such limits; "at
most k of" is sum <= k; "at least k of" is -sum <= -k; a budget is sum of costs <= budget.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from travaux.core.outcomes import Basis, CannotBind, Consent, Limit, Term
from travaux.outcomes.exact import exact, shown
from travaux.outcomes.models.agenda import Agenda
from travaux.outcomes.models.amounts import basis

ONE = Fraction(1)
Pairs = list[tuple[int, int]]


def limits(data: list[dict[str, Any]], agenda: Agenda) -> tuple[Limit, ...]:
    """The limits of a model file."""
    found: list[Limit] = []
    for k, rule in enumerate(data, 1):
        found += _limits(rule, f"limits[{k}]", agenda)
    return tuple(found)


def _limits(rule: dict[str, Any], place: str, agenda: Agenda) -> list[Limit]:
    rests = basis(rule.get("basis"))
    if "if" in rule:
        before = agenda.choices(rule["if"], f"{place}.if")
        after = agenda.choices(rule["then"], f"{place}.then")
        words = str(rule.get("words") or f"if {_and(before, agenda)} then {_and(after, agenda)}")
        return [
            Limit(
                words,
                (*_terms(before, ONE, agenda), *_terms([pair], -ONE, agenda)),
                Fraction(len(before) - 1),
                rests,
            )
            for pair in after
        ]
    if "budget" in rule:
        return [_budget(rule, place, agenda, rests)]
    pairs = [p for choice in rule["of"] for p in agenda.choices(choice, f"{place}.of")]
    least = "at_least" in rule
    count = rule["at_least"] if least else rule["at_most"]
    listed = ", ".join(_and([pair], agenda) for pair in pairs)
    words = str(rule.get("words") or f"at {'least' if least else 'most'} {count} of {listed}")
    sign = -ONE if least else ONE
    return [Limit(words, _terms(pairs, sign, agenda), sign * count, rests)]


def _budget(rule: dict[str, Any], place: str, agenda: Agenda, rests: Basis) -> Limit:
    terms = [
        Term(agenda.issues[issue].id, option, exact(cost))
        for name, costs in rule["costs"].items()
        for issue, option, cost in _priced(name, costs, f"{place}.costs", agenda)
    ]
    bound = exact(rule["budget"])
    words = str(rule.get("words") or f"costs of at most {shown(bound)}")
    return Limit(words, tuple(terms), bound, rests)


def _priced(
    name: object, costs: dict[Any, Any], place: str, agenda: Agenda
) -> list[tuple[int, int, Any]]:
    issue = agenda.issue(name, place)
    if issue is None:
        return []
    found = [(agenda.option(issue, option, place), cost) for option, cost in costs.items()]
    return [(issue, option, cost) for option, cost in found if option is not None]


def consents(data: list[dict[str, Any]], agenda: Agenda) -> tuple[Consent, ...]:
    """The consent rules of a model file."""
    found = []
    for k, rule in enumerate(data, 1):
        place = f"consents[{k}]"
        named = rule.get("all") or rule.get("of") or rule.get("veto") or []
        parties = [p for name in named if (p := agenda.party(name, place)) is not None]
        issues = [i for n in rule.get("issues", []) if (i := agenda.issue(n, place)) is not None]
        needed = int(rule.get("any", 0))
        if needed > len(parties):
            agenda.faults.append(f"{place}: {needed} of {len(parties)} parties cannot be")
        ids = tuple(agenda.issues[i].id for i in issues)
        found.append(Consent(tuple(parties), needed, ids, basis(rule.get("basis"))))
    return tuple(found)


def cannot_bind(data: list[dict[str, Any]], agenda: Agenda) -> tuple[CannotBind, ...]:
    """Who cannot bind whom. The body may be outside the model."""
    return tuple(
        CannotBind(party, str(link["body"]), basis(link.get("basis")))
        for k, link in enumerate(data, 1)
        if (party := agenda.party(link["party"], f"cannot_bind[{k}]")) is not None
    )


def _terms(pairs: Pairs, amount: Fraction, agenda: Agenda) -> tuple[Term, ...]:
    return tuple(Term(agenda.issues[i].id, o, amount) for i, o in pairs)


def _and(pairs: Pairs, agenda: Agenda) -> str:
    return " and ".join(
        f"{agenda.issues[i].name}: {agenda.issues[i].options[o].text}" for i, o in pairs
    )
