"""The chain: lawful labels, spans, and marginals that agree with brute force."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.discourse.decode import LABELS, NEVER, Chain, best_labels, marginals, runs

SEEDS = st.integers(0, 10_000)


def some_chain(seed: int) -> tuple[np.random.Generator, Chain]:
    draw = np.random.default_rng(seed)
    return draw, Chain(draw.normal(size=(7, 7)), draw.normal(size=7)).lawful()


def total(path: tuple[int, ...], emissions: np.ndarray, chain: Chain) -> float:
    steps = sum(chain.step[a, b] for a, b in pairwise(path))
    gains = sum(emissions[at, label] for at, label in enumerate(path))
    return float(chain.first[path[0]] + steps + gains)


@given(SEEDS)
@settings(max_examples=25, deadline=None)
def test_best_labels_are_the_best_of_all(seed: int) -> None:
    draw, chain = some_chain(seed)
    emissions = draw.normal(size=(4, 7)) * 2
    best = max(product(range(7), repeat=4), key=lambda path: total(path, emissions, chain))
    assert tuple(best_labels(emissions, chain)) == best


@given(SEEDS)
@settings(max_examples=25, deadline=None)
def test_marginals_are_those_of_brute_force(seed: int) -> None:
    draw, chain = some_chain(seed)
    emissions = draw.normal(size=(3, 7))
    expected = np.zeros((3, 7))
    for path in product(range(7), repeat=3):
        for at, label in enumerate(path):
            expected[at, label] += np.exp(total(path, emissions, chain))
    expected /= expected.sum(axis=1, keepdims=True)
    assert np.allclose(marginals(emissions, chain), expected, atol=1e-6)


@given(SEEDS, st.integers(1, 40))
@settings(max_examples=40, deadline=None)
def test_no_inner_label_stands_alone(seed: int, length: int) -> None:
    draw, chain = some_chain(seed)
    labels = best_labels(draw.normal(size=(length, 7)) * 3, chain)
    for before, label in zip([0, *labels], labels, strict=False):
        assert label == 0 or label % 2 or before in (label, label - 1)


@given(st.lists(st.integers(0, 6), max_size=30))
def test_runs_cover_every_label_once(labels: list[int]) -> None:
    found = list(runs(np.array(labels, dtype=np.int64)))
    covered = [at for _, a, b in found for at in range(a, b)]
    assert covered == [at for at, label in enumerate(labels) if label]
    assert all((labels[a] - 1) // 2 == role for role, a, _ in found)


def test_two_spans_of_one_role_may_touch() -> None:
    labels = np.array([1, 2, 1, 5, 6, 0, 3])
    assert list(runs(labels)) == [(0, 0, 2), (0, 2, 3), (2, 3, 5), (1, 6, 7)]


def test_empty_text_has_no_labels() -> None:
    chain = Chain(np.zeros((7, 7)), np.zeros(7)).lawful()
    assert len(best_labels(np.zeros((0, 7)), chain)) == 0
    assert marginals(np.zeros((0, 7)), chain).shape == (0, 7)


def test_lawful_keeps_lawful_steps() -> None:
    chain = Chain(np.ones((7, 7)), np.ones(7)).lawful()
    inner, outer = LABELS.index("I-cue"), LABELS.index("B-cue")
    assert chain.step[outer, inner] == chain.step[inner, inner] == 1
    assert chain.step[LABELS.index("B-source"), inner] == chain.first[inner] == NEVER
