"""Which words of a statement speak about a provision: its sentences first, of these its clauses.

"We cannot accept nine hours. We support the council." says two things about two provisions.
"""

from __future__ import annotations

import re

from travaux.core.issues import ProvisionLink
from travaux.issues.references import references
from travaux.issues.signs import signs
from travaux.issues.terms import terms
from travaux.issues.texts import names_whole

SPLIT = re.compile(r"(?<=[;.!?])\s+|\s*,?\s+(?=(?:but|while|whereas|however|although)\b)")
SENTENCE = re.compile(r"(?<=[.!?])[”\"’']?\s+")


def clause_about(words: str, link: ProvisionLink, wording: str) -> str:
    """The clauses of a statement that speak about the linked provision; all where none does."""
    if not link.provision:
        return words
    words = _sentences_about(words, wording)
    clauses = SPLIT.split(words)
    if len(clauses) < 2:
        return words
    if link.how == "reference":
        label = link.label.rsplit(".", 1)[-1]
        chosen = [c for c in clauses if any(label in r.path for r in references(c))]
    else:
        about = set(terms(wording))
        shares = [len(about.intersection(terms(c))) for c in clauses]
        chosen = [c for c, n in zip(clauses, shares, strict=True) if n and 2 * n >= max(shares)]
    others = (c for c in clauses if c not in chosen)
    elsewhere = [c for c in others if any(references(c)) or names_whole(c)]
    return " ".join(chosen) if chosen and elsewhere else words


def _sentences_about(words: str, wording: str) -> str:
    """The sentences that speak most of the provision, where they show a stance themselves; else all
    (of "We have read point 5. It is unacceptable." the second alone shows one)."""
    about = set(terms(wording))
    sentences = SENTENCE.split(words)
    shares = [len(about.intersection(terms(each))) for each in sentences]
    most = max(shares)
    chosen = [each for each, n in zip(sentences, shares, strict=True) if n == most]
    shown = most and len(chosen) < len(sentences) and signs(" ".join(chosen))
    return " ".join(chosen) if shown else words
