"""What happened when: dated events in order, and a picture with a lane a party.

The picture is SVG with presentation attributes only (no style, no script), so that it fits the
pages' Content Security Policy; the page's script lets a reader zoom by changing its view box.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from travaux.core.issues import Event
from travaux.reports import addresses
from travaux.reports.indexed import Indexed, shortened

LANES = 8  # parties with a lane of their own; events of others stand in the last
WIDTH, LANE, LEFT, TOP = 1000, 34, 170, 26  # of the picture, in its own units


def chronology_page(index: Indexed) -> dict[str, Any]:
    """Rows and the picture's marks, both in order of date."""
    events = sorted(index.record.events, key=lambda e: (e.date, e.until, e.id))
    lanes = _lanes(index, events)
    days = [d for event in events if event.precision == "day" and (d := _day(event.date))]
    return {
        "events": [event_row(index, event) for event in events],
        "picture": _picture(events, lanes, days) if len(set(days)) > 1 else None,
        "title": "Chronology",
    }


def _lanes(index: Indexed, events: Sequence[Event]) -> dict[str, str]:
    """Party id -> name, of the parties that have most events."""
    counts = Counter(p for event in events for p in event.parties if p in index.parties)
    first = sorted(counts, key=lambda p: (-counts[p], p))[:LANES]
    return {party: index.parties[party].name for party in first}


def event_row(index: Indexed, event: Event) -> dict[str, Any]:
    """One event as a row of the table."""
    names = [index.parties[p].name for p in event.parties if p in index.parties]
    return {
        "id": event.id,
        "when": _when(event),
        "text": shortened(event.text, 400),
        "parties": ", ".join(names),
        "status": event.status.value,
        "how": event.how,
        "places": [
            {"href": addresses.place(a), "title": index.title(a.document, a.start)}
            for a in event.anchors
        ],
    }


def _when(event: Event) -> str:
    """A date as precise as it is known: 2031, 2031-05, 2031-05-02, or a range."""
    if event.precision in ("year", "month"):
        return event.date[: 4 if event.precision == "year" else 7]
    return f"{event.date} to {event.until}" if event.until else event.date


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _picture(
    events: Sequence[Event], lanes: dict[str, str], days: Sequence[date]
) -> dict[str, Any]:
    """Marks and lines of the lanes picture. Only days are drawn: a month has no one place."""
    first, last = min(days), max(days)
    span = max((last - first).days, 1)
    order = {party: number for number, party in enumerate(lanes)}
    marks = []
    for event in events:
        day = _day(event.date)
        if event.precision != "day" or day is None:
            continue
        x = LEFT + (WIDTH - LEFT - 30) * (day - first).days / span
        rows = sorted({order.get(p, len(lanes)) for p in event.parties}) or [len(lanes)]
        marks += [
            {
                "x": round(x, 1),
                "y": TOP + row * LANE + LANE // 2,
                "hint": f"{event.date}: {shortened(event.text, 120)}",
                "status": event.status.value,
            }
            for row in rows
        ]
    names = [*lanes.values(), "others"]
    return {
        "width": WIDTH,
        "height": TOP + LANE * len(names) + 10,
        "left": LEFT,
        "lanes": [{"name": shortened(n, 22), "y": TOP + i * LANE} for i, n in enumerate(names)],
        "lane": LANE,
        "marks": marks,
        "first": first.isoformat(),
        "last": last.isoformat(),
    }
