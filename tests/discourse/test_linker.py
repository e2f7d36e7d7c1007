"""Joining cues, sources and contents, over a self-made sentence with a self-made tagging."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from travaux.core.annotation import Annotation, Sentence, Token
from travaux.core.documents import Document
from travaux.corpus import annotate
from travaux.discourse import linker
from travaux.discourse.linker import FEATURES, Linker, features
from travaux.discourse.tagger import TaggedSpan, Tagging
from travaux.discourse.trees import TREE_CAP, Trees

TEXT = "The envoy said talks failed. Lund denied it."
HEADS = (1, 2, 2, 4, 2, 2, 7, 7, 7, 7)


def annotation(text: str = TEXT) -> Annotation:
    """Words and marks of TEXT, each with its head; two sentences."""
    words = text.replace(".", " .").split()
    tokens, at = [], 0
    for word, head in zip(words, HEADS, strict=True):
        at = text.index(word, at)
        tokens.append(Token(at, at + len(word), word, word, "X", "X", "dep", head))
        at += len(word)
    sentences = (Sentence(0, 28, 0, 6, 0), Sentence(29, len(text), 6, 10, 0))
    return Annotation("doc", tuple(tokens), sentences)


def span(role: str, words: str, score: float = 0.9) -> TaggedSpan:
    start = TEXT.index(words)
    return TaggedSpan(role, start, start + len(words), score)


SPANS = (
    span("source", "The envoy"),
    span("cue", "said"),
    span("content", "talks failed"),
    span("source", "Lund"),
    span("cue", "denied"),
    span("content", "it", 0.7),
)
LINKS = {
    (1, 0): 0.9, (1, 2): 0.9, (1, 3): 0.1, (1, 5): 0.2,
    (4, 0): 0.1, (4, 2): 0.3, (4, 3): 0.8, (4, 5): 0.8,
}  # fmt: skip
FIT_ALONE = tuple(float(name == "fit") for name in FEATURES)
LINKER = Linker(FIT_ALONE, FIT_ALONE, {"source": 0.5, "content": 0.5})


def linked(links: dict[tuple[int, int], float], linker: Linker = LINKER) -> list[tuple[str, ...]]:
    found = linker.link(Tagging(SPANS, links), annotation())
    return [
        tuple(TEXT[a:b] if a >= 0 else "" for a, b in (each.source or (-1, 0), *each.content))
        for each in found
    ]


def test_each_cue_takes_what_fits_it() -> None:
    assert linked(LINKS) == [("The envoy", "talks failed"), ("Lund", "it")]


def test_a_content_joins_one_cue_only() -> None:
    assert linked({**LINKS, (1, 5): 0.95}) == [("The envoy", "talks failed", "it")]


def test_a_cue_without_content_makes_nothing() -> None:
    assert linked({**LINKS, (4, 5): 0.3}) == [("The envoy", "talks failed")]


def test_a_content_beyond_doubt_joins_its_best_cue_however_badly_it_fits() -> None:
    sure = (*SPANS[:5], replace(SPANS[5], score=0.9))
    found = LINKER.link(Tagging(sure, {**LINKS, (4, 5): 0.3}), annotation())
    assert [TEXT[slice(*each.content[0])] for each in found] == ["talks failed", "it"]


def test_a_source_that_fits_badly_is_left_out() -> None:
    assert linked({**LINKS, (4, 3): 0.2}) == [("The envoy", "talks failed"), ("", "it")]


def test_two_cues_may_share_a_source() -> None:
    shared = linked({**LINKS, (4, 0): 0.9})
    assert sorted(shared) == [("The envoy", "it"), ("The envoy", "talks failed")]


def test_no_spans_no_attributions() -> None:
    assert LINKER.link(Tagging((), {}), annotation()) == ()


def test_parts_in_residue_are_left_out() -> None:
    only_first = replace(annotation(), sentences=annotation().sentences[:1])
    found = LINKER.link(Tagging(SPANS, LINKS), only_first)
    assert [each.cue for each in found] == [(SPANS[1].start, SPANS[1].end)]


def test_confidence_falls_with_the_weakest_part() -> None:
    strong = LINKER.link(Tagging(SPANS, LINKS), annotation())[0]
    weak_spans = (replace(SPANS[0], score=0.4), *SPANS[1:])
    weak = LINKER.link(Tagging(weak_spans, LINKS), annotation())[0]
    assert 0 < weak.confidence < strong.confidence <= 1
    assert {part for part, _ in strong.why} == {"source", "cue", "content"}


def test_features_know_distance_order_and_tree() -> None:
    trees = Trees(annotation())
    near = dict(zip(FEATURES, features(Tagging(SPANS, LINKS), 1, 2, trees), strict=True))
    far = dict(zip(FEATURES, features(Tagging(SPANS, LINKS), 1, 5, trees), strict=True))
    assert near["after"] == far["after"] == 1
    assert near["attached"] == 1 and far["attached"] == 0
    assert near["tree"] == 1 and far["tree"] == TREE_CAP
    assert near["sentences"] == 0 and far["sentences"] == 1
    assert near["gap"] < far["gap"]
    assert (near["between"], far["between"], far["rivals"]) == (0, 1, 1)


def test_reads_its_weights() -> None:
    row = dict.fromkeys(FEATURES, 0.5)
    told = {"source": row, "content": row, "least": {"source": 0.1, "content": 0.2}}
    linker = Linker.read(json.dumps(told).encode())
    assert linker.source == (0.5,) * len(FEATURES)
    assert linker.least["content"] == 0.2


def test_weights_without_a_feature_are_refused() -> None:
    with pytest.raises(KeyError):
        Linker.read(b'{"source": {}, "content": {}, "least": {}}')


def test_words_that_were_not_parsed_are_not_tagged(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"The envoy left early.\n{'boat quota crew ' * 4_000}\nShe came back at noon.\n"
    document = Document("d", "d.txt", "", "", "", "en", text)
    seen: list[str] = []

    class Recorder:
        def tag(self, text: str) -> Tagging:
            seen.append(text.strip())
            return Tagging((), {})

    monkeypatch.setattr(linker, "load_tagger", Recorder)
    assert linker.attribute_by_tagger(document, annotate(document)) == ()
    assert seen == ["The envoy left early.", "She came back at noon."]


def test_a_source_takes_nothing_from_the_heading_above_it() -> None:
    first, second = annotation().sentences
    apart = replace(annotation(), sentences=(first, second._replace(paragraph=1)))
    over = replace(SPANS[3], start=TEXT.index("failed"))
    tagged = Tagging((*SPANS[:3], over, *SPANS[4:]), LINKS)
    for text, source in ((annotation(), "failed. Lund"), (apart, "failed.")):
        found = LINKER.link(tagged, text)
        assert source in {TEXT[slice(*each.source)] for each in found if each.source}
    below = replace(SPANS[3], start=TEXT.index(". Lund"))
    (_, last) = LINKER.link(Tagging((*SPANS[:3], below, *SPANS[4:]), LINKS), apart)
    assert last.source == (TEXT.index("Lund"), TEXT.index("Lund") + 4)
