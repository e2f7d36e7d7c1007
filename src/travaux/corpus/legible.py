"""A stretch of text as a reader sees it, with a way back to the characters it was made of.

A parser stumbles over line ends, double spaces, Markdown's marks and garbled letters. A `Legible`
leaves them out or mends them and remembers for every character which range of the document's
text it stands for, so that tokens and quotations always lie in the text as stored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from travaux.core.documents import Note

_NOISE = re.compile(r"\s{2,}|[^\S ]|[\u00ad\u200b\u200c\u2060\ufeff]+")
_INVISIBLE = "\u00ad\u200b\u200c\u2060\ufeff"
_MARKUP = re.compile(
    r"^\#{1,6}\s+|^>+\s?|\s\#+$|!?\[(?=[^\[\]]*\]\()|(?<=[^\\])\]\([^()\s]*(?:\s\"[^\"]*\")?\)"
    r"|(?<!\\)(?:\*{1,3}|`+)(?=\S)|(?<=\S)(?<!\\)(?:\*{1,3}|`+)"
    r"|(?<![\w\\])_{1,3}(?=\w)|(?<=\w|[.,!?])_{1,3}(?!\w)|\\(?=[*_#`\[\]\\.-])",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Legible:
    """`text` as read; origins[i] is the range of the document that text[i] stands for.

    origins is None where the two are the same but for `start`.
    """

    text: str
    start: int
    origins: tuple[tuple[int, int], ...] | None = None

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """The document's range for text[start:end], which must not be empty."""
        if self.origins is None:
            return self.start + start, self.start + end
        return self.origins[start][0], self.origins[end - 1][1]


def legible(text: str, start: int, end: int, format: str, repairs: Sequence[Note] = ()) -> Legible:
    """text[start:end] as a reader sees it.

    format: "md" leaves Markdown's marks out. repairs: notes of kind "repair" whose `text` is
    the mended reading of text[note.start:note.end], sorted.
    """
    words = text[start:end]
    swaps = [
        (n.start, n.end, n.text)
        for n in repairs
        if start <= n.start and n.end <= end and len(n.text) <= n.end - n.start
    ]
    marks = list(_MARKUP.finditer(words)) if format == "md" else []
    if not swaps and not marks and not _NOISE.search(words):
        return Legible(words, start)
    swaps += [(start + m.start(), start + m.end(), "") for m in marks]
    return _settled(_swapped(text, start, end, sorted(swaps)), start)


def _swapped(text: str, start: int, end: int, swaps: list[tuple[int, int, str]]) -> list[_Char]:
    chars: list[_Char] = []
    at = start
    for first, last, put in swaps:
        if first < at:
            continue
        chars += [(text[i], i, i + 1) for i in range(at, first)]
        chars += _shared(first, last, put)
        at = last
    return chars + [(text[i], i, i + 1) for i in range(at, end)]


def _shared(first: int, last: int, put: str) -> list[_Char]:
    """The characters of `put` for text[first:last], each with an equal share of that range."""
    size, many = last - first, len(put)
    cuts = [first + i * size // many for i in range(many)] + [last] if many else []
    return [(c, a, b) for c, (a, b) in zip(put, pairwise(cuts), strict=True)]


def _settled(chars: list[_Char], start: int) -> Legible:
    """Every run of white space as one space, none at the ends, invisible characters left out."""
    kept: list[_Char] = []
    for char, first, last in chars:
        if char in _INVISIBLE:
            continue
        if not char.isspace():
            kept.append((char, first, last))
        elif kept and kept[-1][0] != " ":
            kept.append((" ", first, last))
    if kept and kept[-1][0] == " ":
        kept.pop()
    return Legible("".join(c for c, _, _ in kept), start, tuple((a, b) for _, a, b in kept))


_Char = tuple[str, int, int]
