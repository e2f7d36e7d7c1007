"""Order: the heaviest chain is increasing and no other chain is heavier."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.drafts.order import heaviest_chain


@settings(max_examples=60)
@given(st.permutations(range(7)), st.lists(st.integers(1, 9), min_size=7, max_size=7))
def test_no_increasing_chain_is_heavier(news: list[int], weights: list[int]) -> None:
    places = [(i, new, float(w)) for i, (new, w) in enumerate(zip(news, weights, strict=True))]
    chain = heaviest_chain(places)
    assert all(a[1] < b[1] for a, b in pairwise(chain))
    subsets = (s for n in range(8) for s in combinations(places, n))
    chains = (s for s in subsets if all(a[1] < b[1] for a, b in pairwise(s)))
    assert sum(p[2] for p in chain) == max(sum(p[2] for p in s) for s in chains)
