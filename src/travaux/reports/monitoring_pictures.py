"""Pictures of monitoring as SVG text: a commitment's life, chains of consequence, a score's line.

Pure: nouns in, markup out. Colours are classes of the dossier's style sheet (no inline style, so
that the Content Security Policy holds); every picture has a title and says in words what it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from textwrap import wrap

from markupsafe import Markup

from travaux.core.commitments import Assessment
from travaux.core.surveys import Score, Tie

WIDE, ROW, BOX, GAP, COLUMN = 640, 18, 150, 60, 210
LINES = 2  # lines of a name in its box

_LINE = Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>')
_TEXT = Markup('<text x="{}" y="{}" class="{}">{}</text>')
_RECT = Markup('<rect x="{}" y="{}" width="{}" height="{}" class="{}"><title>{}</title></rect>')
_SVG = Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}" class="{}">{}</svg>')


def life(assessment: Assessment, begins: str) -> Markup:
    """A strip from `begins` to the date of the assessment, a colour a state."""
    own = [link for link in assessment.links if _day(link.date) is not None]
    name = own[-1].name if own else ""
    steps = [link for link in own if link.name == name]
    first, last = _day(begins), _day(assessment.as_of)
    if not steps or first is None or last is None or last <= first:
        return Markup("")
    ends = [*(_day(s.date) or first for s in steps[1:]), last]
    pieces = [_RECT.format(0, 0, WIDE, ROW, "s-pending", "pending")]
    for step, end in zip(steps, ends, strict=True):
        start = _at(_day(step.date) or first, first, last)
        width = max(2.0, _at(end, first, last) - start)
        state = step.state.value
        title = f"{state.replace('_', ' ')} from {step.date}"
        pieces.append(_RECT.format(round(start, 1), 0, round(width, 1), ROW, f"s-{state}", title))
    told = "; ".join(f"{s.state.value.replace('_', ' ')} from {s.date}" for s in steps)
    return _SVG.format(WIDE, ROW, told, "life", Markup("").join(pieces))


def _day(iso: str) -> int | None:
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return None


def _at(day: int, first: int, last: int) -> float:
    return WIDE * (min(max(day, first), last) - first) / (last - first)


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
    high = max(y for _, y in places.values()) + GAP + 15
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
        low = max(y, to_y) + 40 + GAP // 2
        line = f"M{x + BOX} {y + 30} C{x + BOX + 50} {low} {to_x - 50} {low} {to_x} {to_y + 30}"
    elif to_x > x:
        line = f"M{x + BOX} {y + 20} L{to_x} {to_y + 20}"
    else:
        line = f"M{x + BOX // 2} {y + 40} L{to_x + BOX // 2} {to_y}"
    kind = "tie happened" if tie.date else "tie"
    label = f"{tie.words}{', ' + tie.date if tie.date else ''}"
    path = Markup(
        '<path d="{}" class="{}" marker-end="url(#tip)"><title>{} to {}: {}</title></path>'
    )
    return path.format(line, kind, tie.cause, tie.effect, label)


def _box(name: str, spot: tuple[int, int], state: str) -> Markup:
    x, y = spot
    title = f"{name}: {state.replace('_', ' ')}"
    lines = wrap(name, 20)[:LINES]
    words = [_TEXT.format(x + 8, y + 17 + 15 * n, "name", line) for n, line in enumerate(lines)]
    return _RECT.format(x, y, BOX, 40, f"box s-{state}", title) + Markup("").join(words)


def score_line(points: Iterable[tuple[str, Score]]) -> Markup:
    """The aggregate (0-100) over time as a line with a dot a date."""
    known = [(day, s.aggregate) for day, s in points if s.aggregate is not None]
    if len(known) < 2:
        return Markup("")
    step = (WIDE - 60) / (len(known) - 1)
    spots = [(40 + n * step, 110 - value) for n, (_, value) in enumerate(known)]
    grid = [_LINE.format(40, 110 - v, WIDE - 20, 110 - v, "grid") for v in (0, 50, 100)]
    scale = [_TEXT.format(8, 114 - v, "axis", v) for v in (0, 50, 100)]
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
    dot = Markup('<circle cx="{}" cy="{}" r="4" class="dot"><title>{}: {} of 100</title></circle>')
    dots = [
        dot.format(round(x, 1), round(y, 1), day, round(value))
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
