"""What happened when: dated events in order, and a picture with a lane a party.

The picture is SVG without style or script of its own, so that it fits the pages' Content Security
Policy. It is drawn whole on a line whose empty spans are cut short (timeline.py); the page's script
shows its densest part first and lets a reader move and zoom. The table holds the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from travaux.core.drafts import Provision, Slot, SlotKind
from travaux.core.issues import Event, EventKind, EventStatus
from travaux.core.parties import Party, PartyKind
from travaux.reports import addresses
from travaux.reports.indexed import Indexed, grouped, shortened
from travaux.reports.timeline import Timeline, timeline
from travaux.reports.wording import flat

LANES = 8  # parties with a lane of their own; events of others stand in the last
WIDTH, LANE, LEFT, RIGHT, TOP = 1000, 34, 170, 24, 44  # of the picture, in its own units
TICK = 98  # units that a date at the axis takes
NO_LANE = {PartyKind.OUTLET, PartyKind.UNNAMED}
SURELY = {PartyKind.PERSON, PartyKind.STATE, PartyKind.GROUP}  # no places, however little they say


def chronology_page(index: Indexed) -> dict[str, Any]:
    """Rows and the picture's marks, both in order of date."""
    events = sorted(index.record.events, key=lambda e: (e.date, e.until, e.id))
    return {
        "events": [event_row(index, event) for event in events],
        "picture": picture_of(index, events),
        "deadlines": list(deadlines_of(index)),
        "kinds": sorted({event.kind.value for event in events}),
        "title": "Chronology",
    }


def picture_of(index: Indexed, events: Sequence[Event]) -> dict[str, Any] | None:
    """A lane a party, a mark an event; None where no two days are known. events: by date."""
    dated = [(d, e) for e in events if e.precision == "day" and (d := _day(e.date))]
    several = len({day for day, _ in dated}) > 1
    return _picture(index, dated) if several else None


def event_row(index: Indexed, event: Event) -> dict[str, Any]:
    """One event as a row of the table."""
    names = [index.parties[p].name for p in event.parties if p in index.parties]
    return {
        "id": event.id,
        "when": _when(event),
        "date": event.date,
        "text": shortened(event.text, 400),
        "parties": ", ".join(names),
        "status": event.status.value,
        "kind": event.kind.value,
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


def deadlines_of(index: Indexed) -> Iterator[dict[str, str]]:
    """The limits that drafts set, in the order of their drafts and texts."""
    for provision in index.record.provisions:
        for slot in provision.slots:
            if slot.kind is SlotKind.DEADLINE:
                yield _deadline(index, provision, slot)


def _deadline(index: Indexed, provision: Provision, slot: Slot) -> dict[str, str]:
    draft = index.drafts.get(provision.draft)
    return {
        "words": flat(slot.anchor.exact).rstrip("."),
        "draft": draft.name if draft else "",
        "label": provision.label,
        "href": addresses.provision_place(provision.draft, provision.id),
        "text": shortened(provision.text or provision.full_text, 160),
    }


class _Lanes:
    """The lanes: bodies with most events, a person in that of the body they speak for."""

    def __init__(self, index: Indexed, events: Iterable[Event]) -> None:
        self.index = index
        self.spoken_for = {party.affiliation for party in index.parties.values()}
        counts = Counter(lane for event in events for lane in self.bodies(event))
        first = sorted(counts, key=lambda p: (-counts[p], p))[:LANES]
        self.names = [*(index.parties[p].name for p in first), "others"]
        self.order = {party: number for number, party in enumerate(first)}

    def bodies(self, event: Event) -> set[str]:
        return {body for party in event.parties if (body := self.body(party))}

    def body(self, party: str) -> str:
        """The body that a party is or speaks for, "" where it has no lane."""
        seen: set[str] = set()
        known = self.index.parties.get(party)
        while known and known.affiliation in self.index.parties and known.id not in seen:
            seen.add(known.id)
            known = self.index.parties[known.affiliation]
        return known.id if known and known.named and self.acts(known) else ""

    def acts(self, party: Party) -> bool:
        """Whether a party is one that acts. A name that nobody declared, that spoke but once and
        for which nobody speaks is as often a place (“Geneva”) or a heading as a party."""
        if party.kind in NO_LANE:
            return False
        heard = len(self.index.by_party.get(party.id, ())) > 1
        return heard or party.kind in SURELY or bool(party.aliases) or party.id in self.spoken_for

    def of(self, event: Event) -> list[int]:
        last = len(self.order)
        return sorted({self.order.get(body, last) for body in self.bodies(event)}) or [last]


def _picture(index: Indexed, dated: Sequence[tuple[date, Event]]) -> dict[str, Any]:
    """Marks and lines of the lanes picture. Only days are drawn: a month has no one place."""
    line = timeline(day for day, _ in dated)
    lanes = _Lanes(index, (event for _, event in dated))
    weights = Counter(day for day, _ in dated)
    first, last = line.densest([weights[day] for day in line.days])
    bottom = TOP + LANE * len(lanes.names)
    return {
        "width": WIDTH,
        "height": bottom + 8,
        "left": LEFT,
        "right": RIGHT,
        "bottom": bottom,
        "lane": LANE,
        "from": round(first, 4),
        "to": round(last, 4),
        "lanes": [
            {"name": shortened(n, 22), "y": TOP + i * LANE} for i, n in enumerate(lanes.names)
        ],
        "marks": list(_marks(dated, line, lanes)),
        "ticks": list(_ticks(line)),
        "breaks": [{**_spot(b.at), "words": b.words} for b in line.breaks],
        "first": line.days[0].isoformat(),
        "last": line.days[-1].isoformat(),
    }


def _spot(place: float) -> dict[str, float]:
    """A place on the line: its share (for the script) and its x in the whole picture."""
    return {"at": round(place, 5), "x": round(LEFT + (WIDTH - LEFT - RIGHT) * place, 1)}


def _marks(
    dated: Sequence[tuple[date, Event]], line: Timeline, lanes: _Lanes
) -> Iterator[dict[str, Any]]:
    """One mark a day, lane and kind, with how many events it stands for."""
    placed = ((lane, day, event) for day, event in dated for lane in lanes.of(event))
    groups = grouped(placed, lambda item: (item[0], item[1], shape(item[2])))
    for (lane, day, kind), same in sorted(groups.items()):
        events = [event for _, _, event in same]
        said = "; ".join(shortened(event.text, 120) for event in events)
        yield {
            **_spot(line.place(day)),
            "y": TOP + lane * LANE + LANE // 2 - 2,
            "shape": kind,
            "number": len(events),
            "row": events[0].id,
            "hint": f"{day.isoformat()}: {said}",
        }


def shape(event: Event) -> str:
    """The mark of an event: a deadline's and a coming meeting's own, else that of its status."""
    if event.kind is EventKind.DEADLINE:
        return "deadline"
    if event.kind is EventKind.MEETING and event.status is EventStatus.SCHEDULED:
        return "meeting"
    return event.status.value


def _ticks(line: Timeline) -> Iterator[dict[str, Any]]:
    """The days at the axis. Those that overlap in the whole picture are marked as crowded; the
    script shows them where a window has room."""
    free = 0.0
    for day, place in zip(line.days, line.places, strict=True):
        spot = _spot(place)
        crowded = spot["x"] < free
        free = free if crowded else spot["x"] + TICK
        yield {**spot, "words": f"{day.day} {day:%b} {day.year}", "crowded": crowded}
