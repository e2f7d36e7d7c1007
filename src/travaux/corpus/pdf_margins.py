"""Running heads and feet of a PDF: lines at the page's edge that come again page after page.

A line is one only where it is the first or last of its page, stands in the outer eighth of it,
and either says the same (figures aside) on several pages or is a page number that fits its page.
A numbered paragraph at the top of a page says something different on each, so it is never taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from travaux.corpus.pdf_lines import Line

ZONE = 0.125  # of the page's height, at either edge
DEPTH = 3  # lines from the edge that may be a running head or foot
FEWEST_PAGES = 3  # on which a line must come again, or on both of two

_NUMBER = re.compile(
    r"[\W_]*(?:page|p\.|seite|pág\.?)?\s*(?P<number>\d{1,4})\s*(?:(?:of|/|von|de)\s*\d{1,4})?[\W_]*",
    re.I,
)
_ROMAN = re.compile(r"[\W_]*[ivxlc]{1,7}[\W_]*")


@dataclass(frozen=True, slots=True)
class Page:
    """Number (from 1), lower and upper edge in points, and the lines of one page."""

    number: int
    bottom: float
    top: float
    lines: tuple[Line, ...]


def running_lines(pages: Sequence[Page]) -> set[tuple[int, Line]]:
    """(page number, line) of every running head, foot and page number."""
    edges = [(page, line) for page in pages for line in _edge_lines(page)]
    keys = Counter(key for key in {(p.number, _key(x)) for p, x in edges})
    counts = Counter(key for _, key in keys)
    often = FEWEST_PAGES if len(pages) > 2 else 2
    numbered = _offset(edges)
    return {
        (page.number, line)
        for page, line in edges
        if (counts[_key(line)] >= often and not _NUMBER.fullmatch(line.text))
        or _is_page_number(page, line, numbered)
        or (_ROMAN.fullmatch(line.text) and len(pages) > 1)
    }


def _edge_lines(page: Page) -> list[Line]:
    """Lines near the upper and lower edge, at most DEPTH heights deep."""
    height = page.top - page.bottom
    low = [x for x in page.lines if x.y1 < page.bottom + ZONE * height]
    high = [x for x in page.lines if x.y0 > page.top - ZONE * height]
    lowest = sorted({round(x.y0) for x in low})[:DEPTH]
    highest = sorted({round(x.y0) for x in high}, reverse=True)[:DEPTH]
    return [x for x in low if round(x.y0) in lowest] + [x for x in high if round(x.y0) in highest]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.lower())


def _offset(edges: Sequence[tuple[Page, Line]]) -> int | None:
    """What must be added to a page's place in the file to get the number printed on it."""
    found = Counter(
        int(match["number"]) - page.number
        for page, line in edges
        if (match := _NUMBER.fullmatch(line.text))
    )
    return found.most_common(1)[0][0] if found else None


def _is_page_number(page: Page, line: Line, offset: int | None) -> bool:
    match = _NUMBER.fullmatch(line.text)
    if not match or offset is None:
        return False
    alone = not any(x is not line and x.beside(line) and len(x.text) > 25 for x in page.lines)
    return alone and int(match["number"]) - page.number == offset
