"""Transcripts and interviews: paragraphs that open with `NAME:`, at least two of them.

A label in capitals, or one that comes again, is a speaker's; half of the labelled paragraphs must
be sentences, for a list of figures ("EU: 300 billion") has labels, too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.clauses import MADE_BY
from travaux.discourse.layout_words import FINITE, layout_words
from travaux.discourse.syntax import Syntax

_LABEL = re.compile(
    r"[ \t]*([^\W\d_][\w.'’\-]*(?:[ ,]+(?:\([^)\n]{1,60}\)|[\w.'’\-]+)){0,9}) ?:(?=\s+\S)"
)
TURN = "a speaker’s name and a colon"
_TURN = 40  # paragraphs of one turn in a transcript
_STOPS = frozenset(".!?…”\"'’")


def turn_attributions(syntax: Syntax) -> Iterator[Attribution]:
    """One attribution for each labelled turn of a transcript."""
    paragraphs = syntax.annotation.paragraphs
    labels = [_label(syntax, *paragraph) for paragraph in paragraphs]
    names = Counter(syntax.text[slice(*label)] for label in labels if label)
    speaking = [
        label is not None and _speaks(syntax.text[slice(*label)], names) for label in labels
    ]
    if sum(speaking) < 2 or not _is_spoken(syntax, speaking):
        return
    for number, label in enumerate(labels):
        if label is not None and speaking[number]:
            turn = _turn(syntax, number, label, speaking)
            if turn.content:
                yield turn


def _is_spoken(syntax: Syntax, speaking: list[bool]) -> bool:
    """Whether half of the labelled paragraphs are sentences: else it is a list or a table ("EU: 300
    billion by 2035")."""
    turns = [p for p, so in zip(syntax.annotation.paragraphs, speaking, strict=True) if so]
    said = [syntax.text[end - 1] in _STOPS or _has_verb(syntax, start, end) for start, end in turns]
    return 2 * sum(said) >= len(said)


def _has_verb(syntax: Syntax, start: int, end: int) -> bool:
    return any(syntax.tokens[i].tag in FINITE for i in syntax.words((start, end)))


def _label(syntax: Syntax, start: int, end: int) -> Span | None:
    found = _LABEL.match(syntax.text, start, end)
    if found is None or found[1].lower().split(" (")[0] in layout_words()["labels"]:
        return None
    return found.span(1)


def _speaks(label: str, names: Counter[str]) -> bool:
    """A speaker's label is in capitals, or comes again; every word of it is a name or title."""
    words = [w for w in re.split(r"[ ,]+", label.split("(")[0]) if w]
    capital = all(w[:1].isupper() or w in {"of", "the", "for", "de", "van"} for w in words)
    return capital and (label.split("(")[0].strip().isupper() or names[label] > 1)


def _turn(syntax: Syntax, number: int, label: Span, speaking: list[bool]) -> Attribution:
    """From one label to the next; the last turn is its own paragraph."""
    paragraphs = syntax.annotation.paragraphs
    stop = next(
        (n for n in range(number + 1, min(len(speaking), number + _TURN)) if speaking[n]), 0
    )
    start = syntax.text.index(":", label[1]) + 1
    spans = [(start, paragraphs[number][1]), *paragraphs[number + 1 : stop or number + 1]]
    content = tuple(s for s in (syntax.trim(*span, drop=" \t\r\n\u00a0") for span in spans) if s)
    why = (("cue", TURN), ("content", "the turn that follows"))
    return Attribution(label, (start - 1, start), content, MADE_BY, 0.9, why)
