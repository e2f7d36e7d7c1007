"""How like a statement is to each provision, by the words, numbers and concepts they share.

Theory: query likelihood with Jelinek-Mercer smoothing (Hiemstra 1998; Zhai & Lafferty 2004). A
provision is a language model over terms; a term t of the statement is evidence of

    w(t, p) = f(t) * log(1 + L / (1 - L) * (tf(t, p) / |p|) / bg(t))

where bg is how common t is among all statements and provisions. Terms that every provision or
every report uses weigh next to nothing, rare ones much. Only terms that some provision has are
looked up (inverted index), so that the cost grows with matches, not with all pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy.sparse import csr_matrix

MIX = 0.5  # L above: half of a provision's words are its own, half anybody's
SHORT = 12  # a provision of fewer terms is smoothed as if it had these: short texts say less
RAREST = 4e-4  # floor of bg, so that scores do not grow with the size of the collection
PRIOR = 10_000  # terms of an imagined collection that the counts are added to
CONCEPT = 0.5  # f(t) of a concept: it stands for a word, it is not the word
SLOT = 1.1  # f(t) of a typed value's kind and unit
FAINT = 0.4  # f(t) of a party's name
LARGE, SMALL = 1.2, 0.5  # f(t) of a figure: 600,000 says much, 3 says little
DIGITS = 3  # characters of a small figure, with its mark
VARIANT = 84  # rapidfuzz ratio from which two spellings of a name count as one
BESIDE = 0.25  # what a term beside a statement says, against one in it
OWN = 2.5  # score that a statement's own words must have for the words beside it to count
BATCH = 8_192  # texts scored at a time
KEPT = 8  # matches kept of a text

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Match:
    """A text is like provision number `at`."""

    at: int
    score: float


@dataclass(frozen=True, slots=True)
class Index:
    """Terms -> column; weights[term, provision]; each provision's weights by term; spellings
    that stand for a name's."""

    columns: Mapping[str, int]
    weights: csr_matrix
    by_term: tuple[Mapping[str, float], ...]
    variants: Mapping[str, str]


def background(*collections: Iterable[Sequence[str]]) -> dict[str, float]:
    """How common each term is, as a share of all terms, never below RAREST.

    In a small collection counts mean little: every term is taken to be rare (Dirichlet prior).
    """
    counts: Counter[str] = Counter()
    for collection in collections:
        for terms in collection:
            counts.update(terms)
    total = sum(counts.values()) + PRIOR
    return {term: max(RAREST, (n + 1) / total) for term, n in counts.items()}


def indexed(
    profiles: Sequence[Mapping[str, float]],
    common: Mapping[str, float],
    names: frozenset[str] = frozenset(),
    faint: frozenset[str] = frozenset(),
) -> Index:
    """The inverted index of provision `profiles` (term -> frequency).

    common: as `background` gives it; names: the terms that may be spelled in several ways; faint:
    terms that count little.
    """
    weighted = tuple(_weighted(profile, common, faint) for profile in profiles)
    columns = {t: i for i, t in enumerate(sorted({t for p in profiles for t in p}))}
    return Index(columns, _matrix(weighted, columns), weighted, _variants(common, columns, names))


def _weighted(
    profile: Mapping[str, float], common: Mapping[str, float], faint: frozenset[str]
) -> dict[str, float]:
    length = max(SHORT, sum(profile.values()))
    return {
        term: _weight(term, frequency / length, common, faint)
        for term, frequency in profile.items()
    }


def _matrix(weighted: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> csr_matrix:
    """weights[term, provision]."""
    cells = [(columns[t], at, w) for at, profile in enumerate(weighted) for t, w in profile.items()]
    rows, places, values = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_matrix((values, (rows, places)), shape=(len(columns), len(weighted)))


def _weight(term: str, share: float, common: Mapping[str, float], faint: frozenset[str]) -> float:
    odds = MIX / (1 - MIX) * share / common.get(term, RAREST)
    return _factor(term, faint) * log(1 + odds)


def _factor(term: str, faint: frozenset[str]) -> float:
    """f(t): what kind of evidence a term is."""
    if term in faint:
        return FAINT
    if term[0] == "#":
        return LARGE if len(term) > DIGITS else SMALL
    return {"=": CONCEPT, "@": SLOT}.get(term[0], 1.0)


def _variants(
    common: Mapping[str, float], columns: Mapping[str, int], names: frozenset[str]
) -> dict[str, str]:
    """Unknown terms that are another spelling of a name ("zaporizhia": "zaporizhzhia")."""
    unknown = sorted(t for t in common if t not in columns and len(t) > 5 and t.isalpha())
    known = sorted(n for n in names if len(n) > 5)
    if not unknown or not known:
        return {}
    table = process.cdist(unknown, known, scorer=fuzz.ratio, score_cutoff=VARIANT)
    best = table.argmax(axis=1)
    return {
        term: known[at]
        for term, at, row in zip(unknown, best, table, strict=True)
        if row[at] and term[0] == known[at][0]
    }


def matches(
    index: Index,
    texts: Sequence[Sequence[str]],
    floor: float,
    around: Sequence[Sequence[str]] | None = None,
) -> Iterator[list[Match]]:
    """For each text (as terms) its matches of at least `floor`, best first.

    around: the terms around each text. They add a little to what the text itself says, and alone
    they say nothing.
    """
    for first in range(0, len(texts), BATCH):
        scores = _scores(index, texts[first : first + BATCH])
        if around is not None:
            beside = _scores(index, around[first : first + BATCH])
            scores += BESIDE * beside * (scores >= OWN)
        for row in scores:
            yield _matches(row, floor)


def _scores(index: Index, texts: Sequence[Sequence[str]]) -> Floats:
    """scores[text, provision]."""
    columns = [_columns(index, terms) for terms in texts]
    return np.asarray((_one_hot(columns, len(index.columns)) @ index.weights).toarray())


def shared(index: Index, terms: Sequence[str], at: int) -> list[tuple[str, float]]:
    """The terms a text shares with provision number `at`, each with its weight, heaviest first."""
    weights = index.by_term[at]
    found = {index.variants.get(term, term) for term in terms} & weights.keys()
    return sorted(((t, weights[t]) for t in found), key=lambda pair: (-pair[1], pair[0]))


def _columns(index: Index, terms: Sequence[str]) -> list[int]:
    found = {index.columns.get(index.variants.get(t, t), -1) for t in terms} - {-1}
    return sorted(found)


def _one_hot(batch: Sequence[Sequence[int]], width: int) -> csr_matrix:
    ends = np.cumsum([0, *(len(columns) for columns in batch)])
    flat = np.fromiter((c for columns in batch for c in columns), dtype=np.int64)
    return csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(batch), width))


def _matches(row: Floats, floor: float) -> list[Match]:
    candidates = np.flatnonzero(row >= floor)
    order = sorted(candidates.tolist(), key=lambda at: (-row[at], at))[:KEPT]
    return [Match(at, float(row[at])) for at in order]
