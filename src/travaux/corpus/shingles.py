"""Word shingles of a text as numbers, and their MinHash sketch (Broder 1997).

Numbers come from CRC-32 and fixed constants, so that every process and machine gets the same.
"""

from __future__ import annotations

import re
import unicodedata
import zlib

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]

WORDS = 4  # words in a shingle: three still meet by chance in texts on one negotiation
ROWS = 4  # sketch values a band; 32 bands of 4 meet at a likeness of .5 with a chance of .87,
BANDS = 32  # at .6 of .99, at .2 of .05 (1 - (1 - s^4)^32)
_WORD = re.compile(r"\w+")
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_RNG = np.random.Generator(np.random.PCG64(20180712))
_FACTORS = _RNG.integers(1, 2**63, size=ROWS * BANDS, dtype=np.uint64) | np.uint64(1)
_OFFSETS = _RNG.integers(0, 2**63, size=ROWS * BANDS, dtype=np.uint64)


def words_of(text: str) -> list[str]:
    """The words of `text` for comparison: case, marks, spacing and width do not count."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def shingles_of(words: list[str]) -> Numbers:
    """The distinct shingles of `words` as sorted numbers; a shorter text is one shingle."""
    coded = np.array([zlib.crc32(w.encode("utf-8", "surrogatepass")) for w in words], np.uint64)
    width = min(WORDS, len(coded))
    if not width:
        return np.zeros(0, np.uint64)
    mixed = np.zeros(len(coded) - width + 1, np.uint64)
    for i in range(width):
        mixed = (mixed ^ coded[i : i + len(mixed)]) * _PRIME
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


def sketch_of(shingles: Numbers) -> Numbers:
    """The MinHash sketch: for each of ROWS x BANDS hash functions its least value."""
    least = np.full(ROWS * BANDS, np.iinfo(np.uint64).max, np.uint64)
    for start in range(0, len(shingles), 2_000):  # in blocks, so that memory stays bounded
        block = shingles[start : start + 2_000, None] * _FACTORS + _OFFSETS
        least = np.minimum(least, (block ^ (block >> np.uint64(31))).min(axis=0))
    return least


def bands_of(sketch: Numbers) -> list[bytes]:
    """The bands of a sketch; two texts that share one are worth comparing."""
    return [sketch[i * ROWS : (i + 1) * ROWS].tobytes() for i in range(BANDS)]


def likeness(one: Numbers, other: Numbers) -> float:
    """Jaccard likeness of two sets of shingles."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / max(1, len(one) + len(other) - shared)
