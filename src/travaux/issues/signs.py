"""Words -> signs of stance: what in a text speaks for or against, asks, or sets a condition.

Rules (`stance.toml` holds the words): a sign is a match of its table; of overlapping signs the
longer counts. A negation up to four words before a sign of support or opposition, in the same
clause, turns it. After a contrast ("but") a sign weighs more, before it or in a concessive clause
("although …,") less: what comes after "but" is what is meant (Anscombre & Ducrot 1977).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from travaux.issues.terms import table, terms

AFTER, BEFORE = 1.6, 0.6  # weight of a sign after and before a contrast
REACH = 4  # words over which a negation reaches
TURNED = {"support": "oppose", "oppose": "support"}
CLAUSE = re.compile(r"[,;:.!?—–]|\b(?:but|and|because|that|which|who)\b")


@dataclass(frozen=True, slots=True)
class Sign:
    """text[start:end] is a sign of `stance`: support, oppose, demand, conditional or none."""

    stance: str
    start: int
    end: int
    words: str
    weight: float = 1.0
    turned: bool = False


@cache
def _patterns(part: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for stance, entries in table("stance.toml")[part].items():
        joined = "|".join(entry.replace("~", r"\w*") for entry in entries)
        found.append((stance, re.compile(rf"(?<!\w)(?:{joined})(?!\w)")))
    return tuple(found)


def signs(text: str, part: str = "content") -> tuple[Sign, ...]:
    """The signs in `text`, in order. part: "cue" or "content", the table to read."""
    low = text.casefold() if len(text.casefold()) == len(text) else text.lower()
    kept = [sign for sign in _longest(_all(low, part)) if sign.stance != "silent"]
    found = [_negated(sign, low) for sign in kept]
    return tuple(_weighed(sign, low) for sign in found)


def _all(low: str, part: str) -> Iterator[Sign]:
    for stance, pattern in _patterns(part):
        for match in pattern.finditer(low):
            yield Sign(stance, match.start(), match.end(), match[0])


def _longest(found: Iterator[Sign]) -> list[Sign]:
    """Of overlapping signs the longer, of equally long ones the first in the table."""
    kept: list[Sign] = []
    for sign in sorted(found, key=lambda s: s.start - s.end):
        if all(sign.end <= other.start or other.end <= sign.start for other in kept):
            kept.append(sign)
    return sorted(kept, key=lambda s: s.start)


def _negated(sign: Sign, low: str) -> Sign:
    if sign.stance not in TURNED or not _negation_before(low[: sign.start]):
        return sign
    return replace(sign, stance=TURNED[sign.stance], turned=True)


def _negation_before(before: str) -> bool:
    clause = CLAUSE.split(before)[-1]
    near = clause.replace("n't", " n't").replace("n’t", " n't").split()[-REACH:]
    return any(word.strip("“”\"'‘’(") in _words("negation") for word in near)


def _weighed(sign: Sign, low: str) -> Sign:
    before, after = low[: sign.start], low[sign.end :]
    if _opens_with_concession(before):
        return replace(sign, weight=BEFORE)
    if _contrast().search(before):
        return replace(sign, weight=AFTER)
    return replace(sign, weight=BEFORE) if _contrast().search(after) else sign


def _opens_with_concession(before: str) -> bool:
    """Whether a concessive clause has opened and not yet ended before the sign."""
    clause = re.split(r"[,;.!?]", before)[-1].split()
    return any(word in _words("concessive") for word in clause)


@cache
def _contrast() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('stance.toml')['words']['contrast'])})\b")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(table("stance.toml")["words"][kind])


def contrasted(text: str) -> str:
    """The words after the first contrast, "" where there is none."""
    found = _contrast().search(text.casefold() if len(text.casefold()) == len(text) else text)
    return text[found.end() :].strip(" ,") if found else ""


def weights(found: Sequence[Sign]) -> dict[str, float]:
    """Summed weight of the signs of each stance."""
    sums: dict[str, float] = {}
    for sign in found:
        sums[sign.stance] = sums.get(sign.stance, 0.0) + sign.weight
    return sums


def undone(provision: str, clause: str) -> bool:
    """Whether the provision undoes a thing ("lifting of sanctions") of which the clause speaks
    without undoing it ("sanctions must stay")."""
    things = _undone_things(provision)
    kept = things & set(terms(clause))
    return bool(kept) and not _undone_things(clause) & kept and not _undoing().search(clause)


def _undone_things(text: str) -> set[str]:
    """Terms that stand up to four words after, or three words before, a word that undoes."""
    found: set[str] = set()
    for match in _undoing().finditer(text):
        after = re.split(r"[,;:.]", text[match.end() :])[0].split()[:REACH]
        before = re.split(r"[,;:.]", text[: match.start()])[-1].split()[-REACH:]
        found.update(terms(" ".join(after)))
        if {"be", "been", "is", "are"} & set(before):
            found.update(terms(" ".join(before)))
    return {term for term in found if term[0] not in "#=@"}


@cache
def _undoing() -> re.Pattern[str]:
    joined = "|".join(w.replace("~", r"\w*") for w in table("stance.toml")["undoing"]["words"])
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
