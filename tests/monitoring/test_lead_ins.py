"""What stands before the one who is bound: adverbials, frames, nested promises, negations."""

from __future__ import annotations

import pytest

from travaux.monitoring.draft_cards import cards_in


@pytest.mark.parametrize(
    ("text", "kind", "slots"),
    [
        ("To this end, Karst shall open the dam.", "duty", {"bearer": "Karst"}),
        (
            "In accordance with Article 4, paragraph 2, of the Treaty, upstream states shall pay.",
            "duty",
            {"bearer": "upstream states", "act": "pay"},
        ),
        ("With Moor as mediator, Karst and Vell will meet.", "duty", {"bearer": "Karst and Vell"}),
        (
            "Within ten days of signature, all boats shall be moored.",
            "duty",
            {"due": "Within ten days of signature", "act": "all boats shall be moored"},
        ),
        ("Karst agrees that in peacetime it will not mine the bay.", "prohibition",
         {"bearer": "Karst", "act": "mine the bay"}),
        ("Karst hopes to grow and will report its catch.", "duty", {"bearer": "Karst"}),
        ("It was agreed that Moor would lift the toll by noon on 4 May 2031.", "duty",
         {"bearer": "Moor", "act": "lift the toll", "due": "by noon on 4 May 2031"}),
        ("Neither Karst nor Moor may fish there.", "prohibition", {"act": "fish there"}),
        ("No sailor shall be held.", "prohibition", {}),
        ("Dismantling all weirs by the end of 2033.", "duty", {"due": "by the end of 2033"}),
        ("Strengthen the work of the Water Board.", "duty", {"bearer": ""}),
        (
            "Moor shall repair the weir by no later than 30 days after the date of signing of this"
            " treaty a second time.",
            "duty",
            {"due": "by no later than 30 days after the date of signing of this treaty"},
        ),
        ("The plan shall be agreed upon with the boatmen.", "duty", {"condition": ""}),
        ("Tolls shall be set and monitored by PORT/LAKE.", "duty", {"verifier": "PORT/LAKE"}),
    ],
)  # fmt: skip
def test_the_bound_one_and_the_deadline_stand_clear(
    text: str, kind: str, slots: dict[str, str]
) -> None:
    (card,) = cards_in(text)
    assert card.kind.value == kind
    assert {name: card.slot(name).text for name in slots} == slots


@pytest.mark.parametrize(
    "text",
    ["Note the letter of the Board.", "Of the four, three are lost.", "Both the banks are high."],
)
def test_what_only_looks_like_an_order_binds_nobody(text: str) -> None:
    assert cards_in(text) == ()
