"""Fit the linker's weights on the tuning articles, which the network has not seen.

Logistic regression with a small ridge, by Newton's method, over every pair of a tagged cue and a
tagged source or content; a pair is right when one gold attribution meets both. The least
probability that makes a link is the one with the best linked F1 (`bench.polnear`) on the same
articles. Writes linker.json beside the other weights.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.polnear import Tally, as_document, outermost, overlap
from training.corpus import Article, read_split, tuning_split
from travaux.core.annotation import Annotation
from travaux.corpus import annotate
from travaux.discourse.linker import FEATURES, Linker, features
from travaux.discourse.tagger import FILES, Tagger, Tagging
from travaux.discourse.trees import Trees

RIDGE = 1.0
SOURCE_GRID = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5)
CONTENT_GRID = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)

Case = tuple[Article, Annotation, Tagging]
Floats = npt.NDArray[np.float64]


def cases(data: Path, weights: Path) -> list[Case]:
    """The tuning articles, annotated and tagged."""
    tagger = Tagger(*((weights / name).read_bytes() for name in FILES))
    _, tuning = tuning_split(read_split(data / "train"))
    return [(each, annotate(as_document(each)), tagger.tag(each.text)) for each in tuning]


def rows(found: Sequence[Case], role: str) -> Iterator[tuple[tuple[float, ...], bool]]:
    """Features of every pair of a role, and whether the pair is right."""
    for article, annotation, tagging in found:
        trees = Trees(annotation)
        for cue, other in tagging.links:
            one, two = tagging.spans[cue], tagging.spans[other]
            if two.role != role:
                continue
            met = [r for r in article.relations if overlap([(one.start, one.end)], r.cue)]
            right = any(overlap([(two.start, two.end)], getattr(r, role)) for r in met)
            if met:
                yield features(tagging, cue, other, trees), right


def logistic(x: Floats, y: Floats, steps: int = 30) -> Floats:
    """Weights of a ridge logistic regression (Newton's method)."""
    weight = np.zeros(x.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-np.clip(x @ weight, -30, 30)))
        slope = x.T @ (chance - y) + RIDGE * weight
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + RIDGE * np.eye(x.shape[1])
        weight = weight - np.linalg.solve(bend, slope)
    return weight


def fitted(found: Sequence[Case]) -> Linker:
    """The linker with the best weights and the best bounds."""
    weights = {}
    for role in ("source", "content"):
        pairs = list(rows(found, role))
        x, y = np.array([row for row, _ in pairs]), np.array([right for _, right in pairs])
        weights[role] = tuple(float(w) for w in logistic(x, y.astype(np.float64)).round(4))
    start = Linker(**weights, least={})
    bounds = [{"source": s, "content": c} for s, c in product(SOURCE_GRID, CONTENT_GRID)]
    return max((replace(start, least=least) for least in bounds), key=lambda it: linked(it, found))


def linked(linker: Linker, found: Sequence[Case]) -> tuple[float, float]:
    """Linked and whole F1 of a linker over some articles."""
    tally = Tally()
    for article, annotation, tagging in found:
        tally.article(article, outermost(linker.link(tagging, annotation)))
    return tally.score("linked"), tally.score("whole_exact")


def main() -> None:
    """Fit, write, print."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True, help="folder with the split `train`")
    ask.add_argument("--weights", type=Path, required=True, help="folder of the exported weights")
    options = ask.parse_args()
    found = cases(options.data, options.weights)
    linker = fitted(found)
    told = {
        "source": dict(zip(FEATURES, linker.source, strict=True)),
        "content": dict(zip(FEATURES, linker.content, strict=True)),
        "least": dict(linker.least),
    }
    (options.weights / "linker.json").write_text(json.dumps(told, indent=1) + "\n")
    print(json.dumps(told, indent=1), *linked(linker, found))


if __name__ == "__main__":
    main()
