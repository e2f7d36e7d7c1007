"""One annotated document as a tree that can be walked: children, edges, spans, gaps.

Everything is computed once, in time linear in the number of tokens, so that rules may ask freely.
A head outside the sentence, or a cycle (malformed annotation), is read as a root: never an error.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from travaux.core.annotation import Annotation, Quotation, Sentence, Token
from travaux.core.documents import Document, PartKind
from travaux.discourse.attribution import Span

_LONGEST = 300  # tokens; a longer "sentence" is a list or a table without stops


class Syntax:
    """The parse of a document. `tokens`, `text`, and per token: children, left and right edge."""

    def __init__(self, document: Document, annotation: Annotation) -> None:
        self.document = document
        self.text = document.text
        self.annotation = annotation
        self.tokens: Sequence[Token] = annotation.tokens
        self.lower: list[str] = [token.text.lower() for token in self.tokens]
        self.starts: list[int] = [token.start for token in self.tokens]
        self.sentence_of: list[int] = [0] * len(self.tokens)
        self.heads: list[int] = list(range(len(self.tokens)))
        self.left: list[int] = list(range(len(self.tokens)))
        self.right: list[int] = list(range(len(self.tokens)))
        self.children: list[list[int]] = [[] for _ in self.tokens]
        self.quotations = [q for q in annotation.quotations if not q.likely_scare]
        self.scare = [q for q in annotation.quotations if q.likely_scare]
        self._quote_at: list[int] = _quotation_of(self.starts, self.quotations)
        residue = [p for p in document.parts if p.kind is PartKind.RESIDUE]
        self._residue = [(p.start, p.end) for p in residue]
        self._paragraph_starts = [a for a, _ in annotation.paragraphs]
        self.sentences = [piece for s in annotation.sentences for piece in _pieces(s)]
        for number, sentence in enumerate(self.sentences):
            self._grow(number, sentence)

    def _grow(self, number: int, sentence: Sentence) -> None:
        """Children and edges of one sentence, leaves first."""
        inside = range(sentence.first, min(sentence.last, len(self.tokens)))
        for i in inside:
            head = self.tokens[i].head
            self.sentence_of[i] = number
            self.heads[i] = head if head in inside else i
        order = _leaves_first(inside, self.heads)
        for i in order:
            head = self.heads[i]
            if head != i:
                self.left[head] = min(self.left[head], self.left[i])
                self.right[head] = max(self.right[head], self.right[i])
        for i in inside:
            if self.heads[i] != i:
                self.children[self.heads[i]].append(i)

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of token i with one of the dependency labels, or None."""
        return next((c for c in self.children[i] if self.tokens[c].dep in deps), None)

    def all_children(self, i: int, *deps: str) -> list[int]:
        """All children of token i with one of the dependency labels, in text order."""
        return [c for c in self.children[i] if self.tokens[c].dep in deps]

    def subtree(self, i: int) -> Iterator[int]:
        """Token i and all below it, in no promised order."""
        stack = [i]
        while stack:
            at = stack.pop()
            yield at
            stack.extend(self.children[at])

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above token i, nearest first."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def edges(self, i: int) -> tuple[int, int]:
        """First and last token of the phrase that token i heads (both inclusive)."""
        return self.left[i], self.right[i]

    def chars(self, first: int, last: int) -> Span:
        """Character range from token `first` to token `last`, both inclusive."""
        return self.tokens[first].start, self.tokens[last].end

    def sentence(self, i: int) -> Sentence:
        """The sentence of token i."""
        return self.sentences[self.sentence_of[i]]

    def quotation_at(self, i: int) -> Quotation | None:
        """The quotation that token i stands in, or None."""
        at = self._quote_at[i]
        return self.quotations[at] if at >= 0 else None

    def quotation_index(self, i: int) -> int:
        """The number of the quotation that token i stands in, or -1."""
        return self._quote_at[i]

    def in_scare(self, offset: int) -> bool:
        """Whether the character at `offset` lies in a quoted term, title or nickname."""
        at = bisect_right(self.scare, offset, key=lambda q: q.start) - 1
        return at >= 0 and offset < self.scare[at].end

    def in_residue(self, offset: int) -> bool:
        """Whether the character at `offset` is residue. Logarithmic."""
        at = bisect_right(self._residue, offset, key=lambda span: span[0]) - 1
        return at >= 0 and offset < self._residue[at][1]

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph at or before `offset`; -1 before the first."""
        return bisect_right(self._paragraph_starts, offset) - 1

    def token_from(self, offset: int) -> int:
        """Index of the first token that starts at or after `offset`."""
        return bisect_left(self.starts, offset)

    def words(self, span: Span) -> list[int]:
        """Indices of the tokens that start inside `span`."""
        return list(range(self.token_from(span[0]), self.token_from(span[1])))

    def is_word(self, i: int) -> bool:
        """Whether token i holds a letter or figure, and is no mark alone."""
        return any(c.isalnum() for c in self.tokens[i].text)

    def trim(self, start: int, end: int, drop: str = " \t\r\n\u00a0,;:") -> Span | None:
        """[start, end) without the characters `drop` at both ends; None when nothing is left."""
        while start < end and self.text[start] in drop:
            start += 1
        while end > start and self.text[end - 1] in drop:
            end -= 1
        return (start, end) if start < end else None


def _pieces(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence, or one too long to be one cut in pieces, so that no rule walks far."""
    for first in range(sentence.first, max(sentence.last, sentence.first + 1), _LONGEST):
        yield sentence._replace(first=first, last=min(sentence.last, first + _LONGEST))


def _leaves_first(inside: range, heads: list[int]) -> list[int]:
    """Tokens of one sentence, deepest first; a cycle is cut where it was entered."""
    depth: dict[int, int] = {}
    for i in inside:
        path: list[int] = []
        seen: set[int] = set()
        while i not in depth and i not in seen and heads[i] != i:
            seen.add(i)
            path.append(i)
            i = heads[i]
        if i in seen:
            heads[i] = i
            path = path[: path.index(i)] + path[path.index(i) + 1 :]
        depth.setdefault(i, 0)
        for at in reversed(path):
            depth[at] = depth.get(heads[at], 0) + 1
    return sorted(inside, key=lambda at: -depth.get(at, 0))


def _quotation_of(starts: list[int], quotations: Iterable[Quotation]) -> list[int]:
    """For each token the number of the quotation whose segment it starts in, or -1."""
    result = [-1] * len(starts)
    for number, quotation in enumerate(quotations):
        for start, end in quotation.segments:
            for i in range(bisect_left(starts, start), bisect_left(starts, end)):
                result[i] = number
    return result
