from __future__ import annotations

from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.outcomes.packages import dominance
from travaux.outcomes.packages.dominance import distinct, nondominated


def plainly(rows: np.ndarray) -> list[bool]:
    points = [tuple(row) for row in rows.tolist()]
    return [
        not any(all(a >= b for a, b in zip(p, q, strict=True)) and p != q for p in points)
        for q in points
    ]


@given(st.integers(0, 10**6), st.integers(1, 9), st.integers(1, 150), st.integers(2, 40))
@settings(max_examples=60, deadline=None)
def test_agrees_with_comparing_all_pairs(seed: int, columns: int, n: int, best: int) -> None:
    rows = np.unique(np.random.default_rng(seed).integers(0, best, (n, columns)), axis=0)
    with mock.patch.multiple(dominance, SMALL=8, CELLS=64):
        assert nondominated(rows).tolist() == plainly(rows)


@pytest.mark.parametrize("columns", [3, 4, 5])
def test_large_nearly_tied_tables(columns: int) -> None:
    rows = np.random.default_rng(columns).integers(0, 60, (1500, columns))
    rows[:, -1] += 90 - rows.sum(axis=1)
    rows = np.unique(rows, axis=0)
    assert nondominated(rows).tolist() == plainly(rows)


def test_python_integers_beyond_64_bits() -> None:
    rows = np.array([[10**30, 1], [10**30 - 1, 1], [0, 2]], object)
    assert nondominated(rows).tolist() == [True, False, True]


def test_distinct_numbers_equal_rows_alike() -> None:
    first, kind = distinct(np.array([[1, 2], [0, 5], [1, 2]]))
    assert kind[0] == kind[2] != kind[1]
    assert sorted(first.tolist()) == [0, 1]
