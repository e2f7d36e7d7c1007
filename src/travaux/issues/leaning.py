"""Bare values: does a value take what it counts, or dates, from the words before it?

"The police counted 120." "The embassy gave 1 July as the date." The value stands right behind a
verb of giving, so that what it is a value of was said before.
"""

from __future__ import annotations

import re
from functools import cache

from travaux.issues.terms import table


def leans(text: str, start: int, kind: str = "verbs") -> bool:
    """Whether the value at `start` of `text` stands right behind a verb by which sources give
    values. kind: "verbs" for figures, "dates" for days."""
    return bool(_giving(kind).search(text[:start]))


def contrasted(text: str, start: int) -> bool:
    """Whether the value at `start` is put against one before it: "…, and not on Thursday"."""
    return bool(CONTRAST.search(text[:start]))


CONTRAST = re.compile(r"\b(?:not|rather than|instead of|as against)(?:\s+(?:on|at|by|in|to))?\s+$")


@cache
def _giving(kind: str) -> re.Pattern[str]:
    verbs = "|".join(table("accounts.toml")["source"][kind])
    return re.compile(rf"(?<!\w)(?:{verbs})\s+(?:only |just |about |some )?$", re.IGNORECASE)
