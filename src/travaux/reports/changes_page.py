"""What changed: since the build before, and since a day that the reader chooses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from travaux.core.news import NEWS_OF, NewsItem
from travaux.reports import addresses
from travaux.reports.indexed import Indexed, grouped
from travaux.reports.naming import Naming
from travaux.reports.news_since import changes_since

ROWS = 3_000  # dated rows shown, the newest first; the rest stands on the pages of its noun
LAST_DAYS = 7  # the day that the page offers first lies so long before the newest document
PLURALS = {"discrepancy": "discrepancies"}


def changes_page(index: Indexed, news: Sequence[NewsItem] | None = None) -> dict[str, Any]:
    """The values of the page. news: against the record before; None where there was none."""
    dated = sorted(changes_since(index.record), key=lambda i: i.date, reverse=True)
    return {
        "title": "What changed",
        "first_build": news is None,
        "groups": _groups(index, news or ()),
        "rows": [_row(index, i) for i in dated[:ROWS] if i.noun != "statement"],
        "said": [_row(index, i) for i in dated[:ROWS] if i.noun == "statement"],
        "left_out": max(0, len(dated) - ROWS),
        "kinds": [noun for noun in NEWS_OF if any(i.noun == noun for i in dated)],
        "since": first_day(index),
    }


def first_day(index: Indexed) -> str:
    """A week before the newest document, "" where none is dated."""
    naming = Naming(index.record)
    days = sorted(naming.when_published(d.id, -1) for d in index.record.documents)
    try:
        return (date.fromisoformat(days[-1]) - timedelta(LAST_DAYS)).isoformat()
    except (IndexError, ValueError):
        return ""


def _groups(index: Indexed, news: Iterable[NewsItem]) -> list[dict[str, Any]]:
    """The news by noun, in the order of NEWS_OF."""
    by_noun = grouped(news, lambda item: item.noun)
    return [
        {
            "name": PLURALS.get(noun, f"{noun}s").capitalize(),
            "rows": [_row(index, item) for item in by_noun[noun]],
        }
        for noun in NEWS_OF
        if noun in by_noun
    ]


def _row(index: Indexed, item: NewsItem) -> dict[str, str]:
    return {
        "noun": item.noun,
        "became": item.became.value,
        "date": item.date,
        "words": item.words,
        "href": _address(index, item),
        "before": item.before,
        "after": item.after,
        "why": item.why,
    }


def _address(index: Indexed, item: NewsItem) -> str:
    """Where the thing stands in this dossier, "" where it is gone."""
    target = item.target
    if item.noun == "document" and target in index.documents:
        return addresses.source_page(target)
    if item.noun == "draft" and target in index.drafts:
        return addresses.draft_page(target)
    if item.noun == "provision" and target in index.provisions:
        return addresses.provision_place(index.provisions[target].draft, target)
    if item.noun in ("statement", "judgement") and target in index.statements:
        return addresses.statement_place(index.statements[target])
    return index.places.get(target, "")
