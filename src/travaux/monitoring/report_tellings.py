"""Monitors' reports -> tellings, one a sentence, for acts that no count of `read_reports.py` tells.

Rules. A sentence is dated by its own period or day, else by the report's period, else by the day
of the report (then it had happened by that day). A year that is not printed is the report's; a day
that would lie after the report is one of the year before. What the sentence says others claimed,
announced or alleged is theirs, not the monitor's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from travaux.core.anchors import trimmed
from travaux.core.commitments import LogEntry
from travaux.core.documents import Document
from travaux.monitoring.read_reports import (
    MONTHS,
    Period,
    cleaned,
    dated,
    latest_end,
    newest_year,
    period_of,
    report_words,
    sentences_in,
)
from travaux.monitoring.tellings import Telling

_DAY = re.compile(
    rf"\bon\s+(?:\d{{1,2}}[-–])?(?P<d>\d{{1,2}})\s+(?P<m>{'|'.join(MONTHS)})(?:,?\s+(?P<y>20\d\d))?",
    re.IGNORECASE,
)


_TEXTS = r"the (?:\w+ )?(?:agreements?|protocol|memorandum|treaty|terms|package)\b"
_ANOTHER = re.compile(
    r"\b(?:effect|force|since|agreed|signed|following|after)\b[^,;.]{0,60}$", re.IGNORECASE
)
"""Before a day that is that of another thing (“the truce that took effect on 27 July”)."""


def report_tellings(document: Document, monitor: str) -> Iterator[Telling]:
    """What each sentence of a report of `monitor` tells; nothing where no date can be found."""
    year = newest_year(document.text, document.date)
    period = period_of(document.text, year, document.date)
    issued = document.date or latest_end(document.text, year)
    for start, end in sentences_in(document.text):
        words = cleaned(document.text[start:end])
        own = period_of(words, year, issued) or day_of(words, year, issued) or period
        when = own or (Period(issued, issued) if issued else None)
        if when is not None and words and not _compares(words):
            teller = f"others, in a report of {monitor}" if _claimed().search(words) else monitor
            yield Telling(
                words, (trimmed(document.id, document.text, start, end),), when.start,
                max(issued, when.end), teller, until=when.end if when.end != when.start else "",
                source=document.file, dated=own is not None,
            )  # fmt: skip


def _compares(words: str) -> bool:
    return words.lower().strip().startswith(tuple(report_words()["comparisons"]))


def day_of(words: str, year: str, issued: str) -> Period | None:
    """The first day that `words` name (“on 6 May”)."""
    found = next((m for m in _DAY.finditer(words) if not _ANOTHER.search(words[: m.start()])), None)
    if found is None or not (found["y"] or year):
        return None
    month = [m.lower() for m in MONTHS].index(found["m"].lower()) + 1
    day = dated(found["y"] or year, month, int(found["d"]))
    if issued and day > issued and not found["y"]:
        day = dated(str(int(year) - 1), month, int(found["d"]))
    return Period(day, day) if day else None


@cache
def _claimed() -> re.Pattern[str]:
    told = "|".join(map(re.escape, report_words()["told_by_others"]))
    return re.compile(rf"\b(?:{told})\b|(?:^|, )according to (?!{_TEXTS})", re.IGNORECASE)


def merged(
    counted: Sequence[LogEntry], told: Sequence[LogEntry]
) -> tuple[LogEntry, ...]:  # fmt: skip
    """Both, without what was told of the same event by a sentence that gave its count."""
    known = {(e.type, a.document, a.start) for e in counted for a in e.anchors}
    new = (e for e in told if not {(e.type, a.document, a.start) for a in e.anchors} & known)
    return (*counted, *new)
