"""The invented talks through the whole path, against everything that was planted in them.

FLOORS are what the record reached when they were last raised; they only rise. What is missing to
1.0 is what Travaux does not find yet, and is printed with the failure.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.vela_key import FOLDER, load_key
from tests.golden.vela_scores import SCORES, Truth
from travaux.workbench.build import build

FLOORS = {
    "statements": 0.88,
    "speakers": 0.85,
    "nesting": 0.79,
    "links": 0.48,
    "labels": 0.95,
    "changes": 0.74,
    "findings": 0.96,
    "clean": 1.0,
    "quiet": 0.88,
    "discrepancies": 0.87,
    "reasons": 0.84,
    "events": 0.95,
}


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    out: Path = tmp_path_factory.mktemp("vela")
    return Truth(load_key(), build([FOLDER], out, jobs=0).record)


def test_every_score_has_a_floor() -> None:
    assert set(SCORES) == set(FLOORS)


@pytest.mark.parametrize("score", sorted(SCORES))
def test_the_planted_truth_is_found(truth: Truth, score: str) -> None:
    assert SCORES[score](truth) >= FLOORS[score]
