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
from travaux.drafts.labels import Reading, anywhere, rank_of

BEAM = 10
SLACK = 5.0  # states this much dearer than the best are dropped
DEPTH = 9

COST = {
    "hole": 0.9,  # continues with a gap, and
    "hole_each": 0.25,  # for each number left out (at most 5)
    "repeat": 2.3,  # the same number again
    "backward": 3.4,
    "restart": 3.2,  # 1 again in a list of the same place
    "shape": 1.6,  # other punctuation than the list's
    "keyed_shape": 0.2,
    "indent": 0.8,
    "pop": 0.04,
    "paragraph": 0.1,  # each unlabelled paragraph between (at most 8)
    "open": 0.25,
    "open_late": 1.9,  # a list that does not begin with its first number
    "open_far": 0.35,  # each unlabelled paragraph between an item and its sub-points, after two
    "open_far_keyed": 0.08,
    "open_higher": 0.55,  # under an ancestor of the last item
    "opened": -0.3,  # after a colon
    "same_style": 1.5,  # a list inside a list of the same style, not indented
    "root": 1.5,  # another list at the root
    "root_bare": 3.0,  # a bare number that leaves a text of articles
    "rank": 4.0,
    "weak": 0.5,
    "weak_next": 0.1,  # a weak label that goes on counting
    "weak_decimal": 0.2,
    "wrapped": 0.9,
    "inline_open": 0.9,
    "inline_next": -0.9,
}
SKIP = {"line": 2.5, "wrapped": 0.5, "chain": 0.9, "inline": 0.0}
SKIP_WEAK = {"line": 0.5, "wrapped": 0.0, "chain": 0.3, "inline": 0.0}
SKIP_BULLET = {"line": 1.2, "wrapped": 0.2, "chain": 0.2, "inline": 0.0}


class Frame(NamedTuple):
    """An open list: its style, the last number in it, and the item that bears this number."""

    keyword: str
    kind: str
    shape: str
    values: tuple[int, ...]
    insert: int
    indent: int
    item: int  # index of the candidate
    list: int  # index of the candidate that opened the list
    paragraph: int  # ordinal of the paragraph of that item


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
    closed: tuple[tuple[tuple[str, str, str], tuple[int, ...]], ...]
    history: tuple[object, ...]


def outline(found: list[Candidate]) -> list[Move]:
    """One move a candidate, in order: the cheapest reading of them all."""
    beam = [State(0.0, (), (), ())]
    for at, candidate in enumerate(found):
        beam = _pruned([after for state in beam for after in _moves(state, candidate, at)])
    return _told(beam[0].history)


def _told(history: tuple[object, ...]) -> list[Move]:
    moves = []
    while history:
        move, history = history  # type: ignore[assignment]
        moves.append(move)
    return moves[::-1]  # type: ignore[return-value]


def _pruned(states: list[State]) -> list[State]:
    """The cheapest state of each kind, at most BEAM, sorted; ties keep the order of making."""
    states.sort(key=lambda s: s.cost)
    kept: dict[tuple[tuple[object, ...], ...], State] = {}
    for state in states:
        if state.cost > states[0].cost + SLACK or len(kept) >= BEAM:
            break
        kept.setdefault(tuple(f[:6] for f in state.frames), state)
    return list(kept.values())


def _moves(state: State, candidate: Candidate, at: int) -> list[State]:
    """Every state that `candidate` may lead to."""
    label = candidate.label
    if label.compound:
        moves = _compound_moves(state, candidate, at)
        if moves:
            return moves
    moves = [_skipped(state, candidate, at)]
    for reading in label.readings:
        moves += _continued(state, candidate, at, reading)
        moves += _opened(state, candidate, at, reading)
    return moves


def _skipped(state: State, candidate: Candidate, at: int) -> State:
    label = candidate.label
    bullet = label.readings[0].kind == "bullet"
    table = SKIP_BULLET if bullet else SKIP_WEAK if label.weak else SKIP
    move = Move(at, None, -1, -1)
    return state._replace(cost=state.cost + table[candidate.place], history=(move, state.history))


def _acceptance(candidate: Candidate, reading: Reading, goes_on: bool) -> float:
    """What it costs to take the candidate for a label at all."""
    cost = 0.0
    if candidate.label.weak:
        name = "weak_decimal" if len(reading.values) > 1 else "weak"
        cost = COST["weak_next" if goes_on else name]
    return cost + (COST["wrapped"] if candidate.place == "wrapped" else 0.0)


def _continued(state: State, candidate: Candidate, at: int, reading: Reading) -> list[State]:
    """Continue each open list of the right kind."""
    moves = []
    top = len(state.frames) - 1
    for depth, frame in enumerate(state.frames):
        if frame.keyword != candidate.label.keyword or frame.kind != reading.kind:
            continue
        if reading.kind == "bullet" and frame.shape != candidate.label.shape:
            continue
        again = candidate.prefix and frame.values == reading.values
        step = 0.0 if again else _step(frame, reading)
        cost = _acceptance(candidate, reading, step < 0.3) + step
        cost += 0.0 if again else _style(frame, candidate)
        gap = _gap(state, candidate)
        cost += COST["pop"] * (top - depth) + COST["paragraph"] * min(gap, 8)
        if candidate.place == "inline" and cost < 1.0:
            cost += COST["inline_next"]
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


def _step(frame: Frame, reading: Reading) -> float:
    """What going from the list's last number to this one costs."""
    if reading.kind in ("bullet", "solo"):
        return 0.0
    old, new = frame.values, reading.values
    if old[:-1] != new[:-1] or len(old) != len(new):
        return _decimal_step(old, new)
    step = new[-1] - old[-1]
    if step == 1 or (step == 0 and reading.insert > frame.insert):
        return 0.05 * max(0, reading.insert - frame.insert - 1)
    if step > 1:
        return COST["hole"] + COST["hole_each"] * min(step - 1, 5)
    if step == 0:
        return COST["repeat"]
    return COST["restart"] if new[-1] == 1 else COST["backward"]


def _decimal_step(old: tuple[int, ...], new: tuple[int, ...]) -> float:
    """1.9 -> 2.1 without a 2 between; 1.9 -> 2 is no step of one list."""
    if len(old) != len(new) or len(new) == 1:
        return 9.0
    return 0.6 if old < new and new[-1] == 1 else 1.5 if old < new else COST["backward"]


def _style(frame: Frame, candidate: Candidate) -> float:
    """What a change of punctuation and of indentation costs."""
    keyed = bool(frame.keyword) or len(frame.values) > 1
    cost = 0.0
    if frame.shape != candidate.label.shape:
        cost += COST["keyed_shape" if keyed else "shape"]
    if frame.indent >= 0 and candidate.indent >= 0 and abs(frame.indent - candidate.indent) > 2:
        cost += COST["indent"]
    return cost


def _opened(state: State, candidate: Candidate, at: int, reading: Reading) -> list[State]:
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
            _acceptance(candidate, reading, False)
            + _late(state, style, reading, above)
            + _nesting(state, depth, candidate, reading)
        )
        if above is None:
            cost += _root_cost(state, candidate)
        else:
            far = COST["open_far_keyed" if above.keyword else "open_far"]
            cost += far * min(8, max(0, _gap(state, candidate) - 2))
        if 0 <= depth < top:
            cost += COST["open_higher"] * (top - depth)
        elif depth >= 0 and candidate.opens:
            cost += COST["opened"]
        if candidate.place == "inline":
            cost += COST["inline_open"]
        parent = above.item if above else -1
        moves.append(_arrived(state, depth + 1, frame, cost, Move(at, reading, parent, at)))
    return moves


def _late(
    state: State, style: tuple[str, str, str], reading: Reading, above: Frame | None
) -> float:
    """What it costs that a new list begins with this number."""
    if reading.kind in ("bullet", "solo"):
        return COST["open"]
    prefix, last = reading.values[:-1], reading.values[-1]
    cost = COST["open"]
    if prefix:
        held = above is not None and above.values[-len(prefix) :] == prefix
        cost = 0.0 if held else 1.2
    if last in (0, 1):
        return cost
    before = next((values for closed, values in state.closed if closed == style), None)
    if before and before[:-1] == prefix and last - before[-1] in (0, 1):
        return cost + 0.3
    return cost + COST["open_late"]


def _root_cost(state: State, candidate: Candidate) -> float:
    """Another list at the root: the cheaper, the more prose lies between.

    A bare number hardly leaves a text of articles.
    """
    if not state.frames:
        return 0.0
    keyword = candidate.label.keyword
    if state.frames[0].keyword and (not keyword or anywhere(keyword)):
        return COST["root_bare"]
    return max(0.4, COST["root"] - 0.3 * min(_gap(state, candidate), 8))


def _gap(state: State, candidate: Candidate) -> int:
    """Unlabelled paragraphs between the last item and the candidate."""
    if not state.frames:
        return 0
    return max(0, candidate.paragraph - state.frames[-1].paragraph - 1)


def _nesting(state: State, depth: int, candidate: Candidate, reading: Reading) -> float:
    """What it costs to stand inside the open lists down to `depth`."""
    label = candidate.label
    cost = 0.0
    for frame in state.frames[: depth + 1]:
        same = frame[:3] == (label.keyword, reading.kind, label.shape)
        same = same and len(reading.values) == len(frame.values)
        if same and not 0 <= frame.indent < candidate.indent - 1:
            cost += COST["same_style"]
    if depth >= 0:
        cost += _held(state.frames[depth], candidate)
    return cost


def _held(above: Frame, candidate: Candidate) -> float:
    """Whether an item of the list `above` may hold this label."""
    cost = 0.0
    if 0 <= candidate.indent < above.indent - 1:
        cost += COST["indent"]
    if above.kind == "bullet" and candidate.label.readings[0].kind != "bullet":
        cost += 0.8
    keyword = candidate.label.keyword
    if not keyword or anywhere(keyword):
        return cost
    if above.keyword:
        return cost + (0.0 if rank_of(above.keyword) < rank_of(keyword) else COST["rank"])
    return cost + (0.3 if above.kind in ("ROMAN", "ALPHA") else COST["same_style"])


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
            moves.append(_arrived(state, depth + 1, frame, _step(inner, reading), move))
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
