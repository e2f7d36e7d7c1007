"""What one party's change of mind does: the model with one thing changed.

Changes are written as a person would: “Upland drops land: ceded”, “Upland reservation 30%”,
“Upland weighs land 3”, “Upland scores land: shared 8”, “Upland refuses lease: none”.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from travaux.core.errors import UsageError
from travaux.core.outcomes import Amount, Basis, BasisKind, Interests, Model, RedLine, Valuation
from travaux.outcomes.exact import exact

HELP = (
    "Write: PARTY drops ISSUE: OPTION; PARTY refuses ISSUE: OPTION; PARTY reservation NUMBER; "
    "PARTY weighs ISSUE NUMBER; PARTY scores ISSUE: OPTION NUMBER."
)
WHATIF = Basis(BasisKind.JUDGEMENT, note="what if")


def what_if(model: Model, change: str) -> Model:
    """`model` after `change`. Raises UsageError where the change cannot be read."""
    names = sorted((one.party for one in model.interests), key=len, reverse=True)
    party = next((n for n in names if change.strip().casefold().startswith(n.casefold())), None)
    if party is None:
        raise UsageError(f"“{change}” names no party of the model.", HELP)
    verb, _, rest = change.strip()[len(party) :].strip().partition(" ")
    if verb not in CHANGES:
        raise UsageError(f"“{verb}” is not a change.", HELP)
    changed = tuple(
        CHANGES[verb](model, one, rest.strip()) if one.party == party else one
        for one in model.interests
    )
    return replace(model, interests=changed)


def _drops(model: Model, one: Interests, rest: str) -> Interests:
    issue, option = _option(model, rest)
    kept = tuple(
        r for r in one.red_lines if (r.issue, r.option) != (model.issues[issue].id, option)
    )
    if len(kept) == len(one.red_lines):
        raise UsageError(f"{one.party} has no red line on “{rest}”.")
    return replace(one, red_lines=kept)


def _refuses(model: Model, one: Interests, rest: str) -> Interests:
    issue, option = _option(model, rest)
    line = RedLine(model.issues[issue].id, option, True, WHATIF)
    return replace(one, red_lines=(*one.red_lines, line))


def _reserves(model: Model, one: Interests, rest: str) -> Interests:
    value = _number(rest)
    if rest.endswith("%"):
        middle = [[_middle(v.weight) * _middle(s) for s in v.scores] for v in one.valuations]
        low = sum(map(min, middle), start=Fraction(0))
        value = low + value * (sum(map(max, middle), start=Fraction(0)) - low)
    return replace(one, reservation=Amount(value, value, WHATIF), walk_away=())


def _weighs(model: Model, one: Interests, rest: str) -> Interests:
    name, _, number = rest.rpartition(" ")
    issue, value = _issue(model, name), _number(number)
    new = replace(one.valuations[issue], weight=Amount(value, value, WHATIF))
    return _with(one, issue, new)


def _scores(model: Model, one: Interests, rest: str) -> Interests:
    name, _, number = rest.rpartition(" ")
    (issue, option), value = _option(model, name), _number(number)
    scores = list(one.valuations[issue].scores)
    scores[option] = Amount(value, value, WHATIF)
    return _with(one, issue, replace(one.valuations[issue], scores=tuple(scores)))


CHANGES: dict[str, Callable[[Model, Interests, str], Interests]] = {
    "drops": _drops,
    "refuses": _refuses,
    "reservation": _reserves,
    "weighs": _weighs,
    "scores": _scores,
}


def _with(one: Interests, issue: int, new: Valuation) -> Interests:
    changed = [*one.valuations]
    changed[issue] = new
    return replace(one, valuations=tuple(changed))


def _issue(model: Model, name: str) -> int:
    wanted = name.strip().casefold()
    for i, issue in enumerate(model.issues):
        if wanted in (issue.id.casefold(), issue.name.casefold()):
            return i
    raise UsageError(f"There is no issue “{name}”.", HELP)


def _option(model: Model, text: str) -> tuple[int, int]:
    name, _, option = text.partition(":")
    issue = _issue(model, name)
    texts = [o.text.casefold() for o in model.issues[issue].options]
    wanted = re.sub(r"\s+", " ", option).strip().casefold()
    if wanted not in texts:  # who typed it may have left out the drafts it is from
        texts = [t.rpartition(" (")[0] for t in texts]
    if texts.count(wanted) != 1:
        listed = "; ".join(o.text for o in model.issues[issue].options)
        raise UsageError(
            f"“{model.issues[issue].name}” has no option “{option.strip()}”.",
            f"Name one: {listed}.",
        )
    return issue, texts.index(wanted)


def _number(text: str) -> Fraction:
    try:
        return exact(text)
    except ValueError as fault:
        raise UsageError(f"{fault}.", HELP) from None


def _middle(amount: Amount) -> Fraction:
    return (amount.low + amount.high) / 2
