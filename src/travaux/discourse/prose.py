"""Keep a content out of headings: a title or byline above a paragraph is no part of what is said.

The tagger reads an article as one run of words, so a content that begins a paragraph may seem to
begin in the line above it. A paragraph is taken for a heading where a content goes on into the
next one and it does not end as a sentence does: with a stop, a colon, a comma, a dash or a mark
that closes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby, pairwise

from travaux.core.annotation import Annotation
from travaux.discourse.attribution import Span

ENDS = frozenset(".?!:;,…—–-\"'”’»)]")


def paragraphs_of(annotation: Annotation) -> tuple[Span, ...]:
    """The paragraphs that hold sentences, as ranges of characters, sorted."""
    groups = groupby(annotation.sentences, key=lambda sentence: sentence.paragraph)
    runs = ([*sentences] for _, sentences in groups)
    return tuple((run[0].start, run[-1].end) for run in runs)


def below_headings(text: str, content: Span, paragraphs: Sequence[Span]) -> Span:
    """`content` from behind the last heading that it goes beyond; itself where it does not.

    paragraphs: those of `paragraphs_of`.
    """
    start, end = content
    first = bisect_right(paragraphs, start, key=lambda paragraph: paragraph[1])
    last = bisect_left(paragraphs, end, key=lambda paragraph: paragraph[0])
    behind = (
        after[0]
        for this, after in pairwise(paragraphs[first:last])
        if text[this[1] - 1] not in ENDS
    )
    return max((start, *behind)), end
