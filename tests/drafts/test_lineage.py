"""Lineage: one thread a provision's life, rows in the order of the last draft."""

from __future__ import annotations

from tests.drafts.written import drafts
from travaux.core.comparing import Thread
from travaux.drafts.align import compare
from travaux.drafts.lineage import lineage

ONE = "1. The port opens at dawn for grain.\n2. The fleet leaves the bay. Its crews go home by rail.\n3. Taxes on salt end next year."  # noqa: E501
TWO = "1. The port opens at dawn for grain.\n2. The fleet leaves the bay.\n3. Its crews go home by rail."  # noqa: E501
THREE = "1. A council of elders meets weekly.\n2. The port opens at dawn for grain.\n3. The fleet leaves the bay. Its crews go home by rail.\n4. Taxes on salt end next year."  # noqa: E501


def threads(*texts: str) -> tuple[Thread, ...]:
    made, provisions = drafts(*texts)
    return lineage(compare(made, provisions), provisions)


def test_a_split_and_a_merger_are_one_thread() -> None:
    cells = [t.cells for t in threads(ONE, TWO, THREE)]
    assert (("d0:2",), ("d1:2", "d1:3"), ("d2:3",)) in cells


def test_a_gap_stays_in_its_row() -> None:
    cells = [t.cells for t in threads(ONE, TWO, THREE)]
    assert (("d0:3",), (), ("d2:4",)) in cells


def test_rows_follow_the_last_draft_and_the_dropped_their_neighbour() -> None:
    firsts = [next(c[0] for c in reversed(t.cells) if c) for t in threads(THREE, ONE, TWO)]
    assert firsts == ["d0:1", "d2:1", "d2:2", "d1:3"]


def test_every_provision_stands_in_one_thread() -> None:
    made, provisions = drafts(ONE, TWO, THREE)
    found = [p for t in lineage(compare(made, provisions), provisions) for c in t.cells for p in c]
    assert sorted(found) == sorted(p.id for p in provisions)


def test_one_draft_has_a_thread_a_provision() -> None:
    assert len(threads(ONE)) == 3
    assert lineage((), ()) == ()
