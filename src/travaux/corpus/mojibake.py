"""Garbled letters: UTF-8 that was once taken for an older encoding ("â€™" for "’").

ftfy (Speer 2019) knows which sequences no writer means and what they stand for. The text keeps
the file's own characters; each repair is a Note beside it, and readers of the text use that.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import ftfy
from ftfy.badness import badness

from travaux.core.documents import Note
from travaux.core.problems import Problem
from travaux.corpus.faults import fault

MOST = 5_000  # repairs in one file; beyond it the file is to be fetched anew
_PIECE = re.compile(r"[^\n]{1,1000}(?:\s|\Z)|[^\n]{1000}")
_CONFIG = ftfy.TextFixerConfig(replace_lossy_sequences=False, unescape_html=False)
_DONE = "they are read as what they stand for, and the file's own letters are kept beside it."


def repairs_of(text: str, file: str) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    """Notes of kind "repair" for every garbled place in `text`, and the problem that says so."""
    if text.isascii():
        return (), ()
    notes: list[Note] = []
    for piece in _PIECE.finditer(text):
        if not piece[0].isascii() and badness(piece[0]):
            notes += _mended(piece[0], piece.start())
        if len(notes) >= MOST:
            break
    if not notes:
        return (), ()
    first = text[notes[0].start : notes[0].end]
    return tuple(notes), (fault("mojibake", file, count=len(notes), first=first, done=_DONE),)


def _mended(words: str, offset: int) -> list[Note]:
    """The repairs in one piece; none where what comes out is no better."""
    fixed = ftfy.fix_encoding(words, _CONFIG)
    if badness(fixed) >= badness(words):
        return []
    steps = SequenceMatcher(None, words, fixed, autojunk=False).get_opcodes()
    return [
        Note(offset + a, offset + b, "repair", fixed[c:d])
        for kind, a, b, c, d in steps
        if kind != "equal" and b > a
    ]
