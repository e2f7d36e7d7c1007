"""Finds what an editor wrote into a provision: "[Editor: …]", "(Note: …)", "*(Struck out.)*".

Brackets that open as a note does, and a whole sentence in brackets that is set apart by emphasis
or speaks of the text ("(Point 3 of the earlier draft is struck out.)").
Bracketed text that is not agreed ("[shall][should]") and definitions (the “Board”) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.drafts.likeness import is_note, pattern

PAIRS = {"[": "]", "(": ")", "{": "}"}
OPENING = re.compile(
    r"(?P<mark>[*_]{0,3})(?P<open>[\[({])[*_]{0,3}(?=\w)|(?P<bare>[*_]{1,3})(?=\w)"
)
SENTENCE = re.compile(r"(?=[A-Z])(?:\S+\s+){3,}\S+[.!?]\Z")
BY = re.compile(r"\s*(?:(?:by|of|from)\s+(?:the\s+)?[\w-]+(?:\s+[\w-]+)?)?\s*[:–—]", re.I)


def inline_notes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Half-open ranges of the editor's notes within text[start:end], marks included, in order."""
    found: list[tuple[int, int]] = []
    for opening in OPENING.finditer(text, start, end):
        if found and opening.start() < found[-1][1]:
            continue
        stop = _stop(text, opening, end)
        if stop and _notes(text[opening.start() : stop], bool(opening["mark"])):
            found.append((opening.start(), stop))
    return found


def _stop(text: str, opening: re.Match[str], end: int) -> int:
    """Where what was opened is closed, its marks included; 0 where it is not."""
    if opening["bare"]:
        close = text.find(opening["bare"], opening.end(), end)
        return close + len(opening["bare"]) if close > 0 else 0
    depth = 0
    for at in range(opening.start("open"), end):
        depth += (text[at] == opening["open"]) - (text[at] == PAIRS[opening["open"]])
        if not depth:
            return at + 1 + _marks(text[at + 1 : end], opening["mark"])
    return 0


def _marks(behind: str, mark: str) -> int:
    return len(mark) if mark and behind.startswith(mark) else 0


def _notes(words: str, emphasised: bool) -> bool:
    """Whether a bracketed or emphasised stretch is a note."""
    inner = words.strip("*_[](){} \t\n")
    opener = pattern("notes", "openers").match(inner)
    if opener and (is_note(inner) or BY.match(inner[opener.end() :])):
        return True
    if not SENTENCE.match(inner) or re.search('[“"«]', inner):
        return False
    return emphasised or _speaks_of_the_text(inner)


def _speaks_of_the_text(words: str) -> bool:
    """Whether a sentence says what stands in a text and orders nothing itself."""
    ordering = pattern("told", "modals").search(words)
    return bool(pattern("notes", "of_the_text").search(words)) and not ordering


def all_note(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is an editor's note from end to end."""
    return inline_notes(text, start, end) == [(start, end)]


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """text[start:end] as (start, end, whether a note), white space at the borders left out."""
    at = start
    for first, last in (*inline_notes(text, start, end), (end, end)):
        own = _trimmed(text, at, first)
        if own[0] < own[1]:
            yield (*own, False)
        if first < last:
            yield first, last, True
        at = last


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start, start + len(words.strip()))
