"""Pictures of packages as SVG text: the frontier, the tornado.

Colours are the dossier's own variables where they can be (`currentColor`), everything else is a
presentation attribute, so the pages' content policy holds; every mark carries a `<title>`, which a
browser shows on hover and a screen reader reads. Marks can be reached by keyboard; the dossier's
script shows `data-tip` beside the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    return svg(drawing, "Efficient packages, drafts and fair solutions")


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
        drawn.append(text(6, 29 + 26 * i, short(bar["words"], 46), size=12))
    return svg(drawn, "What each unknown moves", height=30 + 26 * len(bars))


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
    marked = _marked(page)
    across = _Scale([p["values"][0] for p in marked], EDGE, WIDTH - 40)
    up = _Scale([p["values"][1] for p in marked], HEIGHT - EDGE, 30)
    x, y = across(max(page["floor"][0], across.low)), up(max(page["floor"][1], up.low))
    drawn = [
        Markup('<rect class="room" x="{:.1f}" y="14" width="{:.1f}" height="{:.1f}"/>').format(
            x, max(0, WIDTH - 20 - x), max(0, y - 14)
        ),
        _line(EDGE, HEIGHT - EDGE, WIDTH - 20, HEIGHT - EDGE),
        _line(EDGE, HEIGHT - EDGE, EDGE, 14),
        *_ticks(across, HEIGHT - EDGE),
        *_ticks(up, EDGE, upright=True),
        text(WIDTH - 20, HEIGHT - 12, f"{short(page['parties'][0], 40)} →", anchor="end"),
        text(8, 12, f"↑ {short(page['parties'][1], 40)}"),
    ]
    if page["floor"][0] > across.low or page["floor"][1] > up.low:
        drawn += [
            _line(x, 14, x, HEIGHT - EDGE, dash=True),
            _line(EDGE, y, WIDTH - 20, y, dash=True),
        ]
    drawn += [
        _dot(across(p["values"][0]), up(p["values"][1]), page, p, "point", 3.5) for p in points
    ]
    last = -99.0
    for mark in sorted(_together(page["marks"]), key=lambda m: up(m["values"][1])):
        at = across(mark["values"][0]), up(mark["values"][1])
        drawn.append(_dot(*at, page, mark, mark["kind"], 7))
        last = max(at[1] + 4, last + 15)
        left = at[0] > WIDTH * 0.6
        drawn.append(
            text(at[0] + (-12 if left else 12), last, short(mark["label"], 60),
                  anchor="end" if left else "start", size=12)
        )  # fmt: skip
    return drawn


def _marked(page: dict[str, Any]) -> list[dict[str, Any]]:
    """What the picture must hold: all marks, and the reservation values where they are near them.

    A party to whom most packages are alike has a scale on which walking away lies far below.
    """
    drawn = [*page["frontier"]["points"], *page["marks"]]
    floor = []
    for i, value in enumerate(page["floor"]):
        values = [p["values"][i] for p in drawn]
        near = value >= min(values) - (max(values) - min(values) or 1.0)
        floor.append(value if near else min(values))
    return [*drawn, {"values": floor}]


def _ticks(scale: _Scale, edge: float, upright: bool = False) -> list[Markup]:
    """Five numbers along an axis that lies at `edge`."""
    values = [scale.low + (scale.high - scale.low) * k / 4 for k in range(5)]
    if upright:
        return [text(edge - 6, scale(v) + 4, f"{v:.0f}", anchor="end", size=11) for v in values]
    return [text(scale(v), edge + 16, f"{v:.0f}", anchor="middle", size=11) for v in values]


def _together(marks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Marks at one place made one, with all their labels; a draft among them makes it a draft."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for mark in marks:
        key = tuple(mark["values"])
        first = found.setdefault(key, mark | {"labels": []})
        if mark["label"] not in first["labels"]:
            first["labels"].append(mark["label"])
    return [mark | {"label": ", ".join(mark["labels"])} for mark in found.values()]


def _axes(page: dict[str, Any]) -> list[Markup]:
    parties = page["parties"]
    marked = _marked(page)
    gap = (WIDTH - 2 * EDGE - 120) / max(1, len(parties) - 1)
    xs = [EDGE + gap * i for i in range(len(parties))]
    scales = [
        _Scale([p["values"][i] for p in marked], HEIGHT - EDGE, 40) for i in range(len(parties))
    ]

    def path(one: dict[str, Any], kind: str) -> Markup:
        places = " ".join(
            f"{x:.1f},{scale(max(v, scale.low)):.1f}"
            for x, scale, v in zip(xs, scales, one["values"], strict=True)
        )
        return Markup('{}<polyline points="{}"/></g>').format(_opened(page, one, kind), places)

    drawn = [path(p, "point") for p in page["frontier"]["points"]]
    if all(v >= scale.low for v, scale in zip(page["floor"], scales, strict=True)):
        drawn.append(path({"values": page["floor"], "label": "walking away"}, "away"))
    last = -99.0
    for mark in sorted(_together(page["marks"]), key=lambda m: scales[-1](m["values"][-1])):
        drawn.append(path(mark, mark["kind"]))
        last = max(scales[-1](mark["values"][-1]) + 4, last + 13)
        drawn.append(text(xs[-1] + 8, last, short(mark["label"], 24), size=11))
    for x, scale, name in zip(xs, scales, parties, strict=True):
        drawn += [
            _line(x, 40, x, HEIGHT - EDGE),
            text(x, 34, f"{scale.high:.0f}", anchor="middle", size=11),
            text(x, HEIGHT - EDGE + 14, f"{scale.low:.0f}", anchor="middle", size=11),
            text(x, HEIGHT - EDGE + 32, short(name, 18), anchor="middle"),
        ]
    return drawn


def _opened(page: dict[str, Any], one: dict[str, Any], kind: str) -> Markup:
    """The start of a mark that can be pointed at, reached by keyboard, and read out."""
    head, rows = _told(page, one)
    return Markup('<g class="at {}" tabindex="0" role="img" aria-label="{}" data-tip="{}">').format(
        kind, head, "\n".join([head, *rows])
    ) + Markup("<title>{}</title>").format(head)


def _told(page: dict[str, Any], one: dict[str, Any]) -> tuple[str, list[str]]:
    """(what a mark is and gives each party, its package line by line)."""
    values = ", ".join(
        f"{name} {value:.1f}" for name, value in zip(page["parties"], one["values"], strict=True)
    )
    label = f"{one['label']} – " if one.get("label") else ""
    tied = f" ({one['count']} packages)" if one.get("count", 1) > 1 else ""
    rows = [f"{c['issue']}: {c['option']}" for c in one.get("choices", [])]
    return f"{label}{values}{tied}", rows


def _dot(
    x: float, y: float, page: dict[str, Any], one: dict[str, Any], kind: str, size: float
) -> Markup:
    """A mark of the plane: drafts square, fair solutions and points round."""
    if kind == "draft":
        shape = Markup('<rect x="{:.1f}" y="{:.1f}" width="{}" height="{}"/></g>').format(
            x - size, y - size, 2 * size, 2 * size
        )
    else:
        shape = Markup('<circle cx="{:.1f}" cy="{:.1f}" r="{}"/></g>').format(x, y, size)
    return _opened(page, one, kind) + shape


def _line(x1: float, y1: float, x2: float, y2: float, dash: bool = False) -> Markup:
    dashed = Markup(' stroke-dasharray="5 4"') if dash else Markup("")
    return Markup(
        '<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="currentColor" '
        'stroke-opacity=".5"{}/>'
    ).format(x1, y1, x2, y2, dashed)


def text(
    x: float,
    y: float,
    words: str,
    anchor: str = "start",
    size: int = 13,
    fill: str = "currentColor",
) -> Markup:
    """Words at a place."""
    return Markup(
        '<text x="{:.1f}" y="{:.1f}" font-size="{}" text-anchor="{}" fill="{}">{}</text>'
    ).format(x, y, size, anchor, fill, words)


def svg(parts: Sequence[Markup], title: str, height: int = HEIGHT) -> Markup:
    """A drawing WIDTH wide, with its title for screen readers."""
    return Markup(
        '<svg viewBox="0 0 {} {}" width="100%" role="img" aria-label="{}" '
        'font-family="system-ui, sans-serif">{}</svg>'
    ).format(WIDTH, height, escape(title), Markup("").join(parts))


def colour(maker: int) -> str:
    """The colour of a decision maker."""
    return COLOURS[maker % len(COLOURS)]


def short(words: str, most: int) -> str:
    """Words cut to `most` characters."""
    return words if len(words) <= most else words[: most - 1] + "…"
