"""What the outcome pages show, as plain data in words and plain numbers (rounded for the eye).

The pages themselves are made in `reports`, which knows nothing of how the answers were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from travaux.core.outcomes import Interests, Model, Package, Scale
from travaux.outcomes.analysis import Analysis, DraftReport
from travaux.outcomes.answers import (
    bases_words,
    blocked_zone,
    condition_words,
    headline,
    relaxation_words,
    road_words,
    unknown_words,
)
from travaux.outcomes.exact import shown
from travaux.outcomes.models.readback import amount_words, basis_words, package_words
from travaux.outcomes.packages.space import space
from travaux.outcomes.stability.analysis import ConflictAnalysis
from travaux.outcomes.stability.concepts import Concept
from travaux.outcomes.stability.paths import reachable
from travaux.outcomes.stability.reasons import described

DRAWN = 400  # frontier points in the picture, evenly picked
GRAPH = 40  # states in the state graph: the status quo, equilibria and roads first
SCALES = {
    Scale.UNIT: "Each party's values run from 0, its worst package, to 100, its best.",
    Scale.GIVEN: "Values are as the model gives them; a point counts the same for every party.",
}


def package_page(analysis: Analysis) -> dict[str, Any]:
    """What the overlap and package pages show."""
    model = analysis.model
    verdict = analysis.verdict
    zone, corner = blocked_zone(analysis)
    table = space(model, corner)
    floor = analysis.space.exact(analysis.space.reservations)
    return {
        "name": model.name,
        "headline": headline(analysis),
        "bases": bases_words(model),
        "scale": SCALES[model.scale],
        "parties": [one.party for one in model.interests],
        "issues": _issues(model),
        "walking_away": [
            {
                "party": one.party,
                "value": amount_words(one.reservation),
                "basis": basis_words(one.reservation.basis),
                "shown": shown(value),
            }
            for one, value in zip(model.interests, floor, strict=True)
        ],
        "rules": list(dict.fromkeys(limit.words for limit in model.limits)),
        "enough": [unknown_words(model, u) for u in verdict.enough],
        "blocking": [unknown_words(model, u) for u in verdict.enough_to_block],
        "blocks": [[condition_words(model, table, c) for c in block] for block in zone.blocks],
        "proved": zone.proved,
        "relaxations": [relaxation_words(model, one) for one in analysis.relaxations],
        "too_many": analysis.too_many,
        "frontier": _frontier(analysis),
        "marks": _marks(analysis),
        "floor": [float(v) for v in floor],
        "drafts": [_draft(model, report) for report in analysis.drafts],
        "impossible": list(analysis.impossible),
        "survival": [
            {
                "package": package_words(model, s.package),
                "efficient": "?" if s.efficient is None else f"{_percent(s.efficient)}%",
                "in_zone": _percent(s.in_zone),
                "acceptable": [_percent(a) for a in s.acceptable],
            }
            for s in analysis.survival
        ],
        "weighed": [
            {
                "package": package_words(model, s.package),
                "efficient": "?" if s.efficient is None else f"{_percent(s.efficient)}%",
                "in_zone": _percent(s.in_zone),
                "acceptable": [_percent(a) for a in s.acceptable],
            }
            for s in analysis.weighed
        ],
        "tornado": [
            {
                "words": unknown_words(model, bar.unknown),
                "low": float(bar.at_worst),
                "high": float(bar.at_best),
            }
            for bar in analysis.tornado[:20]
        ],
    }


def linked(page: dict[str, Any], places: Mapping[str, str]) -> dict[str, Any]:
    """`page` with links to the statements that its numbers rest on. places: id -> address."""
    for issue in page["issues"]:
        for option in issue["options"]:
            for cell in option["cells"]:
                cell["links"] = [places[s] for s in cell["statements"] if s in places]
    return page


def conflict_page(found: ConflictAnalysis) -> dict[str, Any]:
    """What the stability page shows; states are numbered from 1."""
    names = found.stability.game.names
    kept = _graphed(found)
    return {
        "name": found.conflict.name,
        "makers": list(names),
        "count": len(found.states),
        "equilibria": [
            {"concept": c.value, "states": [s + 1 for s in found.equilibria(c)]} for c in Concept
        ],
        "states": [_state(found, s) for s in kept],
        "edges": _edges(found, kept),
        "status_quo": found.status_quo + 1,
        "roads": [road_words(found, road) for road in found.roads],
        "out_of_reach": [s + 1 for s in found.out_of_reach],
        "reasons": [
            {
                "state": e.state + 1,
                "maker": names[e.maker],
                "concept": e.concept.value,
                "stable": e.stable,
                "why": e.sentence,
            }
            for e in found.explained
        ],
        "coalitions": [", ".join(bloc) for bloc in found.blocs if len(bloc) > 1],
        "in_every_view": [s + 1 for s in found.held],
        "misperceived": bool(found.views),
    }


def _issues(model: Model) -> list[dict[str, Any]]:
    return [
        {
            "name": issue.name,
            "options": [
                {"text": option.text, "cells": [_cell(one, i, o) for one in model.interests]}
                for o, option in enumerate(issue.options)
            ],
        }
        for i, issue in enumerate(model.issues)
    ]


def _cell(one: Interests, issue: int, option: int) -> dict[str, Any]:
    valuation = one.valuations[issue]
    score = valuation.scores[option]
    lines = [r for r in one.red_lines if (r.issue, r.option) == (valuation.issue, option)]
    ends = [s.low for s in valuation.scores], [s.high for s in valuation.scores]
    span = max(ends[1]) - min(ends[0])
    middle = (score.low + score.high) / 2 - min(ends[0])
    return {
        "value": amount_words(score),
        "share": float(middle / span) if span and score.known else None,
        "red": "red line" if any(r.certain for r in lines) else "red line?" if lines else "",
        "basis": basis_words(lines[0].basis if lines else score.basis),
        "statements": list((lines[0].basis if lines else score.basis).statements),
        "links": [],
    }


def _frontier(analysis: Analysis) -> dict[str, Any]:
    whole = analysis.whole
    step = max(1, -(-len(whole.points) // DRAWN))
    places = range(0, len(whole.points), step)
    return {
        "size": len(whole.points),
        "packages": sum(whole.counts),
        "of": analysis.space.size,
        "points": [
            {
                "values": _floats(analysis.space.exact(whole.points[i])),
                "count": whole.counts[i],
                "words": package_words(analysis.model, whole.packages(i, 1)[0]),
            }
            for i in places
        ],
    }


def _marks(analysis: Analysis) -> list[dict[str, Any]]:
    def mark(kind: str, label: str, values: Iterable[Fraction], package: Package) -> dict[str, Any]:
        words = package_words(analysis.model, package)
        return {"kind": kind, "label": label, "values": _floats(values), "words": words}

    drafts = [
        mark("draft", d.standing.draft, d.standing.values, d.standing.package)
        for d in analysis.drafts
    ]
    return drafts + [
        mark("solution", s.concept.value, s.values, s.packages[0]) for s in analysis.solutions[:12]
    ]


def _draft(model: Model, report: DraftReport) -> dict[str, Any]:
    stands = report.standing
    return {
        "name": stands.draft,
        "package": package_words(model, stands.package),
        "silent": [model.issues[i].name for i in stands.silent],
        "values": [shown(v) for v in stands.values],
        "efficient": stands.efficient,
        "gap": shown(stands.gap),
        "better": package_words(model, stands.better),
        "better_values": [shown(v) for v in stands.better_values],
        "trades": [
            {
                "changes": [
                    {
                        "issue": model.issues[i].name,
                        "before": model.issues[i].options[a].text,
                        "after": model.issues[i].options[b].text,
                    }
                    for i, a, b in trade.changes
                ],
                "gains": [shown(g) for g in trade.gains],
            }
            for trade in report.trades
        ],
        "compromises": [
            {
                "changes": c.changes,
                "package": package_words(model, c.package),
                "values": [shown(v) for v in c.values],
                "share": _percent(c.share),
            }
            for c in report.compromises
        ],
    }


def _graphed(found: ConflictAnalysis) -> list[int]:
    """The states that are drawn, rising."""
    first = [found.status_quo] if found.status_quo >= 0 else []
    roads = [step.state for road in found.roads for step in road.steps]
    stable = [s for concept in reversed(Concept) for s in found.equilibria(concept)]
    rest = range(len(found.states)) if len(found.states) <= GRAPH else ()
    return sorted(list(dict.fromkeys([*first, *stable, *roads, *rest]))[:GRAPH])


def _state(found: ConflictAnalysis, state: int) -> dict[str, Any]:
    code = int(found.stability.game.codes[state])
    return {
        "number": state + 1,
        "written": found.states[state],
        "words": described(found.conflict, code),
        "equilibria": [c.value for c in Concept if state in found.equilibria(c)],
    }


def _edges(found: ConflictAnalysis, kept: list[int]) -> list[dict[str, Any]]:
    ready = found.stability.game
    shown_states = set(kept)
    return [
        {
            "from": s + 1,
            "to": t + 1,
            "maker": i,
            "improving": bool(ready.ranks[i][t] > ready.ranks[i][s]),
        }
        for s in kept
        for i in range(len(ready.names))
        for t in reachable(found.conflict, ready, i, s)
        if t in shown_states
    ]


def _floats(values: Iterable[Fraction]) -> list[float]:
    return [round(float(v), 4) for v in values]


def _percent(share: Fraction) -> int:
    return round(100 * share)
