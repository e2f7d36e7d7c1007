"""A log against the cards it is meant for: rows that no card will ever hear.

Rules. A type that no card and no outside event of the file names is asked about (with the nearest
name there is), and so is a party that is not named anywhere; a fact that a card tests or sums has
to be a number where the card's is one; a period ends after it begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from travaux.core.commitments import LogEntry
from travaux.core.problems import Problem
from travaux.monitoring.cards import CardFile
from travaux.monitoring.evaluate import patterns_of
from travaux.monitoring.evidence import OBSERVED, SAYINGS

PUBLISHED = "report_published"


def log_problems(entries: Sequence[LogEntry], cards: CardFile, file: str) -> tuple[Problem, ...]:
    """What is odd about the rows of `file`, each kind of it once with how many rows it concerns."""
    said: dict[str, int] = {}
    for entry in entries:
        for fault in _faults(entry, cards):
            said[fault] = said.get(fault, 0) + 1
    return tuple(_problem(file, fault, n) for fault, n in said.items())


def _problem(file: str, fault: str, n: int) -> Problem:
    times = f" ({n} rows)" if n > 1 else ""
    end = "" if fault.endswith("?") else "."
    return Problem("event-unheard", f"{file}{times}: {fault}{end}", file=file)


def _faults(entry: LogEntry, cards: CardFile) -> Iterator[str]:
    types = _types(cards)
    name = entry.of if entry.type in (OBSERVED, *SAYINGS) else entry.type
    if name and name not in types and name != PUBLISHED:
        yield f"no card is about “{name}”{_nearest(name, types)}"
    parties = [*cards.agreement.parties, *(n.bearer for n in cards.agreement.norms)]
    for who in (entry.by, entry.to):
        if who and parties and who not in parties and get_close_matches(who, parties, 1, 0.8):
            yield f"“{who}” is no party{_nearest(who, parties)}"
    if entry.until and entry.until < entry.happened:
        yield f"“{name}” of {entry.happened} ends before it begins, on {entry.until}"
    numbers = _numbers(cards)
    for key, value in entry.facts:
        if key in numbers.get(entry.type, ()) and isinstance(value, str):
            yield f"{key} is “{value}” in an event of {entry.happened}, expected a number"


def _nearest(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, 1, 0.7)
    return f". Did you mean “{near[0]}”?" if near else ""


def _types(cards: CardFile) -> list[str]:
    own = [p.event for norm in cards.agreement.norms for p in patterns_of(norm)]
    return list(dict.fromkeys((*own, *cards.events)))


def _numbers(cards: CardFile) -> Mapping[str, set[str]]:
    """By type of event, the facts that have to be numbers."""
    found: dict[str, set[str]] = {}
    for norm in cards.agreement.norms:
        if norm.sum_of:
            found.setdefault(norm.act.event, set()).add(norm.sum_of)
        for pattern in patterns_of(norm):
            tested = (t.key for t in pattern.where if isinstance(t.value, int | float))
            found.setdefault(pattern.event, set()).update(tested)
    return found
