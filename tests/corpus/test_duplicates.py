"""One text in several places: found whatever the order, and nothing else found."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.core.documents import Document
from travaux.corpus import group_duplicates, read_document
from travaux.corpus.shingles import likeness, shingles_of, sketch_of, words_of

WORDS = ["river", "dam", "island", "envoy", "bank", "water", "mill", "ship", "paper", "round"]
WORDS += ["talk", "meeting", "side", "bridge", "boat", "law", "court", "people", "minister"]
WORDS += ["party", "point", "year", "month", "sign", "leave", "open", "close", "hold", "give"]


def prose(seed: int, sentences: int = 14) -> list[str]:
    """Made-up sentences; two seeds share words and no sentence."""
    dice = random.Random(seed)
    return [" ".join(dice.choices(WORDS, k=12)).capitalize() + "." for _ in range(sentences)]


def document(text: str, file: str, date: str = "") -> Document:
    found = read_document((f"date {date} " if date else "").encode() + text.encode(), file).document
    assert found is not None
    return found


def members(documents: list[Document]) -> list[list[str]]:
    names = {d.id: d.file for d in documents}
    return [[names[m[0]] for m in g.members] for g in group_duplicates(documents)]


def test_exact_and_near_copies_are_grouped_by_date() -> None:
    copy = prose(1)
    edited = [*copy[:5], "A sentence of its own.", *copy[6:]]
    documents = [
        document("\n".join(copy), "late.txt", "2031-05-06"),
        document("\n".join(copy).upper(), "early.txt", "2031-05-04"),
        document("\n".join(edited), "edited.txt", "2031-05-05"),
        document("\n".join(prose(2)), "other.txt", "2031-05-04"),
    ]
    assert members(documents) == [["early.txt", "edited.txt", "late.txt"]]
    group = group_duplicates(documents)[0]
    assert 0.5 < group.likeness < 1


def test_likeness_of_exact_copies_is_one() -> None:
    documents = [document("\n".join(prose(1)), "a.txt"), document("\n\n".join(prose(1)), "b.txt")]
    assert group_duplicates(documents)[0].likeness == 1.0


def test_a_passage_within_a_longer_page() -> None:
    paragraphs = [" ".join(prose(seed, 4)) for seed in range(20)]
    short = document("\n".join(paragraphs[8:10]), "agency.txt")
    long = document("\n".join(paragraphs), "page.txt")
    groups = group_duplicates([long, short])
    assert len(groups) == 1
    texts = {short.id: short.text, long.id: long.text}
    assert {texts[name][a:b] for name, a, b in groups[0].members} == {"\n".join(paragraphs[8:10])}


def test_short_texts_are_not_compared() -> None:
    assert members([document("We met.", "a.txt"), document("We met. ", "b.txt")]) == []


def test_many_copies_take_few_steps() -> None:
    copies = [document("\n".join(prose(1)) + f"\nNumber {i}.", f"{i}.txt") for i in range(150)]
    assert [len(names) for names in members(copies)] == [150]


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(6)))
def test_order_never_matters(order: list[int]) -> None:
    texts = [prose(1), prose(1), prose(2), [*prose(2)[:12], *prose(3)[:2]], prose(4), prose(5)]
    documents = [document("\n".join(t), f"{i}.txt") for i, t in enumerate(texts)]
    assert group_duplicates([documents[i] for i in order]) == group_duplicates(documents)


def test_sketches_estimate_likeness() -> None:
    one = shingles_of(words_of(" ".join(prose(1, 60))))
    other = shingles_of(words_of(" ".join([*prose(1, 60)[:40], *prose(2, 60)[:20]])))
    estimate = float((sketch_of(one) == sketch_of(other)).mean())
    assert abs(estimate - likeness(one, other)) < 0.15
