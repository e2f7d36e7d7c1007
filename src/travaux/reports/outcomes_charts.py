"""Pictures of outcomes as SVG text: the frontier, the state graph, the tornado.

Colours are the dossier's own variables where they can be (`currentColor`), everything else is a
presentation attribute, so the pages' content policy holds; every mark carries a `<title>`, which a
browser shows on hover and a screen reader reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, pi, sin
from typing import Any

from markupsafe import Markup, escape

WIDTH, HEIGHT, EDGE = 720, 440, 56
COLOURS = ("#1f6fa8", "#b5541c", "#3f8f4f", "#8a4f9e", "#a8323e", "#6b6f12", "#0f8a86", "#5a5a5a")


def frontier_picture(page: dict[str, Any]) -> Markup:
    """Two parties: a plane with the efficient points, reservation values, drafts and solutions.
    More: one upright axis a party, a line for each point. "" where there is no point."""
    if not page["frontier"]["points"]:
        return Markup("")
    drawing = _plane(page) if len(page["parties"]) == 2 else _axes(page)
    return _svg(drawing, "Efficient packages, drafts and fair solutions")


def state_graph(page: dict[str, Any]) -> Markup:
    """States on a ring, improvements as arrows in the mover's colour; equilibria ringed."""
    states = page["states"]
    if not states:
        return Markup("")
    places = _ring([state["number"] for state in states])
    arrows = [_arrow(places, edge, page["makers"]) for edge in page["edges"] if edge["improving"]]
    nodes = [_node(state, places[state["number"]], page["status_quo"]) for state in states]
    legend = [
        _text(12, 20 + 18 * i, name, fill=_colour(i)) for i, name in enumerate(page["makers"])
    ]
    return _svg([*arrows, *nodes, *legend], "State graph", height=640)


def tornado_picture(page: dict[str, Any]) -> Markup:
    """One bar an unknown: how far it moves the smallest surplus."""
    bars = page["tornado"]
    if not bars:
        return Markup("")
    scale = _Scale([v for bar in bars for v in (bar["low"], bar["high"])] + [0.0], 330, WIDTH - 30)
    drawn = [_line(scale(0), 10, scale(0), 20 + 26 * len(bars))]
    for i, bar in enumerate(bars):
        left, right = sorted((scale(bar["low"]), scale(bar["high"])))
        title = f"{bar['words']}: from {bar['low']:.1f} to {bar['high']:.1f}"
        drawn.append(
            Markup(
                '<g><title>{}</title><rect x="{:.1f}" y="{}" width="{:.1f}" height="16" '
                'fill="{}" fill-opacity=".75"/></g>'
            ).format(title, left, 16 + 26 * i, max(1, right - left), COLOURS[0])
        )
        drawn.append(_text(6, 29 + 26 * i, _short(bar["words"], 46), size=12))
    return _svg(drawn, "What each unknown moves", height=30 + 26 * len(bars))


class _Scale:
    """Values to places: the lowest of `values` to `start`, the highest to `end`."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self.low, self.high = min(values), max(values)
        self.start, self.end = start, end

    def __call__(self, value: float) -> float:
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.5
        return self.start + share * (self.end - self.start)


def _plane(page: dict[str, Any]) -> list[Markup]:
    points = page["frontier"]["points"]
    marked = [*points, *page["marks"], {"values": page["floor"]}]
    across = _Scale([p["values"][0] for p in marked], EDGE, WIDTH - 30)
    up = _Scale([p["values"][1] for p in marked], HEIGHT - EDGE, 24)
    x, y = across(page["floor"][0]), up(page["floor"][1])
    drawn = [
        _line(EDGE, HEIGHT - EDGE, WIDTH - 20, HEIGHT - EDGE),
        _line(EDGE, HEIGHT - EDGE, EDGE, 14),
        _line(x, 14, x, HEIGHT - EDGE, dash=True),
        _line(EDGE, y, WIDTH - 20, y, dash=True),
        _text(WIDTH - 20, HEIGHT - 14, page["parties"][0], anchor="end"),
        _text(EDGE - 40, 12, page["parties"][1]),
        _text(x + 4, HEIGHT - EDGE - 6, "walks away", size=11),
    ]
    drawn += [
        _dot(across(p["values"][0]), up(p["values"][1]), _tip(page, p), "#8a929b", 3.5)
        for p in points
    ]
    last = -99.0
    for mark in sorted(_together(page["marks"]), key=lambda m: up(m["values"][1])):
        at = across(mark["values"][0]), up(mark["values"][1])
        colour = COLOURS[1] if mark["kind"] == "draft" else COLOURS[0]
        last = max(at[1] + 4, last + 15)
        drawn.append(_dot(*at, _tip(page, mark), colour, 7))
        drawn.append(_text(at[0] + 11, last, mark["label"], size=12))
    return drawn


def _together(marks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Marks at one place made one, with all their labels."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for mark in marks:
        key = (mark["kind"], *mark["values"])
        labels = [found[key]["label"]] if key in found else []
        if mark["label"] not in ", ".join(labels).split(", "):
            labels.append(mark["label"])
        found[key] = mark | {"label": ", ".join(labels)}
    return list(found.values())


def _axes(page: dict[str, Any]) -> list[Markup]:
    parties = page["parties"]
    marked = [*page["frontier"]["points"], *page["marks"], {"values": page["floor"]}]
    gap = (WIDTH - 2 * EDGE - 120) / max(1, len(parties) - 1)
    xs = [EDGE + gap * i for i in range(len(parties))]
    scales = [
        _Scale([p["values"][i] for p in marked], HEIGHT - EDGE, 40) for i in range(len(parties))
    ]

    def path(one: dict[str, Any], colour: str, width: float, faint: float) -> Markup:
        places = " ".join(
            f"{x:.1f},{scale(v):.1f}" for x, scale, v in zip(xs, scales, one["values"], strict=True)
        )
        return Markup(
            '<g><title>{}</title><polyline points="{}" fill="none" stroke="{}" '
            'stroke-width="{}" stroke-opacity="{}"/></g>'
        ).format(_tip(page, one), places, colour, width, faint)

    drawn = [path(p, "#8a929b", 1, 0.45) for p in page["frontier"]["points"]]
    drawn.append(
        path({"values": page["floor"], "label": "walking away", "words": ""}, COLOURS[4], 1.5, 1)
    )
    last = -99.0
    for mark in sorted(_together(page["marks"]), key=lambda m: scales[-1](m["values"][-1])):
        colour = COLOURS[1] if mark["kind"] == "draft" else COLOURS[0]
        drawn.append(path(mark, colour, 2.5, 0.9))
        last = max(scales[-1](mark["values"][-1]) + 4, last + 13)
        drawn.append(_text(xs[-1] + 8, last, _short(mark["label"], 30), size=11))
    for x, name in zip(xs, parties, strict=True):
        drawn += [
            _line(x, 40, x, HEIGHT - EDGE),
            _text(x, HEIGHT - EDGE + 20, _short(name, 18), anchor="middle"),
        ]
    return drawn


def _tip(page: dict[str, Any], one: dict[str, Any]) -> str:
    values = ", ".join(
        f"{name} {value:.1f}" for name, value in zip(page["parties"], one["values"], strict=True)
    )
    label = f"{one['label']} – " if one.get("label") else ""
    tied = f" ({one['count']} packages)" if one.get("count", 1) > 1 else ""
    words = one.get("words", "")
    return f"{label}{values}{tied}{': ' if words else ''}{words}"


def _ring(numbers: Sequence[int]) -> dict[int, tuple[float, float]]:
    turn = 2 * pi / len(numbers)
    return {
        n: (WIDTH / 2 + 255 * sin(turn * i), 330 - 270 * cos(turn * i))
        for i, n in enumerate(numbers)
    }


def _arrow(
    places: dict[int, tuple[float, float]], edge: dict[str, Any], makers: Sequence[str]
) -> Markup:
    (x1, y1), (x2, y2) = places[edge["from"]], places[edge["to"]]
    length = hypot(x2 - x1, y2 - y1) or 1
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    side = 4 + 3 * edge["maker"]  # movers' arrows lie next to each other
    x1, y1 = x1 + 20 * dx - side * dy, y1 + 20 * dy + side * dx
    x2, y2 = x2 - 22 * dx - side * dy, y2 - 22 * dy + side * dx
    head = (
        f"M{x2:.1f},{y2:.1f} l{-9 * dx - 4 * dy:.1f},{-9 * dy + 4 * dx:.1f} "
        f"M{x2:.1f},{y2:.1f} l{-9 * dx + 4 * dy:.1f},{-9 * dy - 4 * dx:.1f}"
    )
    title = f"{makers[edge['maker']]} prefers {edge['to']} to {edge['from']} and can move there"
    return Markup(
        '<g><title>{}</title><path d="M{:.1f},{:.1f} L{:.1f},{:.1f} {}" stroke="{}" '
        'fill="none" stroke-width="1.4" stroke-opacity=".8"/></g>'
    ).format(title, x1, y1, x2, y2, head, _colour(edge["maker"]))


def _node(state: dict[str, Any], at: tuple[float, float], status_quo: int) -> Markup:
    stable = state["equilibria"]
    now = ", the status quo" if state["number"] == status_quo else ""
    held = f"; equilibrium: {', '.join(stable)}" if stable else ""
    title = f"State {state['number']} ({state['written']}){now}: {state['words']}{held}"
    return Markup(
        '<g><title>{}</title><circle cx="{:.1f}" cy="{:.1f}" r="17" fill="{}" '
        'stroke="{}" stroke-width="{}"/><text x="{:.1f}" y="{:.1f}" font-size="13" '
        'text-anchor="middle" fill="{}">{}</text></g>'
    ).format(
        title,
        *at,
        "#2f7d4f" if stable else "#dfe3e6",
        "#b5541c" if now else "#5a626b",
        4 if now else 1,
        at[0],
        at[1] + 5,
        "#ffffff" if stable else "#1d2126",
        state["number"],
    )


def _dot(x: float, y: float, title: str, colour: str, size: float) -> Markup:
    return Markup(
        '<g><title>{}</title><circle cx="{:.1f}" cy="{:.1f}" r="{}" fill="{}"/></g>'
    ).format(title, x, y, size, colour)


def _line(x1: float, y1: float, x2: float, y2: float, dash: bool = False) -> Markup:
    dashed = Markup(' stroke-dasharray="5 4"') if dash else Markup("")
    return Markup(
        '<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="currentColor" '
        'stroke-opacity=".5"{}/>'
    ).format(x1, y1, x2, y2, dashed)


def _text(
    x: float,
    y: float,
    words: str,
    anchor: str = "start",
    size: int = 13,
    fill: str = "currentColor",
) -> Markup:
    return Markup(
        '<text x="{:.1f}" y="{:.1f}" font-size="{}" text-anchor="{}" fill="{}">{}</text>'
    ).format(x, y, size, anchor, fill, words)


def _svg(parts: Sequence[Markup], title: str, height: int = HEIGHT) -> Markup:
    return Markup(
        '<svg viewBox="0 0 {} {}" width="100%" role="img" aria-label="{}" '
        'font-family="system-ui, sans-serif">{}</svg>'
    ).format(WIDTH, height, escape(title), Markup("").join(parts))


def _colour(maker: int) -> str:
    return COLOURS[maker % len(COLOURS)]


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
