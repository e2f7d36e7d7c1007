"""Finds every place of a text where a numbering label may stand, in reading order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from travaux.drafts.inline_labels import read_inline, read_trailing
from travaux.drafts.labels import Label, read_labels

LINE = re.compile(r"[^\n\r\f\v\u2028\u2029\x85]*")
STOP = (".", ";", ":", "!", "?", "”", '"', ")", "]", "*", "_", "—", "|", ">")
LOWER_WORD = re.compile(r"\s*[a-z]{2,}[ ,;]")
WRAP_AT = 45  # a line shorter than this was hardly broken by a margin


class Line(NamedTuple):
    """One physical line [start, end), without its line break.

    indent: columns of white space at its start; blank_before: whether a blank line or the start
    of the range precedes it; wrapped: whether it continues the sentence of the line before.
    """

    start: int
    end: int
    indent: int
    blank_before: bool
    wrapped: bool


class Candidate(NamedTuple):
    """A possible label. place: "line", "wrapped" (line start inside running prose), "chain"
    (right behind another label) or "inline".

    indent: columns before it, -1 where it does not open a line; paragraph: ordinal number of its
    paragraph; opens: the text before it ends with a colon or dash; prefix: a compound label
    follows ("10" of "10 a)").
    """

    label: Label
    place: str
    indent: int
    paragraph: int
    opens: bool
    prefix: bool = False


def lines_of(text: str, start: int, end: int) -> list[Line]:
    """The lines with words of text[start:end]. Blank lines leave only a mark on the next one."""
    found: list[Line] = []
    blank = True
    at = start
    while at < end:
        match = LINE.match(text, at, end)
        stop = match.end() if match else end
        body = text[at:stop]
        words = body.strip()
        if words:
            first = at + len(body) - len(body.lstrip())
            found.append(Line(at, stop, len(body[: first - at].expandtabs(4)), blank, False))
        blank = not words
        at = stop + 1
    return _with_wraps(text, found)


def _with_wraps(text: str, lines: list[Line]) -> list[Line]:
    """`lines` with `wrapped` set, by the habit of the whole text: broken by a margin, or not."""
    margin = _has_margin(lines)
    pairs = itertools.pairwise(lines)
    return lines[:1] + [b._replace(wrapped=_runs_on(text, a, b, margin)) for a, b in pairs]


def _has_margin(lines: list[Line]) -> bool:
    """Whether the text was broken into lines by a right margin (of 45 to 130 columns)."""
    if len(lines) < 4:
        return False
    lengths = sorted(line.end - line.start for line in lines)
    broken = sum(
        not b.blank_before and a.end - a.start >= WRAP_AT for a, b in itertools.pairwise(lines)
    )
    return lengths[int(0.97 * len(lengths))] <= 130 and broken >= 0.3 * len(lines)


def _runs_on(text: str, before: Line, line: Line, margin: bool) -> bool:
    """Whether `line` continues the sentence of the line `before` it."""
    if line.blank_before:
        return False
    last = text[before.start : before.end].rstrip()
    if last.endswith(STOP) or len(last) - before.indent < WRAP_AT:
        return False
    return margin or bool(LOWER_WORD.match(text, line.start, line.end))


def candidates(text: str, lines: list[Line]) -> list[Candidate]:
    """All candidates of `lines`, sorted by place."""
    found: list[Candidate] = []
    paragraph = 0
    for line in lines:
        paragraph += not line.wrapped
        found.extend(_line_candidates(text, line, paragraph))
    return found


def _line_candidates(text: str, line: Line, paragraph: int) -> Iterator[Candidate]:
    chain = read_labels(text, line.start, line.end)
    body = line.start
    for at, label in enumerate(chain):
        place = "chain" if at else "wrapped" if line.wrapped else "line"
        prefix = at + 1 < len(chain) and chain[at + 1].compound
        opens = at > 0 or _opens(text, line.start)
        yield Candidate(label, place, -1 if at else line.indent, paragraph, opens, prefix)
        body = label.end
    for label in read_inline(text, body, line.end):
        yield Candidate(label, "inline", -1, paragraph, _opens(text, label.start))
    if trailing := read_trailing(text, body, line.end):
        yield Candidate(trailing, "inline", -1, paragraph, True)


def _opens(text: str, at: int) -> bool:
    """Whether what stands before `at` ends with a colon or dash and so opens a list."""
    before = text[max(0, at - 40) : at].rstrip().rstrip("*_ ")
    return before.endswith((":", "—", "–", ":-")) or bool(re.search(r": (?:and|or)$", before))
