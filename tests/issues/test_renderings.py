"""What reports say that the text says, against the text."""

from __future__ import annotations

import pytest

from tests.issues.builders import document, draft
from tests.issues.test_discrepancies import found
from travaux.core.anchors import anchor
from travaux.core.drafts import Provision

LINES = (
    "The lock keeper shall notify the lower towns of every opening of the sluice.",
    "No ferry shall be withdrawn from the Harn crossing before 31 December 2033.",
    "A fund of 40 million crowns shall be set up for the fishermen of the delta.",
    "Inspectors may enter the pumping works.",
    "Either town may leave this accord by giving two years' notice.",
)


def rendered(*reports: str) -> list[tuple[str, str]]:
    """(slot, what the report gives) of what is found in reports about the five lines."""
    text = document("\n".join(LINES), "text", "2031-05-01")
    made = draft("Lake accord")
    provisions = tuple(
        Provision(
            f"p{n}",
            made.id,
            str(n),
            (str(n),),
            line,
            (anchor("text", text.text, at := text.text.index(line), at + len(line)),),
            n,
        )
        for n, line in enumerate(LINES, 1)
    )
    told = [document(report, f"r{n}", "2031-05-06") for n, report in enumerate(reports)]
    ds = found(text, *told, drafts=(made,), provisions=provisions)
    return [(d.slot, next(a.anchor.exact for a in d.values if a.document != "text")) for d in ds]


@pytest.mark.parametrize(
    ("report", "slot", "words"),
    [
        (
            "Whoever leaves the accord must give five years' notice.",
            "",
            "five years",
        ),
        ("Under the accord the fishermen of the delta get a fund of 60 million crowns.", "", "60"),
        ("The text allows the keeper to notify the lower towns as it likes.", "modality", "allows"),
        ("The accord says that no ferry will be withdrawn before 2032.", "day", "2032"),
    ],
)
def test_a_report_that_gives_the_text_otherwise(report: str, slot: str, words: str) -> None:
    (only,) = rendered(report)
    assert slot in only[0]
    assert words in only[1]


@pytest.mark.parametrize(
    "report",
    [
        "Under the accord a fund of 40 million crowns is set up for the fishermen of the delta.",
        "The fishermen of the delta want a fund of 90 million crowns.",
        "The accord must be read with care.",
        "Inspectors may enter the pumping works at night, says the accord.",
    ],
)
def test_what_is_no_other_rendering(report: str) -> None:
    assert rendered(report) == []
