"""Text -> word pieces with their places and the marks of print that an uncased vocabulary loses.

The tagger's vocabulary (30,522 word pieces, uncased) drops letter case, line breaks and the state
of quotation marks. `features` gives them back: case of the first letter, the gap before a piece,
and whether it stands in double quotation marks. Training and tagging share this module, so that
both see the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

SHAPES, GAPS, QUOTES = 4, 4, 2
"""How many values each feature has: letter case, gap before, inside quotation marks."""

OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'
ATTACHED, SPACE, LINE, PARAGRAPH = range(GAPS)
LOWER, CAPITAL, ALL_CAPITALS = range(3)

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pieces:
    """One text of n word pieces.

    ids: (n,) numbers in the vocabulary; features: (n, 3) case, gap, quotation state; offsets:
    (n, 2) half-open characters of the text; opens: (n,) whether a piece begins a word.
    """

    ids: Ints
    features: Ints
    offsets: Ints
    opens: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)


def split_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """Cut a text of any length into word pieces."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    opens = np.array([not piece.startswith("##") for piece in encoding.tokens], dtype=np.bool_)
    ids = np.array(encoding.ids, dtype=np.int64)
    return Pieces(ids, features_of(text, offsets), offsets, opens)


def features_of(text: str, offsets: Ints) -> Ints:
    """(n, 3) features of the pieces at `offsets`. A paragraph break closes every quotation."""
    rows: list[tuple[int, int, int]] = []
    end, inside = 0, False
    for start, stop in offsets.tolist():
        gap = gap_of(text[end:start]) if end or start else PARAGRAPH
        piece, inside = text[start:stop], inside and gap != PARAGRAPH
        opens = piece in OPENING or (piece == STRAIGHT and not inside)
        closes = piece in CLOSING or (piece == STRAIGHT and inside)
        inside = (inside or opens) and not closes
        rows.append((shape_of(piece), gap, int(inside or closes)))
        end = stop
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def gap_of(between: str) -> int:
    """The kind of gap that the characters between two pieces make."""
    lines = between.count("\n")
    if lines:
        return LINE if lines == 1 else PARAGRAPH
    return SPACE if between else ATTACHED


def shape_of(piece: str) -> int:
    """Letter case of a piece."""
    if not piece[:1].isupper():
        return LOWER
    return ALL_CAPITALS if len(piece) > 1 and piece.isupper() else CAPITAL
