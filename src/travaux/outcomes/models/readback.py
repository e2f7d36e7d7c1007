"""A model read back in plain English, so that a person can see what the numbers claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import groupby

from travaux.core.issues import Issue
from travaux.core.outcomes import (
    Amount,
    Basis,
    BasisKind,
    Conflict,
    Consent,
    DecisionMaker,
    Direction,
    Interests,
    Model,
    Omission,
    Scale,
    Valuation,
)
from travaux.outcomes.exact import shown

OMITTED = 8  # of one kind that are named
WAYS = {
    Direction.BOTH: "",
    Direction.FORWARD: " (once taken, not dropped)",
    Direction.BACK: " (once dropped, not taken again)",
}


def readback(model: Model) -> str:
    """The model in words: issues, each party, rules, drafts, and what the numbers rest on."""
    return "\n".join(_model(model)) + "\n"


def conflict_readback(conflict: Conflict) -> str:
    """The conflict in words."""
    return "\n".join(_conflict(conflict)) + "\n"


def package_words(model: Model, package: Iterable[int]) -> str:
    """A package as “issue: option; issue: option”."""
    return "; ".join(
        f"{issue.name}: {issue.options[o].text}"
        for issue, o in zip(model.issues, package, strict=True)
    )


def amount_words(amount: Amount) -> str:
    """A number, or a range."""
    if amount.known:
        return shown(amount.low)
    return f"anywhere from {shown(amount.low)} to {shown(amount.high)}"


def basis_words(basis: Basis) -> str:
    """What a number rests on."""
    if basis.kind is BasisKind.STATEMENTS:
        count = len(basis.statements)
        return f"{count} statement{'s' if count > 1 else ''}"
    return str(basis.kind) + (f": {basis.note}" if basis.note else "")


def _model(model: Model) -> Iterator[str]:
    yield (
        f"{model.name or 'The negotiation'}: {len(model.issues)} issues, "
        f"{len(model.interests)} parties."
    )
    for issue in model.issues:
        yield f"- {issue.name}: {', '.join(option.text for option in issue.options)}."
    for one in model.interests:
        yield from _interests(model, one)
    for limit in dict.fromkeys(limit.words for limit in model.limits):
        yield f"Rule: {limit}."
    yield from consent_words(model)
    named_in_options = any(option.drafts for issue in model.issues for option in issue.options)
    for draft in () if named_in_options else model.drafts:
        chosen = "; ".join(_choice(model, issue, option) for issue, option in draft.choices)
        silent = len(model.issues) - len(draft.choices)
        yield f"{draft.name}: {chosen}" + (f" (silent on {silent} issues)." if silent else ".")
    for kind, omitted in groupby(sorted(model.omitted, key=lambda o: o.kind), lambda o: o.kind):
        yield from _omitted(kind, list(omitted))
    yield (
        "Values are compared on a scale from 0 (a party's worst package) to 100 (its best)."
        if model.scale is Scale.UNIT
        else "Values are compared as given: a point counts the same for every party."
    )


def consent_words(model: Model) -> list[str]:
    """Who must consent, and who cannot bind whom."""
    everyone = (Consent(tuple(one.party for one in model.interests)),)
    found = [_consent(model, rule) for rule in model.consents or everyone]
    for link in model.cannot_bind:
        outside = all(one.party != link.body for one in model.interests)
        note = ", whose consent is not modelled" if outside else ", which must consent as well"
        found.append(f"{link.party} cannot bind {link.body}{note}.")
    return found


def _omitted(kind: str, left: list[Omission]) -> Iterator[str]:
    for why, same in groupby(sorted(left, key=lambda o: o.why), lambda o: o.why):
        names = [o.name for o in same]
        told = "; ".join(names[:OMITTED]) + (" …" if len(names) > OMITTED else "")
        yield f"Not modelled ({kind}, {why}): {len(names)}: {told}."


def _interests(model: Model, one: Interests) -> Iterator[str]:
    worst = sum((min(_middles(v)) for v in one.valuations), start=Fraction(0))
    best = sum((max(_middles(v)) for v in one.valuations), start=Fraction(0))
    yield f"{one.party} (on its own scale from {shown(worst)}, worst, to {shown(best)}, best):"
    for issue, valuation in zip(model.issues, one.valuations, strict=True):
        yield from _told(issue, valuation)
    away = "; ".join(_choice(model, issue, option) for issue, option in one.walk_away)
    ground = f" ({away})" if away else ""
    rests = basis_words(one.reservation.basis)
    yield f"  walks away below {amount_words(one.reservation)}{ground} [{rests}]"
    silent = [r for r in one.red_lines if not r.certain and r.basis.kind is BasisKind.DEFAULT]
    if silent:
        yield f"  may never accept {len(silent)} options of which it says nothing"
    for line in (r for r in one.red_lines if r not in silent):
        sure = "never accepts" if line.certain else "may never accept"
        yield f"  {sure} {_choice(model, line.issue, line.option)} [{basis_words(line.basis)}]"


def _middles(valuation: Valuation) -> list[Fraction]:
    """The value of each option, at the middle of the ranges."""
    weight = valuation.weight
    return [(weight.low + weight.high) * (s.low + s.high) / 4 for s in valuation.scores]


def _told(issue: Issue, valuation: Valuation) -> Iterator[str]:
    """An issue's weight and scores; nothing where the party says nothing on it."""
    weight = valuation.weight
    known = [
        f"{option.text} {amount_words(score)}"
        for option, score in zip(issue.options, valuation.scores, strict=True)
        if score.basis.kind is not BasisKind.DEFAULT or score.known
    ]
    if not known and weight.known and weight.basis.kind is BasisKind.DEFAULT:
        return
    left = len(issue.options) - len(known)
    more = [f"unknown: {left} option{'s'[: left > 1]}"] if left else []
    bases = {s.basis for s in valuation.scores if s.basis.kind is not BasisKind.DEFAULT or s.known}
    rests = "; ".join(sorted({basis_words(basis) for basis in bases})) or "unknown"
    why = f": {weight.basis.note}" if weight.basis.note else ""
    yield (
        f"  {issue.name} (weight {amount_words(weight)}{why}): {', '.join(known + more)} [{rests}]"
    )


def _consent(model: Model, rule: Consent) -> str:
    names = ", ".join(rule.parties)
    issues = {issue.id: issue.name for issue in model.issues}
    if rule.issues:
        return f"On {', '.join(issues[i] for i in rule.issues)} nothing goes against {names}."
    if rule.needed and rule.needed < len(rule.parties):
        return f"Any {rule.needed} of these must consent: {names}."
    return f"These must consent: {names}."


def _choice(model: Model, issue_id: str, option: int) -> str:
    issue = next(issue for issue in model.issues if issue.id == issue_id)
    return f"{issue.name}: {issue.options[option].text}"


def _conflict(conflict: Conflict) -> Iterator[str]:
    yield (
        f"{conflict.name or 'The conflict'}: {len(conflict.decision_makers)} decision makers, "
        + (
            f"{len(conflict.states)} states."
            if conflict.states
            else f"{len(conflict.actions)} options."
        )
    )
    for maker in conflict.decision_makers:
        yield f"{maker.name} {_powers(conflict, maker)} [{basis_words(maker.basis)}]"
        if maker.ranking:
            best = " = ".join(maker.ranking[0])
            yield f"  ranks {sum(map(len, maker.ranking))} states, {best} first"
        elif maker.statements:
            yield "  wants, most important first: " + "; ".join(maker.statements)
        else:
            yield "  is indifferent between all states"
        if maker.cannot_see:
            yield f"  takes for impossible: {', '.join(maker.cannot_see)}"
    for belief in conflict.beliefs:
        held = "; ".join(belief.statements) or "a ranking of its own"
        yield f"{belief.who} believes that {belief.about} wants: {held}"
    if conflict.infeasible:
        note = "" if conflict.states else " (options in order; - is either)"
        yield f"Cannot occur: {', '.join(conflict.infeasible)}{note}."
    for bloc in conflict.coalitions:
        if len(bloc) > 1:
            yield f"Acting as one: {', '.join(bloc)}."
    if conflict.status_quo:
        yield f"Now: {conflict.status_quo}."


def _powers(conflict: Conflict, maker: DecisionMaker) -> str:
    if conflict.states:
        moves = "; ".join(f"{before} → {after}" for before, after in maker.moves)
        return f"can move: {moves or 'nowhere'}"
    own = [conflict.actions[b] for b in maker.actions]
    listed = ", ".join(f"{a.name}{WAYS[a.direction]}" for a in own)
    return f"decides on: {listed or 'nothing'}"
