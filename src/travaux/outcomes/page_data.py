"""What the overlap page shows, as plain data in words, with the packages page's part beside it.

The pages themselves are made in `reports`, which knows nothing of how the answers were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from travaux.core.outcomes import (
    Amount,
    BasisKind,
    Interests,
    Model,
    Omission,
    RedLine,
    Scale,
)
from travaux.outcomes.analysis import Analysis, bases_apart, blocked_zone
from travaux.outcomes.answers import RESTS, TURNED, bases_words, headline
from travaux.outcomes.exact import shown
from travaux.outcomes.models.acceptance import INFERRED
from travaux.outcomes.models.readback import amount_words, basis_words, consent_words
from travaux.outcomes.models.write_model import KINDS
from travaux.outcomes.package_page import listed, packages_part
from travaux.outcomes.packages.space import space
from travaux.outcomes.packages.unknowns import Sureness
from travaux.outcomes.phrases import KINDS as KINDS_OF_RELAXATION
from travaux.outcomes.phrases import (
    Group,
    conditions_grouped,
    relaxation_grouped,
    unknowns_grouped,
)

SCALES = {
    Scale.UNIT: "Each party's values run from 0, its worst package, to 100, its best.",
    Scale.GIVEN: "Values are as the model gives them; a point counts the same for every party.",
}
REFUSALS = {"✕", "−", "~", "?"}  # signs of what is, or may be, a red line
STATES = {
    "open": "",
    "depends": "depends on what is not known",
    "blocked": "every option is refused by someone",
}
TAGS = {
    Sureness.YES: "support",
    Sureness.DEPENDS: "conditional",
    Sureness.NO: "oppose",
    Sureness.UNDECIDED: "warn",
}


def package_page(analysis: Analysis) -> dict[str, Any]:
    """What the overlap and package pages show."""
    model, verdict = analysis.model, analysis.verdict
    zone, corner = blocked_zone(analysis)
    table = space(model, corner)
    found = verdict.worst.package or verdict.best.package
    values, _ = bases_apart(model)
    return {
        "name": model.name,
        "headline": headline(analysis),
        "sureness": verdict.sureness.value,
        "tag": TAGS[verdict.sureness],
        "package": listed(model, found) if found else [],
        "bases": bases_words(model),
        "thin": 2 * values[BasisKind.DEFAULT] > values.total(),
        "rests": [
            {
                "kind": f"r-{KINDS[kind]}",
                "words": RESTS[kind],
                "count": values[kind],
                "share": values[kind] / values.total(),
            }
            for kind in BasisKind
            if values[kind]
        ],
        "scale": SCALES[model.scale],
        "parties": [one.party for one in model.interests],
        "issues": _issues(model),
        "walking_away": _walking_away(analysis),
        "rules": list(dict.fromkeys(limit.words for limit in model.limits)),
        "consents": consent_words(model),
        "enough": _groups(unknowns_grouped(model, verdict.enough)),
        "blocking": _groups(unknowns_grouped(model, verdict.enough_to_block)),
        "blocks": [_groups(conditions_grouped(model, table, block)) for block in zone.blocks],
        "proved": zone.proved,
        "relaxations": [
            {
                "kind": KINDS_OF_RELAXATION[one.kind],
                "groups": _groups(relaxation_grouped(model, one)),
                "best": one.best,
            }
            for one in analysis.relaxations
        ],
        "turns": [
            _groups(conditions_grouped(model, table, [turn.given_up]))[0]
            | {"then": TURNED[turn.then], "tag": TAGS[turn.then]}
            for turn in analysis.turns
            if turn.then is not verdict.sureness
        ],
        "unturned": sum(turn.then is verdict.sureness for turn in analysis.turns),
        "still": TURNED[verdict.sureness],
        "stressed": _stressed(model),
        "omitted": _omitted(model.omitted),
        "floor": [float(v) for v in analysis.space.exact(analysis.space.reservations)],
    } | packages_part(analysis)


def _groups(groups: Iterable[Group]) -> list[dict[str, Any]]:
    return [{"issue": group.issue, "parts": list(group.parts)} for group in groups]


def _walking_away(analysis: Analysis) -> list[dict[str, str]]:
    floor = analysis.space.exact(analysis.space.reservations)
    return [
        {
            "party": one.party,
            "value": amount_words(one.reservation),
            "basis": basis_words(one.reservation.basis),
            "shown": shown(value),
        }
        for one, value in zip(analysis.model.interests, floor, strict=True)
    ]


def _stressed(model: Model) -> list[dict[str, str]]:
    """The issues that weigh, or may weigh, more with a party than others, and why."""
    names = {issue.id: issue.name for issue in model.issues}
    return [
        {
            "party": one.party,
            "issue": names[v.issue],
            "weight": amount_words(v.weight),
            "why": v.weight.basis.note or basis_words(v.weight.basis),
        }
        for one in model.interests
        for v in sorted(one.valuations, key=lambda v: (-v.weight.high, names[v.issue]))
        if v.weight.basis.kind is not BasisKind.DEFAULT and not v.weight.known
    ]


def _omitted(omitted: Iterable[Omission]) -> list[dict[str, Any]]:
    """What is not modelled, by kind and reason."""
    ordered = sorted(omitted, key=lambda o: (o.kind, o.why))
    return [
        {"kind": kind, "why": why, "names": [o.name for o in same]}
        for (kind, why), same in groupby(ordered, lambda o: (o.kind, o.why))
    ]


def linked(page: dict[str, Any], places: Mapping[str, str]) -> dict[str, Any]:
    """`page` with links to the statements that its numbers rest on. places: id -> address."""
    for issue in page["issues"]:
        for option in issue["options"]:
            for cell in option["cells"]:
                cell["links"] = [places[s] for s in cell["statements"] if s in places]
    return page


def _issues(model: Model) -> list[dict[str, Any]]:
    needed = {party for rule in model.consents for party in rule.parties}
    return [_issue(model, i, needed) for i in range(len(model.issues))]


def _issue(model: Model, i: int, needed: set[str]) -> dict[str, Any]:
    """One issue. state: whether all whose consent is needed accept some option, whether none is
    left, or whether it depends; about: what the page filters by."""
    issue = model.issues[i]
    cells = [[_cell(one, i, o) for one in model.interests] for o in range(len(issue.options))]
    counted = [k for k, one in enumerate(model.interests) if not needed or one.party in needed]
    lines = [{row[k]["sign"] for k in counted} for row in cells]
    taken = next((o for o, signs in enumerate(lines) if signs == {"+"}), None)
    state = "depends" if any("✕" not in signs for signs in lines) else "blocked"
    if any(not signs & REFUSALS for signs in lines):
        state = "open"
    words = STATES[state]
    if state == "depends":
        words = _doubted(model, [[row[k]["sign"] for k in counted] for row in cells], i, counted)
    if taken is not None:
        state, words = "accepted", f"all accept “{issue.options[taken].text}”"
    stated = any(cell["statements"] for row in cells for cell in row)
    return {
        "name": issue.name,
        "options": [
            {"text": option.text, "cells": row}
            for option, row in zip(issue.options, cells, strict=True)
        ],
        "state": state,
        "words": words,
        "about": f"{state}|stated" if stated else state,
    }


def _doubted(
    model: Model, signs: Sequence[Sequence[str]], issue: int, counted: Sequence[int]
) -> str:
    """What an issue on which nothing is settled hangs on: the option that fewest refuse, who does,
    and who says nothing on it."""
    names = [model.interests[k].party for k in counted]

    def refusing(row: Sequence[str], marks: str) -> list[str]:
        return [name for name, sign in zip(names, row, strict=True) if sign and sign in marks]

    best = min(signs, key=lambda row: (len(refusing(row, "✕−")), len(refusing(row, "~?"))))
    option = model.issues[issue].options[list(signs).index(best)].text
    told = [
        f"{verb} {', '.join(who)}"
        for verb, who in (
            ("refused by", refusing(best, "✕−")),
            ("on a condition of", refusing(best, "~")),
            ("nothing said by", refusing(best, "?")),
        )
        if who
    ]
    return f"nearest: “{option}”, {'; '.join(told)}"


def _cell(one: Interests, issue: int, option: int) -> dict[str, Any]:
    """One party on one option. kind: the class of the cell; sign and words: its attitude; value:
    the score where it says more than the attitude."""
    valuation = one.valuations[issue]
    score = valuation.scores[option]
    lines = [r for r in one.red_lines if (r.issue, r.option) == (valuation.issue, option)]
    low = min(s.low for s in valuation.scores)
    span = max(s.high for s in valuation.scores) - low
    kind, sign, words = _attitude(score, lines)
    basis = lines[0].basis if lines else score.basis
    plain = score.known or score.basis.kind is BasisKind.JUDGEMENT
    return {
        "kind": kind,
        "sign": sign,
        "words": words,
        "value": amount_words(score) if plain else "",
        "range": amount_words(score),
        "share": float((score.low - low) / span) if span and score.known else None,
        "basis": basis_words(basis),
        "note": basis.note,
        "statements": list(basis.statements),
        "links": [],
    }


def _attitude(score: Amount, lines: list[RedLine]) -> tuple[str, str, str]:
    """(class, sign, words) of a party towards an option."""
    if any(line.certain for line in lines):
        return "oppose", "✕", "red line"
    if lines and lines[0].basis.kind is BasisKind.DEFAULT:
        return "", "?", "says nothing"
    if lines and lines[0].basis.note.startswith(INFERRED):
        return "oppose", "−", "opposed, inferred"
    if lines and lines[0].basis.note:
        return "conditional", "~", "on a condition"
    if lines:
        return "oppose", "−", "opposed; red line?"
    if score.basis.note.startswith(INFERRED):
        return "support", "+", "accepts, inferred"
    if score.basis.kind in (BasisKind.STATEMENTS, BasisKind.DRAFTS) and not score.known:
        return "support", "+", "accepts" if score.basis.statements else "its own draft"
    return "", "", ""
