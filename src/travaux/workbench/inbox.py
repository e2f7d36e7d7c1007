"""What most needs a judgement: uncertain and consequential first.

    score = uncertainty (0 to 1: the machine's doubt) x consequence (1 or more: what hangs on it)

Uncertainty is one minus the machine's own confidence in a speaker, a link, a stance, an alignment
or a merge; a contradiction between accounts is the more open the less explains it. Consequence
grows with the logarithm of what would change: the positions on the issue, the statements of the
party, the accounts that differ; it doubles where a position rests on one statement alone. What a
person has judged is left out. Each item says in words why it is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from math import log2

from travaux.core.issues import Position, Stance, open_still
from travaux.core.judgements import Action, Judgement
from travaux.core.parties import Party
from travaux.core.statements import Statement
from travaux.core.steps import NOTHING, Step
from travaux.reports.indexed import Indexed
from travaux.workbench.stakes import Stakes, stakes_of, stakes_on, weighed_otherwise

Key = tuple[float, str, str]
LOW = 50  # items below which the whole record is read again
MOST = 2_000  # items that are kept at once; more come when these are judged
NOBODY = 0.6  # how uncertain a statement without a speaker is
ALONE = 2.0  # how much more a statement weighs that a position rests on alone
CERTAIN = 0.02  # doubts below this are none
UNSURE_LINK = 0.5  # of provisions that the machine says should be looked at


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to judge. question: the field that is in doubt; score: higher is more urgent."""

    noun: str
    target: str
    question: str
    score: float
    reason: str


class Inbox:
    """The most urgent items of one record.

    Making it reads the whole record; asking it does not, and `followed` reads only what a step of
    the record bears on. items: the most urgent first; cut: the key of the last one that was kept
    when the whole record was read, None where all were.
    """

    def __init__(self, index: Indexed, most: int = MOST) -> None:
        self.index = index
        self.most = most
        self.stakes = stakes_of(index)
        self.items = tuple(ranked(index, most))
        self.cut = _key(self.items[-1]) if len(self.items) == most else None

    def open(self, index: Indexed, noun: str = "") -> Iterator[Item]:
        """What is still to be judged, most urgent first. noun: of that kind alone."""
        for item in self.items:
            if (not noun or item.noun == noun) and not judged(index, item.target):
                yield item

    def followed(self, index: Indexed, step: Step) -> Inbox:
        """The inbox after a step of the record: what it bears on is weighed anew, and all else
        keeps its place. Read anew where few are left of those that were kept."""
        stakes = stakes_on(self.stakes, index, step)
        touched = _touched(step) | weighed_otherwise(index, self.stakes, stakes, step)
        kept = [i for i in self.items if i.noun == "statement" and i.target not in touched]
        spoken = [s for key in touched if (s := index.statements.get(key))]
        found = (i for s in spoken for i in _statement(index, stakes, s))
        items = [*kept, *_kept(index, chain(found, _other_doubts(index, stakes)), self.cut)]
        if self.cut is not None and len(items) < LOW:
            return Inbox(index, self.most)
        return self._with(index, stakes, items)

    def _with(self, index: Indexed, stakes: Stakes, items: list[Item]) -> Inbox:
        made = object.__new__(Inbox)
        made.index, made.most, made.stakes, made.cut = index, self.most, stakes, self.cut
        made.items = tuple(sorted(items, key=_key))
        return made


def _kept(index: Indexed, items: Iterable[Item], cut: Key | None) -> Iterator[Item]:
    """Those that nobody judged and that are as urgent as `cut`."""
    for item in items:
        if (cut is None or _key(item) <= cut) and not judged(index, item.target):
            yield item


def _touched(step: Step) -> set[str]:
    """Ids of the statements that a step names itself."""
    readings = chain(step.get("links", NOTHING).both, step.get("stances", NOTHING).both)
    said = {statement.id for statement in step.get("statements", NOTHING).both}
    return said | {n.statement for n in readings} | {j.target for j in _judgements(step)}


def _judgements(step: Step) -> Iterable[Judgement]:
    return step.get("judgements", NOTHING).both


def _key(item: Item) -> Key:
    """What items are sorted by: the most urgent first."""
    return -item.score, item.noun, item.target


def ranked(index: Indexed, most: int = MOST) -> list[Item]:
    """The most urgent items, the most urgent first."""
    return nsmallest(most, _kept(index, _doubts(index), None), key=_key)


def judged(index: Indexed, target: str) -> bool:
    """Whether somebody's open word on `target` stands."""
    words = [j for j in index.judged.get(target, ()) if not j.blind]
    undone = sum(j.action is Action.UNDO for j in words)
    return len(words) > 2 * undone


def _doubts(index: Indexed) -> Iterator[Item]:
    stakes = stakes_of(index)
    for statement in index.record.statements:
        yield from _statement(index, stakes, statement)
    yield from _other_doubts(index, stakes)


def _other_doubts(index: Indexed, stakes: Stakes) -> Iterator[Item]:
    """Doubts about anything but statements: few enough to look at all of them."""
    yield from _changes(index, stakes)
    yield from _discrepancies(index)
    for party in index.record.parties:
        yield from _merges(index, party)


def _statement(index: Indexed, stakes: Stakes, statement: Statement) -> Iterator[Item]:
    """The greatest doubt about one statement: who, what about, which stance."""
    links = index.links_of.get(statement.id, ())
    if not links:
        return
    doubts = [(_speaker_doubt(statement), "speaker", max(_weights(stakes, links)))]
    doubts += [(1 - link.score, "link", stakes.of_provision(link.provision)) for link in links]
    doubts += [
        (1 - reading.score, "stance", stakes.of_provision(reading.provision))
        for reading in index.stances_of.get(statement.id, ())
        if reading.stance is not Stance.NONE_STATED
    ]
    lone = stakes.alone(statement.id)
    doubt, question, weight = max(doubts, key=lambda d: (d[0] * d[2], d[1]))
    if doubt > CERTAIN:
        score = doubt * weight * (ALONE if lone else 1.0)
        reason = _words(index, stakes, question, doubt, lone)
        yield Item("statement", statement.id, question, round(score, 4), reason)


def _weights(stakes: Stakes, links: Iterable[object]) -> list[float]:
    return [stakes.of_provision(getattr(link, "provision", "")) for link in links]


def _speaker_doubt(statement: Statement) -> float:
    return NOBODY if statement.speaker is None else 1 - statement.confidence


QUESTIONS = {
    "speaker": "Who says this, and that it is said, is unsure",
    "link": "What this is about is unsure",
    "stance": "The stance is unsure",
}


def _words(
    index: Indexed, stakes: Stakes, question: str, doubt: float, lone: Position | None
) -> str:
    said = f"{QUESTIONS[question]} ({1 - doubt:.0%} confident)"
    if lone is None:
        return f"{said}."
    party = index.parties.get(lone.party)
    name, issue = party.name if party else "a party", stakes.names.get(lone.issue, "an issue")
    return f"{said}, and where {name} stands on “{issue}” rests on these words alone."


def _changes(index: Indexed, stakes: Stakes) -> Iterator[Item]:
    for change in index.record.changes:
        if not change.certain:
            weights = [stakes.of_provision(p) for p in (*change.before, *change.after)]
            reason = f"Whether these provisions are one is unsure: {change.reason}."
            score = UNSURE_LINK * max(weights, default=1.0)
            yield Item("change", change.id, "alignment", round(score, 4), reason)


def _discrepancies(index: Indexed) -> Iterator[Item]:
    for one in index.record.discrepancies:
        doubt = open_still(one)
        parties = {a.party or a.document for a in one.values}
        weight = 1 + log2(len(parties) + 1)
        reason = (
            f"{len(one.values)} accounts of {one.slot or 'the same thing'} differ; "
            f"likely reason: {one.likely_reason}."
        )
        yield Item("discrepancy", one.id, "likely_reason", round(doubt * weight, 4), reason)


def _merges(index: Indexed, party: Party) -> Iterator[Item]:
    """The least certain merge of a party."""
    least = min(party.merges, key=lambda m: (m.score, m.alias), default=None)
    if least and 1 - least.score > CERTAIN:
        weight = 1 + log2(1 + len(index.by_party.get(party.id, ())))
        reason = f"“{least.alias}” was taken for {party.name}: {least.reason}."
        yield Item("party", party.id, "split", round((1 - least.score) * weight, 4), reason)
