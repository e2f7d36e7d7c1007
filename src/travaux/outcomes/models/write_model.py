"""A model or conflict -> talks.model.yaml text that reads back as the same.

Each number carries what it rests on: `statements` (ids), `note`, and `rests_on` where these do not
tell. What an issue's option is from (drafts, parties, places in documents) is not written: the
file is the analyst's, the record keeps the sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import yaml

from travaux.core.errors import UsageError
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
    Limit,
    Model,
    Valuation,
)
from travaux.outcomes.models.amounts import RESTS_ON

WIDTH = 110
HEAD = """\
# What is negotiated, and what each side makes of it. Correct it, then: travaux outcomes THIS-FILE
# A score from 0 (rejected) to 1 (wanted); a range where it is not known. `statements` are ids of
# the record; `rests_on: default` marks what nobody said: the first to look at.
"""
Ranking = tuple[tuple[str, ...], ...]
KINDS = {kind: name for name, kind in RESTS_ON.items()}


class Lines(list[Any]):
    """A list that is written one item a line."""


class Dumper(yaml.SafeDumper):
    """Writes `Lines` in block style, and text with line breaks (NEL among them) in quotes."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if len(text.splitlines()) > 1 or text != text.strip() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


Dumper.add_representer(str, _text)
Dumper.add_representer(
    Lines, lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items, False)
)


def written_model(
    model: Model | None, conflict: Conflict | None = None, quotes: Mapping[str, str] | None = None
) -> str:
    """The text of a model file. quotes: statement id -> who said what, added as comments."""
    data = _model(model) if model else {}
    data |= {"conflict": _conflict(conflict)} if conflict else {}
    body = yaml.dump(
        data,
        Dumper=Dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=None,
        width=WIDTH,
    )
    return HEAD + body + _quoted(model, quotes or {})


def _quoted(model: Model | None, quotes: Mapping[str, str]) -> str:
    """Comments with the words of every statement the model rests on."""
    used = {s for basis in (_bases(model) if model else ()) for s in basis.statements}
    lines = [f"# {s}: {' '.join(quotes[s].split())}\n" for s in sorted(used) if s in quotes]
    return "\n# The statements:\n" + "".join(lines) if lines else ""


def _bases(model: Model) -> Iterable[Basis]:
    for one in model.interests:
        yield one.reservation.basis
        yield from (line.basis for line in one.red_lines)
        for v in one.valuations:
            yield v.weight.basis
            yield from (score.basis for score in v.scores)


def _model(model: Model) -> dict[str, Any]:
    by_id = {issue.id: issue for issue in model.issues}
    found: dict[str, Any] = {
        "name": model.name,
        "scale": model.scale.value,
        "issues": [_issue(issue) for issue in model.issues],
        "parties": [_party(one, by_id) for one in model.interests],
        "limits": [_limit(limit, by_id) for limit in model.limits],
        "consents": [_consent(rule) for rule in model.consents],
        "cannot_bind": [
            {"party": c.party, "body": c.body} | _told("basis", c.basis) for c in model.cannot_bind
        ],
        "drafts": [{"name": d.name, "choices": _choices(d.choices, by_id)} for d in model.drafts],
        "omitted": [{"kind": o.kind, "name": o.name, "why": o.why} for o in model.omitted],
    }
    return {key: value for key, value in found.items() if value != []}


def _issue(issue: Issue) -> dict[str, Any]:
    found: dict[str, Any] = {"id": issue.id, "name": issue.name}
    if issue.provisions:
        found["provisions"] = list(issue.provisions)
    return found | {"options": Lines(option.text for option in issue.options)}


def _party(one: Interests, by_id: Mapping[str, Issue]) -> dict[str, Any]:
    away: dict[str, Any] = {"reservation": _amount(one.reservation)}
    if one.walk_away:
        away = {"walk_away": _choices(one.walk_away, by_id)}
    lines = [
        {"issue": line.issue, "option": by_id[line.issue].options[line.option].text}
        | ({} if line.certain else {"certain": False})
        | _told("basis", line.basis)
        for line in one.red_lines
    ]
    values = {v.issue: _valuation(v, by_id[v.issue]) for v in one.valuations}
    found = {"name": one.party} | away | {"values": values}
    return found | ({"red_lines": lines} if lines else {})


def _valuation(v: Valuation, issue: Issue) -> dict[str, Any]:
    scores = zip(issue.options, v.scores, strict=True)
    return {
        "weight": _amount(v.weight),
        "scores": {option.text: _amount(score) for option, score in scores},
    }


def _amount(amount: Amount) -> Any:
    low, high = _number(amount.low), _number(amount.high)
    value = low if amount.known else [low, high]
    rests = _rests(amount.basis)
    return {"value": value} | rests if rests else value


def _rests(basis: Basis) -> dict[str, Any]:
    """What the file must say for `amounts.basis` to read the same."""
    told: dict[str, Any] = {}
    if basis.statements:
        told["statements"] = list(basis.statements)
    if basis.note:
        told["note"] = basis.note
    if basis.kind is not (BasisKind.STATEMENTS if basis.statements else BasisKind.JUDGEMENT):
        told["rests_on"] = KINDS[basis.kind]
    return told


def _told(key: str, basis: Basis) -> dict[str, Any]:
    rests = _rests(basis)
    return {key: rests} if rests else {}


def _number(number: Fraction) -> int | str:
    return number.numerator if number.denominator == 1 else str(number)


def _choices(pairs: Iterable[tuple[str, int]], by_id: Mapping[str, Issue]) -> dict[str, str]:
    return {issue: by_id[issue].options[option].text for issue, option in pairs}


def _limit(limit: Limit, by_id: Mapping[str, Issue]) -> dict[str, Any]:
    """Any limit as a budget: the sum of its costs is at most its bound."""
    costs: dict[str, dict[str, Any]] = {}
    for term in limit.terms:
        option = by_id[term.issue].options[term.option].text
        costs.setdefault(term.issue, {})[option] = _number(term.amount)
    return {"words": limit.words, "budget": _number(limit.bound), "costs": costs} | _told(
        "basis", limit.basis
    )


def _consent(rule: Consent) -> dict[str, Any]:
    names: dict[str, Any] = {"all": list(rule.parties)}
    if rule.issues:
        names = {"veto": list(rule.parties), "issues": list(rule.issues)}
    elif rule.needed:
        names = {"any": rule.needed, "of": list(rule.parties)}
    return names | _told("basis", rule.basis)


def _grouped(conflict: Conflict) -> Conflict:
    """The same conflict with its options in the order of their decision makers, as a file has them.

    Raises UsageError where an option belongs to nobody, or to several.
    """
    order = [b for maker in conflict.decision_makers for b in maker.actions]
    if sorted(order) != list(range(len(conflict.actions))):
        raise UsageError("An option belongs to no decision maker, or to several.")

    def turned(text: str) -> str:
        return "".join(text[b] for b in order) if len(text) == len(order) else text

    def ranked(ranking: Ranking) -> Ranking:
        return tuple(tuple(map(turned, tied)) for tied in ranking)

    return replace(
        conflict,
        actions=tuple(conflict.actions[b] for b in order),
        decision_makers=tuple(
            replace(
                m,
                actions=tuple(order.index(b) for b in m.actions),
                ranking=ranked(m.ranking),
                alternatives=tuple(map(ranked, m.alternatives)),
                cannot_see=tuple(map(turned, m.cannot_see)),
            )
            for m in conflict.decision_makers
        ),
        infeasible=tuple(map(turned, conflict.infeasible)),
        status_quo=turned(conflict.status_quo),
        beliefs=tuple(replace(b, ranking=ranked(b.ranking)) for b in conflict.beliefs),
    )


def _conflict(given: Conflict) -> dict[str, Any]:
    conflict = given if given.states else _grouped(given)
    found: dict[str, Any] = {
        "name": conflict.name,
        "states": list(conflict.states),
        "decision_makers": [_maker(maker, conflict) for maker in conflict.decision_makers],
        "infeasible": list(conflict.infeasible),
        "status_quo": conflict.status_quo,
        "coalitions": [list(bloc) for bloc in conflict.coalitions],
        "beliefs": [
            {"who": b.who, "about": b.about, "statements": list(b.statements)} if b.statements
            else {"who": b.who, "about": b.about, "ranking": [list(t) for t in b.ranking]}
            for b in conflict.beliefs
        ],
    }  # fmt: skip
    return {key: value for key, value in found.items() if value or key == "decision_makers"}


def _maker(maker: DecisionMaker, conflict: Conflict) -> dict[str, Any]:
    actions = [conflict.actions[b] for b in maker.actions]
    found: dict[str, Any] = {
        "name": maker.name,
        "options": [
            a.name if a.direction is Direction.BOTH
            else {"name": a.name, "direction": a.direction.value}
            for a in actions
        ],
        "moves": [list(pair) for pair in maker.moves],
        "ranking": [list(tied) for tied in maker.ranking],
        "statements": list(maker.statements),
        "alternatives": [[list(tied) for tied in one] for one in maker.alternatives],
        "cannot_see": list(maker.cannot_see),
    }  # fmt: skip
    needed = "moves" if conflict.states else "options"
    kept = {key: value for key, value in found.items() if value or key in ("name", needed)}
    return kept | _told("basis", maker.basis)
