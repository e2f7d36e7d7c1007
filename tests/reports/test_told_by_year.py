"""What the log tells of a commitment, year by year."""

from __future__ import annotations

from travaux.core.commitments import Evidence, LogEntry
from travaux.monitoring.cards import read_cards
from travaux.reports.monitoring_pages import facts_said
from travaux.reports.told_by_year import told_by_year

CARDS = read_cards(
    b"cards: [{id: fire, kind: prohibition, bearer: Karst, act: shots by anybody},"
    b" {id: guns, kind: duty, bearer: Karst, act: guns_gone}]", "c.yaml",
).commitments  # fmt: skip


def entry(type_: str, day: str, of: str = "", count: float = 0, place: str = "") -> LogEntry:
    facts: list[tuple[str, str | float | bool]] = [("count", count)] if count else []
    facts += [("places", place)] if place else []
    return LogEntry(f"{type_}{day}", type_, day, of=of, facts=tuple(facts),
                    status=Evidence.VERIFIED)  # fmt: skip


def test_rows_are_years_and_what_is_told() -> None:
    log = [
        entry("shots", "2031-02-01", count=30, place="Harn; Moor"),
        entry("shots", "2031-06-01", count=12, place="Harn"),
        entry("kept", "2032-01-01", of="shots"),
        entry("not_done", "2031-05-01", of="guns_gone"),
        entry("observed", "2031-05-01", of="shots"),
    ]
    fire, guns = (told_by_year(CARDS, log)[c.id] for c in CARDS)
    assert [(y.year, y.what, y.times, y.count, y.places) for y in fire] == [
        ("2031", "broken", 2, 42, ("Harn", "Moor")),
        ("2032", "kept", 1, 0, ()),
    ]
    assert [(y.what, y.verified) for y in guns] == [("not done", 1)]


def test_facts_read_like_words() -> None:
    made = LogEntry("e", "shots", "2031-01-01", facts=(("about", "at least"), ("count", 1.0)))
    assert facts_said(made) == "count at least 1"
