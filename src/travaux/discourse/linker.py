"""Tagged spans + annotation -> attributions: which source and which content go with which cue.

Every attribution is centred on a cue. The network's linking head scores each pair of a cue and
another span; distance, order, print and parse add to its log-odds, with weights that were fitted
once on articles the network had not seen (logistic regression, `training/fit_linker.py`). Then

1. every content joins the cue that it fits best, if it fits any well enough; one that is tagged
   beyond doubt joins its best cue however badly it fits, or, where a quotation goes on right
   behind another content, the cue of that one;
2. every cue with a content takes the source that fits it best, if any fits well enough;
3. a cue without content, and a content without cue, make no attribution.

Several cues may share a source; no two share a content, as in the reference corpus.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from travaux.core.annotation import Annotation, Sentence
from travaux.core.documents import Document, PartKind
from travaux.discourse.attribution import Attribution, Span, in_order
from travaux.discourse.prose import below_headings, paragraphs_of
from travaux.discourse.tagger import VERSION, TaggedSpan, Tagging, load_tagger, weights
from travaux.discourse.trees import Trees

FEATURES = ("fit", "bias", "gap", "between", "rivals", "after", "tree", "attached", "sentences")
"""fit: log-odds of the linking head. gap: log of the characters between. between, rivals: how
many other cues, other spans of the same role, stand between. after: the span follows the cue.
tree: steps in the dependency tree from the cue to the span, capped. attached: the span hangs on a
word of the cue. sentences: sentence boundaries between them, capped."""

SENTENCE_CAP = 3
SURE = 0.8
"""Score of a content that is kept where no cue fits it. On the 60 tuning articles that makes
token F1 of contents .906 -> .910 (dev .897 -> .905), linked F1 .735 -> .732 (.729 -> .728)."""
GOES_ON = 4  # characters between a content and a quotation that goes on from it
UNPARSED = "XX"  # the tag of tokens that the parser was not shown
FEW = 40  # tokens: fewer are not worth a cut


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a span fits a cue: the span's index, a probability, and why, in words."""

    index: int
    chance: float
    why: str


@dataclass(frozen=True, slots=True)
class Linker:
    """Weights of FEATURES for each role, and the least probability that makes a link."""

    source: tuple[float, ...]
    content: tuple[float, ...]
    least: Mapping[str, float]

    @classmethod
    def read(cls, data: bytes) -> Linker:
        """The linker in the bytes of a JSON file."""
        told = json.loads(data)
        rows = {
            role: tuple(told[role][name] for name in FEATURES) for role in ("source", "content")
        }
        return cls(**rows, least=told["least"])

    def link(self, tagging: Tagging, annotation: Annotation) -> tuple[Attribution, ...]:
        """The attributions of one text, sorted. Parts that lie in residue are left out."""
        spans = (_in_one_paragraph(span, annotation.sentences) for span in tagging.spans)
        tagging = Tagging(tuple(spans), tagging.links)
        trees = Trees(annotation)
        kept = [s.role if trees.number(s.start) is not None else "" for s in tagging.spans]
        begins = {quotation.start for quotation in annotation.quotations}
        contents = self._contents(tagging, kept, trees, begins)
        sources: dict[int, list[int]] = {}
        for cue, span in tagging.links:
            if kept[span] == "source" and cue in contents:
                sources.setdefault(cue, []).append(span)
        found = (
            self._attribution(
                tagging, cue, joined, self._source(tagging, cue, sources.get(cue, ()), trees)
            )
            for cue, joined in sorted(contents.items())
        )
        return tuple(sorted(found, key=in_order))

    def _contents(
        self, tagging: Tagging, kept: Sequence[str], trees: Trees, begins: Container[int]
    ) -> dict[int, list[Fit]]:
        """cue -> the contents that join it. begins: where quotations begin."""
        offers: dict[int, list[tuple[float, int]]] = {}
        for cue, span in tagging.links:
            if kept[span] == "content" and kept[cue]:
                chance = self.chance(tagging, cue, span, trees)
                offers.setdefault(span, []).append((chance, -cue))
        best = {span: max(chances) for span, chances in offers.items()}
        fitting = {span: -cue for span, (p, cue) in best.items() if p >= self.least["content"]}
        joined: dict[int, list[Fit]] = {}
        for span, (chance, cue) in sorted(best.items()):
            if span not in fitting and tagging.spans[span].score < SURE:
                continue
            before = _goes_on_from(tagging, span, fitting, begins)
            if span not in fitting and before is not None:
                cue, why = -fitting[before], "goes on from the content before it"
            else:
                why = f"fits the cue {chance:.2f}"
            joined.setdefault(-cue, []).append(Fit(span, chance, why))
        return joined

    def _source(self, tagging: Tagging, cue: int, spans: Sequence[int], trees: Trees) -> Fit | None:
        """Of some sources the one that fits a cue best, or None."""
        chances = [(self.chance(tagging, cue, span, trees), -span) for span in spans]
        chance, span = max(chances, default=(-1.0, 0))
        if chance < self.least["source"]:
            return None
        return Fit(-span, chance, f"fits the cue {chance:.2f}")

    def chance(self, tagging: Tagging, cue: int, span: int, trees: Trees) -> float:
        """The probability, in thousandths, that a span belongs to a cue."""
        row = features(tagging, cue, span, trees)
        weight = self.source if tagging.spans[span].role == "source" else self.content
        odds = sum(w * x for w, x in zip(weight, row, strict=True))
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 3)

    def _attribution(
        self, tagging: Tagging, cue: int, contents: Sequence[Fit], source: Fit | None
    ) -> Attribution:
        spans = tagging.spans
        parts = [*contents, *([source] if source else [])]
        worst = min(spans[fit.index].score * fit.chance for fit in parts)
        return Attribution(
            source=_place(spans[source.index]) if source else None,
            cue=_place(spans[cue]),
            content=tuple(_place(spans[fit.index]) for fit in contents),
            made_by=(VERSION,),
            confidence=round(spans[cue].score * worst, 3),
            why=tuple(_reasons(spans, cue, contents, source)),
        )


def _goes_on_from(
    tagging: Tagging, span: int, fitting: Collection[int], begins: Container[int]
) -> int | None:
    """The content right in front of one that is a quotation, or None."""
    here = tagging.spans[span]
    if not span or here.start not in begins:
        return None
    if here.start - tagging.spans[span - 1].end >= GOES_ON:
        return None
    return next((k for k in range(span - 1, max(-1, span - 5), -1) if k in fitting), None)


def _reasons(
    spans: Sequence[TaggedSpan], cue: int, contents: Sequence[Fit], source: Fit | None
) -> Iterator[tuple[str, str]]:
    yield "cue", f"tagged as a cue {spans[cue].score:.2f}"
    if source:
        yield "source", f"tagged as a source {spans[source.index].score:.2f}, {source.why}"
    for fit in contents:
        yield "content", f"tagged as content {spans[fit.index].score:.2f}, {fit.why}"


def _in_one_paragraph(span: TaggedSpan, sentences: Sequence[Sentence]) -> TaggedSpan:
    """A source or cue without what it took from a heading above it, or from the paragraph below:
    of the parts in each paragraph the longest. The network sees no layout."""
    if span.role == "content":
        return span
    parts: dict[int, Span] = {}
    first = max(0, bisect_right(sentences, span.start, key=lambda s: s.start) - 1)
    for sentence in sentences[first : bisect_left(sentences, span.end, key=lambda s: s.start)]:
        start, end = max(span.start, sentence.start), min(span.end, sentence.end)
        if start < end:
            begun = parts.get(sentence.paragraph, (start, end))[0]
            parts[sentence.paragraph] = (begun, end)
    if len(parts) < 2:
        return span
    start, end = max(parts.values(), key=lambda part: part[1] - part[0])
    return replace(span, start=start, end=end)


def _place(span: TaggedSpan) -> Span:
    return span.start, span.end


def features(tagging: Tagging, cue: int, span: int, trees: Trees) -> tuple[float, ...]:
    """The numbers of FEATURES for a cue and a span, both indices of the tagging's spans."""
    one, other, fit = tagging.spans[cue], tagging.spans[span], tagging.links[cue, span]
    inner = tagging.spans[min(cue, span) + 1 : max(cue, span)]
    left, right = (one, other) if cue < span else (other, one)
    here, there = trees.number(one.start), trees.number(other.start)
    crossed = SENTENCE_CAP if here is None or there is None else abs(here - there)
    return (
        math.log((fit + 0.001) / (1.001 - fit)),
        1.0,
        math.log1p(max(0, right.start - left.end)),
        float(sum(s.role == "cue" for s in inner)),
        float(sum(s.role == other.role for s in inner)),
        float(span > cue),
        float(trees.steps(_place(one), _place(other))),
        float(trees.attached(_place(one), _place(other))),
        float(min(SENTENCE_CAP, crossed)),
    )


@lru_cache(maxsize=1)
def load_linker() -> Linker:
    """The linker fitted to the trained tagger, loaded once a process."""
    return Linker.read((weights() / "linker.json").read_bytes())


def attribute_by_tagger(document: Document, annotation: Annotation) -> tuple[Attribution, ...]:
    """The attributions that the trained tagger finds in a document, sorted (see `in_order`).

    Empty where the annotation was not analysed. Raises MissingExtra without the weights.
    """
    if not annotation.analysed or not annotation.tokens:
        return ()
    tagger, linker = load_tagger(), load_linker()
    articles = [(p.start, p.end) for p in document.parts if p.kind is not PartKind.RESIDUE]
    found = (
        each
        for article in articles or [(0, len(document.text))]
        for start, end in _prose(document.text, article, annotation)
        for each in linker.link(tagger.tag(document.text[start:end]).moved(start), annotation)
    )
    paragraphs = paragraphs_of(annotation)
    found = (each for each in found if not _is_heading(document.text, each))
    return tuple(sorted((_cut(document.text, each, paragraphs) for each in found), key=in_order))


def _is_heading(text: str, found: Attribution) -> bool:
    """ "PRESS RELEASE" above a text: words in capitals that a line break parts from the content."""
    if found.cue is None:
        return False
    words, behind = text[slice(*found.cue)], text[found.cue[1] : found.content[0][0]]
    return len(words) > 1 and words.isupper() and "\n" in behind


def _cut(text: str, found: Attribution, paragraphs: Sequence[Span]) -> Attribution:
    content = tuple(below_headings(text, span, paragraphs) for span in found.content)
    return found if content == found.content else replace(found, content=content)


def _prose(text: str, article: Span, annotation: Annotation) -> Iterator[Span]:
    """The article without its unparsed words: they are no sentences, so nobody says them."""
    start, end = article
    for sentence in annotation.sentences:
        if start <= sentence.start and sentence.end <= end and _unparsed(sentence, annotation):
            if text[start : sentence.start].strip():
                yield start, sentence.start
            start = sentence.end
    if text[start:end].strip():
        yield start, end


def _unparsed(sentence: Sentence, annotation: Annotation) -> bool:
    """Whether these are words that the parser was not shown, beside a label or an odd run."""
    first, last = sentence.first, sentence.last
    tags = {token.tag for token in annotation.tokens[max(first, last - FEW) : last]}
    return last - first > FEW and tags == {UNPARSED}
