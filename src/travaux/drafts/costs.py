"""What each move of the outline's search costs: the table, and the measures it weighs.

The costs were set by hand on half of the licence texts of spdx (bench/spdx.py) and on the drafts
of paris-2015; 0 is the expected next number of a known style.
"""

from __future__ import annotations

from typing import NamedTuple

from travaux.drafts.candidates import Candidate
from travaux.drafts.numerals import Reading, anywhere, rank_of

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
    "opened": -0.3,  # right after the item's own colon,
    "led_elsewhere": 0.6,  # and the same under an ancestor of the item with the colon
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


Frames = tuple[Frame, ...]
Style = tuple[str, str, str]
Closed = tuple[tuple[Style, tuple[int, ...]], ...]


def skipping(candidate: Candidate) -> float:
    """What it costs to take the candidate for prose."""
    bullet = candidate.label.readings[0].kind == "bullet"
    table = SKIP_BULLET if bullet else SKIP_WEAK if candidate.label.weak else SKIP
    return table[candidate.place]


def acceptance(candidate: Candidate, reading: Reading, goes_on: bool) -> float:
    """What it costs to take the candidate for a label at all."""
    cost = 0.0
    if candidate.label.weak:
        name = "weak_decimal" if len(reading.values) > 1 else "weak"
        cost = COST["weak_next" if goes_on else name]
    return cost + (COST["wrapped"] if candidate.place == "wrapped" else 0.0)


def step_cost(frame: Frame, reading: Reading) -> float:
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


def style_cost(frame: Frame, candidate: Candidate) -> float:
    """What a change of punctuation and of indentation costs."""
    keyed = bool(frame.keyword) or len(frame.values) > 1
    cost = 0.0
    if frame.shape != candidate.label.shape:
        cost += COST["keyed_shape" if keyed else "shape"]
    if frame.indent >= 0 and candidate.indent >= 0 and abs(frame.indent - candidate.indent) > 2:
        cost += COST["indent"]
    return cost


def late_cost(closed: Closed, style: Style, reading: Reading, above: Frame | None) -> float:
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
    before = next((values for old, values in closed if old == style), None)
    if before and before[:-1] == prefix and last - before[-1] in (0, 1):
        return cost + 0.3
    return cost + COST["open_late"]


def root_cost(frames: Frames, candidate: Candidate) -> float:
    """Another list at the root: the cheaper, the more prose lies between.

    A bare number hardly leaves a text of articles.
    """
    if not frames:
        return 0.0
    keyword = candidate.label.keyword
    if frames[0].keyword and (not keyword or anywhere(keyword)):
        return COST["root_bare"]
    return max(0.4, COST["root"] - 0.3 * min(paragraphs_between(frames, candidate), 8))


def paragraphs_between(frames: Frames, candidate: Candidate) -> int:
    """Unlabelled paragraphs between the last item and the candidate."""
    if not frames:
        return 0
    return max(0, candidate.paragraph - frames[-1].paragraph - 1)


def nesting_cost(frames: Frames, depth: int, candidate: Candidate, reading: Reading) -> float:
    """What it costs to stand inside the open lists down to `depth`."""
    label = candidate.label
    cost = 0.0
    for frame in frames[: depth + 1]:
        same = frame[:3] == (label.keyword, reading.kind, label.shape)
        same = same and len(reading.values) == len(frame.values)
        if same and not 0 <= frame.indent < candidate.indent - 1:
            cost += COST["same_style"]
    if depth >= 0:
        cost += _held(frames[depth], candidate)
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
