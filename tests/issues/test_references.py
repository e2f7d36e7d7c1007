"""Explicit references to provisions."""

from __future__ import annotations

import pytest

from tests.issues.builders import draft, provisions
from travaux.issues.references import named_by, references


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("He rejected point 13 and items (a) and (c).", ["13", "a", "c"]),
        ("They proposed deleting paragraph 82.3 and paras 4-6.", ["82.3", "4", "5", "6"]),
        ("Article 4(2) of the draft goes too far.", ["4.2"]),
        ("The sixth point is the hardest.", ["6"]),
        ("Points 3, 5 and 7 to 9 stay open.", ["3", "5", "7", "8", "9"]),
        ("Nobody likes point six or clause 8bis.", ["8bis", "6"]),
        ("point 13(b) or 13.c", ["13.b", "13.c"]),
        ("the 28-point plan, all 28 points of it", []),
        ("Article 5 of the Harbour Convention", []),
        ("the points I like and the section we know", []),
    ],
)
def test_the_labels_a_text_names(text: str, paths: list[str]) -> None:
    found = [".".join(r.path) for r in references(text)]
    assert sorted(found) == sorted(paths)


def test_a_reference_stands_where_it_says() -> None:
    text = "On balance point 2 is fair."
    (found,) = references(text)
    assert text[found.start : found.end] == "point 2"


def test_a_named_provision_is_found_in_its_draft_only_by_its_whole_label() -> None:
    lakes = provisions(draft("lakes"), "Boats may pass.", "Boats pay a toll.")
    (two,) = references("point 2")
    assert named_by(two, lakes) == (lakes[1],)
    (twelve,) = references("point 12")
    assert named_by(twelve, lakes) == ()
