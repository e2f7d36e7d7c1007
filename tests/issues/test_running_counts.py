"""Running counts from report to report."""

from __future__ import annotations

from tests.issues.builders import document
from travaux.core.documents import Document
from travaux.issues import running_counts
from travaux.issues.running_counts import read_counts

SAID = "The mission confirmed two civilian casualties, bringing the total since "


def report(day: str, words: str) -> Document:
    return document(SAID + words, day, day)


APRIL = report("2031-04-08", "1 January 2031 to 20 (three deaths and 17 injuries).")
MAY = report("2031-05-08", "the beginning of the year to 25: four killed and 21 injured.")
JUNE = report("2031-06-08", "the beginning of 2031 to 27, including five fatalities.")


def test_what_a_running_count_says() -> None:
    counts = read_counts([APRIL, MAY, JUNE])
    assert [(c.since, c.total, c.parts, c.whole, c.new) for c in counts] == [
        ("2031-01-01", 20, (3, 17), True, 2),
        ("2031-01-01", 25, (4, 21), True, 2),
        ("2031-01-01", 27, (5,), False, 2),
    ]


def test_a_chain_that_holds_raises_nothing() -> None:
    assert running_counts([APRIL, MAY, JUNE]) == ()


def test_parts_that_do_not_sum() -> None:
    (found,) = running_counts([report("2031-04-08", "1 January 2031 to 21 (3 dead and 17 hurt).")])
    assert (found.likely_reason, found.explanation) == ("arithmetic", "3 + 17 is 20, not 21")


def test_a_total_that_falls_or_grows_too_little() -> None:
    low = report("2031-06-08", "the beginning of 2031 to 26, including five fatalities.")
    (found,) = running_counts([APRIL, MAY, low])
    assert found.likely_reason == "contradiction"
    assert [a.value for a in found.values] == ["25", "26"]


def test_totals_since_other_days_are_other_counts() -> None:
    other = report("2031-06-08", "1 May 2031 to 4 (one death and three injuries).")
    assert running_counts([APRIL, MAY, other]) == ()
