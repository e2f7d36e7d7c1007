"""Claims of which both cannot be so, and what only looks like them."""

from __future__ import annotations

import pytest

from tests.issues.builders import document
from tests.issues.test_discrepancies import found


def told(one: str, other: str) -> list[tuple[str, str]]:
    """(slot, reason) of what is found in two documents of two days."""
    documents = [document(one, "one", "2031-05-06"), document(other, "two", "2031-05-07")]
    return [(d.slot, d.likely_reason) for d in found(*documents)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Merrow has released the four surveyors of the gauge office.",
            "The four surveyors of the gauge office are still in prison.",
        ),
        (
            "The chamber granted an amnesty to the ferrymen on Monday.",
            "No amnesty has been granted to the ferrymen, clerks of the chamber said.",
        ),
        (
            "Hanna Ruel of the water board resigned on Monday.",
            "Hanna Ruel has not resigned.",
        ),
        (
            "The growers' league has authorised its envoy Pell to settle.",
            "The growers' league has not authorised its envoy Pell to settle.",
        ),
    ],
)
def test_yes_in_one_document_and_no_in_another(one: str, other: str) -> None:
    assert [slot for slot, _ in told(one, other)] == ["yes or no"]


def test_what_there_is_none_of() -> None:
    one = "A secret protocol lets Karsovia keep the upper lock."
    assert told(one, "“There is no secret protocol,” said the premier.") == [
        ("yes or no", "contradiction")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Merrow signed the charter of the lakes.",
            "Merrow hopes not to have signed the charter of the lakes in vain.",
        ),
        ("Merrow released the surveyors.", "Karsovia has not released the divers."),
        (
            "The league rejected article 4 of the charter.",
            "The league has accepted article 9 of the charter.",
        ),
        (
            "The board would have released the ferrymen of Harn at once.",
            "The ferrymen of Harn are still in prison.",
        ),
    ],
)
def test_what_contradicts_nothing(one: str, other: str) -> None:
    assert told(one, other) == []


def test_a_thing_that_was_not_yet_so_and_is_so_later() -> None:
    one = "The league of Harn has not yet adopted the charter of the lakes."
    other = "The league of Harn adopted the charter of the lakes."
    assert told(one, other) == [("yes or no", "date")]
