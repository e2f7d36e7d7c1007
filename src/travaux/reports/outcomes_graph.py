"""The state graph of a conflict as SVG text: states on a ring, moves as arrows."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, pi, sin
from typing import Any

from markupsafe import Markup

from travaux.reports.outcomes_charts import WIDTH, colour, short, svg, text


def state_graph(page: dict[str, Any]) -> Markup:
    """States on a ring, improvements as arrows in the mover's colour; equilibria ringed."""
    states = page["states"]
    if not states:
        return Markup("")
    places = _ring([state["number"] for state in states])
    arrows = [_arrow(places, edge, page["makers"]) for edge in page["edges"]]
    nodes = [_node(state, places[state["number"]], page["status_quo"]) for state in states]
    return svg([*arrows, *nodes], "State graph", height=640)


def maker_colours(makers: Sequence[str]) -> list[Markup]:
    """A swatch of each decision maker's arrows."""
    return [
        Markup(
            '<svg class="key" viewBox="0 0 12 12"><rect width="12" height="12" fill="{}"/></svg>'
        ).format(colour(i))
        for i in range(len(makers))
    ]


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
    maker = makers[edge["maker"]]
    gain, kind = "prefers" if edge["improving"] else "does not prefer", ""
    if not edge["improving"]:
        kind = " loss"
    title = f"{maker} can move from {edge['from']} to {edge['to']}, which it {gain}"
    return Markup(
        '<g class="arrow m{}{}" data-from="{}" data-to="{}"><title>{}</title>'
        '<path d="M{:.1f},{:.1f} L{:.1f},{:.1f} {}" stroke="{}"/></g>'
    ).format(
        edge["maker"], kind, edge["from"], edge["to"], title, x1, y1, x2, y2, head,
        colour(edge["maker"]),
    )  # fmt: skip


def _node(state: dict[str, Any], at: tuple[float, float], status_quo: int) -> Markup:
    stable = state["equilibria"]
    now = state["number"] == status_quo
    title = f"State {state['number']} ({state['written']}){', the status quo' if now else ''}"
    held = f"Holds under {', '.join(stable)}" if stable else "Holds under no concept"
    rows = [state["words"]] if state["words"] != state["written"] else []
    name = "" if rows else text(at[0], at[1] + 33, short(state["words"], 24), anchor="middle")
    kind = f"{'holds' if stable else 'moves'}{' now' if now else ''}"
    return Markup(
        '<g class="at state {}" tabindex="0" role="img" data-node="{}" aria-label="{}" '
        'data-tip="{}"><title>{}</title><circle cx="{:.1f}" cy="{:.1f}" r="17"/>'
        '<text x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>{}</g>'
    ).format(
        kind, state["number"], f"{title}; {held}", "\n".join([title, *rows, held, *state["why"]]),
        title, *at, at[0], at[1] + 5, state["number"], name,
    )  # fmt: skip
