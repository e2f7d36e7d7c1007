"""What changed: between two records, since a date, and since the build before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from travaux.core.errors import UsageError
from travaux.core.news import NewsItem
from travaux.core.plain import plain, restored
from travaux.core.record import Record
from travaux.reports.news_between import changes_between
from travaux.reports.news_since import changes_since
from travaux.store import Archive, open_archive
from travaux.workbench.opening import opened, read

KEPT = "news"  # the key under which a record keeps what its build brought


def changes(records: Sequence[Path], since: str = "") -> tuple[NewsItem, ...]:
    """What changed between two records, older first, or in one since a date.

    Of one record without a date: what its last build brought. Raises UsageError where neither
    fits, or the record did not replace another.
    """
    if since:
        _checked(since)
    if len(records) > 2 or (len(records) == 2 and since):
        raise UsageError(
            "Give two records, or one record and a date.",
            "Example: travaux changes RECORD --since 2031-05-01",
        )
    if len(records) == 2:
        return changes_between(*(_loaded(path) for path in records))
    if since:
        return changes_since(_loaded(records[0]), since)
    found = kept_in(records[0])
    if found is None:
        raise UsageError(
            "This record did not replace another.", "Name a day (--since) or an older record."
        )
    return found


def _checked(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"“{text}” is not a date.", "Write it as 2025-06-30.") from None


def _loaded(path: Path) -> Record:
    return opened(path)


def kept(archive: Archive) -> tuple[NewsItem, ...] | None:
    """What the last build of a record brought, None where it replaced no record."""
    text = archive.meta(KEPT)
    return tuple(restored(NewsItem, item) for item in json.loads(text)) if text else None


def kept_in(path: Path) -> tuple[NewsItem, ...] | None:
    """What the last build of the record at `path` brought, None where it replaced no record."""
    with open_archive(path) as archive:
        return kept(archive)


def against(old: Archive, new: Record) -> tuple[NewsItem, ...]:
    """What a build brings against the record that it replaces."""
    return changes_between(read(old).index.record, new)


def to_keep(found: Sequence[NewsItem] | None) -> dict[str, str]:
    """News as a record keeps them; nothing where it replaced no record."""
    return {} if found is None else {KEPT: json.dumps(plain(tuple(found)), ensure_ascii=False)}


def told(items: Sequence[NewsItem]) -> str:
    """News as lines for a terminal, a heading a noun."""
    lines: list[str] = []
    for noun in dict.fromkeys(item.noun for item in items):
        same = [item for item in items if item.noun == noun]
        lines += ["", f"{noun} ({len(same)})", *(_line(item) for item in same)]
    return "\n".join(lines[1:] or ["Nothing changed."]) + "\n"


def _line(item: NewsItem) -> str:
    change = f"{item.before} → {item.after}" if item.before and item.after else item.after
    said = (item.date, item.words, change, item.why)
    return f"  {item.became.value:8}" + " · ".join(word for word in said if word)
