"""The linguistic annotation of one document: tokens, sentences, quotations, paragraphs.

It is what a parser said, in plain values: rooms that use it need no parser.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple


class Token(NamedTuple):
    """One token. start, end: half-open characters of the document's text.

    pos: universal part of speech (UD v2); tag: Penn tag; dep: dependency label (ClearNLP labels
    of spaCy's English models); head: index of the head in `Annotation.tokens` (itself for a
    root); entity: OntoNotes label of the named entity it belongs to, "" if none;
    opens: whether it is the first token of that entity.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str = ""
    opens: bool = False


class Sentence(NamedTuple):
    """[start, end) in characters; [first, last) in token indices; paragraph and part numbers.

    part: index into Document.parts (-1 where the document has no parts).
    """

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    part: int = -1


class Quotation(NamedTuple):
    """One quotation, marks included, as half-open character ranges.

    segments: more than one where the quotation runs over paragraphs with the mark repeated.
    mark: the opening mark; closed: whether a closing mark was found. An unclosed quotation ends
    with its paragraph. likely_scare: True for quoted terms, titles and nicknames.
    """

    segments: tuple[tuple[int, int], ...]
    mark: str
    closed: bool = True
    likely_scare: bool = False

    @property
    def start(self) -> int:
        return self.segments[0][0]

    @property
    def end(self) -> int:
        return self.segments[-1][1]


@dataclass(frozen=True, slots=True)
class Annotation:
    """Tokens, sentences, quotations and paragraph ranges of one document, each sorted.

    Residue carries no tokens. analysed: False where the language has no parser here; then there
    are paragraphs and sentences, and no tokens.
    """

    document: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...] = ()
    paragraphs: tuple[tuple[int, int], ...] = ()
    model: str = ""
    analysed: bool = True

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at `offset`, or None. Logarithmic."""
        at = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None

    def tokens_in(self, start: int, end: int) -> range:
        """Indices of the tokens that lie at least partly in [start, end). Logarithmic."""
        first = bisect_right(self.tokens, start, key=lambda t: t.end)
        last = bisect_right(self.tokens, end - 1, key=lambda t: t.start)
        return range(first, max(first, last))
