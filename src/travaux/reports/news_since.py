"""One record and a date -> what came on or after that day.

Rules. A document or draft counts by its own date; a statement by the day it was made, else by its
article's; a draft's changes in substance by the draft's date. A position counts from the day it
holds; where the party stood elsewhere before, that is a change of mind. A discrepancy is opened
when an account first contradicts an earlier one, and grows with each later account. An event counts
by its own day, so what is scheduled stands here too. A judgement counts by the day it was given.
What has no date is never news of a day; with no date given, all that is dated is.
"""

from __future__ import annotations

from collections.abc import Iterator

from travaux.core.issues import Discrepancy, Position, Stance
from travaux.core.news import Became, NewsItem, in_order
from travaux.core.record import Record
from travaux.reports.indexed import grouped
from travaux.reports.naming import Naming, figure_words, newest, stance_words
from travaux.reports.news_between import judged, substance


def changes_since(record: Record, since: str = "") -> tuple[NewsItem, ...]:
    """What is dated on or after the ISO day `since`, sorted by noun, the newest first."""
    naming = Naming(record)
    found = (
        *_documents(naming),
        *_drafts(naming),
        *substance(naming, naming.index.drafts),
        *_statements(naming),
        *_positions(naming),
        *_discrepancies(naming),
        *_events(naming),
        *(judged(naming, judgement) for judgement in record.judgements),
    )
    return in_order([item for item in found if item.date and item.date >= since])


def _documents(naming: Naming) -> Iterator[NewsItem]:
    for document in naming.record.documents:
        words, date = naming.document(document), naming.when_published(document.id, -1)
        yield NewsItem("document", Became.NEW, document.id, words, date)


def _drafts(naming: Naming) -> Iterator[NewsItem]:
    for draft in naming.record.drafts:
        yield NewsItem(
            "draft", Became.NEW, draft.id, draft.name, draft.date, after=draft.status.value
        )


def _statements(naming: Naming) -> Iterator[NewsItem]:
    copies = {s for group in naming.record.groups for s in group.statements[1:]}
    for statement in naming.record.statements:
        if statement.id not in copies:
            words, date = naming.statement(statement), naming.when_said(statement)
            yield NewsItem("statement", Became.NEW, statement.id, words, date)


def _positions(naming: Naming) -> Iterator[NewsItem]:
    stated = (p for p in naming.record.positions if p.party and p.stance is not Stance.NONE_STATED)
    for same in grouped(stated, lambda p: (p.party, p.issue)).values():
        ordered = sorted(same, key=lambda p: (p.since, p.id))
        for position in ordered:
            earlier = [p for p in ordered if p.since < position.since]
            yield _position(naming, position, newest(earlier) if earlier else None)


def _position(naming: Naming, position: Position, before: Position | None) -> NewsItem:
    return NewsItem(
        "position",
        Became.CHANGED if before else Became.NEW,
        position.id,
        naming.position(position),
        position.since,
        stance_words(before) if before else "",
        stance_words(position),
    )


def _discrepancies(naming: Naming) -> Iterator[NewsItem]:
    """One item for each day on which accounts came that made or widened a discrepancy."""
    for found in naming.record.discrepancies:
        days: dict[str, set[str]] = {}
        for account in found.values:
            day = naming.when_given(account)
            days.setdefault(day, set()).add(figure_words(account))
        yield from _opened(naming, found, days)


def _opened(naming: Naming, found: Discrepancy, days: dict[str, set[str]]) -> Iterator[NewsItem]:
    heard: set[str] = set()
    for day in sorted(days):
        before, heard = heard, heard | days[day]
        if len(heard) > 1 and day and days[day] - before:
            yield NewsItem(
                "discrepancy",
                Became.NEW if len(before) < 2 else Became.CHANGED,
                found.id,
                naming.discrepancy(found),
                day,
                " / ".join(sorted(before)),
                " / ".join(sorted(heard)),
                found.likely_reason,
            )


def _events(naming: Naming) -> Iterator[NewsItem]:
    for event in naming.record.events:
        yield NewsItem(
            "event", Became.NEW, event.id, naming.event(event), event.date, after=event.status.value
        )
