"""Models and results as JSON-ready data and as CSV text. Fractions are text ("7/3"), so that
nothing is rounded on the way."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from travaux.core.outcomes import Model
from travaux.core.plain import plain
from travaux.outcomes.analysis import Analysis
from travaux.outcomes.packages.solutions import SHOWN
from travaux.outcomes.stability.analysis import ConflictAnalysis
from travaux.outcomes.stability.concepts import Concept

MODEL_COLUMNS = (
    *("party", "issue id", "issue", "option", "score from", "to", "weight from", "to"),
    *("red line", "rests on", "statements", "note"),
)
POINTS = 5000  # frontier points exported; `frontier_size` says how many there are


def analysis_data(analysis: Analysis) -> dict[str, Any]:
    """The model and every answer."""
    verdict = analysis.verdict
    return {
        "model": plain(analysis.model),
        "scale": analysis.model.scale.value,
        "disagreement": plain(analysis.space.exact(analysis.space.reservations)),
        "verdict": plain(verdict),
        "relaxations": plain(analysis.relaxations),
        "frontier_size": len(analysis.whole.points),
        "efficient_packages": sum(analysis.whole.counts),
        "frontier": [
            {"values": plain(values), "package": list(package), "count": count}
            for values, package, count in frontier_points(analysis)
        ],
        "solutions": plain(analysis.solutions),
        "drafts": plain(analysis.drafts),
        "robustness": plain(analysis.survival),
        "robustness_any_weights": plain(analysis.weighed),
        "tornado": plain(analysis.tornado),
        "rests_on": {kind.value: count for kind, count in analysis.bases.items()},
        "too_many_efficient": analysis.too_many,
        "impossible_drafts": list(analysis.impossible),
    }


def frontier_points(analysis: Analysis) -> Iterable[tuple[Any, tuple[int, ...], int]]:
    """(values, one package, how many packages) of the first POINTS efficient points."""
    whole = analysis.whole
    for i in range(min(len(whole.points), POINTS)):
        yield analysis.space.exact(whole.points[i]), whole.packages(i, 1)[0], whole.counts[i]


def conflict_data(found: ConflictAnalysis) -> dict[str, Any]:
    """The conflict and every answer; states are numbered from 1."""
    names = found.stability.game.names
    return {
        "conflict": plain(found.conflict),
        "states": list(found.states),
        "equilibria": {c.value: _numbers(found.equilibria(c)) for c in Concept},
        "stable": {
            concept.value: {
                name: _numbers(s for s, ok in enumerate(stable.tolist()) if ok)
                for name, stable in zip(names, found.stability.stable[concept], strict=True)
            }
            for concept in Concept
        },
        "reasons": [
            {
                "state": e.state + 1,
                "decision_maker": names[e.maker],
                "concept": e.concept.value,
                "stable": e.stable,
                "reason": e.sentence,
            }
            for e in found.explained
        ],
        "roads": [
            {
                "to": road.state + 1,
                "improving": road.improving,
                "steps": [{"by": names[s.mover], "to": s.state + 1} for s in road.steps],
            }
            for road in found.roads
        ],
        "out_of_reach": _numbers(found.out_of_reach),
        "coalitions": _blocs(found),
        "possible": plain(found.possible),
        "stable_in_every_view": _numbers(found.held) if found.views else None,
    }


def analysis_tables(analysis: Analysis) -> dict[str, str]:
    """File name -> CSV: model.csv, frontier.csv, solutions.csv, trades.csv."""
    model = analysis.model
    parties = [one.party for one in model.interests]
    issues = [issue.name for issue in model.issues]
    options = [[option.text for option in issue.options] for issue in model.issues]

    def words(package: Sequence[int]) -> list[str]:
        return [options[i][o] for i, o in enumerate(package)]

    points = [
        [*map(str, values), str(count), *words(package)]
        for values, package, count in frontier_points(analysis)
    ]
    chosen = [
        [s.concept.value, str(s.objective), *map(str, s.values), str(s.count), *words(package)]
        for s in analysis.solutions
        for package in s.packages[:SHOWN]
    ]
    trades = [
        [
            report.standing.draft,
            "; ".join(f"{issues[i]}: {options[i][a]} -> {options[i][b]}" for i, a, b in t.changes),
            *map(str, t.gains),
        ]
        for report in analysis.drafts
        for t in report.trades
    ]
    return {
        "model.csv": _csv(MODEL_COLUMNS, _model_rows(model)),
        "frontier.csv": _csv([*parties, "packages", *issues], points),
        "solutions.csv": _csv(["concept", "objective", *parties, "packages", *issues], chosen),
        "trades.csv": _csv(["draft", "trade", *parties], trades),
    }


def conflict_tables(found: ConflictAnalysis) -> dict[str, str]:
    """File name -> CSV: stability.csv, one line a state and decision maker."""
    names = found.stability.game.names
    lines = [
        [
            str(s + 1),
            state,
            name,
            str(int(found.stability.game.ranks[i][s])),
            *("yes" if found.stability.stable[c][i][s] else "no" for c in Concept),
        ]
        for s, state in enumerate(found.states)
        for i, name in enumerate(names)
    ]
    return {"stability.csv": _csv(["state", "options", "decision maker", "rank", *Concept], lines)}


def _blocs(found: ConflictAnalysis) -> list[dict[str, Any]]:
    if found.bloc_stable is None:
        return []
    return [
        {
            "members": list(bloc),
            "stable": {
                concept.value: _numbers(s for s, ok in enumerate(each[b].tolist()) if ok)
                for concept, each in found.bloc_stable.items()
            },
        }
        for b, bloc in enumerate(found.blocs)
    ]


def _numbers(places: Iterable[int]) -> list[int]:
    return [s + 1 for s in places]


def _model_rows(model: Model) -> Iterable[list[str]]:
    """One line a party and option: score, weight, red line, and what they rest on."""
    for one in model.interests:
        lines = {(r.issue, r.option): r for r in one.red_lines}
        for issue, v in zip(model.issues, one.valuations, strict=True):
            for o, (option, score) in enumerate(zip(issue.options, v.scores, strict=True)):
                line = lines.get((issue.id, o))
                red = "" if line is None else "certain" if line.certain else "may not hold"
                basis = line.basis if line else score.basis
                yield [
                    *(one.party, issue.id, issue.name, option.text),
                    *map(str, (score.low, score.high, v.weight.low, v.weight.high)),
                    *(red, basis.kind.value, " ".join(basis.statements), basis.note),
                ]


def _csv(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(lines)
    return text.getvalue()
