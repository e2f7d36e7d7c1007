"""The order in which the lines of a page are read, columns included.

Theory. A page in columns has a gutter: an upright strip that few lines cross. Lines that do cross
it (titles, wide tables) divide the page into bands; within a band the left side is read before
the right one. The same holds again within each side, for three columns and more. A strip beside a
narrow side (numbers before their paragraphs, a table's cells) is no gutter: there, lines at one
height are read across.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.corpus.pdf_lines import Line

FEWEST_LINES = 4  # on either side of a gutter
COLUMN_CHARS = 14  # the least mean length of a column's lines, in characters
CROSSING = 0.3  # of all lines may cross a gutter
STEP = 2.0  # points; a gutter is looked for at this spacing
MAX_DEPTH = 4


def columns_of(lines: Sequence[Line], depth: int = 0) -> list[list[Line]]:
    """The lines in reading order, as runs that belong together (a band of one column each)."""
    gutter = _gutter(lines) if depth < MAX_DEPTH else None
    if gutter is None:
        return [_across(lines)] if lines else []
    runs: list[list[Line]] = []
    for band in _bands(lines, gutter):
        if band[0].x0 < gutter < band[0].x1:
            runs.append(_across(band))
            continue
        runs += columns_of([x for x in band if x.x1 <= gutter], depth + 1)
        runs += columns_of([x for x in band if x.x0 >= gutter], depth + 1)
    return runs


def _bands(lines: Sequence[Line], gutter: float) -> Iterator[list[Line]]:
    """Lines from the top, in runs that all cross the gutter or all keep clear of it."""
    band: list[Line] = []
    for line in sorted(lines, key=lambda x: (-x.y1, x.x0)):
        crosses = line.x0 < gutter < line.x1
        if band and crosses != (band[0].x0 < gutter < band[0].x1):
            yield band
            band = []
        band.append(line)
    if band:
        yield band


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the page divides into columns, or None; the strip that fewest lines cross."""
    if len(lines) < 2 * FEWEST_LINES:
        return None
    left, right = min(x.x0 for x in lines), max(x.x1 for x in lines)
    places = [left + STEP * i for i in range(1, int((right - left) / STEP))]
    inner = [p for p in places if 0.15 < (p - left) / (right - left) < 0.85]
    valid = [(n, p) for p in inner if (n := _crossings(lines, p)) is not None]
    if not valid:
        return None
    fewest = min(n for n, _ in valid)
    best = [p for n, p in valid if n == fewest]
    return best[len(best) // 2]


def _crossings(lines: Sequence[Line], at: float) -> int | None:
    """How many lines cross x = at; None where it divides no two columns."""
    before = [x for x in lines if x.x1 <= at]
    after = [x for x in lines if x.x0 >= at]
    crossing = len(lines) - len(before) - len(after)
    if crossing > CROSSING * len(lines) or not _is_column(before) or not _is_column(after):
        return None
    return crossing if _side_by_side(before, after) else None


def _is_column(lines: Sequence[Line]) -> bool:
    heights = {round(x.y0) for x in lines}
    letters = sum(len(x.text) for x in lines)
    return len(heights) >= FEWEST_LINES and letters / len(heights) >= COLUMN_CHARS


def _side_by_side(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether the two stretches of lines stand beside each other for most of the shorter one."""
    low, high = max(_low(before), _low(after)), min(_high(before), _high(after))
    shorter = min(_high(before) - _low(before), _high(after) - _low(after))
    return high - low > 0.5 * shorter


def _low(lines: Sequence[Line]) -> float:
    return min(x.y0 for x in lines)


def _high(lines: Sequence[Line]) -> float:
    return max(x.y1 for x in lines)


def _across(lines: Sequence[Line]) -> list[Line]:
    """Lines from the top, stretches at one height joined from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda x: -(x.y0 + x.y1)):
        if rows and rows[-1][0].beside(line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined(sorted(row, key=lambda x: x.x0)) for row in rows]


def _joined(row: Sequence[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    return Line(
        " ".join(x.text for x in row),
        row[0].x0,
        max(x.x1 for x in row),
        min(x.y0 for x in row),
        max(x.y1 for x in row),
    )
