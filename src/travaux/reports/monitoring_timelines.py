"""The life of one commitment as SVG text: its states on both boards, the events that moved it, its
deadline, and where nobody looked.

Pure: nouns in, markup out. Colours are classes of the style sheet (no inline style, so that the
Content Security Policy holds); the picture says in its label what it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from travaux.core.commitments import Assessment, ChainLink

WIDE, LEFT, ROW = 900, 110, 18
FREE = (0.1, 0.81)  # the part of the axis where a date stands clear of both ends' dates
TICKS = 8  # marks on the axis, at most: as many as fit without touching at this width

_RECT = Markup('<rect x="{}" y="{}" width="{}" height="{}" class="{}"><title>{}</title></rect>')
_TEXT = Markup('<text x="{}" y="{}" class="{}">{}</text>')
_LINE = Markup('<line x1="{0}" y1="{1}" x2="{0}" y2="{2}" class="{3}"><title>{4}</title></line>')
_DOT = Markup('<circle cx="{}" cy="{}" r="4.5" class="moved {}"><title>{}</title></circle>')
_SVG = Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}" class="life">{}</svg>')


@dataclass(frozen=True, slots=True)
class Scale:
    """Days (ordinals) from `first` to `last` along the picture."""

    first: int
    last: int

    def x(self, day: int) -> float:
        """Where `day` stands; what is outside is put at the edge."""
        inside = min(max(day, self.first), self.last)
        return round(LEFT + (WIDE - LEFT - 8) * (inside - self.first) / (self.last - self.first), 1)


def timeline(boards: Sequence[Assessment], begins: str) -> Markup:
    """A strip a board from `begins` to the date of the assessments; "" where there is no time."""
    first, last = day_of(begins), day_of(boards[0].as_of)
    if first is None or last is None or last <= first:
        return Markup("")
    scale, y = Scale(first, last), 4
    parts: list[Markup] = []
    told: list[str] = []
    for assessment in boards:
        parts += _strip(assessment, scale, y)
        told.append(_told(assessment))
        y += ROW + 6
    if boards[0].gaps:
        parts += _gaps(boards[0], scale, y)
        y += 12
    due = day_of(boards[0].due)
    if due is not None and first <= due <= last:
        parts.append(_LINE.format(scale.x(due), 0, y, "due", f"due {boards[0].due}"))
    return _SVG.format(WIDE, y + 18, "; ".join(told), Markup("").join([*parts, *_axis(scale, y)]))


def day_of(iso: str) -> int | None:
    """The ordinal of an ISO date; None for what is none."""
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return None


def own_steps(assessment: Assessment) -> list[ChainLink]:
    """The steps of the commitment itself, without those of others that they follow from."""
    name = assessment.links[-1].name if assessment.links else ""
    return [link for link in assessment.links if link.name == name]


def _told(assessment: Assessment) -> str:
    steps = own_steps(assessment)
    said = ", ".join(f"{_plain(s.state.value)} from {s.date}" for s in steps) or "pending"
    return f"as {assessment.board}: {said}"


def _plain(state: str) -> str:
    return state.replace("_", " ")


def _strip(assessment: Assessment, scale: Scale, y: int) -> Iterator[Markup]:
    yield _TEXT.format(0, y + 13, "axis", f"as {assessment.board}")
    width = round(scale.x(scale.last) - LEFT, 1)
    yield _RECT.format(LEFT, y, width, ROW, "s-pending", "pending")
    steps = [s for s in own_steps(assessment) if day_of(s.date) is not None]
    days = [day_of(s.date) or scale.first for s in steps]
    for step, start, end in zip(steps, days, [*days, scale.last][1:], strict=True):
        x, state = scale.x(start), step.state.value
        long = max(2.0, round(scale.x(end) - x, 1))
        title = f"{_plain(state)} from {step.date}"
        yield _RECT.format(min(x, WIDE - 10), y, long, ROW, f"s-{state}", title)
    for step, day in zip(steps, days, strict=True):
        if step.entry:
            title = f"{step.date}: {step.words}"
            yield _DOT.format(scale.x(day), y + ROW / 2, assessment.board, title)


def _gaps(assessment: Assessment, scale: Scale, y: int) -> Iterator[Markup]:
    yield _TEXT.format(0, y + 8, "axis", "nobody looked")
    for start, end in assessment.gaps:
        one, other = day_of(start), day_of(end)
        if one is not None and other is not None:
            x, title = scale.x(one), f"nobody is known to have looked, {start} to {end}"
            yield _RECT.format(x, y, max(1.5, round(scale.x(other + 1) - x, 1)), 8, "gap", title)


def _axis(scale: Scale, y: int) -> Iterator[Markup]:
    for day in ticks(scale):
        yield _LINE.format(scale.x(day), y, y + 4, "grid", "")
        x = min(scale.x(day), WIDE - 66)
        yield _TEXT.format(x, y + 16, "axis", date.fromordinal(day).isoformat())


def ticks(scale: Scale) -> list[int]:
    """Days to be marked: both ends, and first days of months between, evenly thinned."""
    one, other = date.fromordinal(scale.first), date.fromordinal(scale.last)
    months = range(one.year * 12 + one.month, other.year * 12 + other.month)
    step = next(n for n in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if len(months) / n <= TICKS - 2)
    days = scale.last - scale.first
    inner = [date(m // 12, m % 12 + 1, 1).toordinal() for m in months if m % step == 0]
    kept = [d for d in inner if days * FREE[0] < d - scale.first < days * FREE[1]]
    return [scale.first, *kept, scale.last]
