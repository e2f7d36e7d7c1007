"""Reports that rest on one source."""

from __future__ import annotations

from dataclasses import replace

from tests.issues.builders import document, party, statement
from travaux.core.parties import PartyKind
from travaux.issues import reliances

ROOT = replace(
    document("Feld offered 60 million crowns at a dinner, an official said.", "root"),
    publisher="Merrow Today",
)
BLOG = document("Merrow Today reported that Feld had offered 60 million crowns.", "blog")
SAID = statement(BLOG, "Feld had offered 60 million crowns", "Merrow Today", "reported")


def test_a_report_rests_on_the_outlet_it_names_and_on_its_article() -> None:
    (found,) = reliances([SAID], documents=[ROOT, BLOG])
    assert (found.document, found.name, found.root) == ("blog", "Merrow Today", "root")


def test_an_outlet_whose_article_is_not_here_has_no_root() -> None:
    outlet = party("Merrow Today", PartyKind.OUTLET)
    (found,) = reliances([SAID], [outlet], [BLOG])
    assert found.root == ""


def test_a_person_is_no_outlet() -> None:
    doc = document("Mara Lind said Feld had offered 60 million crowns.", "blog")
    said = statement(doc, "Feld had offered 60 million crowns", "Mara Lind", "said")
    assert reliances([said], [party("Mara Lind", PartyKind.PERSON)], [ROOT, doc]) == ()
