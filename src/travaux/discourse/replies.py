"""Earlier messages in a mail: "On 3 March 2025, Per Holt wrote:" and what stands below it.

The reader of mails (corpus) has made each such message a part of its own, without its ">" marks;
in a plain text file they still stand there, and the message ends with the marked lines. There a
block of "From: … Sent: … To: …" lines below other words announces a message, too.
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
_FIELD = re.compile(r"(?:>[ \t]?)*\**(From|Sent|Date|To|Cc|Subject):\**[ \t]*([^\n<\[]*)", re.M)
_FIELDS = 3  # lines of a header at least, "From" among them
REPLY = "the line above an earlier message"


def reply_attributions(syntax: Syntax) -> Iterator[Attribution]:
    """One attribution for each earlier message: its author wrote all of it."""
    for number, (start, end) in enumerate(syntax.annotation.paragraphs):
        found = _announced(syntax, start, end)
        content = _message(syntax, number, found.end()) if found else ()
        if found and content:
            yield _reply(found.span("name"), found.span("cue"), content)
    yield from _forwarded(syntax)


def _reply(name: Span, cue: Span, content: tuple[Span, ...]) -> Attribution:
    why = (("cue", REPLY), ("content", "the earlier message"), ("source", "its author"))
    return Attribution(name, cue, content, MADE_BY, 0.9, why)


def _forwarded(syntax: Syntax) -> Iterator[Attribution]:
    """One attribution for each message below a header that is not the first of its part."""
    for first, last in _headers(syntax):
        sender = _sender(syntax, first, last)
        behind = syntax.annotation.paragraphs[last][1]
        content = _message(syntax, last, behind)
        if sender is not None and content:
            yield _reply(sender, _colon_before(syntax, sender[0]), content)


def _colon_before(syntax: Syntax, offset: int) -> Span:
    colon = syntax.text.rindex(":", 0, offset)
    return colon, colon + 1


def _headers(syntax: Syntax) -> list[tuple[int, int]]:
    """First and last paragraph of each header in the middle of a text."""
    found: list[tuple[int, int]] = []
    for number, span in enumerate(syntax.annotation.paragraphs):
        if _FIELD.match(syntax.text, *span) is None:
            continue
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return [(a, b) for a, b in found if a > 0]


def _sender(syntax: Syntax, first: int, last: int) -> Span | None:
    """The name behind "From:" of a header with enough fields, or None."""
    paragraphs = syntax.annotation.paragraphs
    fields = list(_FIELD.finditer(syntax.text, paragraphs[first][0], paragraphs[last][1]))
    names = [syntax.trim(*f.span(2), drop=' \t*"') for f in fields if f[1] == "From"]
    enough = len({f[1] for f in fields}) >= _FIELDS
    return names[0] if names and enough else None


def _announced(syntax: Syntax, start: int, end: int) -> re.Match[str] | None:
    """The line "On …, NAME wrote:" that a paragraph opens with; the message may begin in it."""
    found = _WROTE.match(syntax.text, start, end)
    if found is None:
        return None
    return found if found.end() == end or syntax.text[found.end()] == "\n" else None


def _begins(syntax: Syntax, start: int, end: int) -> bool:
    """Whether another message is announced by a paragraph."""
    words = syntax.text[start:end].strip("> -_\n")
    rule = words.lower() in {"original message", "forwarded message", ""}
    header = _FIELD.match(syntax.text, start, end) is not None
    return rule or header or _announced(syntax, start, end) is not None


def _message(syntax: Syntax, number: int, behind: int) -> tuple[Span, ...]:
    """The words from `behind` an announcement on: to the end of its part, of the marked lines
    where they are marked, or before the next announcement."""
    paragraphs = syntax.annotation.paragraphs
    part = syntax.document.part_at(paragraphs[number][0])
    last = part.end if part else len(syntax.text)
    kept: list[Span] = []
    marked: bool | None = None
    rest = syntax.trim(behind, paragraphs[number][1], "\r\n \t")
    for start, end in (*([rest] if rest else []), *paragraphs[number + 1 :]):
        here = syntax.text[start] == ">"
        marked = here if marked is None else marked
        if end > last or (marked and not here) or _begins(syntax, start, end):
            break
        words = syntax.trim(start, end, "> \t\r\n\u00a0")
        kept.extend([words] if words else [])
    return tuple(kept)


def is_reply(each: Attribution) -> bool:
    """Whether an attribution is an earlier message and its source the name of who sent it."""
    return ("cue", REPLY) in each.why
