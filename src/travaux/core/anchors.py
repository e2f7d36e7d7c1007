"""Anchors: the exact place in a source that a fact rests on.

An anchor carries both a position selector (start, end) and a quote selector (exact words with
a little context), after the W3C Web Annotation Data Model §4.2 (2017), so that it can be found
again when a document is read anew and its text has shifted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

CONTEXT = 32  # characters of context kept on each side (W3C examples use 20-40)


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """Half-open [start, end) in characters of the text of document `document`.

    `exact` is text[start:end]; `prefix` and `suffix` are up to CONTEXT characters around it.
    """

    document: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""

    def overlaps(self, other: Anchor) -> bool:
        """Whether both lie in one document and share at least one character."""
        return self.document == other.document and self.start < other.end and other.start < self.end

    def contains(self, other: Anchor) -> bool:
        """Whether `other` lies wholly inside this anchor."""
        return (
            self.document == other.document and self.start <= other.start and other.end <= self.end
        )


def anchor(document: str, text: str, start: int, end: int) -> Anchor:
    """The anchor of text[start:end] in the document with id `document` and text `text`.

    Raises ValueError when the range is not inside the text: that is a fault of the caller.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"range {start}:{end} is not inside a text of {len(text)} characters")
    return Anchor(
        document,
        start,
        end,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
    )


def trimmed(document: str, text: str, start: int, end: int) -> Anchor:
    """As `anchor`, with white space at both ends left outside."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return anchor(document, text, start, max(start, start + len(inner.strip())))


def relocate(old: Anchor, document: str, text: str) -> Anchor | None:
    """The place of `old` in a new reading `text` of `document`, or None if its words are gone.

    The old position is kept when it still holds the words; else, of all places with these
    words, the one whose surroundings agree best, then the nearest.
    """
    if text[old.start : old.end] == old.exact:
        return anchor(document, text, old.start, old.end)
    places = list(_places(text, old.exact))
    if not places or not old.exact:
        return None
    best = max(places, key=lambda at: (_agreement(old, text, at), -abs(at - old.start)))
    return anchor(document, text, best, best + len(old.exact))


def _places(text: str, words: str) -> Iterable[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _agreement(old: Anchor, text: str, at: int) -> int:
    """How many context characters next to `at` agree with those of `old`."""
    before = text[max(0, at - len(old.prefix)) : at]
    after = text[at + len(old.exact) : at + len(old.exact) + len(old.suffix)]
    return _common(before[::-1], old.prefix[::-1]) + _common(after, old.suffix)


def _common(one: str, other: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def moved(old: Anchor, document: str) -> Anchor:
    """`old` as an anchor of another document with the same text."""
    return replace(old, document=document)
