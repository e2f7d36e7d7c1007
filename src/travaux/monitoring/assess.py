"""Standings -> assessments: each commitment's state with its cause, evidence, chain and score."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from travaux.core.anchors import Anchor
from travaux.core.commitments import Assessment, ChainLink, Commitment, LogEntry
from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.commitments import CommitmentState as State
from travaux.core.ids import content_id
from travaux.core.norm_cards import Deed
from travaux.monitoring.chains import Link, chain_of
from travaux.monitoring.evaluate import Monitor
from travaux.monitoring.evidence import BOARDS, VERIFIED, Watch, end_of, occurrences
from travaux.monitoring.log import FAR, Log, log_of, moment
from travaux.monitoring.moments import iso_of
from travaux.monitoring.norms import Agreement, Norm
from travaux.monitoring.sayings import Saying, Sayings
from travaux.monitoring.scoreboard import score_of
from travaux.monitoring.standings import Board, Standing
from travaux.monitoring.states import Happening, is_positive

SUPPOSED = "supposed"  # the reporter of a hypothetical event
_OWED = (State.IN_FORCE, State.FULFILLED, State.EXPIRED)


@dataclass(frozen=True, slots=True)
class Judged:
    """One board: its name, assessments in order of commitment names, and the engine's board."""

    name: str
    assessments: tuple[Assessment, ...]
    board: Board
    log: Log


def assess(
    agreement: Agreement,
    commitments: Sequence[Commitment],
    entries: Sequence[LogEntry],
    as_of: str,
    known_by: str = "",
) -> tuple[Judged, ...]:
    """The boards of `agreement` at ISO date `as_of`, by what was known then (or at `known_by`)."""
    return tuple(
        assess_board(agreement, commitments, entries, as_of, board, known_by) for board in BOARDS
    )


def assess_board(
    agreement: Agreement,
    commitments: Sequence[Commitment],
    entries: Sequence[LogEntry],
    as_of: str,
    board: str = VERIFIED,
    known_by: str = "",
) -> Judged:
    """One board at `as_of`."""
    unit = agreement.unit
    now, known = end_of(as_of, unit), end_of(known_by or as_of, unit)
    log = log_of(occurrences(entries, board, known, unit))
    watch = Watch(entries, known, unit)
    monitor = Monitor(agreement, log, now, watch.share)
    writer = _Writer(agreement, log, {e.id: e for e in entries}, as_of, board)
    sayings = Sayings(entries, board, known, unit)
    spoken = {e.of or e.type for e in entries}
    by_name = {c.name: c for c in commitments}
    made = []
    for norm in sorted(agreement.norms, key=lambda n: n.id):
        standing = monitor.board.standings[norm.id]
        silence = _silence(norm, standing, watch, now) or _unspoken(
            agreement, norm, standing, spoken
        )
        told = sayings.on(norm, standing, now)
        made.append(writer.assessment(norm, standing, by_name.get(norm.id), silence, told))
    return Judged(board, tuple(made), monitor.board, log)


@dataclass(frozen=True, slots=True)
class Silence:
    """What a state rests on where nothing was recorded: the share of its time in which somebody
    looked, and the gaps (first and last moments)."""

    coverage: float
    gaps: tuple[tuple[int, int], ...]


def _silence(norm: Norm, standing: Standing, watch: Watch, now: int) -> Silence | None:
    """None where the state does not rest on silence."""
    if standing.begun is None or not (_kept_quietly(norm, standing) or _lapsed(standing)):
        return None
    since = moment(standing.begun)
    until = now if standing.state is State.IN_FORCE else min(now, moment(standing.since))
    share = watch.share(norm, since, until)
    return Silence(share, tuple(watch.gaps(norm, since, until)))


def _unspoken(
    agreement: Agreement, norm: Norm, standing: Standing, spoken: Container[str]
) -> Silence | None:
    """Of a duty to achieve that is owed, where silence is set to be unknown and no entry at all is
    of its act: nothing is known of it, which is not to say that nothing was done."""
    owed = norm.kind is Kind.DUTY and is_positive(norm) and standing.state is State.IN_FORCE
    if not owed or agreement.settings.silence_is_kept or norm.act.event in spoken:
        return None
    return Silence(0.0, ())


def _kept_quietly(norm: Norm, standing: Standing) -> bool:
    """Whether the state rests on no breach having been recorded."""
    keeps = norm.kind is Kind.PROHIBITION or (norm.kind is Kind.DUTY and not is_positive(norm))
    return keeps and standing.state in _OWED


def _lapsed(standing: Standing) -> bool:
    """Whether the state rests on no performance having been recorded."""
    last = standing.steps[-1].happening if standing.steps else None
    return standing.state is State.VIOLATED and last is Happening.LAPSED


class _Writer:
    """Writes the assessments of one board."""

    def __init__(
        self,
        agreement: Agreement,
        log: Log,
        entries: Mapping[str, LogEntry],
        as_of: str,
        board: str,
    ) -> None:
        self.agreement, self.log, self.entries = agreement, log, entries
        self.as_of, self.board = as_of, board

    def assessment(
        self,
        norm: Norm,
        standing: Standing,
        commitment: Commitment | None,
        silence: Silence | None,
        told: Sequence[Saying] = (),
    ) -> Assessment:
        links = chain_of(standing)
        told_words = [self.said(norm, saying) for saying in told]
        target = commitment.id if commitment else norm.id
        since = "" if standing.since <= 0 else self.iso(moment(standing.since))
        return Assessment(
            content_id("assessment", target, self.as_of, self.board),
            target,
            self.as_of,
            standing.state,
            " ".join([self.cause(norm, standing, links, silence), *(s.short() for s in told)]),
            tuple(dict.fromkeys(self.evidence(links, told, commitment))),
            self.board,
            since,
            (*(self.link(link) for link in links), *told_words),
            _at_least(told, score_of(norm, standing, silence.coverage if silence else None)),
            silence.coverage if silence else None,
            (*(self.kept(link) for link in links), *(self.shown(norm, standing, s) for s in told)),
            gaps=tuple((self.iso(a), self.iso(b)) for a, b in silence.gaps) if silence else (),
            due=self.iso(moment(standing.due)) if standing.due < FAR else "",
        )

    def cause(
        self, norm: Norm, standing: Standing, links: Sequence[Link], silence: Silence | None
    ) -> str:
        """Why the commitment stands as it does, in a sentence or two."""
        if not links:
            return "It has not begun." + (" No event so far starts it." if norm.start.when else "")
        words = self.link(links[-1])
        if silence is not None and is_positive(norm) and standing.state is State.IN_FORCE:
            words += " Nothing is told of it."
        elif silence is not None:
            what = "performance" if standing.state is State.VIOLATED else "violation"
            words += f" No {what} recorded, coverage {silence.coverage:.0%}."
        if standing.state is State.IN_FORCE and standing.due < FAR:
            words += f" It is due by {self.iso(moment(standing.due))}."
        return words + _so_far(norm, standing)

    def link(self, link: Link) -> str:
        """“2031-07-31: … (reported by …)”."""
        entry = self.entry(link)
        words = f"{self.iso(link.moment)}: {link.words}"
        if entry is None:
            return f"{words}."
        return f"{words}, {_by(entry)}."

    def said(self, norm: Norm, saying: Saying) -> str:
        """“2031-08-06: … is told as not done, by …”."""
        return f"{_date(saying.entry)}: {saying.words(norm.id)}, {_by(saying.entry)}."

    def shown(self, norm: Norm, standing: Standing, saying: Saying) -> ChainLink:
        """A saying as a link that leaves the state as it is."""
        entry = saying.entry
        return ChainLink(norm.id, _date(entry), standing.state, saying.words(norm.id), entry.id)

    def kept(self, link: Link) -> ChainLink:
        """The link as the record keeps it."""
        entry = self.entry(link)
        date = self.iso(link.moment)
        return ChainLink(link.norm, date, link.state, link.words, entry.id if entry else "",
                         link.because)  # fmt: skip

    def evidence(
        self, links: Sequence[Link], told: Sequence[Saying], commitment: Commitment | None
    ) -> list[Anchor]:
        """The places of the events in the chain and of what is told beside them, then those of
        the commitment's own words."""
        entries = [entry for link in links if (entry := self.entry(link)) is not None]
        entries += [saying.entry for saying in told]
        events = [anchor for entry in entries for anchor in entry.anchors]
        slots = commitment.slots if commitment else ()
        own = ("act", "due", "trigger", "condition")
        return [*events, *(s.anchor for s in slots if s.anchor and s.name in own)]

    def entry(self, link: Link) -> LogEntry | None:
        return self.entries.get(self.log.name(link.row)) if link.row >= 0 else None

    def iso(self, at: int) -> str:
        return iso_of(at, self.agreement.unit) if at > 0 else "the beginning"


def _so_far(norm: Norm, standing: Standing) -> str:
    """How much of a duty to count is done, where it is still owed."""
    counts = norm.kind is Kind.DUTY and norm.deed is Deed.COUNT
    if not counts or standing.state not in (State.IN_FORCE, State.VIOLATED):
        return ""
    what = f" {norm.sum_of}" if norm.sum_of else ""
    return f" {standing.so_far:,.10g} of {norm.target:,.10g}{what} so far."


def _by(entry: LogEntry) -> str:
    """“by “…”, as the monitor reported (verified)”."""
    told = f"“{entry.words}”" if entry.words else f"“{entry.type}”"
    if entry.reporter == SUPPOSED:
        return f"by {told} (supposed)"
    by = f", as {entry.reporter} reported" if entry.reporter else ""
    return f"by {told}{by} ({entry.status.value})"


def _date(entry: LogEntry) -> str:
    return entry.until or entry.happened


def _at_least(told: Sequence[Saying], score: int | None) -> int | None:
    """The code of a duty that is told as done in part: at least that something was done."""
    part = any(s.entry.type == "done_in_part" for s in told)
    return 1 if part and not score else score
