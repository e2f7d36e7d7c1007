"""The noun both engines make: one attribution relation before speakers and nesting.

Spans are half-open character ranges into the document's text, after the conventions of PolNeAR
(Newell et al. 2018): the source is the whole noun phrase with its titles and appositions; the
cue holds auxiliaries, negation and adverbs next to it; the content holds its quotation marks
and its complementiser ("that"), and each fragment of a discontinuous content is a span of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One candidate attribution. content: sorted, disjoint, never empty.

    source, cue: None where no words stand for them. made_by: the rules or models that found it,
    each with its version ("rules/1"). confidence: in [0, 1]. why: pairs (part, reason) with part
    one of "source", "cue", "content", "engine", for `--explain`.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    made_by: tuple[str, ...] = ()
    confidence: float = 1.0
    why: tuple[tuple[str, str], ...] = ()

    @property
    def start(self) -> int:
        """Where the first of its parts begins."""
        return min(span[0] for span in self.parts)

    @property
    def end(self) -> int:
        """Where the last of its parts ends."""
        return max(span[1] for span in self.parts)

    @property
    def parts(self) -> tuple[Span, ...]:
        """All its spans: source and cue where they are, then the content."""
        return (*(span for span in (self.source, self.cue) if span), *self.content)


def in_order(found: Attribution) -> tuple[int, int, tuple[Span, ...]]:
    """Sort key: by start, the wider first, then by all spans, so that sets have one order."""
    return (found.start, -found.end, found.parts)
