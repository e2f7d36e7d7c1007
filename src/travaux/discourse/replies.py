"""Earlier messages in a mail: "On 3 March 2025, Per Holt wrote:" and what stands below it.

The reader of mails (corpus) has made each such message a part of its own, without its ">" marks;
in a plain text file they still stand there, and the message ends with the marked lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.discourse.attribution import Attribution, Span
from travaux.discourse.clauses import MADE_BY
from travaux.discourse.syntax import Syntax

_WROTE = re.compile(
    r"(?:>[ \t]?)*On\b.{4,160}(?:,|\d|\b[AP]M)\s+(?P<name>[^\W\d_][^\d<>:,\n]{1,60}?)"
    r"\s*(?:<[^<>\n]*>)?\s*(?P<cue>wrote):",
    re.S,
)
REPLY = "the line above an earlier message"


def reply_attributions(syntax: Syntax) -> Iterator[Attribution]:
    """One attribution for each earlier message: its author wrote all of it."""
    for number, (start, end) in enumerate(syntax.annotation.paragraphs):
        found = _WROTE.fullmatch(syntax.text, start, end)
        content = _message(syntax, number) if found else ()
        if found and content:
            why = (("cue", REPLY), ("content", "the earlier message"), ("source", "its author"))
            yield Attribution(found.span("name"), found.span("cue"), content, MADE_BY, 0.9, why)


def _message(syntax: Syntax, number: int) -> tuple[Span, ...]:
    """The paragraphs below an announcing one: to the end of its part, of the marked lines where
    they are marked, or before the next announcement."""
    paragraphs = syntax.annotation.paragraphs
    part = syntax.document.part_at(paragraphs[number][0])
    last = part.end if part else len(syntax.text)
    kept: list[Span] = []
    marked: bool | None = None
    for start, end in paragraphs[number + 1 :]:
        here = syntax.text[start] == ">"
        marked = here if marked is None else marked
        if end > last or (marked and not here) or _WROTE.fullmatch(syntax.text, start, end):
            break
        words = syntax.trim(start, end, "> \t\r\n\u00a0")
        kept.extend([words] if words else [])
    return tuple(kept)
