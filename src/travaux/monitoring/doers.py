"""Who is told to have done a deed.

Rules. 1. “by X” right after the deed names the doer. 2. A passive without it leaves the doer open.
3. Else it is the party named last before the deed, those after a preposition other than “of” left
out (“from X’s posts”, “in X”). 4. Where no party stands there, the telling leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be|got)(?: \w+){0,2} $")
_BY = re.compile(r"\W+(?:[\w-]+ ){0,3}by (?:the )?$", re.I)
_OBLIQUE = re.compile(
    r"\b(?:from|in|into|at|on|to|with|against|over|near|for|than|after|before|since|towards?|under)"
    r" (?:the |its |all )?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A party's name in a text."""

    start: int
    end: int
    name: str


def doer(text: str, start: int, end: int, parties: Sequence[Mention]) -> Mention | None:
    """Who did the deed at [start, end) of `text`; None where that is left open."""
    for party in parties:
        if party.start >= end and _BY.fullmatch(text[end : party.start]):
            return party
    if _PASSIVE.search(text[:start]):
        return None
    before = [p for p in parties if p.start <= start and not _OBLIQUE.search(text[: p.start])]
    return max(before, key=lambda p: p.start, default=None)
