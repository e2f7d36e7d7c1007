"""Does a text speak of the negotiating text as a whole, and of which draft?

Rules: a definite or counted noun for a text ("the plan", "their 28-point proposal", "this deal"),
or a draft's own name. Which draft: the one whose name's own words are there; else the newest that
is not younger than the statement; else the newest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from travaux.core.drafts import Draft
from travaux.issues.terms import stem, table, text_nouns, words

NOUNS = table("concepts.toml")["text"]["nouns"]
AGES = ("new", "old", "initial", "revised", "updated", "final", "last", "latest")
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
    """The draft that `text` names; the longest name wins.

    A name is there when its own words are, or, where it has none but a month, a number or a word
    for a text ("April text", "28 points"), when it stands there whole.
    """
    there = [stem(word) for word in words(text)]
    named = [d for d in drafts if _is_named(d, there)]
    return max(named, key=lambda d: (len(d.name), d.date, d.id), default=None)


def _is_named(draft: Draft, there: Sequence[str]) -> bool:
    name = [stem(word) for word in words(draft.name)]
    own = {word for word in name if word not in _common() and not word.isdigit()}
    if own:
        return own <= set(there)
    return bool(name) and any(
        list(there[at : at + len(name)]) == name for at in range(len(there) - len(name) + 1)
    )


@cache
def _common() -> frozenset[str]:
    """Stems of words that many texts have in their names: months, ordinals, "final"."""
    months = table("dates.toml")["months"]["names"]
    ordinals = table("words.toml")["counting"]["ordinals"]
    said = (*text_nouns(), *months, *ordinals, *AGES, "point", "the", "of")
    return frozenset(stem(word) for word in said)


def current_draft(drafts: Sequence[Draft], date: str) -> Draft | None:
    """The newest draft not younger than the ISO `date`; the oldest where all are younger."""
    ordered = sorted(drafts, key=lambda d: (d.date, d.id))
    older = [d for d in ordered if not date or not d.date or d.date <= date]
    return older[-1] if older else (ordered[0] if ordered else None)
