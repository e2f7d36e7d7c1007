"""Quotations: which stretches stand between quotation marks, over paragraphs where need be.

Rules.
1. “ „ « ‹ open; ” » › close what is open; " does what its neighbours allow (nothing or an
   opening bracket before it: it opens; a letter or a stop before it: it closes), and takes turns
   where both are possible.
2. ’ and ' between letters, before figures ('90s) and in elisions ('em) are apostrophes, never
   marks. A single mark opens only where a later one in the same paragraph can close it; after a
   plural in -s (the ministers' plan) an apostrophe closes only where nothing better follows.
3. A quotation left open at the end of its paragraph goes on where the next paragraph begins with
   the same opening mark (the custom in print: Chicago Manual of Style, 17th ed., 13.30).
   Otherwise it ends with its paragraph, so that a forgotten mark never costs more than that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from travaux.core.annotation import Quotation
from travaux.corpus.legible import Legible

CLOSERS = {
    "“": '”“"',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "‘": "’",
    "‚": "‘’",
    '"': '"”',
    "'": "'’",
    "”": "”",
}
DEEPEST = 6  # quotations open at once; deeper nesting is noise
LOOKAHEAD = 3_000  # characters in which the end of a single-quoted stretch is looked for
_WORD = re.compile(r"\S")
_MARK = re.compile(r"[“”„«»‹›\"‘’‚']")
_SINGLE = re.compile(r"[’'‘]")
_ELISION = re.compile(
    r"(?:em|til|tis|twas|cause|bout|round|neath|n|\d0s|\d\d)\b", re.I
)  # after the apostrophe


@dataclass(slots=True)
class _Open:
    mark: str
    at: int  # in the legible text of its paragraph
    segments: list[tuple[int, int]] = field(default_factory=list)


def quotations_of(paragraphs: Sequence[Legible]) -> list[Quotation]:
    """The quotations of consecutive paragraphs, in the document's offsets, sorted by start."""
    found: list[Quotation] = []
    pending: _Open | None = None
    for paragraph in paragraphs:
        pending = _scan(paragraph, pending, found)
    if pending:
        found.append(_unclosed(pending))
    return sorted(found)


def _scan(paragraph: Legible, pending: _Open | None, found: list[Quotation]) -> _Open | None:
    """Add what ends in this paragraph to `found`; the quotation that may go on after it."""
    text = paragraph.text
    stack: list[_Open] = []
    first = 0
    if pending and text.startswith(pending.mark):
        stack, first = [_Open(pending.mark, 0, pending.segments)], 1
    elif pending:
        found.append(_unclosed(pending))
    for match in _MARK.finditer(text, first):
        _step(paragraph, match.start(), stack, found)
    return _left_open(paragraph, stack, found)


def _step(paragraph: Legible, at: int, stack: list[_Open], found: list[Quotation]) -> None:
    role = _role(paragraph.text, at, stack)
    if role == "open" and len(stack) < DEEPEST:
        stack.append(_Open(paragraph.text[at], at))
    elif role == "close":
        depth = _innermost(paragraph.text[at], stack)
        closed = stack[depth]
        del stack[depth:]
        segments = (*closed.segments, paragraph.range_of(closed.at, at + 1))
        found.append(Quotation(segments, closed.mark, True))


def _left_open(paragraph: Legible, stack: list[_Open], found: list[Quotation]) -> _Open | None:
    """The outermost double quotation may go on in the next paragraph; inner ones end here."""
    for index, left in enumerate(stack):
        left.segments.append(paragraph.range_of(left.at, len(paragraph.text)))
        if index:
            found.append(_unclosed(left))
    return stack[0] if stack else None


def _unclosed(left: _Open) -> Quotation:
    return Quotation(tuple(left.segments), left.mark, False)


def _innermost(mark: str, stack: Sequence[_Open]) -> int:
    """Index of the innermost open quotation that `mark` closes, or -1."""
    return next((i for i in reversed(range(len(stack))) if mark in CLOSERS[stack[i].mark]), -1)


def _role(text: str, at: int, stack: Sequence[_Open]) -> str:
    """What the mark at `at` does: open, close, or nothing ("")."""
    mark = text[at]
    if mark in "’'‘":
        return _single_role(text, at, stack)
    closes = _innermost(mark, stack) >= 0
    if mark in "„‹":
        return "open"
    if mark == "“":
        return "close" if closes and stack[-1].mark == "„" else "open"
    if mark in "«»":
        return "close" if closes else "open" if _WORD.search(text, at + 1) else ""
    if mark == '"':
        return _straight_role(text, at, closes)
    return "close" if closes else ""


def _straight_role(text: str, at: int, closes: bool) -> str:
    opens = _can_open(text, at)
    if closes:
        return "close" if _can_close(text, at) or not opens else "open"
    after_figure = text[at - 1 : at].isdigit() and not text[at + 1 : at + 2].isalpha()
    return "" if after_figure or not _WORD.search(text, at + 1) else "open"


def _single_role(text: str, at: int, stack: Sequence[_Open]) -> str:
    if _is_apostrophe(text, at):
        return ""
    mark = text[at]
    if mark in "’'" and _innermost(mark, stack) >= 0 and _can_close(text, at):
        possessive = text[at - 1 : at] in "sS" and text[at + 1 : at + 3].strip().isalpha()
        return "" if possessive and _closer_after(text, at) else "close"
    if mark in "‘'" and _can_open(text, at) and _closer_after(text, at):
        return "open"
    return ""


def _is_apostrophe(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before.isalnum() and after.isalnum():
        return True
    return not before.strip() and bool(_ELISION.match(text, at + 1)) and text[at] != "‘"


def _closer_after(text: str, at: int) -> bool:
    """Whether a single mark later in the paragraph, before a new one opens, can close."""
    for match in _SINGLE.finditer(text, at + 1, at + LOOKAHEAD):
        where = match.start()
        if _is_apostrophe(text, where):
            continue
        if _can_close(text, where):
            return True
        if _can_open(text, where):
            return False
    return False


def _can_open(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    free = not before.strip() or before in "([{—–-/:“„«‘\"'…"
    return free and bool(after.strip()) and after not in ",.;:!?)]}"


def _can_close(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return bool(before.strip()) and before not in "([{—–“„«‘" and not after.isalnum()
