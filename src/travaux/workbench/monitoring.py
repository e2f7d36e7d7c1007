"""`travaux monitor`: cards and a log from files, their boards at a date, and what-if."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from travaux import corpus
from travaux.core.commitments import LogEntry
from travaux.core.errors import SettingsError, UsageError
from travaux.core.problems import Problem
from travaux.core.record import Record
from travaux.core.surveys import Difference, Weakness
from travaux.monitoring.analyse import analyse
from travaux.monitoring.assess import Judged, assess
from travaux.monitoring.card_frame import settings_said as settings_words
from travaux.monitoring.cards import CardFile, read_cards
from travaux.monitoring.evidence import VERIFIED, end_of
from travaux.monitoring.phrases import Misread
from travaux.monitoring.read_events import entries_of
from travaux.monitoring.read_log import read_log
from travaux.monitoring.read_reports import read_report
from travaux.monitoring.suppose import suppose, supposed
from travaux.monitoring.survey import survey
from travaux.monitoring.write_cards import card_file
from travaux.reports.monitoring_dossier import render_monitoring
from travaux.workbench.exporting import write_files
from travaux.workbench.opening import opened


@dataclass(frozen=True, slots=True)
class Monitored:
    """The cards, the log and the boards of one date. problems: what could not be read."""

    cards: CardFile
    entries: tuple[LogEntry, ...]
    boards: tuple[Judged, ...]
    problems: tuple[Problem, ...] = ()


def load_cards(path: Path) -> CardFile:
    """The card file at `path`; of a record, the cards drafted from it.

    Raises SettingsError with every fault, UsageError if it is unreadable.
    """
    data = drafted_cards(path).encode() if _is_record(path) else _bytes(path)
    cards = read_cards(data, path.name)
    if cards.faults:
        raise SettingsError(path.name, tuple(f"line {line}: {why}" for line, why in cards.faults))
    return cards


def drafted_cards(path: Path) -> str:
    """The cards drafted from the record at `path`, as YAML for a person to correct."""
    record = _record(path)
    dates = [d.date for d in record.drafts if any(p.draft == d.id for p in record.provisions)]
    return card_file(record.commitments, record.name, max(dates, default=""))


def write_pages(
    done: Monitored, as_of: str, folder: Path, known_by: str = "", what_if: Sequence[str] = ()
) -> Path:
    """Write the pages of a run into `folder`; the path of the first.

    Raises UsageError where a supposed event in `what_if` is not “DATE EVENT …”.
    """
    cards = done.cards
    with supposing():
        whole = survey(cards.agreement, cards.commitments, done.entries, as_of, known_by, what_if)
    write_files(render_monitoring(whole), folder)
    return folder / "index.html"


def dated(iso: str) -> str:
    """`iso` if it is a date. Raises UsageError."""
    try:
        end_of(iso, "minute")
    except ValueError as error:
        raise UsageError(f"“{iso}” is not a date.", "Write it as 2031-10-15.") from error
    return iso


def _is_record(path: Path) -> bool:
    return path.suffix == ".travaux" or path.is_dir()


def _record(path: Path) -> Record:
    return opened(path / "record.travaux" if path.is_dir() else path)


def load_log(path: Path | None) -> tuple[tuple[LogEntry, ...], tuple[Problem, ...]]:
    """The log at `path`, and what is wrong with its rows; nothing without a path."""
    return read_log(_bytes(path), path.name) if path else ((), ())


def read_reports(path: Path | None) -> tuple[LogEntry, ...]:
    """The events that monitors' reports tell of: one file, or every file of a folder.

    The monitor is called by the report's publisher, else by its file.
    """
    if path is None:
        return ()
    found: list[LogEntry] = []
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        document = corpus.read_document(_bytes(file), file.name).document
        if document is not None:
            found += read_report(document, document.publisher or file.name)
    return tuple(found)


def monitor(
    cards: Path,
    events: Path | None,
    as_of: str,
    known_by: str = "",
    reports: Path | None = None,
) -> Monitored:
    """Both boards at ISO date `as_of`, by the log, the monitors' reports and a record's events."""
    read = load_cards(cards)
    as_of, known_by = dated(as_of), dated(known_by) if known_by else ""
    logged, problems = load_log(events)
    told = entries_of(_record(cards).events, read.commitments) if _is_record(cards) else ()
    entries = (*logged, *told, *read_reports(reports))
    boards = assess(read.agreement, read.commitments, entries, as_of, known_by)
    return Monitored(read, entries, boards, problems)


def what_if(cards: Path) -> tuple[Weakness, ...]:
    """What the cards leave open, or set against themselves."""
    read = load_cards(cards)
    return analyse(read.agreement, read.commitments)


def what_follows(
    done: Monitored, as_of: str, words: Sequence[str], known_by: str = "", board: str = VERIFIED
) -> tuple[Difference, ...]:
    """How a board at `as_of` would differ if all events in `words` happened too.

    Raises UsageError where `words` are not “DATE EVENT …”.
    """
    read = done.cards
    with supposing():
        more = [supposed(each, read.agreement.unit) for each in words]
    found = suppose(read.agreement, read.commitments, done.entries, more, dated(as_of), known_by)
    return tuple(d for d in found if d.after.board == board)


@contextmanager
def supposing() -> Iterator[None]:
    """Say what was expected where a supposed event cannot be read."""
    try:
        yield
    except Misread as error:
        example = "Example: --suppose '2031-11-01 paid by Karst where crowns = 50'"
        raise UsageError(f"{error}.", example) from error


def settings_said(cards: CardFile) -> list[tuple[str, str]]:
    """Each setting that decides cases, and what it is."""
    return list(settings_words(cards.agreement.settings))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path} could not be read ({error.strerror}).", "Give a card file and a log."
        ) from error
