"""Who stands where, counted once over all positions and then carried on from step to step.

    positions ──▶ by issue · stated by (party, issue) · statements a party, an issue · who turned

A judgement touches the positions of a few pairs of party and issue. `stood_on` looks at those
alone; what it comes to is what `standing_of` makes of the whole record. It needs positions sorted
by party, then issue, as a judged record has them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from travaux.core.issues import Position, Stance
from travaux.core.steps import Parted
from travaux.reports.indexed import grouped

Pair = tuple[str, str]  # party, issue
Turn = tuple[tuple[str, Stance, tuple[str, ...]], ...]  # since when, which stance, statements
LITTLE = 2  # statements that weigh enough to be seen; a position that rests on none (a person
# added it) weighs as much


@dataclass(frozen=True, slots=True)
class Standing:
    """Positions as pages look at them, in the record's order.

    by_issue: all of them. stated: those that take a stance. weight, spoken: statements that stated
    positions of a party, on an issue, rest on. turned: pairs whose stance is not what it was, with
    what it was when and the statements that say so.
    """

    by_issue: Mapping[str, Sequence[Position]]
    stated: Mapping[Pair, Sequence[Position]]
    weight: Counter[str]
    spoken: Counter[str]
    turned: Mapping[Pair, Turn]

    @property
    def newest_turns(self) -> list[Sequence[Pair]]:
        """Pairs that turned, the newest turn first; together those that rest on the same words."""
        same: dict[Turn, list[Pair]] = {}
        for pair in sorted(self.turned):
            same.setdefault(self.turned[pair], []).append(pair)
        return [same[turn] for turn in sorted(same, key=lambda turn: turn[-1][0], reverse=True)]


def standing_of(positions: Sequence[Position]) -> Standing:
    """The standing of all positions."""
    stated = grouped((p for p in positions if is_stated(p)), pair_of)
    turns = {pair: turn for pair, of in stated.items() if (turn := _turned(of))}
    weight, spoken = _weights(positions)
    return Standing(grouped(positions, _issue), stated, +weight, +spoken, turns)


def stood_on(before: Standing, positions: Sequence[Position], step: Parted) -> Standing:
    """The standing after a step, where `positions` are all of them."""
    if not step.both:
        return before
    touched = sorted({pair_of(position) for position in step.both})
    now = {pair: _of_pair(positions, pair) for pair in touched}
    stated, turned = dict(before.stated), dict(before.turned)
    for pair, found in now.items():
        said = [position for position in found if is_stated(position)]
        _put(stated, pair, said)
        _put(turned, pair, _turned(said))
    (come, at_come), (gone, at_gone) = _weights(step.come), _weights(step.gone)
    return Standing(
        _by_issue(before.by_issue, now),
        stated,
        before.weight + come - gone,
        before.spoken + at_come - at_gone,
        turned,
    )


def of_party(positions: Sequence[Position], party: str) -> Sequence[Position]:
    """All positions of one party, out of those of the record."""
    start = bisect_left(positions, party, key=_party)
    end = start
    while end < len(positions) and positions[end].party == party:
        end += 1
    return positions[start:end]


def pair_of(position: Position) -> Pair:
    """Whose position it is, and on what."""
    return position.party, position.issue


def _of_pair(positions: Sequence[Position], pair: Pair) -> list[Position]:
    found = []
    for at in range(bisect_left(positions, pair, key=pair_of), len(positions)):
        if pair_of(positions[at]) != pair:
            break
        found.append(positions[at])
    return found


def _by_issue(
    before: Mapping[str, Sequence[Position]], now: Mapping[Pair, Sequence[Position]]
) -> dict[str, Sequence[Position]]:
    made = dict(before)
    for (party, issue), found in now.items():
        there = made.get(issue, ())
        start = bisect_left(there, party, key=_party)
        end = start + sum(1 for p in there if p.party == party)
        _put(made, issue, [*there[:start], *found, *there[end:]])
    return made


def _put(table: dict, key: object, value: object) -> None:  # type: ignore[type-arg]
    """`value` under `key`; nothing is kept where there is none."""
    if value:
        table[key] = value
    else:
        table.pop(key, None)


def _weights(positions: Iterable[Position]) -> tuple[Counter[str], Counter[str]]:
    """Statements by party, and by issue."""
    weight: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    for position in filter(is_stated, positions):
        rests_on = len(position.statements) or LITTLE
        weight[position.party] += rests_on
        spoken[position.issue] += rests_on
    return weight, spoken


def _turned(stated: Sequence[Position]) -> Turn:
    """Stance by stance where an earlier one was another than the newest, () where none was."""
    dated = in_time(stated) if len(stated) > 1 else []
    several = len({p.stance for p in dated}) > 1 and dated[0].since < dated[-1].since
    return tuple((p.since, p.stance, p.statements) for p in dated) if several else ()


def in_time(stated: Iterable[Position]) -> list[Position]:
    """Those that are dated, the oldest first."""
    return sorted((p for p in stated if p.since), key=lambda p: (p.since, p.stance.value))


def is_stated(position: Position) -> bool:
    """Whether a known party stands anywhere by it."""
    return position.stance is not Stance.NONE_STATED and bool(position.party)


def _party(position: Position) -> str:
    return position.party


def _issue(position: Position) -> str:
    return position.issue
