"""Emissions -> labels and spans: a linear-chain conditional random field over seven labels.

A source, a cue and a content hardly ever share a word (in the training articles two of 60,000
spans lie inside another), so one chain with the labels O, B-x and I-x for three roles x is enough.
Decoding is Viterbi's algorithm under the learned transitions, with two rules on top: an I-x
follows B-x or I-x only, and no span begins or ends inside a word. The score of a span is the
mean, over its words, of the marginal probability of its labels (forward-backward algorithm;
Lafferty, McCallum and Pereira 2001).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ROLES = ("source", "cue", "content")
LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
NEVER = -1e4

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain's weights: step (7, 7) from label to label, first (7,) at the start of a text."""

    step: Floats
    first: Floats

    def lawful(self) -> Chain:
        """The same chain, with every step that no annotation can contain ruled out."""
        step, first = self.step.copy(), self.first.copy()
        for inner in range(2, len(LABELS), 2):
            before = np.arange(len(LABELS))
            step[(before != inner) & (before != inner - 1), inner] = NEVER
            first[inner] = NEVER
        return Chain(step, first)


def word_emissions(emissions: Floats, opens: npt.NDArray[np.bool_], chain: Chain) -> Floats:
    """(words, 7) emissions of whole words from (n, 7) of their pieces.

    opens: (n,) whether a piece begins a word. A word's score for a label is what the chain gains
    over all its pieces if the first takes the label and the others carry it on, so that decoding
    over words is decoding over pieces under the rule that no span divides a word.
    """
    carried = np.array([0, 2, 2, 4, 4, 6, 6])
    first = np.flatnonzero(opens)
    total = emissions[first].astype(np.float64)
    word = np.cumsum(opens) - 1
    for at in np.flatnonzero(~opens):
        before = np.arange(len(LABELS)) if opens[at - 1] else carried
        total[word[at]] += emissions[at, carried] + chain.step[before, carried]
    return total


def best_labels(emissions: Floats, chain: Chain) -> Labels:
    """(n,) the most probable sequence of labels for (n, 7) emissions (Viterbi)."""
    if not len(emissions):
        return np.zeros(0, dtype=np.int64)
    score = chain.first + emissions[0]
    back = np.zeros(emissions.shape, dtype=np.int64)
    for at in range(1, len(emissions)):
        table = score[:, None] + chain.step
        back[at] = table.argmax(axis=0)
        score = table.max(axis=0) + emissions[at]
    path = np.zeros(len(emissions), dtype=np.int64)
    path[-1] = score.argmax()
    for at in range(len(emissions) - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return path


def marginals(emissions: Floats, chain: Chain) -> Floats:
    """(n, 7) the probability of each label at each place (forward-backward, scaled).

    Both passes go in one loop, the one from the front and the other from the back.
    """
    total = len(emissions)
    gain = np.exp(emissions - emissions.max(axis=1, keepdims=True)) if total else emissions
    moves = np.stack([np.exp(chain.step), np.exp(chain.step).T])
    passes = np.empty((total, 2, len(LABELS)))
    state = np.stack([np.exp(chain.first), np.ones(len(LABELS))])
    for at in range(total):
        if at:
            state = np.matmul(state[:, None], moves)[:, 0]
        state[0] *= gain[at]
        passes[at] = state
        state[1] *= gain[total - 1 - at]
        state /= state.max(axis=1, keepdims=True)
    both = passes[:, 0] * passes[::-1, 1]
    return np.asarray(both / both.sum(axis=1, keepdims=True), dtype=np.float64)


def runs(labels: Labels) -> Iterator[tuple[int, int, int]]:
    """(role, first, last) of every labelled run, half-open, in order; role indexes ROLES."""
    at, total = 0, len(labels)
    while at < total:
        begin = at
        at += 1
        if labels[begin]:
            inner = labels[begin] + (labels[begin] % 2)
            while at < total and labels[at] == inner:
                at += 1
            yield (int(inner) - 2) // 2, begin, at
