"""Everything one run has to show: both boards, questions, scores over time, ties between cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from travaux.core.commitments import Assessment, Commitment, LogEntry
from travaux.core.ids import content_id
from travaux.core.surveys import Monitoring, Score, Tie
from travaux.monitoring.analyse import analyse
from travaux.monitoring.assess import assess, assess_board
from travaux.monitoring.card_frame import settings_said
from travaux.monitoring.evidence import VERIFIED, end_of
from travaux.monitoring.moments import iso_of
from travaux.monitoring.norms import Agreement, conditions_of, states_in
from travaux.monitoring.scoreboard import tallied
from travaux.monitoring.suppose import suppositions

POINTS = 9  # dates of the score over time: enough for a line, few enough to stay quick
WHOLE = "the whole"
OVER_TIME = "over time"


Review = Callable[[Sequence[Assessment]], tuple[Assessment, ...]]
"""Puts people's scores into assessments."""


def survey(
    agreement: Agreement,
    commitments: Sequence[Commitment],
    entries: Sequence[LogEntry],
    as_of: str,
    known_by: str = "",
    what_if: Sequence[str] = (),
    review: Review = tuple,
) -> Monitoring:
    """What a reader of the pages wants to know of `agreement` at ISO date `as_of`.

    known_by: count what was known by this date, by default `as_of`; what_if: hypothetical events
    (“DATE EVENT …”), whose Misread is raised; review: puts in the scores that people gave.
    """
    boards = [
        review(b.assessments) for b in assess(agreement, commitments, entries, as_of, known_by)
    ]
    scores = [*_now(commitments, boards[0], as_of)]
    scores += _over_time(agreement, commitments, entries, as_of, review)
    return Monitoring(
        agreement.name,
        iso_of(agreement.begins, agreement.unit) if agreement.begins else "",
        as_of,
        settings_said(agreement.settings),
        tuple(commitments),
        tuple(a for board in boards for a in board),
        tuple(entries),
        analyse(agreement, commitments),
        tuple(scores),
        tuple(ties(agreement, boards[0])),
        known_by,
        suppositions(agreement, commitments, entries, what_if, as_of, known_by),
        content_id("survey", agreement.name, as_of, known_by),
    )


def _now(
    commitments: Sequence[Commitment], assessments: Sequence[Assessment], as_of: str
) -> Iterator[tuple[str, str, Score]]:
    by_id = {c.id: c for c in commitments}
    scored = [(by_id[a.commitment], a) for a in assessments if a.commitment in by_id]
    groups = {
        WHOLE: [(WHOLE, a) for _, a in scored],
        "theme": [(c.theme or "no theme", a) for c, a in scored],
        "party": [(c.bearer, a) for c, a in scored],
    }
    for by, codes in groups.items():
        yield from ((by, as_of, score) for score in tallied(codes))


def _over_time(
    agreement: Agreement,
    commitments: Sequence[Commitment],
    entries: Sequence[LogEntry],
    as_of: str,
    review: Review,
) -> Iterator[tuple[str, str, Score]]:
    """The aggregate, of all and by theme and party, at evenly spread dates from the beginning to
    `as_of`, as known then."""
    if not agreement.begins:
        return
    unit = agreement.unit
    last = end_of(as_of, unit)
    for point in range(1, POINTS + 1):
        at = agreement.begins + (last - agreement.begins) * point // POINTS
        date = iso_of(at, unit)[:10]
        board = review(assess_board(agreement, commitments, entries, date, VERIFIED).assessments)
        for by, day, score in _now(commitments, board, date):
            yield (OVER_TIME if by == WHOLE else f"{by} {OVER_TIME}"), day, score


def ties(agreement: Agreement, assessments: Sequence[Assessment] = ()) -> Iterator[Tie]:
    """What each card can do to others, and when it did; in order of causes."""
    happened = _happened(assessments)
    known = {norm.id for norm in agreement.norms}
    found: dict[tuple[str, str, str], None] = {}
    for norm in sorted(agreement.norms, key=lambda n: n.id):
        for effect in norm.effects:
            state = effect.on.value.replace("_", " ")
            found[norm.id, effect.norm or agreement.name, f"{state}: {effect.verb.value}"] = None
        for test in (s for c in conditions_of(norm) for s in states_in(c)):
            if test.norm in known:
                found[test.norm, norm.id, test.state.value.replace("_", " ")] = None
    for cause, effect_, words in sorted(found):
        yield Tie(cause, effect_, words, happened.get((cause, effect_), ""))


def _happened(assessments: Sequence[Assessment]) -> Mapping[tuple[str, str], str]:
    """(cause, effect) -> the first date at which the one led to a step of the other."""
    return {
        (a.links[link.because].name, link.name): link.date
        for a in assessments
        for link in reversed(a.links)
        if link.because >= 0
    }
