"""Titles of discrepancies are plain English, in the words of the accounts."""

from __future__ import annotations

import pytest

from tests.issues.builders import document
from tests.issues.test_discrepancies import found
from travaux.core.issues import Discrepancy
from travaux.issues.phrases import unmarked
from travaux.issues.titles import grouped


def only(*texts: str) -> Discrepancy:
    (one,) = found(*(document(text, f"d{n}") for n, text in enumerate(texts)))
    return one


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (
            ("Merrow withdrew 9 patrol boats from the Harn islands.",
             "Merrow pulled 12 patrol boats back from the Harn islands."),
            "Patrol boats from the Harn islands: 9 or 12",
        ),
        (
            ("The gauge at Harn stood at 9.1 metres.", "The gauge at Harn stood at 9.6 metres."),
            "Gauge: 9.1 or 9.6 metres",
        ),
        (
            ("At least 14 people have died in the flood at Brann.",
             "The number of dead in the flood at Brann is 11."),
            "Dead (flood): 14 or 11",
        ),
        (
            ("The ferry Ostrava sank off Vrana on 20 March 2031.",
             "The ferry Ostrava sank off Vrana on 19 March 2031."),
            "When the ferry Ostrava sank off Vrana: 19 or 20 March 2031",
        ),
        (
            ("Radio says that Lomm left the room. A friend swears that it was Feld who left.",),
            "Who left the room: Lomm or Feld",
        ),
        (
            ("An official said Feld offered 60 boats at a dinner. Her ministry denied this.",),
            "Whether an official said Feld offered 60 boats at a dinner",
        ),
        (
            ("The plan would slash the garrison by 250 per cent.",),
            "Does not add up: “slash the garrison by 250 per cent”",
        ),
    ],
)  # fmt: skip
def test_titles(texts: tuple[str, ...], title: str) -> None:
    assert only(*texts).title == title


def test_marks_of_markdown_are_not_shown_and_anchors_stay_exact() -> None:
    one = "- **Army.** Some **300 growers** stood at the [bridge](http://a.example) of Harn."
    two = "There were 120 growers at the bridge of Harn."
    account = only(one, two).values[0]
    assert account.text == "Army. Some 300 growers stood at the bridge of Harn."
    assert account.shown == "300 growers"
    assert one[account.anchor.start : account.anchor.end] == account.anchor.exact


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("## Point _five_", "Point five"),
        ("snake_case and 2 * 3 stay", "snake_case and 2 * 3 stay"),
        ("> quoted  `code`", "quoted code"),
    ],
)
def test_unmarked(text: str, plain: str) -> None:
    assert unmarked(text) == plain


@pytest.mark.parametrize(
    ("value", "shown"), [(600_000, "600,000"), (50_000_000, "50 million"), (9.6, "9.6")]
)
def test_numbers_are_grouped(value: float, shown: str) -> None:
    assert grouped(value) == shown
