"""Reports read for counts, periods, places and limits of access."""

from __future__ import annotations

from travaux.core.documents import Document
from travaux.monitoring.read_reports import event_type, period_of, read_report

REPORT = """The mission's note of 2031. Between 28 December and 10 January 2031, the mission
recorded almost 1,200 ceasefire violations near Orvik and Sella. It registered an increase in the
number of mortar impacts – 41 compared with 12. Residents alleged nine arrests. On 3 and 4 January
it recorded 7 and 9 flights, respectively. Its freedom of movement was restricted on five occasions.
Guns stood in areas from which they should have been withdrawn. From 2 to 4 January the mission
documented 3 cease-\nfire violations in Kerra.
"""


def note(text: str) -> Document:
    return Document("d", "note.txt", "Note", "", "", "en", text)


def found() -> dict[str, list[tuple[str, str, object, str]]]:
    document = note(REPORT)
    entries: dict[str, list[tuple[str, str, object, str]]] = {}
    for e in read_report(document, "the mission"):
        row = (e.happened, e.until, dict(e.facts).get("count"), e.status.value)
        entries.setdefault(e.type, []).append(row)
        for place in e.anchors:
            assert REPORT[place.start : place.end] == place.exact
    return entries


def test_counts_with_their_periods() -> None:
    whole = ("2030-12-28", "2031-01-10")
    entries = found()
    assert entries["ceasefire_violations"] == [
        (*whole, 1200, "verified"), ("2031-01-02", "2031-01-04", 3, "verified"),
    ]  # fmt: skip
    assert entries["mortar_impacts"] == [(*whole, 41, "verified")]
    assert entries["arrests"] == [(*whole, 9, "alleged")]
    assert entries["access_restricted"] == [(*whole, 5, "verified")]
    assert entries["withdrawn_weapons_seen"] == [(*whole, None, "verified")]
    assert entries["observed"] == [(*whole, None, "verified")]


def test_numbers_told_in_pairs_are_left_alone() -> None:
    assert "flights" not in found()


def test_places_are_facts() -> None:
    entries = read_report(note(REPORT), "m")
    first = next(e for e in entries if e.type == "ceasefire_violations")
    assert dict(first.facts)["places"] == "Orvik; Sella" or dict(first.facts)["places"] == "Orvik"
    assert dict(first.facts)["about"] == "almost"


def test_a_text_without_a_period_gives_nothing() -> None:
    assert read_report(note("The mission recorded 12 shots."), "m") == ()
    assert period_of("between 40 and 50 May", "2031") is None


def test_names_of_what_was_counted() -> None:
    assert event_type("cease- fire violation") == "ceasefire_violations"
    assert event_type("weapons in") == "weapons"
