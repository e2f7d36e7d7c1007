"""Documents -> events: what happened, or is due, when; one event for all outlets that tell it.

Rules. Every dated expression of a sentence dates what the sentence tells (when.py). Days after the
day of writing, and days that words ahead of them put into the future, are scheduled. What is hedged
("reportedly") or told inside another's statement is alleged; what a mission records is verified.
Where tellings of one event give different days, the event has the day that most outlets give, and
`how` names the others. A date after words of a limit ("by", "before", "until") that look ahead is a
deadline; a date of words of meeting ("talks", "round") a meeting. The provisions of drafts are not
events.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from travaux.core.annotation import Annotation
from travaux.core.documents import Document
from travaux.core.drafts import Provision
from travaux.core.ids import content_id
from travaux.core.issues import Event, EventKind, EventStatus
from travaux.core.parties import Party
from travaux.core.statements import Statement
from travaux.issues.ahead import limits
from travaux.issues.naming import Names, names_of
from travaux.issues.passages import Passage, day_of, passages
from travaux.issues.tellings import Telling, clusters, tellings
from travaux.issues.terms import table

LONGEST = 240
NEAR = 60  # characters on each side of a date in which words say what it is of


@dataclass(frozen=True, slots=True)
class Telltale:
    """What an event's status and parties are read from."""

    names: Names
    statements: dict[str, list[Statement]]


def chronicle(
    documents: Iterable[Document],
    annotations: Iterable[Annotation] = (),
    statements: Iterable[Statement] = (),
    *,
    parties: Iterable[Party] = (),
    provisions: Iterable[Provision] = (),
) -> tuple[Event, ...]:
    """The dated events that the documents tell, in order of date.

    Relative dates are resolved against the date of the article they stand in; where that is
    unknown only full dates count.
    """
    told = tellings(outside(passages(documents, annotations), provisions))
    known = Telltale(names_of(parties), _by_document(statements))
    found = [_event(group, known) for group in clusters(told)]
    return tuple(sorted(found, key=lambda e: (e.date, e.until, e.id)))


def outside(found: Iterable[Passage], provisions: Iterable[Provision]) -> list[Passage]:
    """Passages that are no part of a draft's text."""
    drafted: dict[str, list[tuple[int, int]]] = {}
    for provision in provisions:
        for place in provision.anchors:
            drafted.setdefault(place.document, []).append((place.start, place.end))
    return [
        p
        for p in found
        if not any(s < p.end and p.start < e for s, e in drafted.get(p.document, ()))
    ]


def _by_document(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        found.setdefault(statement.document, []).append(statement)
    return found


def _event(group: Sequence[Telling], known: Telltale) -> Event:
    """One event from its tellings: the first telling of the day that most outlets give."""
    days = Counter((t.when.first, t.when.last) for t in {_outlet(t): t for t in group}.values())
    first, last = max(days, key=lambda d: (days[d], -d[0].toordinal()))
    lead = next(t for t in group if (t.when.first, t.when.last) == (first, last))
    parties = [party for t in group for party in known.names.named_in(t.passage.text)]
    return Event(
        content_id("event", lead.anchor.document, lead.anchor.start, lead.when.start),
        first.isoformat(),
        lead.when.precision,
        _short(lead.passage.text),
        tuple(dict.fromkeys(t.anchor for t in group)),
        tuple(dict.fromkeys(parties)),
        _status(group, known),
        last.isoformat() if last != first else "",
        _how(lead, [t for t in group if t.when.first != first]),
        _kind(lead),
    )


def _kind(telling: Telling) -> EventKind:
    """What the date is of, from the words before it and around it."""
    text, when = telling.passage.text.casefold(), telling.when
    if limits(text, when.start) and _ahead(telling):
        return EventKind.DEADLINE
    near = text[max(0, when.start - NEAR) : when.end + NEAR]
    return EventKind.MEETING if _hedge("meeting").search(near) else EventKind.EVENT


def _outlet(telling: Telling) -> tuple[str, str, str]:
    """A telling's outlet and day: an outlet that repeats itself counts once."""
    passage = telling.passage
    return passage.publisher or passage.document, telling.day.isoformat(), ""


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[:LONGEST].rsplit(" ", 1)[0] + " …"


def _how(lead: Telling, others: Sequence[Telling]) -> str:
    words = lead.passage.text[lead.when.start : lead.when.end]
    said = f"“{words}” ({lead.when.how})"
    days = sorted({t.day.isoformat() for t in others})
    return f"{said}; also given as {', '.join(days)}" if days else said


def _status(group: Sequence[Telling], known: Telltale) -> EventStatus:
    """Verified where one telling is; reported where one tells it in its own voice."""
    found = {_told_as(telling, known) for telling in group}
    order = (EventStatus.VERIFIED, EventStatus.REPORTED, EventStatus.SCHEDULED, EventStatus.ALLEGED)
    return next(status for status in order if status in found)


def _told_as(telling: Telling, known: Telltale) -> EventStatus:
    low = telling.passage.text.casefold()
    if _hedge("verified").search(low):
        return EventStatus.VERIFIED
    if _ahead(telling):
        return EventStatus.SCHEDULED
    if _hedge("words").search(low) or _inside_statement(telling, known):
        return EventStatus.ALLEGED
    return EventStatus.REPORTED


def _ahead(telling: Telling) -> bool:
    """Whether words look ahead to the date, or it comes after the day of writing."""
    written = day_of(telling.passage.written)
    return telling.when.ahead or bool(written and telling.when.first > written)


def _inside_statement(telling: Telling, known: Telltale) -> bool:
    at = telling.passage.start + telling.when.start
    said = known.statements.get(telling.passage.document, ())
    return any(piece.start <= at < piece.end for s in said for piece in s.content)


@cache
def _hedge(kind: str) -> re.Pattern[str]:
    joined = "|".join(re.escape(w) for w in table("dates.toml")["hedges"][kind])
    return re.compile(rf"\b(?:{joined})\b")
