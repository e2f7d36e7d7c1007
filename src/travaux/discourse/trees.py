"""What the parse says about two spans: sentence numbers and steps in the dependency tree."""

from __future__ import annotations

from bisect import bisect_right

from travaux.core.annotation import Annotation
from travaux.discourse.attribution import Span

TREE_CAP = 8
"""Steps that count as far; farther pairs are told apart by distance alone."""


class Trees:
    """Look-ups over one annotation. Roots are found once a span."""

    def __init__(self, annotation: Annotation) -> None:
        self._annotation = annotation
        self._starts = [sentence.start for sentence in annotation.sentences]
        self._above: dict[Span, dict[int, int]] = {}

    def number(self, offset: int) -> int | None:
        """The number of the sentence at `offset`, None where there is none (residue, say)."""
        at = bisect_right(self._starts, offset) - 1
        return at if at >= 0 and offset < self._annotation.sentences[at].end else None

    def root(self, span: Span) -> int | None:
        """Index of the first token of a span that hangs on a token outside it."""
        inside, tokens = self._annotation.tokens_in(*span), self._annotation.tokens
        return next(
            (i for i in inside if tokens[i].head == i or tokens[i].head not in inside), None
        )

    def above(self, span: Span) -> dict[int, int]:
        """Tokens from the root of a span up to the root of its sentence -> steps up."""
        if span not in self._above:
            found: dict[int, int] = {}
            token = self.root(span)
            while token is not None and token not in found:
                found[token] = len(found)
                token = self._annotation.tokens[token].head
            self._above[span] = found
        return self._above[span]

    def steps(self, one: Span, other: Span) -> int:
        """Steps in the tree between the roots of two spans; TREE_CAP when far or unknown."""
        up, also = self.above(one), self.above(other)
        return min([TREE_CAP, *(up[token] + also[token] for token in up.keys() & also.keys())])

    def attached(self, cue: Span, span: Span) -> bool:
        """Whether the span's root hangs directly on a word of the cue."""
        root = self.root(span)
        tokens = self._annotation.tokens
        return root is not None and tokens[root].head in self._annotation.tokens_in(*cue)
