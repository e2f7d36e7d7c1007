"""The lines of text on a PDF page, with where they stand; from PDFium's characters and boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

HYPHENS = "\u0002\ufffe\u00ad"  # how PDFium writes a hyphen at the end of a line
SPACES = "\t\r\n"
LOST = "\ufffd"  # stands for a character code that means no letter
GAP = 1.6  # em widths of white space that divide two stretches of one line (columns, cells)


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line; x0 < x1, y0 < y1 in points from the page's lower left corner."""

    text: str
    x0: float
    x1: float
    y0: float
    y1: float

    @property
    def size(self) -> float:
        """Height of the line: about the size of its letters."""
        return self.y1 - self.y0

    def beside(self, other: Line) -> bool:
        """Whether both stand at the same height: they share over half of the lower one's."""
        shared = min(self.y1, other.y1) - max(self.y0, other.y0)
        return shared > 0.5 * min(self.size, other.size)


_Char = tuple[str, float, float, float, float]


def lines_of_page(page: Any) -> list[Line]:
    """The stretches of words on the page, in the order its file draws them."""
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    try:
        chars = list(_characters(raw, textpage.raw, _turned(page)))
    finally:
        textpage.close()
    return [line for run in _runs(chars) if (line := _line(run)) is not None]


def _turned(page: Any) -> int:
    return int(page.get_rotation()) % 360


def _characters(raw: Any, textpage: Any, turned: int) -> Iterator[_Char]:
    """Characters with the box their font gives them, so that all on one line are of one height."""
    box = raw.FS_RECTF()
    at = ctypes.byref(box)
    for i in range(raw.FPDFText_CountChars(textpage)):
        code = raw.FPDFText_GetUnicode(textpage, i)
        if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code == 0:
            continue
        raw.FPDFText_GetLooseCharBox(textpage, i, at)
        meant = code > 0x1F or chr(code) in SPACES + HYPHENS
        yield (
            chr(code) if meant else LOST,
            *_upright(box.left, box.right, box.bottom, box.top, turned),
        )


def _upright(
    left: float, right: float, bottom: float, top: float, turned: int
) -> tuple[float, float, float, float]:
    """A box as it stands on the page shown, which is turned clockwise."""
    if turned == 90:
        return bottom, top, -right, -left
    if turned == 180:
        return -right, -left, -top, -bottom
    if turned == 270:
        return -top, -bottom, left, right
    return left, right, bottom, top


def _runs(chars: Sequence[_Char]) -> Iterator[list[_Char]]:
    """Characters divided at line ends, wide gaps and jumps back."""
    run: list[_Char] = []
    for char in chars:
        if char[0] in "\r\n":
            if run:
                yield run
            run = []
        elif run and not char[0].isspace() and _parted(run, char):
            yield run
            run = [char]
        else:
            run.append(char)
    if run:
        yield run


def _parted(run: Sequence[_Char], char: _Char) -> bool:
    last = next((c for c in reversed(run) if not c[0].isspace()), None)
    if last is None:
        return False
    size = max(last[4] - last[3], char[4] - char[3], 1.0)
    moved = char[1] - last[2]
    apart = char[3] > last[4] + 0.3 * size or char[4] < last[3] - 0.3 * size
    return moved > GAP * size or moved < -2 * size or apart


def _line(run: Sequence[_Char]) -> Line | None:
    inked = [c for c in run if not c[0].isspace()]
    if not inked:
        return None
    text = " ".join("".join(c[0] for c in run).split())
    return Line(
        text,
        min(c[1] for c in inked),
        max(c[2] for c in inked),
        min(c[3] for c in inked),
        max(c[4] for c in inked),
    )
