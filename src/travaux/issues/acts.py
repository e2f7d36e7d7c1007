"""Passages -> who did it: acts that one of two did, told of different actors.

The actor is the name or the office right before the verb; an office ("the Merrish leader") may be
anybody named before it in the sentence. Accounts are of one act where they share its kind
and SHARED other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from travaux.issues.passages import Passage
from travaux.issues.terms import folded, table, terms

SHARED = 3  # terms that two accounts of one act share
NEXT = 48  # accounts of one kind that an account is compared with
NAME = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*"
OFFICE = (
    r"[Tt]he\s(?:[A-Z][\w-]+\s)?(?:[a-z]+\s)?"
    r"(?:leader|president|premier|side|delegation|minister|envoy|government|chief|team)"
)
GAP = r"(?:\s(?:has|had|have|then|later|suddenly|abruptly|reportedly|himself|herself))*\s"


@dataclass(frozen=True, slots=True)
class Act:
    """`passage` says that `who` (text[start:end]) did something of this kind; names: the words by
    which the actor may be named; near: the terms of the sentence without the verb."""

    passage: Passage
    start: int
    end: int
    kind: str
    who: str
    names: frozenset[str]
    near: frozenset[str]


def acts(found: Sequence[Passage]) -> Iterator[Act]:
    """The acts that passages tell, in order."""
    for passage in found:
        for kind in table("accounts.toml")["acts"]:
            for match in _pattern(kind).finditer(passage.text):
                names = _names(passage.text, match)
                near = frozenset(terms(passage.text)) - frozenset(terms(match["verb"]))
                who = match["who"]
                yield Act(passage, match.start(), match.end("who"), kind, who, names, near)


def done_by_others(found: Sequence[Act]) -> Iterator[tuple[Act, Act]]:
    """Pairs of accounts of one act, in different documents, that name other actors."""
    by_kind: dict[str, list[Act]] = {}
    for act in found:
        for other in by_kind.get(act.kind, ())[-NEXT:]:
            elsewhere = act.passage.document != other.passage.document
            if elsewhere and not act.names & other.names and len(act.near & other.near) >= SHARED:
                yield other, act
        by_kind.setdefault(act.kind, []).append(act)


def _names(text: str, match: re.Match[str]) -> frozenset[str]:
    """The words of the actor; of an office also the names before it, any of which may hold it."""
    who = match["who"]
    if who[:4].casefold() == "the ":
        who = f"{text[: match.start()]} {who}"
    return frozenset(folded(word) for word in re.findall(r"[A-Z][\w’'-]+", who))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    verbs = "|".join(table("accounts.toml")["acts"][kind])
    return re.compile(rf"(?P<who>{NAME}|{OFFICE}){GAP}(?P<verb>{verbs})\b")
