"""The chronology: dated events, filtered, with a picture of those that fit."""

from __future__ import annotations

from itertools import islice
from typing import Any

from travaux.core.issues import Event
from travaux.reports.chronology_page import deadlines_of, event_row, picture_of
from travaux.reports.indexed import Indexed
from travaux.web.answering import Address, Answer, Asked, Page
from travaux.web.desk import Desk
from travaux.web.listing import Filter, Order, listed, listed_once
from travaux.web.paging import leaf

DRAWN = 400  # events in a picture: more cannot be told apart
DEADLINES = 60  # of the drafts, shown below the events

ORDERS: dict[str, Order[Event]] = {
    "oldest": Order("oldest first", lambda e: (e.date, e.until, e.id)),
    "newest": Order("newest first", lambda e: (e.date, e.until, e.id), backwards=True),
    "most": Order("most told first", lambda e: (-len(e.anchors), e.date)),
}


def chronology_page(desk: Desk, asked: Asked) -> Answer:
    """What happened, or is to happen, when."""
    index = desk.index
    since, until = asked.query.get("since", "")[:10], asked.query.get("until", "")[:10]
    events = index.record.events
    if since or until:
        events = tuple(e for e in events if _within(e, since, until))
    filters = _filters(index)
    if since or until:
        found = listed(events, asked.query, filters, _text, ORDERS)
    else:
        rests_on = (index.record.events, index.record.parties)
        found = listed_once(
            desk.kept, "chronology", rests_on, events, asked.query, filters, _text, ORDERS
        )
    shown = leaf(found.items, "/chronology", asked.query)
    values: dict[str, Any] = {
        "list": found,
        "leaf": shown,
        "events": [event_row(index, event) for event in shown.items],
        "picture": _picture(index, found.items),
        "deadlines": [] if found.narrowed else list(islice(deadlines_of(index), DEADLINES)),
        "too_many": len(found.items) > DRAWN,
        "since": since,
        "until": until,
    }
    return Page("chronology_list.html", values, title="Chronology", current="/chronology")


def _picture(index: Indexed, events: list[Event]) -> dict[str, Any] | None:
    if len(events) > DRAWN:
        return None
    return picture_of(index, sorted(events, key=lambda e: (e.date, e.until, e.id)))


def _filters(index: Indexed) -> tuple[Filter[Event], ...]:
    names = {key: party.name for key, party in index.parties.items()}
    return (
        Filter("kind", "Kind", lambda e: (e.kind.value,)),
        Filter("status", "Status", lambda e: (e.status.value,)),
        Filter("party", "Party", lambda e: [names[p] for p in e.parties if p in names]),
        Filter("precision", "Known to the", lambda e: (e.precision,)),
    )


def _text(event: Event) -> str:
    return event.text


def _within(event: Event, since: str, until: str) -> bool:
    last = event.until or event.date
    return (not since or last >= since) and (not until or event.date[:10] <= until)


ADDRESSES = (Address("/chronology", chronology_page, words="What happened when"),)
