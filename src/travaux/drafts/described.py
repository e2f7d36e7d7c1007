"""Finds the sentences that speak of a draft whose text no document holds.

A draft may be known from reports alone ("the 19-point plan drops the cap"). What the reports say
of it is a claim with a source: the sentences that name the draft are its evidence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from travaux.core.anchors import Anchor, trimmed
from travaux.core.documents import Document
from travaux.core.drafts import KnownDraft

BORDER = re.compile(r"(?<=[.!?])[\"”’)]*(?P<gap>\s+)(?=[\"“‘(]?[A-Z])|(?P<line>\n+)")
MOST = 50  # sentences kept of one draft


def describing(known: KnownDraft, documents: Iterable[Document]) -> tuple[Anchor, ...]:
    """Sentences of `documents` (residue left out) that name the draft, by file, then place."""
    pattern = naming(known)
    found: list[Anchor] = []
    for document in sorted(documents, key=lambda d: (d.date or "9999", d.file, d.id)):
        found += _sentences(document, pattern)
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def naming(known: KnownDraft) -> re.Pattern[str]:
    """The draft's name and aliases, without a leading article, "19 points" also as "19-point"."""
    names = {re.sub(r"(?i)\Athe\s+", "", n.strip()) for n in (known.name, *known.aliases)}
    bodies = [_body(name) for name in sorted(names, key=lambda n: (-len(n), n)) if len(name) > 3]
    return re.compile(r"(?<![\w-])(?:" + "|".join(bodies or [r"(?!)"]) + r")(?!\w)", re.I)


def _body(name: str) -> str:
    counted = re.fullmatch(r"(\w+)[ -]points?", name)
    if counted:
        return re.escape(counted.group(1)) + r"[\s-]points?"
    return re.escape(name).replace(r"\ ", r"\s+")


def _sentences(document: Document, pattern: re.Pattern[str]) -> Iterator[Anchor]:
    """The sentences of one document that hold the pattern, each once."""
    text = document.text
    found = [m for m in pattern.finditer(text) if not document.is_residue(m.start())]
    if not found:
        return
    borders = [0, *(m.end() for m in BORDER.finditer(text)), len(text)]
    places = {bisect_right(borders, match.start()) for match in found}
    for at in sorted(places):
        yield trimmed(document.id, text, borders[at - 1], borders[min(at, len(borders) - 1)])


def worded(count: int) -> str:
    """A number below sixty in words ("twenty-eight"), "none" for others."""
    tens = ["", "", "twenty", "thirty", "forty", "fifty"]
    ones = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    ones += ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"]
    ones += ["eighteen", "nineteen"]
    if count < 20:
        return ones[count] or "none"
    if count >= 60:
        return "none"
    return f"{tens[count // 10]}-{ones[count % 10]}".rstrip("-")
