"""One meeting placed differently; who did what is done once; days of one occasion."""

from __future__ import annotations

import pytest

from tests.issues.builders import document
from tests.issues.test_discrepancies import found


def slots(one: str, other: str) -> list[str]:
    documents = [document(one, "one", "2031-05-06"), document(other, "two", "2031-05-07")]
    return [d.slot for d in found(*documents)]


@pytest.mark.parametrize(
    ("one", "other", "slot"),
    [
        (
            "The lake charter will be signed in Harn.",
            "The lake charter will be signed in the capital, Tolvad.",
            "place",
        ),
        (
            "Merrow's envoys walked out of the talks.",
            "The Ferrymen's League broke off the negotiations.",
            "actor",
        ),
        (
            "The ultimatum of the ferrymen expires on Sunday night.",
            "The ferrymen have set an ultimatum that runs out on Friday.",
            "date",
        ),
    ],
)
def test_accounts_that_differ(one: str, other: str, slot: str) -> None:
    assert slot in slots(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The lake charter will be signed in Harn.",
            "The lake charter will be signed in the Customs House.",
        ),
        ("The premier met the ferrymen in Harn.", "The premier met the growers in Tolvad."),
        ("The ultimatum was called cruel on Monday.", "The ultimatum expires on Sunday."),
    ],
)
def test_accounts_of_other_things(one: str, other: str) -> None:
    assert slots(one, other) == []
