"""The record as people judged it: the machine's ground with every standing judgement on it.

    ground (never changes) + judgements (only ever more) ──take──▶ index (a value, replaced whole)

`take` recasts only what its judgements touch, each thing from the ground and all that stands on
it. What is recast depends on the ground and on what stands alone, never on the order of the steps,
so taking judgements one by one and all at once comes to the same.

    party ──▶ statement ──▶ links ──▶ stances ──▶ positions, options of issues
    change ──▶ threads, redlines, issues ──▶ positions
    statement ──▶ groups, accounts of discrepancies, reliances
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from travaux.core.issues import Position
from travaux.core.judgements import Action, Judgement
from travaux.core.problems import Problem
from travaux.core.record import Record
from travaux.core.statements import Statement
from travaux.core.talks import Watch
from travaux.workbench.judged import accounts
from travaux.workbench.judged.alignment import changes_now, rows_now
from travaux.workbench.judged.ground import Ground, Rank, ground_of
from travaux.workbench.judged.parties import Cast, cast_of
from travaux.workbench.judged.positions import (
    ASKED,
    Holdings,
    Pair,
    Scene,
    issues_again,
    members_of,
    positions_again,
    threads_of,
)
from travaux.workbench.judged.said_positions import names_added, positions_now
from travaux.workbench.judged.splicing import spliced
from travaux.workbench.judged.standing import NOTHING, Key, Said, standing
from travaux.workbench.judged.statements import (
    added_statement,
    links_now,
    name_given,
    stances_now,
    statement_now,
)
from travaux.workbench.judged.tables import Recast, by_provision, judged_table, with_recast
from travaux.workbench.judged.unplaced import problem_of
from travaux.workbench.judged.wording import position_words
from travaux.workbench.judged_commitments import reviewed_commitments

Touched = Mapping[str, set[str]]  # noun -> targets


def judged(record: Record, watch: Watch | None = None) -> Record:
    """`record` as the archive keeps it, with its judgements applied. watch: what it is monitored
    for."""
    return judged_record(record, watch).index.record


def judged_record(record: Record, watch: Watch | None = None) -> JudgedRecord:
    """As `judged`, ready for more judgements."""
    return JudgedRecord(ground_of(record), record.judgements, watch)


class JudgedRecord:
    """Ground and judgements in memory. index: what stands; a new value after each `take`."""

    def __init__(
        self, ground: Ground, judgements: Iterable[Judgement] = (), watch: Watch | None = None
    ) -> None:
        record = ground.record
        self._watch = watch
        self.ground = ground
        self.index = ground.index
        self.said: dict[str, dict[str, Said]] = defaultdict(dict)
        self.history: dict[Key, list[Judgement]] = defaultdict(list)
        self.cast: Cast = cast_of(ground, {})
        self._cast_shown: Cast | None = None
        self._by_hand: set[str] = set()
        self._added: dict[str, Statement] = {}
        self._names: dict[str, str] = {}
        self._cast_names: set[str] = set()
        self._stale: set[str] = set()  # issues whose options may have changed
        self._unplaced: list[Problem] = []
        self._unread: tuple[Problem, ...] = ()
        self._unfound: list[Problem] = []  # words on positions that are no more
        self._positions: tuple[Position, ...] = record.positions
        self._changes_at = by_provision(record.changes)
        self._groups = {s: group for group in record.groups for s in group.statements}
        self._members = members_of(record.parties)
        self._holdings = Holdings(
            threads_of(record.provisions, record.drafts, record.changes), record.stances
        )
        self.take(tuple(judgements))

    def rank(self, statement: str) -> Rank:
        """What statements and all that belongs to them are sorted by."""
        return self.ground.rank_of(statement, self._added.get(statement))

    def standing(self, noun: str, target: str) -> Said:
        """The judgements that stand on a target, by field."""
        return self.said[noun].get(target, NOTHING)

    def take(self, judgements: Sequence[Judgement]) -> None:
        """Let judgements flow into `index`. Those given before are not repeated."""
        if judgements:
            touched = self._hear(judgements)
            self._recast(touched, judgements)

    def _hear(self, judgements: Iterable[Judgement]) -> Touched:
        touched: dict[str, set[str]] = defaultdict(set)
        for judgement in judgements:
            if judgement.blind:
                continue
            if judgement.action is Action.ADD:
                self._by_hand.add(judgement.target)
            target = self.ground.target_of(judgement, self._by_hand)
            if not target:
                self._unplaced.append(problem_of(judgement))
                continue
            self.history[judgement.noun, target].append(judgement)
            touched[judgement.noun].add(target)
        for noun, targets in touched.items():
            for target in targets:
                self._stand(noun, target)
        return touched

    def _stand(self, noun: str, target: str) -> None:
        said = standing(self.history[noun, target])
        if said:
            self.said[noun][target] = said
        else:
            self.said[noun].pop(target, None)

    def _recast(self, touched: Touched, judgements: Sequence[Judgement]) -> None:
        old = self.index.record
        fields: dict[str, Any] = {"judgements": (*old.judgements, *judgements)}
        tables: dict[str, Any] = {"judged": judged_table(self.index, judgements)}
        statements = set(touched.get("statement", ()))
        self._name(statements)
        pairs, moved = self._recast_parties("party" in touched)
        statements |= moved
        pairs |= self._recast_changes(touched.get("change", set()), fields)
        self._stale = {issue for _, issue in pairs}
        pairs |= self._recast_statements(statements, fields, tables)
        self._recast_accounts(touched, statements, fields, tables)
        if self.cast is not self._cast_shown:
            fields |= self._cast_fields()
            tables["parties"] = dict(self.cast.parties)
        self.index = self.index.changed(replace(old, **fields), **tables)
        moved_by_hand = {"position", "change"} | ({"party"} if self.said["position"] else set())
        fields = self._recast_positions(pairs, bool(touched.keys() & moved_by_hand))
        away = (*self._unplaced, *self._unread, *self._unfound)
        problems = (*self.ground.record.problems, *away)
        if problems != old.problems:
            fields["problems"] = problems
        self.index = self.index.changed(replace(self.index.record, **fields))

    def _cast_fields(self) -> dict[str, Any]:
        self._cast_shown = self.cast
        parties = tuple(self.cast.parties.values())
        return {"parties": parties, "affiliations": self.cast.affiliations}

    def _name(self, statements: Iterable[str]) -> None:
        """Keep the names that people gave to speakers."""
        for target in statements:
            self._names[target] = name_given(self.said["statement"].get(target, NOTHING))

    def _recast_parties(self, judged: bool) -> tuple[set[Pair], set[str]]:
        """A new cast, if parties were judged or named anew; the positions and the statements that
        it bears on."""
        before = self.cast
        added = names_added(self.said["position"], self.ground.index.parties)
        names = set(self._names.values()) | added
        if not judged and names == self._cast_names:
            return set(), set()
        self._cast_names = names
        self.cast = cast_of(self.ground, self.said["party"], names)
        self._members = members_of(self.cast.parties.values())
        ids = before.differing(self.cast)
        pairs = {pair for party in ids for pair in self._holdings.of_party(party)}
        bodies = {
            (cast.parties[party].affiliation, issue)
            for cast in (before, self.cast)
            for party, issue in pairs
            if party in cast.parties
        }
        pairs |= {(body, issue) for body, issue in bodies if body}
        return pairs, self._spoken_by(ids)

    def _spoken_by(self, ids: Iterable[str]) -> set[str]:
        """Statements that a party speaks, or whose stance it holds, by the machine or now."""
        found: set[str] = set()
        for party in ids:
            for index in (self.ground.index, self.index):
                found.update(s.id for s in index.by_party.get(party, ()))
            for pair in self._holdings.of_party(party):
                found.update(self._holdings.held[pair])
        return found

    def _recast_changes(self, touched: set[str], fields: dict[str, Any]) -> set[Pair]:
        """The rows of the table and the issues anew, if links between drafts were judged; the
        positions that this bears on."""
        if not touched:
            return set()
        record, holdings = self.ground.record, self._holdings
        changes = changes_now(self.ground, self.said["change"])
        fields |= rows_now(self.ground, changes)
        self._changes_at = by_provision(changes)
        threads = threads_of(record.provisions, record.drafts, changes)
        gone = holdings.threads.keys() - threads.keys()
        pairs = {pair for issue in gone for pair in holdings.of_issue(issue)}
        spoken = {s for pair in pairs for s in holdings.held[pair]}
        readings = [r for s in spoken for r in self.index.stances_of.get(s, ())]
        pairs |= holdings.pairs(readings)
        holdings.drop(readings)
        holdings.follow(threads)
        holdings.add(readings)
        return pairs | holdings.pairs(readings)

    def _recast_statements(
        self, statements: set[str], fields: dict[str, Any], tables: dict[str, Any]
    ) -> set[Pair]:
        """The statements anew; the positions that this bears on."""
        if not statements:
            return set()
        recasts = [self._recast_one(target) for target in sorted(statements)]
        old = [r for s in statements for r in self.index.stances_of.get(s, ())]
        pairs = self._holdings.pairs(old)
        self._holdings.drop(old)
        new = [reading for recast in recasts for reading in recast.stances]
        self._holdings.add(new)
        pairs |= self._holdings.pairs(new)
        more_fields, more_tables = with_recast(self.index, self.rank, recasts)
        fields |= more_fields
        tables |= more_tables
        group_of = self.ground.group_of
        groups = [self.ground.record.groups[group_of[s]] for s in statements if s in group_of]
        of = tables.get("stances_of", self.index.stances_of)
        twins = [r for g in groups for s in g.statements for r in of.get(s, ())]
        asked = (r for r in (*old, *new, *twins) if r.stance in ASKED and r.value)
        self._stale |= {issue for _, issue in self._holdings.pairs(asked)}
        return pairs | self._holdings.pairs(twins)

    def _recast_one(self, target: str) -> Recast:
        said = self.said["statement"].get(target, NOTHING)
        if target not in self.ground.rank:
            added = added_statement(self.ground, self.cast, target, said)
            if added:
                self._added[target] = added
        statement = statement_now(self.ground, self.cast, target, said)
        links = links_now(self.ground, statement, target, said)
        stances = stances_now(self.ground, self.cast, statement, links, said)
        return Recast(target, statement, links, stances)

    def _recast_accounts(
        self,
        touched: Touched,
        statements: set[str],
        fields: dict[str, Any],
        tables: dict[str, Any],
    ) -> None:
        """What rests on statements and parties, and what people said of it."""
        ground, cast, said = self.ground, self.cast, self.said
        there = tables.get("statements", self.index.statements)
        if any(s in ground.group_of for s in statements):
            fields["groups"] = accounts.groups_now(ground, there, said["statement"])
            self._groups = {s: group for group in fields["groups"] for s in group.statements}
            tables["copies_of"] = {s: len(g.statements) for s, g in self._groups.items()}
        if statements & ground.accounts or touched.keys() & {"party", "discrepancy"}:
            fields["discrepancies"] = accounts.discrepancies_now(
                ground, cast, there, said["discrepancy"]
            )
            fields["reliances"] = accounts.reliances_now(ground, cast, there)
        if touched.keys() & {"party", "event"}:
            fields["events"] = accounts.events_now(ground, cast, said["event"])
        if "finding" in touched:
            fields["findings"] = accounts.kept(ground.record.findings, said["finding"])
        if "commitment" in touched:
            words = [j for j in fields["judgements"] if j.noun == "commitment"]
            cards = reviewed_commitments(ground.record.commitments, words)
            fields["commitments"], self._unread = cards
        if touched.keys() & {"commitment", "assessment", "event"}:
            fields |= accounts.boards_now(ground.record, self.index.record, self._watch, fields)

    def _recast_positions(self, pairs: set[Pair], judged: bool) -> dict[str, Any]:
        if not pairs and not judged:
            return {}
        scene = self._scene()
        new = sorted(positions_again(scene, pairs).items())
        self._positions = tuple(spliced(self._positions, lambda p: (p.party, p.issue), new))
        positions, lost = positions_now(
            self._positions,
            self.said["position"],
            self.cast,
            self._holdings.issues_of(),
            partial(position_words, self.ground.index),
        )
        self._unfound = [problem_of(word) for word in lost]
        issues = issues_again(scene, self.index.record.issues, self._stale)
        return {"positions": positions, "issues": tuple(issues)}

    def _scene(self) -> Scene:
        return Scene(
            self._holdings,
            self.index.statements,
            self.index.stances_of,
            self._groups,
            self.cast.parties,
            self._members,
            self.index.provisions,
            self.index.record.drafts,
            self._changes_at,
            self.rank,
        )
