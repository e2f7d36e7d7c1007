"""Running heads and feet of a PDF: lines at the page's edge that come again page after page.

A line is one only where it stands in the outer eighth of its page with nothing but such lines
between it and the edge, and either says the same (figures aside) on several pages or is a page
number that fits its page.
A numbered paragraph at the top of a page says something different on each, so it is never taken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from travaux.corpus.pdf_lines import Line

ZONE = 0.125  # of the page's height, at either edge
DEPTH = 3  # lines from the edge that may be a running head or foot
FEWEST_PAGES = 3  # on which a line must come again, or on both of two

_NUMBER = re.compile(
    r"[\W_]*(?:page|p\.|seite|pág\.?)?\s*(?P<number>\d{1,4})\s*(?:(?:of|/|von|de)\s*\d{1,4})?[\W_]*",
    re.I,
)
_POINT = re.compile(r"\W?\d{1,3}[.)]\s+(?:\S+\s+){2}\S")  # a numbered point, never a running line
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
    rows = [(page, row) for page in pages for row in _edge_rows(page)]
    edges = [(page, line) for page, row in rows for height in row for line in height]
    keys = Counter(key for _, key in {(page.number, _key(line)) for page, line in edges})
    often = FEWEST_PAGES if len(pages) > 2 else 2
    test = _Test(keys, often, _offset(edges), len(pages))
    return {
        (page.number, line)
        for page, row in rows
        for height in takewhile(lambda h, page=page: test.runs(page, h), row)  # type: ignore[misc]
        for line in height
    }


@dataclass(frozen=True, slots=True)
class _Test:
    """What is known of all pages, by which a line at the edge of one is judged."""

    keys: Counter[str]
    often: int
    offset: int | None
    pages: int

    def runs(self, page: Page, height: Sequence[Line]) -> bool:
        """Whether all that stands at one height at the edge of the page is a running line."""
        return all(self._is_running(page, line) for line in height)

    def _is_running(self, page: Page, line: Line) -> bool:
        number = _NUMBER.fullmatch(line.text)
        if number:
            return self.offset is not None and int(number["number"]) - page.number == self.offset
        if _ROMAN.fullmatch(line.text):
            return self.pages > 1
        return self.keys[_key(line)] >= self.often and not _POINT.match(line.text)


def _edge_rows(page: Page) -> Iterator[list[list[Line]]]:
    """For the upper and the lower edge: the lines at each height, from the edge inwards."""
    height = page.top - page.bottom
    high = [x for x in page.lines if x.y0 > page.top - ZONE * height]
    low = [x for x in page.lines if x.y1 < page.bottom + ZONE * height]
    yield _heights(sorted(high, key=lambda x: -x.y1))
    yield _heights(sorted(low, key=lambda x: x.y0))


def _heights(lines: Sequence[Line]) -> list[list[Line]]:
    heights: list[list[Line]] = []
    for line in lines:
        if heights and heights[-1][0].beside(line):
            heights[-1].append(line)
        else:
            heights.append([line])
    return heights[:DEPTH]


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
