"""Dated events from several outlets."""

from __future__ import annotations

from dataclasses import replace

from tests.issues.builders import document, draft, party, place, provisions, statement
from travaux.core.documents import Part, PartKind
from travaux.core.issues import EventKind, EventStatus
from travaux.issues import chronicle

ONE = document("The ferry Ostrava sank off Vrana on Thursday night.", "one", "2031-03-21")
TWO = document("Twelve died as the ferry Ostrava sank off Vrana on 20 March.", "two", "2031-03-25")


def test_a_relative_date_is_resolved_against_the_article() -> None:
    (event,) = chronicle([ONE])
    assert (event.date, event.precision) == ("2031-03-20", "day")
    assert event.anchors[0].exact == ONE.text
    assert event.how == "“Thursday” (weekday)"


def test_the_date_of_the_part_goes_before_that_of_the_file() -> None:
    part = Part(0, len(ONE.text), PartKind.ARTICLE, date="2031-03-28")
    (event,) = chronicle([replace(ONE, parts=(part,))])
    assert event.date == "2031-03-27"


def test_outlets_that_tell_one_event_are_its_anchors() -> None:
    (event,) = chronicle([ONE, TWO])
    assert [a.document for a in event.anchors] == ["one", "two"]


def test_outlets_that_differ_on_the_day_tell_one_event() -> None:
    other = document("The ferry Ostrava sank off Vrana on Wednesday night.", "three", "2031-03-22")
    (event,) = chronicle([ONE, TWO, other])
    assert event.date == "2031-03-20"
    assert event.how.endswith("also given as 2031-03-19")


def test_two_things_of_one_day_are_two_events() -> None:
    other = document("On 20 March the parliament elected a speaker.", "three", "2031-03-22")
    assert len(chronicle([ONE, other])) == 2


def test_status() -> None:
    texts = {
        "The next round will open on 12 June.": EventStatus.SCHEDULED,
        "They reportedly met on 2 April.": EventStatus.ALLEGED,
        "The mission observed that they left on 3 April.": EventStatus.VERIFIED,
        "They met on 2 April.": EventStatus.REPORTED,
    }
    for text, status in texts.items():
        (event,) = chronicle([document(text, date="2031-05-09")])
        assert event.status is status, text


def test_what_is_told_inside_a_statement_is_alleged() -> None:
    doc = document("Mara Lind said they met on 2 April.", date="2031-05-09")
    said = statement(doc, "they met on 2 April", "Mara Lind", "said")
    (event,) = chronicle([doc], statements=[said])
    assert event.status is EventStatus.ALLEGED


def test_residue_and_drafts_tell_no_events() -> None:
    doc = document("Join us on 2 April!\nThe toll ends on 3 April.", date="2031-05-09")
    residue = Part(0, 20, PartKind.RESIDUE)
    (tolls,) = provisions(draft("Lake"), "The toll ends on 3 April.")
    tolls = replace(tolls, anchors=(place(doc, "The toll ends on 3 April."),))
    assert chronicle([replace(doc, parts=(residue,))], provisions=[tolls]) == ()


def test_the_parties_named_are_the_events() -> None:
    lakeland = party("Lakeland")
    (event,) = chronicle([document("Lakeland signed on 2 April.")], parties=[lakeland])
    assert event.parties == (lakeland.id,)


def test_order_of_documents_changes_neither_dates_nor_places() -> None:
    forth, back = chronicle([ONE, TWO]), chronicle([TWO, ONE])
    assert [e.date for e in forth] == [e.date for e in back]
    assert {a for e in forth for a in e.anchors} == {a for e in back for a in e.anchors}


def test_limits_are_deadlines_and_talks_are_meetings() -> None:
    doc = document(
        "The next round of talks will open on 12 June. The ministers must sign by 20 June. "
        "The bridge was closed on 2 May because of the flood."
    )
    kinds = {event.date[5:]: event.kind for event in chronicle([doc])}
    assert kinds == {
        "06-12": EventKind.MEETING,
        "06-20": EventKind.DEADLINE,
        "05-02": EventKind.EVENT,
    }


def test_a_byline_is_no_event() -> None:
    doc = document(
        "By Ada Bell and the staff of the Herald, 5 May 2031\n\nThe mayor left on 4 May."
    )
    assert [e.date for e in chronicle([doc])] == ["2031-05-04"]
