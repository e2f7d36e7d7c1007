"""A source's text as HTML: every word once, escaped, with the places that facts rest on marked.

The text is cut at every boundary of every range; each piece carries its offset (`data-o`), so that
the page can light any range, and each range has an element with its id at its start, so that a
link works without a script. Document text is hostile: it is escaped here, piece by piece, and is
never part of an attribute.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from travaux.core.anchors import Anchor
from travaux.core.documents import Document, Part, PartKind

LONG = 20_000  # characters of one paragraph that are shown as one block


@dataclass(frozen=True, slots=True)
class Range:
    """[start, end) to be marked: CSS class (colour, role) and what hovering says."""

    start: int
    end: int
    css: str
    hint: str


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the source, with what stands above it where an article begins."""

    html: Markup
    residue: bool = False
    heading: str = ""


def blocks(
    document: Document,
    ranges: Sequence[Range],
    targets: Sequence[Anchor],
    ids: Sequence[tuple[int, str]],
) -> list[Block]:
    """The paragraphs of `document` with `ranges` marked and `ids` (offset, element id) placed.

    targets: further anchors that links lead to; the text is cut at their boundaries too.
    """
    cuts = sorted(
        {0, len(document.text)}
        | {r.start for r in ranges}
        | {r.end for r in ranges}
        | {a.start for a in targets}
        | {a.end for a in targets}
        | {p.start for p in document.parts}
    )
    painter = _Painter(document.text, sorted(ranges, key=lambda r: (r.start, -r.end)), sorted(ids))
    starts = {part.start: part for part in document.parts}
    shown = [_block(document, painter, cuts, starts, a, b) for a, b in _paragraphs(document)]
    return [*shown, Block(painter.targets(len(document.text) + 1))]


def _paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    """Ranges of the lines that hold anything, cut also where parts begin and where too long."""
    borders = {p.start for p in document.parts}
    at = 0
    for line in document.text.splitlines(keepends=True):
        inner = sorted(b for b in borders if at < b < at + len(line))
        inner += range(at + LONG, at + len(line), LONG)
        for start, end in pairwise([at, *sorted(inner), at + len(line)]):
            if document.text[start:end].strip():
                yield start, end
        at += len(line)


def _block(
    document: Document,
    painter: _Painter,
    cuts: list[int],
    starts: dict[int, Part],
    start: int,
    end: int,
) -> Block:
    inside = cuts[bisect_left(cuts, start + 1) : bisect_left(cuts, end)]
    html = Markup("").join(painter.piece(a, b) for a, b in pairwise([start, *inside, end]))
    part = document.part_at(start)
    begins = next((starts[b] for b in starts if start <= b < end), None)
    articles = sum(p.kind is PartKind.ARTICLE for p in document.parts)
    heading = _heading(begins) if begins and articles > 1 else ""
    return Block(html, part is not None and part.kind is PartKind.RESIDUE, heading)


def _heading(part: Part) -> str:
    if part.kind is PartKind.RESIDUE:
        return ""
    said = [part.title or "Another article", part.publisher, part.author, part.date]
    return " · ".join(word for word in said if word)


class _Painter:
    """Turns pieces of text, asked for from left to right, into marked-up HTML."""

    def __init__(self, text: str, ranges: list[Range], ids: list[tuple[int, str]]) -> None:
        self.text = text
        self.ranges = ranges
        self.ids = ids
        self.next = 0
        self.placed = 0
        self.open: list[Range] = []

    def piece(self, start: int, end: int) -> Markup:
        """text[start:end], which no range begins or ends inside, as HTML."""
        while self.next < len(self.ranges) and self.ranges[self.next].start <= start:
            self.open.append(self.ranges[self.next])
            self.next += 1
        self.open = [r for r in self.open if r.end > start]
        targets = self.targets(end)
        words = escape(self.text[start:end])
        if not self.open:
            return targets + Markup('<span data-o="{}">{}</span>').format(start, words)
        css = " ".join(dict.fromkeys(r.css for r in self.open[-2:]))
        hint = " ‹ ".join(dict.fromkeys(r.hint for r in reversed(self.open) if r.hint))
        mark = Markup('<mark class="{}" data-o="{}" title="{}">{}</mark>')
        return targets + mark.format(css, start, hint, words)

    def targets(self, end: int) -> Markup:
        """Elements for the ids placed before `end` that have none yet.

        Blank lines are not shown; what is placed on one stands before the next words.
        """
        made = Markup("")
        while self.placed < len(self.ids) and self.ids[self.placed][0] < end:
            made += Markup('<span id="{}"></span>').format(self.ids[self.placed][1])
            self.placed += 1
        return made
