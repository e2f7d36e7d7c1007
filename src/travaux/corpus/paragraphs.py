"""Lines and paragraphs of a text, as ranges; the text itself is never changed.

Theory. Three habits are met in the wild: a paragraph a line (crawled text), paragraphs between
blank lines with lines broken at about 70 characters (mail, Markdown, old text files), and both in
one file. A line was broken by a machine, and not by its author, exactly where the next line's
first word would not have fitted any more. So in a text whose lines keep below a width, a line
that was *full* in this sense belongs together with the next one; any other line ends a paragraph.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from travaux.corpus.reading import Range

WRAPPED_FORMATS = frozenset({"txt", "md", "eml", "mbox", "rtf"})
MAX_WIDTH = 120  # no mail program or editor wraps wider by itself
MIN_WIDTH = 40
FULL_SHARE = 0.6  # of inner lines that must be full for a text to count as wrapped
SLACK = 2

_LINE = re.compile(
    r"[^\r\n\f\v\x85\u2028\u2029]*[^\s\r\n\f\v\x85\u2028\u2029][^\r\n\f\v\x85\u2028\u2029]*"
)
_BREAK = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_ITEM = re.compile(
    r"\s*(?:[-*+•–—‣◦▪·]\s|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]\s"
    r"|\d{1,3}(?:\.\d{1,3})+\s|#{1,6}\s|>|\||(?:Article|Section|Chapter|Annex|ARTICLE)\s+[\dIVX])"
)
_INDENT = re.compile(r"[ \t]*")


def lines_of(text: str) -> list[Range]:
    """Ranges of the lines that hold more than white space, line ends left outside."""
    return [match.span() for match in _LINE.finditer(text)]


def paragraphs_of(text: str, format: str) -> tuple[Range, ...]:
    """Ranges of the paragraphs of `text`, white space at both ends left outside, sorted.

    In formats whose reader already puts a paragraph on a line, lines are never joined.
    """
    lines = lines_of(text)
    width = wrap_width(text, lines) if format in WRAPPED_FORMATS else 0
    joined: list[Range] = []
    for line in lines:
        if joined and width and _continues(text, joined[-1], line, width):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    return tuple(_trimmed(text, start, end) for start, end in joined)


def wrap_width(text: str, lines: Sequence[Range]) -> int:
    """The width at which the text's lines were broken by a machine, or 0 if they were not."""
    width = max((end - start for start, end in _ordinary(text, lines)), default=0)
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return 0
    inner = [
        _is_full(text, line, after, width)
        for line, after in itertools.pairwise(lines)
        if _adjacent(text, line, after)
    ]
    return width if len(inner) >= 2 and sum(inner) >= FULL_SHARE * len(inner) else 0


def _ordinary(text: str, lines: Sequence[Range]) -> list[Range]:
    """The lines without the longest few (an address, a table row)."""
    spare = len(lines) // 20 + (len(lines) >= 10)
    return sorted(lines, key=lambda at: at[1] - at[0])[: len(lines) - spare]


def _continues(text: str, paragraph: Range, line: Range, width: int) -> bool:
    last = (max(paragraph[0], text.rfind("\n", 0, paragraph[1]) + 1), paragraph[1])
    return (
        _adjacent(text, paragraph, line)
        and _is_full(text, last, line, width)
        and not _ITEM.match(text, *line)
    )


def _adjacent(text: str, line: Range, after: Range) -> bool:
    """Whether exactly one line end, and no blank line, lies between."""
    return len(_BREAK.findall(text, line[1], after[0] + 1)) == 1


def _is_full(text: str, line: Range, after: Range, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    word = text[after[0] : after[1]].split(maxsplit=1)[0]
    return (line[1] - line[0]) + 1 + len(word) > width - SLACK


def _trimmed(text: str, start: int, end: int) -> Range:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())
