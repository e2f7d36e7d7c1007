"""Pictures of monitoring as SVG text: chains of consequence, a score's line over time.

Pure: nouns in, markup out. Colours are classes of the dossier's style sheet (no inline style, so
that the Content Security Policy holds); every picture has a title and says in words what it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from textwrap import wrap

from markupsafe import Markup

from travaux.core.surveys import Score, Tie

WIDE, BOX, HIGH, GAP, COLUMN = 880, 160, 56, 84, 290
LINES = 2  # lines of a name in its box

_LINE = Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>')
_TEXT = Markup('<text x="{}" y="{}" class="{}">{}</text>')
_RECT = Markup('<rect x="{}" y="{}" width="{}" height="{}" class="{}"><title>{}</title></rect>')
_SAID = Markup('<text x="{}" y="{}" class="said" text-anchor="middle">{}</text>')
_DOT = Markup('<circle cx="{}" cy="{}" r="{}" class="dot"><title>{}</title></circle>')
_SVG = Markup(
    '<svg viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" aria-label="{2}" class="{3}">'
    "{4}</svg>"
)


def consequences(ties: Sequence[Tie], states: Mapping[str, str]) -> Markup:
    """Boxes for commitments, arrows for what one does to another; what happened is drawn bold.

    states: the state of each commitment (by name), for its colour. Boxes stand in columns, each
    right of those it follows from (longest path; ties that close a circle are left out of that).
    """
    places = _places(ties)
    if not places:
        return Markup("")
    arrows = [_arrow(tie, places) for tie in ties]
    boxes = [_box(name, spot, states.get(name, "pending")) for name, spot in places.items()]
    wide = max(x for x, _ in places.values()) + BOX + 10
    bent = any(places[t.effect][0] - places[t.cause][0] > COLUMN for t in ties)
    high = max(y for _, y in places.values()) + HIGH + (GAP // 2 + 8 if bent else 10)
    told = "; ".join(f"{t.cause} to {t.effect} ({t.words})" for t in ties)
    head = Markup(
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" class="tip"/></marker></defs>'
    )
    return _SVG.format(wide, high, told, "chains", head + Markup("").join([*arrows, *boxes]))


def _places(ties: Sequence[Tie]) -> dict[str, tuple[int, int]]:
    """Where each box stands: (x, y)."""
    names = dict.fromkeys(name for tie in ties for name in (tie.cause, tie.effect))
    column = dict.fromkeys(names, 0)
    for _ in names:  # longest paths, cut off where a circle would go on for ever
        for tie in ties:
            further = column[tie.cause] + 1
            if column[tie.effect] < further < len(names):
                column[tie.effect] = further
    ranks = sorted(set(column.values()))
    used: dict[int, int] = {}
    places = {}
    for name in names:
        rank = ranks.index(column[name])
        places[name] = (5 + rank * COLUMN, 5 + used.get(rank, 0) * GAP)
        used[rank] = used.get(rank, 0) + 1
    return places


def _arrow(tie: Tie, places: Mapping[str, tuple[int, int]]) -> Markup:
    (x, y), (to_x, to_y) = places[tie.cause], places[tie.effect]
    if to_x - x > COLUMN:  # over other columns: bend below their boxes
        low = max(y, to_y) + HIGH + GAP // 2
        line = (
            f"M{x + BOX} {y + HIGH - 14} C{x + BOX + 50} {low} {to_x - 50} {low} "
            f"{to_x} {to_y + HIGH - 14}"
        )
        spot = (x + BOX + to_x) // 2, low - 14
    elif to_x > x:
        line = f"M{x + BOX} {y + HIGH // 2} L{to_x} {to_y + HIGH // 2}"
        spot = (x + BOX + to_x) // 2, (y + to_y + HIGH) // 2 - 5
    else:
        line = f"M{x + BOX // 2} {y + HIGH} L{to_x + BOX // 2} {to_y}"
        spot = (x + to_x + BOX) // 2, (y + to_y + HIGH) // 2
    kind = "tie happened" if tie.date else "tie"
    label = f"{tie.words}{', ' + tie.date if tie.date else ''}"
    path = Markup(
        '<path d="{}" class="{}" marker-end="url(#tip)"><title>{} to {}: {}</title></path>'
    )
    words = _SAID.format(*spot, wrap(label, 22)[0] if label else "")
    return path.format(line, kind, tie.cause, tie.effect, label) + words


def _box(name: str, spot: tuple[int, int], state: str) -> Markup:
    x, y = spot
    title = f"{name}: {state.replace('_', ' ')}"
    lines = wrap(name, 21)[:LINES]
    words = [_TEXT.format(x + 8, y + 17 + 15 * n, "name", line) for n, line in enumerate(lines)]
    words.append(_TEXT.format(x + 8, y + HIGH - 8, "axis", state.replace("_", " ")))
    return _RECT.format(x, y, BOX, HIGH, f"box s-{state}", title) + Markup("").join(words)


def sparkline(points: Sequence[tuple[str, Score]]) -> Markup:
    """The aggregate over time, small enough for a table's cell; "" where nothing was owed twice."""
    known = [(day, s.aggregate) for day, s in points if s.aggregate is not None]
    if len(known) < 2:
        return Markup("")
    step = 112 / (len(points) - 1)
    at = {day: 4 + n * step for n, (day, _) in enumerate(points)}
    spots = " L".join(f"{at[day]:.1f} {26 - value * 0.22:.1f}" for day, value in known)
    last = _DOT.format(f"{at[known[-1][0]]:.1f}", f"{26 - known[-1][1] * 0.22:.1f}", 2.5, "")
    told = "; ".join(f"{day}: {value:.0f} %" for day, value in known)
    line = Markup('<path d="M{}" class="line"/>').format(spots)
    edges = [_LINE.format(4, y, 116, y, "grid") for y in (4, 26)]
    return _SVG.format(120, 30, told, "spark", Markup("").join([*edges, line, last]))


def _across(days: Sequence[str]) -> list[float]:
    """Where each ISO day lies between the first and the last (0 to 1)."""
    numbers = [date.fromisoformat(day[:10]).toordinal() for day in days]
    span = numbers[-1] - numbers[0]
    return [(n - numbers[0]) / span if span else 0.0 for n in numbers]


def score_line(points: Iterable[tuple[str, Score]]) -> Markup:
    """The aggregate (0-100) over time as a line with a dot a date."""
    known = [(day, s.aggregate) for day, s in points if s.aggregate is not None]
    if len(known) < 2:
        return Markup("")
    across = _across([day for day, _ in known])
    wide = WIDE - 60
    spots = [(40 + s * wide, 110 - value) for s, (_, value) in zip(across, known, strict=True)]
    grid = [_LINE.format(40, 110 - v, WIDE - 20, 110 - v, "grid") for v in (0, 50, 100)]
    scale = [_TEXT.format(8, 114 - v, "axis", v) for v in (0, 50, 100)]
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
    dots = [
        _DOT.format(round(x, 1), round(y, 1), 4, f"{day}: {round(value)} of 100")
        for (x, y), (day, value) in zip(spots, known, strict=True)
    ]
    ends = [
        _TEXT.format(40, 130, "axis", known[0][0]),
        _TEXT.format(WIDE - 100, 130, "axis", known[-1][0]),
    ]
    line = Markup('<path d="{}" class="line"/>').format(path)
    told = "; ".join(f"{day}: {value:.0f}" for day, value in known)
    parts = [*grid, *scale, line, *dots, *ends]
    return _SVG.format(WIDE, 140, told, "scoreline", Markup("").join(parts))
