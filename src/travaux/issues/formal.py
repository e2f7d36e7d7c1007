"""Which documents are formal records, and their statements: formulas first, then the rest.

A text is a formal record when its formulas are many and make a good part of its sentences. There
the formulas' statements go before those of the rules for any text that share their verb or words.
"""

from __future__ import annotations

from collections.abc import Sequence

from travaux.core.anchors import Anchor
from travaux.core.documents import Document
from travaux.core.statements import Statement
from travaux.issues.formulas import FormalReading, read_formulas
from travaux.issues.passages import passages

FEWEST = 8  # formulas of a formal record
SHARE = 0.15  # and how many of its sentences have one; newspaper texts stay under .02


def with_formulas(document: Document, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """`statements` of a document, with those of its formulas where it is a formal record, by place.

    A statement by the rules for any text whose cue or content meets a formula's is left out.
    """
    readings = read_formulas(document)
    if not is_formal(document, readings):
        return tuple(statements)
    formal = [reading.statement for reading in readings]
    taken = [part for s in formal for part in (s.cue, *s.content) if part]
    kept = [s for s in statements if not _meets(s, taken)]
    return tuple(sorted((*formal, *kept), key=lambda s: (s.start, s.end, s.id)))


def is_formal(document: Document, readings: Sequence[FormalReading]) -> bool:
    """Whether so many formulas make the document a formal record."""
    if len(readings) < FEWEST:
        return False
    sentences = list(passages([document]))
    cues = {r.statement.cue.start for r in readings if r.statement.cue}
    spoken = sum(any(p.start <= cue < p.end for cue in cues) for p in sentences)
    return spoken >= SHARE * len(sentences)


def _meets(statement: Statement, taken: Sequence[Anchor]) -> bool:
    parts = [part for part in (statement.cue, *statement.content) if part]
    return any(part.overlaps(other) for part in parts for other in taken)
