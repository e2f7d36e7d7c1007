"""Does a text speak of the negotiating text as a whole, and of which draft?

Rules: a definite or counted noun for a text ("the plan", "their 28-point proposal", "this deal"),
or a draft's own name. Which draft: the one whose name's own words are there; else the newest that
is not younger than the statement; else the newest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from travaux.core.drafts import Draft
from travaux.issues.terms import stem, table, words

NOUNS = table("concepts.toml")["text"]["nouns"]
DETERMINER = r"the|this|that|these|those|its|their|his|her|our|any|such|a|an|\w+['’]s|\w+s['’]"
TEXT = re.compile(
    rf"\b(?:{DETERMINER})\s+(?:[\w.,“”\"'’-]+\s+){{0,4}}?(?:\d+[- ]points?|{'|'.join(NOUNS)})\b"
    rf"|\b\d+[- ](?:point|page|clause|article)s?\b",
    re.IGNORECASE,
)


def speaks_of_text(text: str) -> str:
    """The first words that mean a negotiating text, "" where there are none."""
    match = TEXT.search(text)
    return match[0] if match else ""


def named_draft(text: str, drafts: Sequence[Draft]) -> Draft | None:
    """The draft whose name's words all stand in `text`; the longest name wins."""
    there = {stem(word) for word in words(text)}
    named = [d for d in drafts if _name(d) and _name(d) <= there]
    return max(named, key=lambda d: (len(_name(d)), d.date, d.id), default=None)


def _name(draft: Draft) -> frozenset[str]:
    return frozenset(stem(word) for word in words(draft.name)) - {"draft", "text", "version"}


def current_draft(drafts: Sequence[Draft], date: str) -> Draft | None:
    """The newest draft not younger than the ISO `date`; the oldest where all are younger."""
    ordered = sorted(drafts, key=lambda d: (d.date, d.id))
    older = [d for d in ordered if not date or not d.date or d.date <= date]
    return older[-1] if older else (ordered[0] if ordered else None)
