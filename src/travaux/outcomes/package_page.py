"""What the packages page shows, as plain data in words and plain numbers (rounded for the eye)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from travaux.core.outcomes import Model, Package
from travaux.outcomes.analysis import Analysis, DraftReport
from travaux.outcomes.exact import shown
from travaux.outcomes.packages.robustness import Survival
from travaux.outcomes.phrases import changes, unknown_words

DRAWN = 400  # frontier points in the picture, evenly picked
TOLD = 4_000  # options told in all of them together: fewer points where there are many issues


def packages_part(analysis: Analysis) -> dict[str, Any]:
    """Frontier, marks, drafts, robustness."""
    model = analysis.model
    named = {s.packages[0]: str(s.concept) for s in reversed(analysis.solutions)}
    named |= {d.standing.package: d.standing.draft for d in reversed(analysis.drafts)}
    return {
        "too_many": analysis.too_many,
        "frontier": _frontier(analysis),
        "marks": _marks(analysis),
        "drafts": [_draft(model, report) for report in analysis.drafts],
        "impossible": list(analysis.impossible),
        "survival": [_survived(s, named) for s in analysis.survival],
        "weighed": [_survived(s, named) for s in analysis.weighed],
        "tornado": [
            {
                "words": unknown_words(model, bar.unknown),
                "low": float(bar.at_worst),
                "high": float(bar.at_best),
            }
            for bar in analysis.tornado[:20]
        ],
    }


def _survived(s: Survival, named: dict[Package, str]) -> dict[str, Any]:
    return {
        "package": named.get(s.package, "a package"),
        "efficient": "?" if s.efficient is None else f"{_percent(s.efficient)}%",
        "in_zone": _percent(s.in_zone),
        "acceptable": [_percent(a) for a in s.acceptable],
    }


def listed(model: Model, package: Package) -> list[dict[str, str]]:
    """A package, issue by issue."""
    return [
        {"issue": issue.name, "option": issue.options[o].text}
        for issue, o in zip(model.issues, package, strict=True)
    ]


def _changed(model: Model, before: Package, after: Package) -> list[dict[str, str]]:
    return [
        {
            "issue": model.issues[i].name,
            "before": model.issues[i].options[a].text,
            "after": model.issues[i].options[b].text,
        }
        for i, a, b in changes(before, after)
    ]


def _frontier(analysis: Analysis) -> dict[str, Any]:
    whole, model = analysis.whole, analysis.model
    most = min(DRAWN, max(20, TOLD // max(1, len(model.issues))))
    step = max(1, -(-len(whole.points) // most))
    places = range(0, len(whole.points), step)
    return {
        "size": len(whole.points),
        "packages": sum(whole.counts),
        "of": analysis.space.size,
        "points": [
            {
                "values": _floats(analysis.space.exact(whole.points[i])),
                "count": whole.counts[i],
                "choices": listed(model, whole.packages(i, 1)[0]),
            }
            for i in places
        ],
    }


def _marks(analysis: Analysis) -> list[dict[str, Any]]:
    model = analysis.model

    def mark(kind: str, label: str, values: Iterable[Fraction], package: Package) -> dict[str, Any]:
        choices = listed(model, package)
        return {"kind": kind, "label": label, "values": _floats(values), "choices": choices}

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
        "choices": listed(model, stands.package),
        "silent": [model.issues[i].name for i in stands.silent],
        "values": [shown(v) for v in stands.values],
        "efficient": stands.efficient,
        "gap": shown(stands.gap),
        "better": _changed(model, stands.package, stands.better),
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
                "most": c.changes,
                "changes": _changed(model, stands.package, c.package),
                "values": [shown(v) for v in c.values],
                "share": _percent(c.share),
            }
            for c in report.compromises
            if c.package != stands.package
        ],
    }


def _floats(values: Iterable[Fraction]) -> list[float]:
    return [round(float(v), 4) for v in values]


def _percent(share: Fraction) -> int:
    return round(100 * share)
