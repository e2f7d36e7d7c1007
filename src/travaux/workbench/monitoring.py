"""`travaux monitor`: cards and a log from files, their boards at a date, and what-if."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from travaux.core.commitments import LogEntry
from travaux.core.errors import SettingsError, UsageError
from travaux.core.problems import Problem
from travaux.monitoring.analyse import Weakness, analyse
from travaux.monitoring.assess import Judged, assess
from travaux.monitoring.cards import SETTINGS, CardFile, read_cards
from travaux.monitoring.evidence import VERIFIED
from travaux.monitoring.phrases import Misread
from travaux.monitoring.read_log import read_log
from travaux.monitoring.suppose import Difference, suppose, supposed


@dataclass(frozen=True, slots=True)
class Monitored:
    """The cards, the log and the boards of one date. problems: what could not be read."""

    cards: CardFile
    entries: tuple[LogEntry, ...]
    boards: tuple[Judged, ...]
    problems: tuple[Problem, ...] = ()


def load_cards(path: Path) -> CardFile:
    """The card file at `path`. Raises SettingsError with every fault, UsageError if unreadable."""
    cards = read_cards(_bytes(path), path.name)
    if cards.faults:
        raise SettingsError(path.name, tuple(f"line {line}: {why}" for line, why in cards.faults))
    return cards


def load_log(path: Path | None) -> tuple[tuple[LogEntry, ...], tuple[Problem, ...]]:
    """The log at `path`, and what is wrong with its rows; nothing without a path."""
    return read_log(_bytes(path), path.name) if path else ((), ())


def monitor(cards: Path, events: Path | None, as_of: str, known_by: str = "") -> Monitored:
    """Both boards of the cards at ISO date `as_of`."""
    read = load_cards(cards)
    entries, problems = load_log(events)
    boards = assess(read.agreement, read.commitments, entries, as_of, known_by)
    return Monitored(read, entries, boards, problems)


def what_if(cards: Path) -> tuple[Weakness, ...]:
    """What the cards leave open, or set against themselves."""
    read = load_cards(cards)
    return analyse(read.agreement, read.commitments)


def what_follows(
    cards: Path, events: Path | None, as_of: str, words: Sequence[str], board: str = VERIFIED
) -> tuple[Difference, ...]:
    """How the board at `as_of` would differ if the events in `words` happened too.

    Raises UsageError where `words` are not “DATE EVENT …”.
    """
    read = load_cards(cards)
    entries, _ = load_log(events)
    try:
        more = [supposed(each, read.agreement.unit) for each in words]
    except Misread as error:
        example = "Example: --suppose '2031-11-01 paid by Karst where crowns = 50'"
        raise UsageError(f"{error}.", example) from error
    return suppose(read.agreement, read.commitments, entries, more, as_of, board)


def settings_said(cards: CardFile) -> list[tuple[str, str]]:
    """Each setting that decides cases, and what it is."""
    chosen = cards.agreement.settings
    return [
        (name, next(words for words, (f, v) in options.items() if getattr(chosen, f) == v))
        for name, options in SETTINGS.items()
    ]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path} could not be read ({error.strerror}).", "Give a card file and a log."
        ) from error
