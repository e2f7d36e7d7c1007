"""Features of word pieces: case, gaps, quotation state."""

from __future__ import annotations

import numpy as np
import pytest

from travaux.discourse.pieces import ATTACHED, LINE, PARAGRAPH, SPACE, features_of, gap_of, shape_of


def features(text: str, *words: str) -> list[tuple[int, ...]]:
    """Features of the given words of a text, which must stand in it in order."""
    places, at = [], 0
    for word in words:
        at = text.index(word, at)
        places.append((at, at + len(word)))
        at += len(word)
    return [tuple(row) for row in features_of(text, np.array(places)).tolist()]


def test_quotation_state_opens_and_closes() -> None:
    rows = features('He said "we left" then', "He", "said", '"', "we", "left", '"', "then")
    assert [row[2] for row in rows] == [0, 0, 1, 1, 1, 1, 0]


def test_a_paragraph_break_closes_an_unclosed_quotation() -> None:
    rows = features("“we left\n\nThen", "“", "we", "left", "Then")
    assert [row[2] for row in rows] == [1, 1, 1, 0]


@pytest.mark.parametrize(
    ("between", "gap"), [("", ATTACHED), (" ", SPACE), ("\n", LINE), (" \n\n ", PARAGRAPH)]
)
def test_gap(between: str, gap: int) -> None:
    assert gap_of(between) == gap


@pytest.mark.parametrize(("piece", "shape"), [("un", 0), ("Un", 1), ("I", 1), ("UN", 2), ("9", 0)])
def test_shape(piece: str, shape: int) -> None:
    assert shape_of(piece) == shape


def test_no_pieces() -> None:
    assert features_of("", np.zeros((0, 2), dtype=np.int64)).shape == (0, 3)
