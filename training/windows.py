"""Articles -> word pieces with gold labels -> windows -> batches of tensors."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.corpus import ROLES, Article, Relation
from travaux.discourse.pieces import Pieces, split_pieces

SIZE, BATCH, MIXED = 224, 4, 32
"""Pieces a window, windows a batch, batches that are sorted by length together."""

LEAST = 4  # pieces; a shorter rest of an article is left out
CLS, SEP, MASK, FIRST_WORD = 101, 102, 103, 200
STRAIGHT = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})
STRAIGHTENED = 1 / 6

Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """An article as pieces, a label for each, and per attribution the pieces of its roles."""

    pieces: Pieces
    labels: npt.NDArray[np.int64]
    links: tuple[tuple[Place, Place, Place], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces [start, stop) of an example."""

    example: Example
    start: int
    stop: int

    def __len__(self) -> int:
        return self.stop - self.start


def to_example(article: Article, tokenizer: Tokenizer) -> Example:
    """The pieces of an article with what its annotator marked."""
    pieces = split_pieces(article.text, tokenizer)
    starts, ends = pieces.offsets[:, 0].tolist(), pieces.offsets[:, 1].tolist()

    def cover(span: tuple[int, int]) -> range:
        return range(bisect_right(ends, span[0]), bisect_left(starts, span[1]))

    labels = np.zeros(len(pieces), dtype=np.int64)
    for number, role in enumerate(ROLES):
        for span in sorted(article.spans(role)):
            inside = cover(span)
            labels[inside.start : inside.stop] = 2 + 2 * number
            labels[inside.start : inside.start + bool(inside)] = 1 + 2 * number

    def places(relation: Relation) -> tuple[Place, Place, Place]:
        source, cue, content = (
            tuple(at for span in getattr(relation, role) for at in cover(span)) for role in ROLES
        )
        return source, cue, content

    links = tuple(link for link in map(places, article.relations) if link[1])
    return Example(pieces, labels, links)


def straightened(article: Article, chance: random.Random) -> Article:
    """One time in six the article with straight quotation marks; offsets stay."""
    if chance.random() >= STRAIGHTENED:
        return article
    return Article(article.name, article.text.translate(STRAIGHT), article.relations)


def cut(example: Example, offset: int) -> list[Window]:
    """An example in windows that do not overlap; the first ends at `offset`, unless that is 0."""
    total = len(example.labels)
    edges = sorted({0, total, *range(offset, total, SIZE)})
    return [Window(example, a, b) for a, b in pairwise(edges) if b - a >= LEAST]


def epoch(
    articles: Sequence[Article], tokenizer: Tokenizer, chance: random.Random
) -> list[list[Window]]:
    """The batches of one epoch: every article once, cut anew, shuffled, like lengths together."""
    found: list[Window] = []
    for article in articles:
        example = to_example(straightened(article, chance), tokenizer)
        long = len(example.labels) > SIZE
        found += cut(example, chance.randrange(0, SIZE, 16) if long else 0)
    chance.shuffle(found)
    mixed = (found[at : at + MIXED * BATCH] for at in range(0, len(found), MIXED * BATCH))
    batches = [
        part[at : at + BATCH]
        for part in (sorted(each, key=len) for each in mixed)
        for at in range(0, len(part), BATCH)
    ]
    chance.shuffle(batches)
    return batches


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors (windows, pieces + 2) with [CLS] and [SEP]; gold and inside without these two."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    gold: Tensor
    inside: Tensor


def collate(windows: Sequence[Window], masked: float, noise: np.random.Generator) -> Batch:
    """A batch, padded at the right; a share `masked` of the words is hidden."""
    width = max(map(len, windows)) + 2
    ids, mask, gold, inside = np.zeros((4, len(windows), width), dtype=np.int64)
    features = np.zeros((len(windows), width, 3), dtype=np.int64)
    for row, window in enumerate(windows):
        there, here = slice(window.start, window.stop), slice(1, len(window) + 1)
        ids[row, 0], ids[row, len(window) + 1] = CLS, SEP
        ids[row, here] = window.example.pieces.ids[there]
        features[row, here] = window.example.pieces.features[there]
        gold[row, here] = window.example.labels[there]
        mask[row, : len(window) + 2], inside[row, here] = 1, 1
    ids[(noise.random(ids.shape) < masked) & (ids > FIRST_WORD)] = MASK
    tensors = (torch.from_numpy(each) for each in (ids, features, mask, gold[:, 1:-1]))
    return Batch(*tensors, torch.from_numpy(inside[:, 1:-1]))
