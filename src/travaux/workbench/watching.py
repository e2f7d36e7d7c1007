"""What a record is monitored for: its cards, its log and what it tells, as one run of a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from travaux.core.commitments import Assessment, Commitment, LogEntry
from travaux.core.documents import Document
from travaux.core.drafts import Draft, Provision
from travaux.core.judgements import Judgement
from travaux.core.problems import Problem
from travaux.core.record import Record
from travaux.core.surveys import Monitoring
from travaux.core.talks import Watch
from travaux.monitoring.card_frame import Frame
from travaux.monitoring.cards import CardFile, card_names, cards_of, read_cards
from travaux.monitoring.check_log import log_problems
from travaux.monitoring.draft_cards import chosen_drafts
from travaux.monitoring.find_places import placed_cards, placed_entries
from travaux.monitoring.moments import iso_of, moment_of
from travaux.monitoring.read_events import entries_of
from travaux.monitoring.read_log import read_log
from travaux.monitoring.read_reports import read_report
from travaux.monitoring.report_tellings import merged, report_tellings
from travaux.monitoring.survey import Review, survey
from travaux.monitoring.tellings import Sources
from travaux.workbench.judged_commitments import reviewed_assessments


@dataclass(frozen=True, slots=True)
class Watched:
    """Cards and log of a record. targets: the id that a card's commitment is judged under."""

    cards: CardFile
    entries: tuple[LogEntry, ...]
    problems: tuple[Problem, ...]
    targets: Mapping[str, str]

    def review(self, judgements: Sequence[Judgement]) -> Review:
        """Puts the scores that people gave into assessments."""
        return partial(_reviewed, judgements, self.targets)


def _reviewed(
    judgements: Sequence[Judgement],
    targets: Mapping[str, str],
    assessments: Sequence[Assessment],
) -> tuple[Assessment, ...]:
    return reviewed_assessments(assessments, judgements, targets)


def watched(record: Record, watch: Watch | None) -> Watched:
    """The record's commitments as cards; and the log: what `watch` names, what monitors' reports
    in the record say, what events and statements tell."""
    cards = _cards(record, watch)
    logged, problems = _log(watch)
    if watch and watch.cards and watch.log:
        problems = (*problems, *log_problems(logged, cards, watch.log.file))
    monitors = watch.monitors if watch else ()
    sources = Sources(record.statements, record.parties, record.documents, monitors)
    begins = iso_of(cards.frame.begins, cards.frame.unit) if cards.frame.begins else ""
    reports = _reports(record, monitors)
    heard = [t for document, monitor in reports for t in report_tellings(document, monitor)]
    told = entries_of(record.events, cards.commitments, sources, begins, heard)
    counted = [e for document, monitor in reports for e in read_report(document, monitor)]
    entries = (*logged, *merged(counted, told))
    once = {entry.id: entry for entry in reversed(entries)}
    logged = placed_entries(reversed(once.values()), record.documents)
    return Watched(cards, logged, problems, _targets(record, cards))


def given_cards(
    watch: Watch | None,
    drafts: Sequence[Draft],
    provisions: Sequence[Provision],
    documents: Sequence[Document],
) -> tuple[Commitment, ...] | None:
    """The commitments of the cards that `watch` names, with the places of their words; None where
    it names none."""
    if watch is None or watch.cards is None:
        return None
    given = read_cards(watch.cards.bytes, watch.cards.file).commitments
    chosen = {draft.id for draft in chosen_drafts(drafts)}
    return placed_cards(given, [p for p in provisions if p.draft in chosen], documents)


def _cards(record: Record, watch: Watch | None) -> CardFile:
    """The record's commitments under the settings of the card file, if there is one."""
    if watch and watch.cards:
        frame = read_cards(watch.cards.bytes, watch.cards.file).frame
    else:
        dates = [d.date for d in record.drafts if any(p.draft == d.id for p in record.provisions)]
        begins = max(dates, default="")
        frame = Frame(record.name or "The agreement", begins=moment_of(begins) if begins else 0)
    return cards_of(record.commitments, frame)


def _log(watch: Watch | None) -> tuple[tuple[LogEntry, ...], tuple[Problem, ...]]:
    return read_log(watch.log.bytes, watch.log.file) if watch and watch.log else ((), ())


def entries_in_reports(
    reports: Sequence[tuple[Document, str]], cards: CardFile
) -> tuple[LogEntry, ...]:
    """What reports (each with its monitor's name) tell of `cards`: counts, that somebody looked,
    and acts in the words of the cards or in others."""
    begins = iso_of(cards.frame.begins, cards.frame.unit) if cards.frame.begins else ""
    counted = [e for document, monitor in reports for e in read_report(document, monitor)]
    heard = [t for document, monitor in reports for t in report_tellings(document, monitor)]
    sources = Sources(monitors=[monitor for _, monitor in reports])
    return merged(counted, entries_of([], cards.commitments, sources, begins, heard))


def _reports(record: Record, monitors: Sequence[str]) -> list[tuple[Document, str]]:
    """The reports of `monitors` (publishers, or files) in the record, with the monitor's name."""
    names = {name.casefold() for name in monitors}
    return [
        (document, document.publisher or document.file)
        for document in record.documents
        if names & {document.publisher.casefold(), document.file.casefold()}
    ]


def _targets(record: Record, cards: CardFile) -> dict[str, str]:
    """By the id of each commitment of `cards`, the id of the record's that it was drafted from."""
    names = dict(zip(card_names(record.commitments), record.commitments, strict=True))
    pairs = ((c.id, names.get(c.name) or names.get(_card_name(c))) for c in cards.commitments)
    return {id_: drafted.id for id_, drafted in pairs if drafted is not None}


def _card_name(commitment: Commitment) -> str:
    """The name of the card that a commitment of one of several bearers was read from."""
    return commitment.name.removesuffix(f"/{commitment.bearer}")


def surveyed(
    record: Record, watch: Watch | None, judgements: Sequence[Judgement]
) -> tuple[tuple[Monitoring, ...], tuple[Problem, ...]]:
    """The run that `watch` asks for, with people's scores; nothing where it asks for none."""
    if watch is None:
        return (), ()
    found = watched(record, watch)
    cards = found.cards
    run = survey(
        cards.agreement, cards.commitments, found.entries, watch.as_of, watch.known_by,
        watch.what_if, found.review(judgements),
    )  # fmt: skip
    return (run,), found.problems
