"""What hangs on things: the second half of an inbox's score, carried on from step to step.

stated positions ──▶ how many an issue has · which of them rest on one statement alone
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2

from travaux.core.issues import Position, Stance
from travaux.core.record import Record
from travaux.core.steps import NOTHING, Step
from travaux.reports.indexed import Indexed


@dataclass(frozen=True)
class Stakes:
    """What hangs on things. positions: stated ones an issue; issue_of: of a provision; names: of
    issues; lone: statement -> the positions that rest on it alone."""

    positions: Counter[str]
    issue_of: Mapping[str, str]
    names: Mapping[str, str]
    lone: Mapping[str, Sequence[Position]]

    def of_provision(self, provision: str) -> float:
        """How much hangs on what is said of a provision: 1 or more."""
        return 1 + log2(1 + self.positions[self.issue_of.get(provision, "")])

    def alone(self, statement: str) -> Position | None:
        """A position that rests on this statement alone, None where none does."""
        lone = self.lone.get(statement, ())
        return max(lone, key=lambda p: (p.party, p.issue, p.id), default=None)


def stakes_of(index: Indexed) -> Stakes:
    """What hangs on the things of a record."""
    record = index.record
    lone: dict[str, list[Position]] = {}
    for position in filter(_rests_on_one, record.positions):
        lone.setdefault(position.statements[0], []).append(position)
    return Stakes(_numbers(record.positions), *_threads(record), lone)


def stakes_on(before: Stakes, index: Indexed, step: Step) -> Stakes:
    """What hangs on them after a step of the record."""
    moved = step.get("positions", NOTHING)
    lone = dict(before.lone)
    for position in filter(_rests_on_one, moved.come):
        lone[position.statements[0]] = [*lone.get(position.statements[0], ()), position]
    for position in filter(_rests_on_one, moved.gone):
        key = position.statements[0]
        left = list(lone[key])
        del left[next(n for n, other in enumerate(left) if other is position)]
        lone[key] = left
    numbers = before.positions + _numbers(moved.come)
    numbers.subtract(_numbers(moved.gone))
    on = replace(before, positions=numbers, lone=lone)
    if "issues" not in step:
        return on
    issue_of, names = _threads(index.record)
    return replace(on, issue_of=issue_of, names=names)


def weighed_otherwise(index: Indexed, before: Stakes, now: Stakes, step: Step) -> set[str]:
    """Ids of the statements on which something else hangs now than before."""
    moved = step.get("positions", NOTHING).both
    found = {p.statements[0] for p in moved if _rests_on_one(p)}
    retitled = _differing(before.names, now.names)
    found |= _lone_with(now, _renamed(step), retitled)
    heavier = {p.issue for p in moved if before.positions[p.issue] != now.positions[p.issue]}
    about = {p for p, issue in now.issue_of.items() if issue in heavier}
    about |= _differing(before.issue_of, now.issue_of)
    linked = (links for (_, p), links in index.links_to.items() if p in about)
    return found | {link.statement for links in linked for link in links}


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """Keys under which not the same stands in both."""
    if before is now:
        return set()
    return {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}


def _renamed(step: Step) -> set[str]:
    """Parties that are called otherwise now, or that came or went. A long step may hold several
    names of one party: any two that differ count."""
    parties = step.get("parties", NOTHING)
    gone, come = ({(p.id, p.name) for p in side} for side in (parties.gone, parties.come))
    return {key for key, _ in gone ^ come}


def _lone_with(stakes: Stakes, parties: set[str], issues: set[str]) -> set[str]:
    """Statements that a position of one of `parties`, or on one of `issues`, rests on alone."""
    if not parties and not issues:
        return set()
    return {
        statement
        for statement, lone in stakes.lone.items()
        if any(p.party in parties or p.issue in issues for p in lone)
    }


def _threads(record: Record) -> tuple[dict[str, str], dict[str, str]]:
    """(issue by provision, name by issue); what is said of no provision is said of the whole."""
    issue_of = {p: issue.id for issue in record.issues for p in issue.provisions}
    whole = next((i.id for i in record.issues if not i.provisions), "")
    return issue_of | {"": whole}, {issue.id: issue.name for issue in record.issues}


def _numbers(positions: Iterable[Position]) -> Counter[str]:
    return Counter(p.issue for p in positions if _said(p))


def _rests_on_one(position: Position) -> bool:
    return len(position.statements) == 1 and _said(position)


def _said(position: Position) -> bool:
    return position.stance is not Stance.NONE_STATED
