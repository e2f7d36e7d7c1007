"""Lines of a PDF to paragraphs, with the page of every stretch.

Rules. A line goes on in the next one where it is full (it reaches the right edge of its column),
the next one is of about the same size and right below it, does not begin with a list label, and
is not set in as a first line. A paragraph goes on over a column or page end where it has not
ended with a stop and the next begins in lower case. A hyphen at a line end is dropped, unless the
document elsewhere writes the word with it, or the parts do not make a plain word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from travaux.corpus.pdf_lines import HYPHENS, Line

FULL = 0.88  # of the column's width, from which on a line counts as full
RAGGED = 0.5  # the same, where no sentence ended and the next line begins in lower case
PITCH = 1.25  # of the usual way from line to line, at most, within a paragraph
FOOTNOTES = 6  # paragraphs in small letters that may stand between the parts of one paragraph
WIDEST = 2.0  # line heights from line to line that any setting of text has (double spacing)
SAME_SIZE = 0.9  # likeness of two lines' heights that tells text from footnotes
SIZE = 0.75  # least likeness of two lines' heights within a paragraph
INDENT = 0.9  # heights of a letter by which a first line is set in

LABEL = re.compile(
    r"(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxl]{1,5}|[A-Z])[.)]|\d{1,3}(?:\.\d{1,3})+|\d{1,3}(?:bis|ter)?\.?"
    r"|[-–—•▪◦‣●○■·*]|(?:Article|ARTICLE|Section|Annex|ANNEX|Chapter|Preamble|Option)\s+[\dIVXA-Z]+)(?:\s|$)"
)
_REFERENCE = re.compile(
    r"\d{1,3}\s|(?:Article|Section|Annex|Chapter|Option)\s"
)  # in running text, too
_STOP = re.compile(r"[.!?:;][”’\"')\]]*$")
_BROKEN = re.compile(rf"(?P<before>[^\W\d_]+)[-‐{HYPHENS}]$")
_KEEP_PREFIX = frozenset(
    {
        "non",
        "self",
        "ex",
        "vice",
        "co",
        "semi",
        "pre",
        "post",
        "anti",
        "pro",
        "well",
        "long",
        "short",
    }
)


class Column(NamedTuple):
    """Edges of a column in points, and the usual way from one of its lines to the next."""

    left: float
    right: float
    pitch: float


@dataclass(slots=True)
class Paragraph:
    """Text, and for each stretch of it the page: (offset in the text, page number)."""

    text: str
    pages: list[tuple[int, int]] = field(default_factory=list)
    last: Line | None = None
    labelled: bool = False


def paragraphs_of_lines(
    runs: Iterable[tuple[int, Sequence[Line]]], words: frozenset[str]
) -> list[Paragraph]:
    """runs: (page, lines in reading order of one column). words: all words of the document in
    lower case, hyphenated ones whole, to decide on hyphens at line ends.
    """
    paragraphs: list[Paragraph] = []
    for page, lines in runs:
        column = _column(lines)
        for i, line in enumerate(lines):
            previous = _open_before(paragraphs, line, first=i == 0)
            if previous and _goes_on(previous, line, column, first=i == 0):
                _append(previous, line, page, words)
            else:
                labelled = bool(LABEL.match(line.text))
                paragraphs.append(Paragraph(line.text, [(0, page)], line, labelled))
    return paragraphs


def _column(lines: Sequence[Line]) -> Column:
    ways = sorted(a.y0 - b.y0 for a, b in pairwise(lines) if a.y0 - b.y0 > 0.5 * b.size)
    size = median(x.size for x in lines)
    usual = min(ways[len(ways) // 4] if ways else size, WIDEST * size)
    return Column(min(x.x0 for x in lines), max(x.x1 for x in lines), usual)


def _open_before(paragraphs: Sequence[Paragraph], line: Line, *, first: bool) -> Paragraph | None:
    """The paragraph that `line` may continue: the last one; at the head of a page or column the
    last one in letters of its size, so that footnotes below it are stepped over.
    """
    if not first:
        return paragraphs[-1] if paragraphs else None
    near = reversed(paragraphs[-FOOTNOTES:])
    return next((p for p in near if p.last and _alike(p.last, line, SAME_SIZE)), None)


def _goes_on(paragraph: Paragraph, line: Line, column: Column, *, first: bool) -> bool:
    last = paragraph.last
    if last is None or _is_labelled(line.text, paragraph.text) or not _alike(last, line):
        return False
    hyphen = bool(_BROKEN.search(last.text))
    if first:
        return hyphen or (not _STOP.search(paragraph.text) and line.text[:1].islower())
    pitch = last.y0 - line.y0
    if pitch <= 0 or pitch > PITCH * max(column.pitch, line.size):
        return False
    set_in = line.x0 > last.x0 + INDENT * line.size and not paragraph.labelled
    if set_in and _STOP.search(last.text):
        return False
    share = (last.x1 - column.left) / max(1.0, column.right - column.left)
    within = line.text[:1].islower() and not _STOP.search(last.text)
    return hyphen or share >= (RAGGED if within else FULL)


def _is_labelled(text: str, before: str) -> bool:
    """A bare number, or "Article 2", begins a paragraph only where a sentence ended before it."""
    if not LABEL.match(text):
        return False
    return not _REFERENCE.match(text) or bool(_STOP.search(before))


def _alike(last: Line, line: Line, share: float = SIZE) -> bool:
    return min(last.size, line.size) >= share * max(last.size, line.size, 1.0)


def _append(paragraph: Paragraph, line: Line, page: int, words: frozenset[str]) -> None:
    text = _mended(paragraph.text, line.text, words)
    if paragraph.pages[-1][1] != page:
        paragraph.pages.append((len(text), page))
    paragraph.text = text + line.text
    paragraph.last = line


def _mended(text: str, after: str, words: frozenset[str]) -> str:
    """`text` with its last hyphen dropped, kept, or a space put after it."""
    broken = _BROKEN.search(text)
    if not broken:
        return text + " "
    start = broken["before"].lower()
    rest = (re.match(r"[^\W\d_]*", after) or [""])[0]
    bare = text[:-1]
    if start + rest.lower() in words:
        return bare
    kept = f"{start}-{rest.lower()}" in words or start in _KEEP_PREFIX or not rest.islower()
    return bare + "-" if kept or broken["before"].isupper() else bare
