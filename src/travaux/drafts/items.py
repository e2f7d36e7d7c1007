"""Numbered items of a text with their paragraphs: the outline laid over the lines.

Every character between the first label and the end of the last paragraph belongs to exactly one
item, as its label or as one of its paragraphs (or is white space): nothing is lost.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from typing import NamedTuple

from travaux.drafts.candidates import Candidate, Line, candidates
from travaux.drafts.labels import Label
from travaux.drafts.numerals import Reading
from travaux.drafts.outline import outline


class Paragraph(NamedTuple):
    """A paragraph [start, end) of an item, trimmed. indent: columns before it, -1 right behind
    the label; blank_before: whether a blank line stands before it."""

    start: int
    end: int
    indent: int
    blank_before: bool


class Item(NamedTuple):
    """One label and the paragraphs behind it, up to the next label.

    at: its place among the items of its article; start: where its label or the marks before
    it begin; parent: index of the item above, -1 at
    the root; root: index of the first item of its list at the root; list: index of the first
    item of its own list; indent: columns before the label, -1 inside a line; named: False where
    the number is printed only as the beginning of a compound label ("10" of "10 a)").
    """

    at: int
    start: int
    label: Label
    reading: Reading
    parent: int
    list: int
    root: int
    depth: int
    indent: int
    paragraphs: tuple[Paragraph, ...]
    named: bool = True
    alternatives: tuple[Reading, ...] = ()

    @property
    def end(self) -> int:
        """End of its last paragraph, or of its label."""
        return self.paragraphs[-1].end if self.paragraphs else self.label.end


def read_items(text: str, lines: list[Line]) -> list[Item]:
    """All numbered items of `lines`, in reading order."""
    found = candidates(text, lines)
    moves = [move for move in outline(found) if move.reading is not None and not move.again]
    place = {move.candidate: at for at, move in enumerate(moves)}
    starts = [_start(text, found[m.candidate], lines) for m in moves]
    compound = {m.parent for m in moves if found[m.candidate].label.compound}
    items: list[Item] = []
    for at, move in enumerate(moves):
        stop = starts[at + 1] if at + 1 < len(moves) else lines[-1].end
        candidate = found[move.candidate]
        paragraphs = _paragraphs(text, lines, candidate.label.end, stop)
        parent = place.get(move.parent, -1)
        root = items[parent].root if parent >= 0 else place.get(move.list, at)
        items.append(
            Item(
                at,
                min(starts[at], candidate.label.start),
                candidate.label,
                move.reading,  # type: ignore[arg-type]
                parent,
                place.get(move.list, at),
                root,
                items[parent].depth + 1 if parent >= 0 else 0,
                candidate.indent,
                paragraphs,
                bool(paragraphs) or move.candidate not in compound,
            )
        )
    return _with_alternatives(items)


def _start(text: str, candidate: Candidate, lines: list[Line]) -> int:
    """Where the item begins: its line's first mark, or its label inside a line."""
    start = candidate.label.start
    if candidate.place in ("inline", "chain"):
        return start
    line = lines[_line_at(lines, start)]
    return line.start + len(text[line.start : start]) - len(text[line.start : start].lstrip())


def _line_at(lines: list[Line], at: int) -> int:
    """Index of the line that holds the character at `at`."""
    return max(0, bisect_left(lines, at + 1, key=lambda line: line.start) - 1)


def _paragraphs(text: str, lines: list[Line], start: int, stop: int) -> tuple[Paragraph, ...]:
    """The paragraphs with words of text[start:stop]."""
    found: list[Paragraph] = []
    at = _line_at(lines, start)
    while at < len(lines) and lines[at].start < stop:
        line = lines[at]
        first, last = max(line.start, start), min(line.end, stop)
        words = text[first:last].strip()
        begin = first + len(text[first:last]) - len(text[first:last].lstrip())
        if words and line.wrapped and found and first == line.start:
            found[-1] = found[-1]._replace(end=begin + len(words))
        elif words:
            indent = -1 if first != line.start else line.indent
            found.append(Paragraph(begin, begin + len(words), indent, line.blank_before))
        at += 1
    return tuple(found)


def _with_alternatives(items: list[Item]) -> list[Item]:
    """Items whose number could be read otherwise as well: "i." alone, or "c, d" alone.

    The reading is a set where every number of a list would count up in the other kind too.
    """
    lists: dict[int, list[int]] = {}
    for at, item in enumerate(items):
        lists.setdefault(item.list, []).append(at)
    for members in lists.values():
        kinds = [{r.kind: r for r in items[at].label.readings} for at in members]
        common = set.intersection(*(set(k) for k in kinds)) if kinds else set()
        for kind in sorted(common - {items[members[0]].reading.kind}):
            values = [k[kind].values for k in kinds]
            if all(a < b and b[-1] - a[-1] == 1 for a, b in itertools.pairwise(values)):
                for at, readings in zip(members, kinds, strict=True):
                    alternatives = (*items[at].alternatives, readings[kind])
                    items[at] = items[at]._replace(alternatives=alternatives)
    return items
