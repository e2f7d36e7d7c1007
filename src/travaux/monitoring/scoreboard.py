"""Scoreboards as users of the Peace Accords Matrix know them (Joshi, Quinn & Regan 2015).

Each provision is coded 0 (not initiated), 1 (minimum), 2 (intermediate), 3 (full implementation);
the aggregate is the sum of the codes over 3 x n. There the codes are given by hand. Here they
follow from the state, by this rule, and a person can change each:

    3  fulfilled; or nothing forbidden recorded, and somebody looked at least half the time
    2  fulfilled late; nothing forbidden recorded, but looked at less than half the time; more than
       half done
    1  something done; broken after having been kept; ran out with nobody looking
    0  nothing done though it is owed
    -  nothing is owed: not begun, condition not met, suspended, waived, ended, or no duty at all
    ?  not known: the state rests on nothing having been recorded, and nobody looked at all; or
       (where silence is set to be unknown) nothing at all is told of a duty that is owed
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from travaux.core.commitments import Assessment
from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.commitments import CommitmentState as State
from travaux.core.surveys import FULL, Score
from travaux.monitoring.norms import Norm
from travaux.monitoring.standings import Standing
from travaux.monitoring.states import is_positive

LEVELS = ("not initiated", "minimum", "intermediate", "complete")
LOOKED = (
    0.5  # share of time from which "nothing recorded" counts as kept: a convention, not a measure
)
_DONE = {State.FULFILLED: 3, State.FULFILLED_LATE: 2, State.EXPIRED: 1}


def score_of(norm: Norm, standing: Standing, coverage: float | None = None) -> int | None:
    """The code of one commitment by the rule above."""
    state = standing.state
    if norm.kind not in (Kind.DUTY, Kind.PROHIBITION):
        return None
    if coverage == 0:
        return None
    if is_positive(norm):
        share = standing.so_far / norm.target if norm.target else 0.0
        part = 2 if share > 0.5 else 1 if share > 0 else 0
        partial = part if state in (State.IN_FORCE, State.VIOLATED) else None
        return _DONE.get(state, partial)
    if state in (State.IN_FORCE, State.FULFILLED):
        return 3 if coverage is None or coverage >= LOOKED else 2
    return 1 if state in (State.VIOLATED, State.EXPIRED) else None


def tallied(codes: Iterable[tuple[str, Assessment]]) -> tuple[Score, ...]:
    """One score a group from (group, assessment) pairs, in order of group names."""
    groups: dict[str, list[Assessment]] = {}
    for group, assessment in codes:
        groups.setdefault(group, []).append(assessment)
    return tuple(_score(group, groups[group]) for group in sorted(groups))


def _score(group: str, assessments: list[Assessment]) -> Score:
    codes = [a.score for a in assessments]
    counts = tuple(codes.count(level) for level in range(FULL + 1))
    unknown = sum(a.unheard for a in assessments)
    four = (counts[0], counts[1], counts[2], counts[3])
    return Score(group, four, codes.count(None) - unknown, unknown)


def from_percentages(group: str, n: int, percent: Mapping[str, float]) -> tuple[Score, float]:
    """Published percentages by level as counts of n, each rounded by itself, and their total.

    The total is given as it is: where rounding makes it 99 or 101, nothing is rescaled.
    """
    levels = [float(percent.get(level.replace(" ", "_"), 0)) for level in LEVELS]
    counts = [round(n * share / 100) for share in levels]
    return Score(group, (counts[0], counts[1], counts[2], counts[3])), sum(levels)
