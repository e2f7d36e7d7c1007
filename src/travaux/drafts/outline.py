"""Makes a tree of the candidate labels of a text: which are labels at all, and which holds which.

Theory. A text's numbering is read as the cheapest way to explain its candidates, left to right.
A state is the stack of lists that are open. Each candidate may (a) continue an open list,
closing the lists inside it, (b) open a list under an open item, (c) open a list at the root, or
(d) be ordinary prose. Each move has a cost (table `COST`): none for the expected next number of a
known style, more for a hole, a change of punctuation or indentation, a restart. The cheapest
sequence is found by beam search, so that later labels decide how an earlier one is read: "i" after
"h" is a letter, unless "ii" follows (the ambiguity of i, v, x, c, d, l, m).

Time is linear in the candidates: BEAM states, each with at most DEPTH open lists.
"""

from __future__ import annotations

from typing import NamedTuple

from travaux.drafts.candidates import Candidate
from travaux.drafts.costs import (
    COST,
    Closed,
    Frame,
    acceptance,
    late_cost,
    nesting_cost,
    paragraphs_between,
    root_cost,
    skipping,
    step_cost,
    style_cost,
)
from travaux.drafts.numerals import Reading

BEAM = 10
MANY = 20_000  # candidates from which a text is hardly one a person numbered,
NARROW = 3  # and the beam so narrow
SLACK = 5.0  # states this much dearer than the best are dropped
DEPTH = 9


class Move(NamedTuple):
    """How one candidate was explained. parent: candidate index of the item above, -1 at the root.

    reading None: ordinary prose. again: it repeats an open item's number ("10" of "10 b)").
    """

    candidate: int
    reading: Reading | None
    parent: int
    list: int
    again: bool = False


class State(NamedTuple):
    """One way to read everything so far; history is a linked list of moves, newest first."""

    cost: float
    frames: tuple[Frame, ...]
    closed: Closed
    history: tuple[object, ...]


def outline(found: list[Candidate]) -> list[Move]:
    """One move a candidate, in order: the cheapest reading of them all."""
    beam = [State(0.0, (), (), ())]
    width = BEAM if len(found) < MANY else NARROW
    for at, candidate in enumerate(found):
        ceiling = beam[0].cost + skipping(candidate) + SLACK
        found_moves = (_moves(state, candidate, at, ceiling) for state in beam)
        beam = _pruned([after for moves in found_moves for after in moves], width)
    return _told(beam[0].history)


def _told(history: tuple[object, ...]) -> list[Move]:
    moves = []
    while history:
        move, history = history  # type: ignore[assignment]
        moves.append(move)
    return moves[::-1]  # type: ignore[return-value]


def _pruned(states: list[State], width: int) -> list[State]:
    """The cheapest state of each kind, at most `width`, sorted; ties keep the order of making."""
    states.sort(key=lambda s: s.cost)
    kept: dict[tuple[tuple[object, ...], ...], State] = {}
    for state in states:
        if state.cost > states[0].cost + SLACK or len(kept) >= width:
            break
        kept.setdefault(tuple(f[:6] for f in state.frames), state)
    return list(kept.values())


def _moves(state: State, candidate: Candidate, at: int, ceiling: float) -> list[State]:
    """Every state that `candidate` may lead to, but those dearer than `ceiling`."""
    label = candidate.label
    if label.compound:
        moves = _compound_moves(state, candidate, at)
        if moves:
            return moves
    moves = [_skipped(state, candidate, at)]
    for reading in label.readings:
        moves += _continued(state, candidate, at, reading, ceiling)
        moves += _opened(state, candidate, at, reading, ceiling)
    return moves


def _skipped(state: State, candidate: Candidate, at: int) -> State:
    move = Move(at, None, -1, -1)
    return state._replace(cost=state.cost + skipping(candidate), history=(move, state.history))


def _continued(
    state: State, candidate: Candidate, at: int, reading: Reading, ceiling: float
) -> list[State]:
    """Continue each open list of the right kind."""
    moves = []
    top = len(state.frames) - 1
    for depth, frame in enumerate(state.frames):
        if frame.keyword != candidate.label.keyword or frame.kind != reading.kind:
            continue
        if reading.kind == "bullet" and frame.shape != candidate.label.shape:
            continue
        again = candidate.prefix and frame.values == reading.values
        step = 0.0 if again else step_cost(frame, reading)
        cost = acceptance(candidate, reading, step < 0.3) + step
        cost += 0.0 if again else style_cost(frame, candidate)
        gap = paragraphs_between(state.frames, candidate)
        cost += COST["pop"] * (top - depth) + COST["paragraph"] * min(gap, 8)
        if candidate.place == "inline" and cost < 1.0:
            cost += COST["inline_next"]
        if state.cost + cost > ceiling:
            continue
        parent = state.frames[depth - 1].item if depth else -1
        if again:
            move = Move(at, reading, parent, frame.list, True)
            moves.append(state._replace(cost=state.cost + cost, history=(move, state.history)))
            continue
        next_frame = frame._replace(
            values=reading.values, insert=reading.insert, item=at, paragraph=candidate.paragraph
        )
        moves.append(
            _arrived(state, depth, next_frame, cost, Move(at, reading, parent, frame.list))
        )
    return moves


def _arrived(state: State, depth: int, frame: Frame, cost: float, move: Move) -> State:
    """The state with `frame` at `depth`, all deeper lists closed and remembered."""
    closed = state.closed
    for old in state.frames[depth + 1 :] if depth < len(state.frames) else ():
        if old.kind != "bullet":
            style = old[:3]
            closed = (*[c for c in closed if c[0] != style], (style, old.values))[-6:]
    frames = (*state.frames[:depth], frame)
    return State(state.cost + cost, frames, closed, (move, state.history))


def _opened(
    state: State, candidate: Candidate, at: int, reading: Reading, ceiling: float
) -> list[State]:
    """Open a list under each open item, and at the root."""
    moves = []
    label = candidate.label
    top = len(state.frames) - 1
    style = (label.keyword, reading.kind, label.shape)
    here = candidate.paragraph
    frame = Frame(*style, reading.values, reading.insert, candidate.indent, at, at, here)
    for depth in range(max(-1, top - DEPTH), min(top, DEPTH - 2) + 1):
        above = state.frames[depth] if depth >= 0 else None
        cost = (
            acceptance(candidate, reading, False)
            + late_cost(state.closed, style, reading, above)
            + nesting_cost(state.frames, depth, candidate, reading)
        )
        if above is None:
            cost += root_cost(state.frames, candidate)
        else:
            far = COST["open_far_keyed" if above.keyword else "open_far"]
            cost += far * min(8, max(0, paragraphs_between(state.frames, candidate) - 2))
        led = candidate.opens and paragraphs_between(state.frames, candidate) == 0
        if 0 <= depth < top:
            cost += COST["open_higher"] * (top - depth) + (COST["led_elsewhere"] if led else 0.0)
        elif depth >= 0 and led:
            cost += COST["opened"]
        if candidate.place == "inline":
            cost += COST["inline_open"]
        if state.cost + cost > ceiling:
            continue
        parent = above.item if above else -1
        moves.append(_arrived(state, depth + 1, frame, cost, Move(at, reading, parent, at)))
    return moves


def _compound_moves(state: State, candidate: Candidate, at: int) -> list[State]:
    """Moves of "a)" in "10 a)": it continues or opens the list right under item 10."""
    above = _just_named(state, at)
    if above is None:
        return []
    moves = []
    depth = next(d for d, frame in enumerate(state.frames) if frame.item == above)
    inner = state.frames[depth + 1] if depth + 1 < len(state.frames) else None
    for reading in candidate.label.readings:
        if inner and inner.kind == reading.kind and not inner.keyword:
            frame = inner._replace(
                values=reading.values,
                insert=reading.insert,
                item=at,
                paragraph=candidate.paragraph,
            )
            move = Move(at, reading, above, inner.list)
            moves.append(_arrived(state, depth + 1, frame, step_cost(inner, reading), move))
        else:
            style = ("", reading.kind, candidate.label.shape)
            here = candidate.paragraph
            frame = Frame(*style, reading.values, reading.insert, -1, at, at, here)
            late = 0.0 if reading.values[-1] == 1 else 0.6
            moves.append(_arrived(state, depth + 1, frame, late, Move(at, reading, above, at)))
    return moves


def _just_named(state: State, at: int) -> int | None:
    """Item of the candidate right before `at` (or the open item it repeats), if it was a label."""
    move = state.history[0] if state.history else None
    if not isinstance(move, Move) or move.reading is None or move.candidate != at - 1:
        return None
    for frame in state.frames:
        if frame.item == at - 1 or (move.again and frame.list == move.list):
            return frame.item
    return None
