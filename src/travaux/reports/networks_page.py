"""The page of the discourse networks: who agrees with whom, coalitions, bars, polarisation.

Drawn as SVG without script; a slider (script of the page) hides weak ties. Everything that the
pictures show stands in tables too.

Where the parties stand comes from the layout of the network. A dense middle would be drawn as one
blot there, its names on top of each other. So each party has a line of its own, in the order of
height that the layout gave, and stands half where it was, half where its rank from left to right
puts it: who was near is near, and every name can be read. Who is tied to nobody is named below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from travaux.core.networks import Camps, Discourse, Network
from travaux.reports.indexed import shortened

WIDTH, MARGIN = 900, 60
LINE, LEAST = 25, 420  # of the picture's height: for one party, and in all
CURVE_HEIGHT = 180
GROUPS = 11  # colours
MOST_TIES = 400
LABEL = 28  # characters of a name in the picture
EDGE = 240  # units from the right within which a name is written to the left of its mark
MOST_BARS = 30


def networks_page(discourse: Discourse | None) -> dict[str, Any]:
    """The values of the page; `shown` is False where no network can be drawn."""
    title = {"title": "Networks"}
    if discourse is None or len(discourse.congruence.rows) < 2:
        return title | {"shown": False}
    heaviest = _heaviest(discourse.congruence)
    spots = _spots(discourse)
    names = discourse.congruence.rows
    return title | {
        "shown": True,
        "width": WIDTH,
        "height": _height(len(spots)),
        "nodes": list(_nodes(discourse, spots)),
        "ties": list(_ties(discourse.congruence, spots, heaviest)),
        "alone": [name for at, name in enumerate(names) if at not in spots],
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


Spots = Mapping[int, tuple[float, float]]


def _spots(discourse: Discourse) -> Spots:
    """Where each party that is tied to another stands: number of its row -> x, y."""
    places = discourse.places
    tied = sorted({at for one, other, _ in _pairs(discourse.congruence) for at in (one, other)})
    across = _ranks(tied, lambda at: (places[at][0], at))
    down = _ranks(tied, lambda at: (places[at][1], at))
    share = 1 / max(1, len(tied) - 1)
    inner = WIDTH - 2 * MARGIN
    line = _height(len(tied)) / (len(tied) + 1)
    return {
        at: (
            round(MARGIN + inner * (places[at][0] + across[at] * share) / 2, 1),
            round(line * (down[at] + 1), 1),
        )
        for at in tied
    }


def _height(parties: int) -> int:
    return max(LEAST, LINE * (parties + 1))


def _ranks(items: list[int], key: Callable[[int], Any]) -> dict[int, int]:
    return {item: rank for rank, item in enumerate(sorted(items, key=key))}


def _nodes(discourse: Discourse, spots: Spots) -> Iterator[dict[str, Any]]:
    for at, (x, y) in spots.items():
        name = discourse.congruence.rows[at]
        left = x > WIDTH - EDGE
        yield {
            "name": name,
            "label": shortened(name, LABEL),
            "side": "end" if left else "start",
            "text_x": round(x - 14 if left else x + 14, 1),
            "x": x,
            "y": y,
            "group": discourse.coalition[at] % GROUPS,
        }


def _pairs(network: Network) -> Iterator[tuple[int, int, float]]:
    for at, line in enumerate(network.weights):
        for to, weight in enumerate(line[:at]):
            if weight:
                yield to, at, weight


def _ties(network: Network, spots: Spots, heaviest: float) -> Iterator[dict[str, Any]]:
    """The heaviest ties, the lightest drawn first."""
    chosen = sorted(_pairs(network), key=lambda pair: pair[2])[-MOST_TIES:]
    for one, other, weight in chosen:
        (x1, y1), (x2, y2) = spots[one], spots[other]
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
