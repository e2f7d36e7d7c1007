"""Redline two wordings by word.

    words     runs of letters, digits and inner marks ("600,000", "2015-12-31", "third-party"),
              single other marks; white space belongs to the word before it
    match     Ratcliff/Obershelp over words (`difflib`, autojunk off)
    clean     an equal run too small to orient the eye between two edits joins them
    block     wordings less alike than BLOCK are shown as one block out, one block in

Every character of both texts stands in exactly one edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import reduce

from travaux.core.comparing import Edit, EditKind

WORD = re.compile(
    r"\d+(?:[.,:/\-]\d+)*\w*|[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]+(?:['’\-][^\W_]+)*|\w+|[^\w\s]"
)
# Share of words kept below which readers find a new text, not an edited one: about .5 in characters
# (arXivEdits train: pairs with .3-.4 of words kept are .45 alike in characters). F1 on its train
# split: .925 with no block, .924 at .3, .915 at .35, .882 at .5.
BLOCK = 0.3
EQUAL, INSERT, DELETE, REPLACE = EditKind.EQUAL, EditKind.INSERT, EditKind.DELETE, EditKind.REPLACE
SMALL = re.compile(r"^[^\w]*$")  # an equal run of punctuation alone does not orient

Span = tuple[int, int]
Step = tuple[EditKind, int, int, int, int]


def redline(before: str, after: str, block: float = BLOCK) -> tuple[Edit, ...]:
    """The edits that turn `before` into `after`, word by word, in reading order.

    block: likeness (0-1, share of words kept) below which the whole is one replacement.
    """
    old, new = _words(before), _words(after)
    steps = list(_steps(_keys(before, old), _keys(after, new)))
    if likeness(steps, len(old), len(new)) < block:
        steps = [(_kind(len(old), len(new)), 0, len(old), 0, len(new))]
    cleaned = _cleaned(steps, before, old)
    return tuple(_edit(step, before, old, after, new) for step in cleaned)


def likeness(steps: Sequence[Step], old: int, new: int) -> float:
    """Twice the words kept over all words of both (1.0 for two empty texts)."""
    kept = sum(step[2] - step[1] for step in steps if step[0] is EQUAL)
    return 2 * kept / (old + new) if old + new else 1.0


def _words(text: str) -> list[Span]:
    """Ranges that tile the text: each word with the white space after it (the first also with
    the white space before it)."""
    starts = [m.start() for m in WORD.finditer(text)]
    if not starts:
        return [(0, len(text))] if text else []
    starts[0] = 0
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _keys(text: str, words: Sequence[Span]) -> list[str]:
    return [text[a:b].strip() for a, b in words]


def _steps(old: list[str], new: list[str]) -> Iterator[Step]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield EditKind(tag), a, b, c, d


def _kind(old: int, new: int) -> EditKind:
    if old and new:
        return REPLACE
    return DELETE if old else INSERT if new else EQUAL


def _cleaned(steps: Sequence[Step], before: str, old: Sequence[Span]) -> list[Step]:
    """Steps with equal runs that do not orient joined to the edits on both sides."""
    merged: list[Step] = []
    for at, step in enumerate(steps):
        inner = 0 < at < len(steps) - 1
        small = step[0] is EQUAL and inner and _is_small(before, old, step)
        changed = (REPLACE, *step[1:]) if small else step
        merged = _joined(merged, changed)
    return merged


def _is_small(before: str, old: Sequence[Span], step: Step) -> bool:
    return bool(SMALL.match(before[old[step[1]][0] : old[step[2] - 1][1]]))


def _joined(done: list[Step], step: Step) -> list[Step]:
    if done and done[-1][0] is not EQUAL and step[0] is not EQUAL:
        _, a, _, c, _ = done[-1]
        return [*done[:-1], (_kind(step[2] - a, step[4] - c), a, step[2], c, step[4])]
    return [*done, step]


def _edit(step: Step, before: str, old: Sequence[Span], after: str, new: Sequence[Span]) -> Edit:
    kind, a, b, c, d = step
    return Edit(kind, _slice(before, old, a, b), _slice(after, new, c, d))


def _slice(text: str, words: Sequence[Span], first: int, last: int) -> str:
    return text[words[first][0] : words[last - 1][1]] if first < last else ""


def old_text(edits: Sequence[Edit]) -> str:
    """The old wording: what stays when every edit is rejected."""
    return reduce(lambda text, edit: text + edit.before, edits, "")


def new_text(edits: Sequence[Edit]) -> str:
    """The new wording: what stays when every edit is accepted."""
    return reduce(lambda text, edit: text + edit.after, edits, "")
