"""Reads labels that stand inside a line: items run together, and numbers that end a line."""

from __future__ import annotations

import re

from travaux.drafts.labels import Label, read_number
from travaux.drafts.numerals import readings

INLINE = re.compile(
    r"(?:(?<=[.;:,!?)\]”\"’])|(?<=[;,:] and)|(?<=[;,:] or)|(?<=—)|(?<= and)|(?<= or))[ \t\u00a0]*"
    r"(?P<label>\(\s?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\s?\)"
    r"|(?<=\s)(?:\d{1,2}|[a-z]|[ivx]{1,5})\)"
    r"|(?<=[.;:!?)\]”\"’]\s)\d{1,2}\.(?=\s+[A-Z“\"«]))"
)


def read_inline(text: str, start: int, end: int) -> list[Label]:
    """Labels that may stand inside text[start:end], each behind a stop: "…; (b) …", "…. 2. X"."""
    found = []
    for match in INLINE.finditer(text, start, end):
        label = read_number(text, match.start("label"), end, bare=False)
        if label and not _is_reference(text, label, end):
            found.append(label)
    return found


TRAILING = re.compile(
    r"(?:(?<=[.;:!?)\]”\"’])[ \t\u00a0]+(?P<n>\d{1,2})[.)]"
    r"|(?<=\w)[ \t\u00a0]+(?P<one>1)[.)])[ \t]*\Z"
)


def read_trailing(text: str, start: int, end: int) -> Label | None:
    """A number that ends a line and belongs to the next ("… done. 2."), where pages are cut so.

    Behind a word only a first number counts ("The parties agree 1.").
    """
    match = TRAILING.search(text, max(start, end - 12), end)
    if not match or not re.match(r"\s*\n\s*[A-Z“\"«]", text[end : end + 80]):
        return None
    core = "n" if match.group("n") else "one"
    place = match.start(core)
    return Label(
        place, match.end(core) + 1, match.group(core), "", ".", readings(match.group(core))
    )


_AFTER_REFERENCE = re.compile(
    r"\s*(?:[,;.)]|(?:and|or|to|through|above|below|of|hereof|thereof)\b|$)", re.I
)


def _is_reference(text: str, label: Label, end: int) -> bool:
    """ "(a), (b) and (c) above": nothing of an item follows the number."""
    return bool(_AFTER_REFERENCE.match(text, label.end, min(end, label.end + 12)))
