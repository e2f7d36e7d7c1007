"""`travaux monitor`: cards and a log from files, their boards at a date, and what-if."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from travaux import corpus
from travaux.core.commitments import LogEntry
from travaux.core.documents import Document
from travaux.core.drafts import DraftStatus
from travaux.core.errors import SettingsError, UsageError
from travaux.core.problems import Problem
from travaux.core.record import Record
from travaux.core.surveys import Difference, Weakness
from travaux.monitoring.analyse import analyse
from travaux.monitoring.assess import Judged, assess
from travaux.monitoring.card_frame import settings_said as settings_words
from travaux.monitoring.cards import CardFile, read_cards
from travaux.monitoring.check_log import log_problems
from travaux.monitoring.draft_cards import chosen_drafts
from travaux.monitoring.evidence import VERIFIED, end_of
from travaux.monitoring.find_places import placed_cards, placed_entries
from travaux.monitoring.phrases import Misread
from travaux.monitoring.read_log import read_log
from travaux.monitoring.suppose import suppose, supposed
from travaux.monitoring.survey import Review, survey
from travaux.monitoring.write_cards import card_file
from travaux.reports.monitoring_dossier import render_monitoring
from travaux.store import open_archive
from travaux.workbench.opening import opened, read, watch_of
from travaux.workbench.watching import entries_in_reports, watched
from travaux.workbench.writing import write_files


@dataclass(frozen=True, slots=True)
class Monitored:
    """The cards, the log and the boards of one date. problems: what could not be read; documents:
    those that the words of cards and log stand in; review: puts in the scores that people gave."""

    cards: CardFile
    entries: tuple[LogEntry, ...]
    boards: tuple[Judged, ...]
    problems: tuple[Problem, ...] = ()
    documents: tuple[Document, ...] = ()
    review: Review = tuple


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
        whole = survey(
            cards.agreement, cards.commitments, done.entries, as_of, known_by, what_if, done.review
        )
    write_files(render_monitoring(whole, done.documents), folder)
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


def _record_path(path: Path) -> Path:
    return path / "record.travaux" if path.is_dir() else path


def _record(path: Path) -> Record:
    return opened(_record_path(path))


def load_log(path: Path | None) -> tuple[tuple[LogEntry, ...], tuple[Problem, ...]]:
    """The log at `path`, and what is wrong with its rows; nothing without a path."""
    return read_log(_bytes(path), path.name) if path else ((), ())


def read_documents(path: Path | None) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The documents at `path` (one file, or every file of a folder), and what is wrong with them;
    nothing without a path."""
    if path is None:
        return (), ()
    files = sorted(f for f in path.iterdir() if f.is_file()) if path.is_dir() else [path]
    found = [corpus.read_document(_bytes(file), file.name) for file in files]
    documents = tuple(r.document for r in found if r.document is not None)
    return documents, tuple(problem for r in found for problem in r.problems)


def monitor(
    cards: Path,
    events: Path | None,
    as_of: str,
    known_by: str = "",
    reports: Path | None = None,
    text: Path | None = None,
    monitor_name: str = "",
) -> Monitored:
    """Both boards at ISO date `as_of`, by the log, the monitors' reports and what a record tells.

    reports: of a monitor, called `monitor_name`, else by their publisher, else by their file. text:
    of the agreement, for the words of the cards.
    """
    as_of, known_by = dated(as_of), dated(known_by) if known_by else ""
    known = _watched(cards)
    logged, problems = load_log(events)
    if events and not _is_record(cards):
        problems = (*problems, *log_problems(logged, known.cards, events.name))
    told, unread = read_documents(reports)
    agreed, unplaced = read_documents(text)
    placed = placed_cards(known.cards.commitments, (), agreed)
    now = replace(known.cards, commitments=placed)
    found = entries_in_reports([(d, monitor_name or d.publisher or d.file) for d in told], now)
    entries = (*known.entries, *placed_entries(logged, (*known.documents, *told, *agreed)), *found)
    judged = assess(now.agreement, now.commitments, entries, as_of, known_by)
    boards = tuple(replace(b, assessments=known.review(b.assessments)) for b in judged)
    return replace(
        known, cards=now, entries=entries, boards=boards,
        problems=(*known.problems, *problems, *unread, *unplaced), documents=(*agreed, *told),
    )  # fmt: skip


def _watched(cards: Path) -> Monitored:
    """The cards at `cards`; of a record also the log that its documents make, and judgements."""
    if not _is_record(cards):
        return Monitored(load_cards(cards), (), ())
    with open_archive(_record_path(cards)) as archive:
        record, watch = read(archive).index.record, watch_of(archive)
    found = watched(record, watch)
    review = found.review(record.judgements)
    unagreed = () if watch and watch.cards else tuple(_not_agreed(record))
    return Monitored(found.cards, found.entries, (), (*unagreed, *found.problems), (), review)


def _not_agreed(record: Record) -> Iterator[Problem]:
    """That the text whose commitments are watched is none that was agreed, as far as is known."""
    held = {provision.draft for provision in record.provisions}
    for draft in chosen_drafts([d for d in record.drafts if d.id in held]):
        if draft.status is not DraftStatus.AGREED:
            since = f" since {draft.date}" if draft.date else ""
            yield Problem(
                "not-agreed",
                f"“{draft.name}” is not known to be agreed: the boards say what would hold if it "
                f"had been in force{since}; where a text was agreed, give its draft the status "
                "“agreed” in talks.toml and build again.",
            )


def what_if(cards: Path) -> tuple[Weakness, ...]:
    """What the cards leave open, or set against themselves."""
    read = _watched(cards).cards
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
            f"{path} could not be read ({error.strerror}).",
            "Name a file that can be read.",
        ) from error
