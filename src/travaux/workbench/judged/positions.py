"""Positions put together anew, only where a judgement touched them.

A position is made of the words of one party on one issue, and of the words of all who speak for
that party. So for each touched party its own positions and those of the body it speaks for are
gathered again, on the touched issues alone, by the same function that gathers the whole record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from travaux import issues
from travaux.core.drafts import Change, Draft, Provision
from travaux.core.issues import Issue, Position, Stance, StanceReading
from travaux.core.parties import Party
from travaux.core.statements import Statement, StatementGroup
from travaux.issues.gathering import WHOLE, Gathered, issue_id
from travaux.issues.threads import threads
from travaux.workbench.judged.ground import Rank

ALL = issue_id(())  # the issue that is the text as a whole
ASKED = (Stance.DEMAND, Stance.CONDITIONAL)
Pair = tuple[str, str]  # party, issue
Threads = dict[str, tuple[str, ...]]  # issue -> its provisions, in the order of issues


def threads_of(
    provisions: Sequence[Provision], drafts: Iterable[Draft], changes: Iterable[Change]
) -> Threads:
    """The issues that changes make of provisions, as `issues.gather` makes them."""
    dates = {d.id: d.date for d in drafts}
    kept = sorted(provisions, key=lambda p: (dates.get(p.draft, ""), p.draft, p.order))
    return {issue_id(group): group for group in threads(kept, changes)}


class Holdings:
    """Which statements each party's positions rest on: (party, issue) -> statement ids."""

    def __init__(self, found: Threads, readings: Iterable[StanceReading]) -> None:
        self.threads: Threads = {}
        self.issue_of: dict[str, str] = {}
        self.follow(found)
        self.held: dict[Pair, dict[str, None]] = {}
        self.at: dict[str, set[str]] = defaultdict(set)
        self.add(readings)

    def follow(self, found: Threads) -> None:
        """Take these for the issues from now on."""
        self.threads = found
        self.issue_of = {p: issue for issue, group in found.items() for p in group} | {"": ALL}

    def issues_of(self) -> dict[str, str]:
        """Issue, or provision, -> the issue that stands."""
        return self.issue_of | {issue: issue for issue in (*self.threads, ALL)}

    def add(self, readings: Iterable[StanceReading]) -> None:
        """Count the statements of `readings` in."""
        for reading in readings:
            issue = self.issue_of.get(reading.provision)
            if issue and reading.party:
                self.held.setdefault((reading.party, issue), {})[reading.statement] = None
                self.at[issue].add(reading.party)

    def drop(self, readings: Iterable[StanceReading]) -> None:
        """Count them out again."""
        for party, issue in self.pairs(readings):
            for reading in readings:
                self.held.get((party, issue), {}).pop(reading.statement, None)
            if not self.held.get((party, issue), True):
                del self.held[party, issue]
                self.at[issue].discard(party)

    def pairs(self, readings: Iterable[StanceReading]) -> set[Pair]:
        """The pairs that `readings` bear on."""
        found = {(r.party, self.issue_of.get(r.provision, "")) for r in readings}
        return {(party, issue) for party, issue in found if party and issue}

    def of_party(self, party: str) -> set[Pair]:
        """Every pair of one party."""
        return {(party, issue) for issue, parties in self.at.items() if party in parties}

    def of_issue(self, issue: str) -> set[Pair]:
        """Every pair of one issue."""
        return {(party, issue) for party in self.at.get(issue, ())}


@dataclass(frozen=True, slots=True)
class Scene:
    """What positions are gathered from, as it stands now. changes_at: provision -> changes."""

    holdings: Holdings
    statements: Mapping[str, Statement]
    stances_of: Mapping[str, Sequence[StanceReading]]
    group_of: Mapping[str, StatementGroup]
    parties: Mapping[str, Party]
    members: Mapping[str, Sequence[str]]
    provisions: Mapping[str, Provision]
    drafts: Sequence[Draft]
    changes_at: Mapping[str, Sequence[Change]]
    rank: Callable[[str], Rank]

    def bodies(self, party: str) -> tuple[str, ...]:
        """The body that a party speaks for, if any."""
        body = self.parties[party].affiliation if party in self.parties else ""
        return (body,) if body else ()

    def readings(self, pairs: Iterable[Pair]) -> list[StanceReading]:
        """The readings that bear on `pairs`, in the record's order."""
        wanted = set(pairs)
        spoken = {s for pair in wanted for s in self.holdings.held.get(pair, ())}
        issue_of = self.holdings.issue_of
        return [
            reading
            for statement in sorted(spoken, key=self.rank)
            for reading in self.stances_of.get(statement, ())
            if (reading.party, issue_of.get(reading.provision, "")) in wanted
        ]

    def gathered(self, issue: str, readings: Sequence[StanceReading]) -> Gathered:
        """What these readings on one issue come to."""
        group = self.holdings.threads.get(issue, ())
        said = {r.statement: self.statements[r.statement] for r in readings}
        copies = {s: self.group_of[s] for s in said if s in self.group_of}
        return issues.gather(
            tuple(said.values()),
            readings,
            [self.provisions[p] for p in group],
            self.drafts,
            changes={c.id: c for p in group for c in self.changes_at.get(p, ())}.values(),
            parties=self.parties.values(),
            groups={g.id: g for g in copies.values()}.values(),
        )


def members_of(parties: Iterable[Party]) -> dict[str, list[str]]:
    """Body -> the parties that speak for it."""
    found: dict[str, list[str]] = defaultdict(list)
    for party in parties:
        if party.affiliation:
            found[party.affiliation].append(party.id)
    return found


def positions_again(scene: Scene, pairs: Iterable[Pair]) -> dict[Pair, list[Position]]:
    """The positions of each of `pairs`, and of the bodies of their parties, as they stand now."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for party, issue in pairs:
        wanted[issue] |= {party, *scene.bodies(party)}
    made: dict[Pair, list[Position]] = {}
    for issue, who in wanted.items():
        heard = {*who, *(m for body in who for m in scene.members.get(body, ()))}
        readings = scene.readings((party, issue) for party in heard)
        made |= {(party, issue): [] for party in who}
        for position in scene.gathered(issue, readings).positions:
            if position.party in who:
                made[position.party, issue].append(position)
    return made


def issue_again(scene: Scene, issue: str) -> Issue | None:
    """An issue with its options as they stand; None where it is no more."""
    readings = scene.readings(scene.holdings.of_issue(issue))
    asked = [r for r in readings if r.stance in ASKED and r.value]
    found = scene.gathered(issue, asked).issues
    made = next((one for one in found if one.id == issue), None)
    return Issue(ALL, WHOLE, ()) if made is None and issue == ALL and readings else made


def issues_again(scene: Scene, known: Iterable[Issue], stale: Container[str]) -> Iterator[Issue]:
    """The issues; those anew whose options may have changed (`stale`), or that come or go."""
    of = {issue.id: issue for issue in known}
    spoken = bool(scene.holdings.at.get(ALL))
    for issue in (*scene.holdings.threads, ALL):
        there = of.get(issue)
        gone_or_new = (there is not None) != spoken if issue == ALL else there is None
        now = issue_again(scene, issue) if gone_or_new or issue in stale else there
        if now:
            yield now
