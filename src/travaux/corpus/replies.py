"""The body of a mail taken apart: whose words each passage is, and what is a signature.

Rules. A line that begins with ">" quotes an earlier message (RFC 3676 §4.5); the line "On …, NAME
wrote:" or a block of "From: … Sent: …" lines says whose. Such a passage is an article of its own,
by that author and of that date; what stands between quoted lines is again the writer's. The marks
are left out of the text, and lines that the mail program broke are joined. A signature begins with
two hyphens alone on a line (RFC 3676 §4.3), or with the writer's name above a telephone number
or an address; it is residue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from travaux.corpus.dates import first_date
from travaux.corpus.reading import Facts, Range, Section, fact

_MARKS = re.compile(r"(?:>[ \t]?)*")
WROTE = re.compile(
    r"On\b.{4,160}(?:,|\d|\b[AP]M)\s+(?P<name>[^\W\d_][^\d<>:,\n]{1,60}?)\s*(?:<[^<>\n]*>)?"
    r"\s*wrote:"
)
_FORWARDED = re.compile(r"(?:-{3,}\s*(?:Original|Forwarded) [Mm]essage\s*-{3,}|_{10,})")
_HEADER = re.compile(r"(?P<field>From|Sent|Date|To|Cc|Subject):[ \t]*(?P<value>.*)")
_CONTACT = re.compile(
    r"@\w|\bwww\.|https?://|(?:\btel|\bphone|\bmobile|\bfax)\b|\+?\d[\d ()/.-]{6,}\d|\s\|\s", re.I
)
_BROKEN = 45  # characters; a shorter line was ended by its writer
_SIGNED = 8  # lines of a signature that no hyphens begin


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a mail without its marks; depth: how many marks it had."""

    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines of one message: its facts; head: how many of the lines only tell these."""

    lines: tuple[str, ...]
    facts: Facts
    head: int = 0


@dataclass(frozen=True, slots=True)
class Announced:
    """What so many lines tell of the message below them. speaks: they say "NAME wrote", which is
    the cue of an attribution and no residue."""

    facts: Facts
    lines: int
    speaks: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A mail's text without marks, its passages as sections, and what of it is residue."""

    text: str
    sections: tuple[Section, ...]
    residue: tuple[Range, ...]


def thread_of(body: str, facts: Facts) -> Thread:
    """The thread in the body of a mail of which the header tells `facts`."""
    lines = [_line(text) for text in _intros_joined(body)]
    text, at = [], 0
    sections: list[Section] = []
    residue: list[Range] = []
    for passage in _passages(lines, facts):
        words, end_of_head = _joined(passage.lines, passage.head)
        if words.strip():
            sections.append(Section(at, at + len(words), passage.facts))
            head = [(at, at + end_of_head)] if end_of_head else []
            residue += [*head, *((at + a, at + b) for a, b in _signature(words, passage.facts))]
        text.append(words + "\n\n")
        at += len(words) + 2
    return Thread("".join(text), tuple(sections), tuple(residue))


def _intros_joined(body: str) -> list[str]:
    """Lines, where "On …, NAME" and "wrote:" on the next line are one."""
    found: list[str] = []
    for line in body.splitlines():
        bare = _MARKS.sub("", line, count=1).strip()
        opens = found and re.match(r"(?:>[ \t]?)*On\b", found[-1]) and not found[-1].endswith(":")
        if opens and bare.endswith("wrote:") and len(bare) < 80:
            found[-1] = f"{found[-1].rstrip()} {bare}"
        else:
            found.append(line)
    return found


def _line(text: str) -> Line:
    marks = _MARKS.match(text)
    end = marks.end() if marks else 0
    return Line(text[end:].rstrip(), text[:end].count(">"))


def _passages(lines: Sequence[Line], facts: Facts) -> Iterator[Passage]:
    """Runs of lines of one message, in the order of the text."""
    authors = {0: facts}  # the facts of the message at each depth of marks
    at = 0
    while at < len(lines):
        first, depth, head = at, lines[at].depth, 0
        found = _announced(lines, at, facts)
        if found is not None:
            at += found.lines
            depth = max(_depth_behind(lines, at), depth)
            authors[depth] = found.facts
            head = 0 if found.speaks else found.lines
        while at < len(lines) and _goes_on(lines, at, depth, facts):
            at += 1
        yield Passage(
            tuple(line.text for line in lines[first:at]), authors.get(depth, Facts()), head
        )


def _goes_on(lines: Sequence[Line], at: int, depth: int, facts: Facts) -> bool:
    """Whether the line belongs to the message before it; an empty one does, at any depth."""
    same = lines[at].depth == depth or not lines[at].text
    return same and _announced(lines, at, facts) is None


def _depth_behind(lines: Sequence[Line], at: int) -> int:
    return next((line.depth for line in lines[at:] if line.text), 0)


def _announced(lines: Sequence[Line], at: int, facts: Facts) -> Announced | None:
    """What is told of a message that begins here, or None where none does."""
    wrote = WROTE.fullmatch(lines[at].text.strip())
    if wrote is not None:
        return Announced(_facts(wrote["name"], wrote[0], facts.title, "reply line"), 1, True)
    forwarded = _FORWARDED.fullmatch(lines[at].text.strip()) is not None
    first = at + 1 if forwarded else at
    fields: dict[str, str] = {}
    end = first
    for line in lines[first : first + 8]:
        header = _HEADER.fullmatch(line.text.strip(" *"))
        if header is None and line.text:
            break
        if header is not None:
            fields[header["field"]] = header["value"].strip(" *")
        end += 1
    if "From" not in fields or len(fields) < 3:
        return None
    name = re.sub(r"\s*[<\[].*", "", fields["From"]).strip(' "') or fields["From"]
    when = fields.get("Sent") or fields.get("Date", "")
    return Announced(
        _facts(name, when, fields.get("Subject", facts.title), "forwarded header"), end - at, False
    )


def _facts(name: str, when: str, title: str, how: str) -> Facts:
    date = first_date(when)
    found = fact("title", title, "Subject header").or_else(fact("publisher", name, how))
    return found.or_else(fact("date", date.iso if date else "", how))


def _joined(lines: Sequence[str], head: int) -> tuple[str, int]:
    """The lines as text, broken ones joined, and where the first `head` of them end."""
    words, end = "", 0
    for number, line in enumerate(lines):
        last = words.rsplit("\n", 1)[-1]
        broken = len(last) >= _BROKEN and line[:1].islower() and not last.rstrip().endswith(":")
        words += (" " if broken else "\n" if number else "") + line
        end = len(words) if number + 1 == head else end
    return words, end


def _signature(text: str, facts: Facts) -> Iterator[Range]:
    """The signature at the end of a message."""
    lines = list(re.finditer(r"[^\n]+", text.rstrip()))
    for number, line in enumerate(lines):
        below = lines[number + 1 :]
        hyphens = line[0].rstrip() == "--"
        name = facts.publisher
        own = bool(name) and line[0].strip(" ,") == name and len(below) <= _SIGNED
        if (hyphens and len(below) <= 12) or (own and any(_CONTACT.search(b[0]) for b in below)):
            yield line.start(), len(text.rstrip())
            return
