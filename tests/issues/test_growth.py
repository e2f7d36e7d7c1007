"""Comparisons grow with the pile, never with its square. What is counted are calls, not seconds."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.issues.builders import document
from travaux.core.documents import Document
from travaux.drafts import read_slots
from travaux.issues import chronicle, contrasts, find_discrepancies, sameness, tellings

SMALL, LARGE = 400, 1600
SLACK = 1.4  # the first accounts meet few others; comparing all with all would give 4
PLACES = ("Harn", "Vrana", "Ostrava", "Brann", "Tolvad", "Merrow")
DOINGS = ("ferries lay at the quay of", "growers stood at the bridge of", "lorries waited outside")


def account(number: int) -> Document:
    """One of many short reports that say nearly the same, with another figure and day."""
    chance = random.Random(number)
    place, doing = chance.choice(PLACES), chance.choice(DOINGS)
    figure, day, month = chance.randint(20, 900), chance.randint(1, 28), chance.randint(1, 12)
    text = (
        f"Some {figure} {doing} {place} with drums and banners. "
        f"The council of {place} met the {chance.choice(PLACES)} delegation on {day} May 2031."
    )
    return document(text, f"d{number}", f"2031-{month:02}-{day:02}")


def comparisons(work: Callable[[], Any], patch: pytest.MonkeyPatch) -> int:
    """How many pairs of accounts are compared while `work` runs."""
    count = 0

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*values: Any) -> Any:
            nonlocal count
            count += 1
            return function(*values)

        return call

    with patch.context() as patched:
        for module, name in ((contrasts, "differ"), (sameness, "_floor"), (tellings, "cosine")):
            patched.setattr(module, name, counted(getattr(module, name)))
        work()
    return count


def discrepancies(size: int) -> Callable[[], Any]:
    documents = [account(n) for n in range(size)]
    slots = {d.id: read_slots(d.text, d.id) for d in documents}
    return lambda: find_discrepancies(documents, slots=slots)


def events(size: int) -> Callable[[], Any]:
    documents = [account(n) for n in range(size)]
    return lambda: chronicle(documents)


@pytest.mark.parametrize("work", [discrepancies, events])
def test_four_times_the_pile_takes_four_times_the_comparisons(
    work: Callable[[int], Callable[[], Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    small, large = (comparisons(work(size), monkeypatch) for size in (SMALL, LARGE))
    assert small > SMALL
    assert large <= SLACK * small * LARGE / SMALL
