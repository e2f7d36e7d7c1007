"""Monitors' reports -> log entries: counts, places, periods, and limits of access.

Rules. A report is about the first period it names (“between 15 and 28 November”); a year that it
does not print is the newest year in its text. “The mission recorded 120 ceasefire violations”
becomes an event of type `ceasefire_violations` with count 120, dated by its own sentence's period
or the report's; “freedom of movement was restricted 34 times” an `access_restricted`. What the
monitor saw itself is verified, what others told it is alleged. That somebody looked is an
`observed` entry for the whole period; where access was limited, that says so in words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from travaux.core.anchors import trimmed
from travaux.core.commitments import Evidence, LogEntry
from travaux.core.documents import Document
from travaux.core.ids import content_id
from travaux.monitoring.amounts import NUMBERS
from travaux.monitoring.evidence import OBSERVED

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
COUNTS = ("no", *NUMBERS)
LONGEST = 100  # days: a longer period is not a report's own, but one that it compares with
_MONTH = "|".join(MONTHS)
_PERIOD = re.compile(
    r"(?:between|from|period of|during)\s+(?:the\s+week\s+of\s+)?"
    rf"(?P<d1>\d{{1,2}})\s*(?P<m1>{_MONTH})?\s*(?P<y1>\d{{4}})?\s*"
    rf"(?:and|to|until|till|through|-|–)\s*(?P<d2>\d{{1,2}})\s*(?P<m2>{_MONTH})\s*,?\s*(?P<y2>20\d\d)?",
    re.IGNORECASE,
)
_ABOUT = "close to|over|more than|almost|nearly|around|about|some|at least|approximately|only"
_COUNT = rf"(?:(?P<about>{_ABOUT})\s+)?(?P<n>\d[\d,]*|{'|'.join(COUNTS)})"
_NUMBER_OF = re.compile(
    rf"number of (?P<what>[a-z][a-z-]+(?: [a-z][a-z-]+)?) ?[–—-] ?(?:recording )?{_COUNT}\b", re.I
)
_SENTENCE = re.compile(r"[^.!?\ue000-\uf8ff•]+(?:[.](?=\d)[^.!?\ue000-\uf8ff•]+)*[.!?]?")
_YEAR = re.compile(r"\b20[0-3]\d\b")
_PLACE = re.compile(r"\b(?:in|near|at|around)\s+((?:[A-Z][\w’'-]+\s?){1,3})")


@dataclass(frozen=True, slots=True)
class Period:
    """ISO dates, both included."""

    start: str
    end: str


@cache
def report_words() -> dict[str, Any]:
    """How monitors say what they saw (`report_words.toml`)."""
    text = files("travaux.monitoring").joinpath("report_words.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _counted() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, (*report_words()["recorded"], *report_words()["claimed"])))
    noun = r"(?P<what>[a-z][a-z-]+(?:\s+[a-z][a-z-]+)?)"
    return re.compile(rf"\b(?P<verb>{verbs})\s+(?:a total of\s+)?{_COUNT}\s+{noun}", re.IGNORECASE)


@cache
def _restricted() -> re.Pattern[str]:
    what = "|".join(report_words()["restricted"])
    return re.compile(
        rf"(?:{what})[^.]{{0,60}}?\b(?:restricted|denied|impeded|limited)\s+(?:on\s+)?{_COUNT}\s+"
        r"(?:times|occasions|instances)", re.IGNORECASE,
    )  # fmt: skip


def read_report(document: Document, monitor: str) -> tuple[LogEntry, ...]:
    """The entries that one report of `monitor` gives; nothing that no period can be found for."""
    text = document.text
    period = period_of(text, newest_year(text, document.date), document.date)
    found = []
    if period is not None:
        issued = Period(period.end, period.end)
        found.append(_entry(document, monitor, OBSERVED, period, {}, (0, 0)))
        found.append(_entry(document, monitor, "report_published", issued, {}, (0, 0)))
    elif document.date:
        issued = Period(document.date, document.date)
        found.append(_entry(document, monitor, "report_published", issued, {}, (0, 0)))
    for span in sentences_in(text):
        found += _told(document, monitor, span, period)
    unique = {entry.id: entry for entry in found}
    return tuple(sorted(unique.values(), key=lambda e: (e.happened, e.type, e.id)))


def sentences_in(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of the sentences of `text`."""
    return (sentence.span() for sentence in _SENTENCE.finditer(text))


def newest_year(text: str, date: str = "") -> str:
    """The year of `date`, else the newest one in the text, "" where there is none."""
    return date[:4] or max(_YEAR.findall(text), default="")


def period_of(text: str, year: str, issued: str = "") -> Period | None:
    """The first period that `text` names; `year` where it prints none. What ends after the day it
    was `issued` (“will travel from 14 to 18 January”) is none that it is about."""
    found = (p for p in periods_in(text, year) if _days(p) <= LONGEST)
    return next((p for p in found if not issued or p.end <= issued), None)


def _days(period: Period) -> int:
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days


def periods_in(text: str, year: str) -> Iterator[Period]:
    """The periods that `text` names, in order; `year` where they print none."""
    yield from filter(None, (_period(found, year) for found in _PERIOD.finditer(text)))


def latest_end(text: str, year: str) -> str:
    """The latest day at which a period in `text` ends, "" where it names none."""
    return max((p.end for p in periods_in(text, year)), default="")


def _period(found: re.Match[str], year: str) -> Period | None:
    last = found["y2"] or year
    if not last:
        return None
    names = [m.lower() for m in MONTHS]
    end = names.index(found["m2"].lower()) + 1
    start = names.index(found["m1"].lower()) + 1 if found["m1"] else end
    first = found["y1"] or (str(int(last) - 1) if start > end else last)
    one, two = dated(first, start, int(found["d1"])), dated(last, end, int(found["d2"]))
    return Period(one, two) if one and one <= two else None


def dated(year: str, month: int, day: int) -> str:
    """The ISO date of a day, "" where there is no such day."""
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return ""


def _told(
    document: Document, monitor: str, span: tuple[int, int], period: Period | None
) -> Iterator[LogEntry]:
    """What one sentence tells; nothing of one that pairs several numbers (“respectively”)."""
    sentence = document.text[slice(*span)]
    if "respectively" in sentence:
        return
    year = period.end[:4] if period else newest_year(document.text, document.date)
    own = period_of(sentence, year) or period
    if own is None:
        return
    words = cleaned(sentence)
    for counted in (*_counted().finditer(words), *_NUMBER_OF.finditer(words)):
        facts = _facts(counted, sentence)
        verb = counted.groupdict().get("verb", "")
        claimed = verb.lower() in report_words()["claimed"]
        type_ = event_type(counted["what"])
        yield _entry(document, monitor, type_, own, facts, span, claimed)
    limited = _restricted().search(words)
    if limited:
        facts = _facts(limited, sentence)
        yield _entry(document, monitor, "access_restricted", own, facts, span)
    for finding in report_words()["findings"]:
        if re.search(finding["pattern"], words, re.IGNORECASE):
            yield _entry(document, monitor, finding["type"], own, _facts(None, sentence), span)


def cleaned(sentence: str) -> str:
    """One line, without hyphens, and the control characters that stand for them, at line ends."""
    line = " ".join(re.sub(r"[\x00-\x08\x0e-\x1f\x7f]\s*", "", sentence).split())
    line = re.sub(r"^[^\w“\"(]+", "", re.sub(r"[\ue000-\uf8ff•]", " ", line))
    return re.sub(r"(?<=[a-z])- (?=[a-z])(?!and |or )", "", line)


def event_type(counted: str) -> str:
    """A name for what was counted: plural, without the words that lead on (“weapons in” ->
    weapons) and without hyphens that a line break left behind."""
    words = counted.lower().replace("- ", "").replace("-", "").split()
    while len(words) > 1 and words[-1] in _LEADING_ON:
        words.pop()
    last = words[-1]
    plural = last[:-1] + "ies" if last.endswith("y") else last if last.endswith("s") else last + "s"
    return "_".join([*words[:-1], plural])


_LEADING_ON = {"in", "of", "along", "at", "and", "on", "near", "around", "inside", "outside", "to",
               "from", "during", "by", "with", "including", "compared", "between"}  # fmt: skip


def _facts(found: re.Match[str] | None, sentence: str) -> dict[str, str | float | bool]:
    facts: dict[str, str | float | bool] = {}
    if found:
        low = found["n"].lower()
        facts["count"] = COUNTS.index(low) if low in COUNTS else int(low.replace(",", ""))
        if found["about"]:
            facts["about"] = found["about"].lower()
    return facts | places_in(sentence)


def places_in(words: str) -> dict[str, str | float | bool]:
    """The places that `words` name, as a fact of an entry; nothing where they name none."""
    found = dict.fromkeys(" ".join(p.split()) for p in _PLACE.findall(words))
    places = [p for p in found if p.split()[0] not in MONTHS]
    return {"places": "; ".join(places)} if places else {}


def _entry(
    document: Document, monitor: str, type_: str, period: Period,
    facts: dict[str, str | float | bool], span: tuple[int, int], claimed: bool = False,
) -> LogEntry:  # fmt: skip
    place = trimmed(document.id, document.text, *span)
    status = Evidence.ALLEGED if claimed else Evidence.VERIFIED
    given = tuple(sorted(facts.items()))
    id_ = content_id("event", document.id, type_, period.start, period.end, place.start, given)
    return LogEntry(
        id_, type_, period.start, until=period.end, reported=period.end, found=period.end,
        status=status, reporter=monitor, facts=given, words=" ".join(place.exact.split()),
        anchors=(place,) if place.exact else (), source=document.file,
    )  # fmt: skip
