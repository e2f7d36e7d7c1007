"""Formal records among other texts."""

from __future__ import annotations

from tests.issues.builders import document, statement
from travaux.core.issues import ProvisionLink, Stance
from travaux.issues import read_stances, with_formulas

NAMES = ("LAKELAND", "MERROW", "VRANA", "OSTRAVA", "HARN", "BRANN", "TORRIN", "DELTALAND")
RECORD = document("\n".join(f"{name} opposed the toll on boats." for name in NAMES))
REPORT = document(RECORD.text.title())


def test_a_formal_record_has_the_statements_of_its_formulas() -> None:
    general = statement(RECORD, "the toll on boats", "LAKELAND", "opposed")
    found = with_formulas(RECORD, [general])
    assert [s.speaker.name for s in found if s.speaker] == list(NAMES)
    assert all(s.made_by == ("formulas/1",) for s in found)


def test_another_text_keeps_its_statements() -> None:
    general = statement(REPORT, "Opposed The Toll On Boats", "Lakeland")
    assert with_formulas(REPORT, [general]) == (general,)


def test_what_no_formula_covers_stays() -> None:
    doc = document(RECORD.text + "\nMara Lind said that rain would fall.")
    general = statement(doc, "that rain would fall", "Mara Lind", "said")
    assert general in with_formulas(doc, [general])


def test_a_formula_says_its_stance_by_itself() -> None:
    doc = document(RECORD.text + "\nLAKELAND, opposed by MERROW, proposed deleting paragraph 3.")
    last = with_formulas(doc, ())[-2:]
    links = [ProvisionLink(s.id, "d", "", "", "whole text", 0.8) for s in last]
    told = {r.party: r.stance for r in read_stances(last, links)}
    names = {s.speaker.name: told[s.speaker.party] for s in last if s.speaker}
    assert names == {"LAKELAND": Stance.DEMAND, "MERROW": Stance.OPPOSE}
