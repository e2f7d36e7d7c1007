"""News: what is new, changed or gone in a record, since a date or since another build."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Became(StrEnum):
    """What became of a thing."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


NEWS_OF: tuple[str, ...] = (
    "document",
    "draft",
    "provision",
    "position",
    "discrepancy",
    "event",
    "statement",
    "finding",
    "judgement",
    "problem",
)  # the nouns, in the order in which a reader wants them


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One thing that is new, changed or gone.

    noun: one of NEWS_OF; target: its id, in the newer record where it is there. words: what it is,
    on one line. date: ISO day of the thing in the world, "" unknown. before, after: of what
    changed, in words. why: the reason where one is known.
    """

    noun: str
    became: Became
    target: str
    words: str
    date: str = ""
    before: str = ""
    after: str = ""
    why: str = ""


def in_order(items: list[NewsItem]) -> tuple[NewsItem, ...]:
    """Sorted by noun, the newest first; undated things last."""
    by_words = sorted(items, key=lambda i: (i.words, i.became, i.target))
    by_date = sorted(by_words, key=lambda i: i.date, reverse=True)
    return tuple(sorted(by_date, key=lambda i: NEWS_OF.index(i.noun)))
