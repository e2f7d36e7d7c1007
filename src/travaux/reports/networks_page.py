"""The page of the discourse networks: who agrees with whom, coalitions, bars, polarisation.

Drawn as SVG without script; a slider (script of the page) hides weak ties. Everything that the
pictures show stands in tables too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from travaux.core.networks import Camps, Discourse, Network
from travaux.reports.indexed import shortened

WIDTH, HEIGHT, MARGIN = 900, 560, 70
CURVE_HEIGHT = 180
GROUPS = 11  # colours
MOST_TIES = 400
LABEL = 28  # characters of a name in the picture
EDGE = 140  # units from the sides within which a name is written inwards
MOST_BARS = 30


def networks_page(discourse: Discourse | None) -> dict[str, Any]:
    """The values of the page; `shown` is False where no network can be drawn."""
    title = {"title": "Networks"}
    if discourse is None or len(discourse.congruence.rows) < 2:
        return title | {"shown": False}
    heaviest = _heaviest(discourse.congruence)
    return title | {
        "shown": True,
        "width": WIDTH,
        "height": HEIGHT,
        "nodes": list(_nodes(discourse)),
        "ties": list(_ties(discourse, discourse.congruence, heaviest)),
        "heaviest": heaviest,
        "coalitions": _coalitions(discourse),
        "rows": list(_rows(discourse)),
        "bars": list(_bars(discourse)),
        "curve": _curve(discourse.over_time),
        "curve_height": CURVE_HEIGHT,
        "camps": list(discourse.over_time),
        "coded": discourse.coded,
    }


def _heaviest(network: Network) -> float:
    return max((w for line in network.weights for w in line), default=0.0)


def _spot(place: tuple[float, float]) -> tuple[float, float]:
    x, y = place
    return (
        round(MARGIN + x * (WIDTH - 2 * MARGIN), 1),
        round(MARGIN / 2 + y * (HEIGHT - MARGIN), 1),
    )


def _nodes(discourse: Discourse) -> Iterator[dict[str, Any]]:
    for name, place, group in zip(
        discourse.congruence.rows, discourse.places, discourse.coalition, strict=True
    ):
        x, y = _spot(place)
        side = "start" if x < EDGE else "end" if x > WIDTH - EDGE else "middle"
        label = shortened(name, LABEL)
        yield {"name": name, "label": label, "side": side, "x": x, "y": y, "group": group % GROUPS}


def _pairs(network: Network) -> Iterator[tuple[int, int, float]]:
    for at, line in enumerate(network.weights):
        for to, weight in enumerate(line[:at]):
            if weight:
                yield to, at, weight


def _ties(discourse: Discourse, network: Network, heaviest: float) -> Iterator[dict[str, Any]]:
    """The heaviest ties, the lightest drawn first."""
    chosen = sorted(_pairs(network), key=lambda pair: pair[2])[-MOST_TIES:]
    for one, other, weight in chosen:
        (x1, y1), (x2, y2) = _spot(discourse.places[one]), _spot(discourse.places[other])
        yield {
            "one": network.rows[one],
            "other": network.rows[other],
            "x1": x1,
            "y1": y1,
            "x2": x2,
            "y2": y2,
            "weight": round(weight, 3),
            "stroke": round(1 + 5 * weight / heaviest, 1),
            "name": f"{network.rows[one]} and {network.rows[other]}: {weight:.3g}",
        }


def _coalitions(discourse: Discourse) -> list[list[str]]:
    groups: dict[int, list[str]] = {}
    for name, group in zip(discourse.congruence.rows, discourse.coalition, strict=True):
        groups.setdefault(group, []).append(name)
    return [groups[number] for number in sorted(groups)]


def _rows(discourse: Discourse) -> Iterator[dict[str, Any]]:
    """Every pair that agrees or differs, the closest first."""
    both = {(a, b): (w, 0.0) for a, b, w in _pairs(discourse.congruence)}
    for a, b, w in _pairs(discourse.conflict):
        both[a, b] = (both.get((a, b), (0.0, 0.0))[0], w)
    names = discourse.congruence.rows
    for (a, b), (near, far) in sorted(both.items(), key=lambda item: -item[1][0]):
        yield {"one": names[a], "other": names[b], "near": f"{near:.2f}", "far": f"{far:.2f}"}


def _bars(discourse: Discourse) -> Iterator[dict[str, Any]]:
    shown = discourse.bars[:MOST_BARS]
    longest = max((b.agree + b.disagree for b in shown), default=1)
    for bar in shown:
        yield {
            "concept": bar.concept,
            "agree": bar.agree,
            "disagree": bar.disagree,
            "yes": round(200 * bar.agree / longest, 1),
            "no": round(200 * bar.disagree / longest, 1),
        }


def _curve(over_time: tuple[Camps, ...]) -> list[dict[str, Any]]:
    """The points of the curve of polarisation."""
    last = max(1, len(over_time) - 1)
    inner = WIDTH - 2 * MARGIN
    return [
        {
            "x": round(MARGIN + inner * n / last, 1),
            "y": round(CURVE_HEIGHT - 30 - camps.polarisation * (CURVE_HEIGHT - 60), 1),
            "name": f"{camps.since} to {camps.until}: {camps.polarisation:.2f}",
            "since": camps.since,
        }
        for n, camps in enumerate(over_time)
    ]
