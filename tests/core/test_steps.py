"""What differs between two versions of a record, found by identity."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from travaux.core.parties import Party
from travaux.core.record import Record
from travaux.core.steps import joined, parted, shared, step_between

NOUNS = tuple(object() for _ in range(12))
ROWS = st.lists(st.integers(0, len(NOUNS) - 1), unique=True).map(
    lambda picked: tuple(NOUNS[n] for n in picked)
)


@given(ROWS, ROWS)
def test_what_went_and_what_came_are_the_differences_of_two_sets(old: tuple, new: tuple) -> None:  # type: ignore[type-arg]
    found = parted(old, new)
    assert found.gone == tuple(noun for noun in old if noun not in new)
    assert found.come == tuple(noun for noun in new if noun not in old)


@given(ROWS, ROWS)
def test_beginning_and_end_that_are_shared_do_not_overlap(old: tuple, new: tuple) -> None:  # type: ignore[type-arg]
    start, tail = shared(old, new)
    assert start + tail <= min(len(old), len(new))
    assert old[:start] == new[:start]
    assert old[len(old) - tail :] == new[len(new) - tail :]


def test_an_equal_noun_that_is_another_object_went_and_came() -> None:
    one, twin = Party("p", "Ana"), Party("p", "Ana")
    old, new = Record(parties=(one,)), Record(parties=(twin,))
    assert list(step_between(old, new)) == ["parties"]
    assert step_between(old, replace(old, name="other")) == {}


@given(st.integers(0, 999))
def test_steps_one_after_another_count_as_one_long_step(seed: int) -> None:
    chance = random.Random(seed)
    parties = [Party(str(n), f"Party {n}") for n in range(8)]
    versions = [Record(parties=tuple(chance.sample(parties, 5))) for _ in range(4)]
    long = joined([step_between(one, other) for one, other in pairwise(versions)])
    counts = {party.id: 0 for party in parties}
    for party in versions[0].parties:
        counts[party.id] += 1
    for part in long.values():
        for party in part.come:
            counts[party.id] += 1
        for party in part.gone:
            counts[party.id] -= 1
    last = {party.id for party in versions[-1].parties}
    assert counts == {party.id: int(party.id in last) for party in parties}
