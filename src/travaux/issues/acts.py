"""Passages -> who did it: acts that one of two did, told of different actors.

The actor is the name or the office right before the verb ("Lomm", "the Merrish leader", "Merrow's
engineers", "it was Lomm who"), or right behind it in the passive voice; an office may be anybody
named before it in the sentence. Accounts are of one act where they share its kind and SHARED other
words, or where it is done to the same thing that it is done to once: the text is written by one,
and talks are broken off by one on a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from travaux.issues.deeds import gist
from travaux.issues.passages import Passage, day_of
from travaux.issues.terms import folded, table, terms

SHARED = 3  # terms that two accounts of one act share
NEXT = 48  # accounts of one kind that an account is compared with
NAME = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*"
OFFICE = (
    r"[Tt]he\s(?:[A-Z][\w-]+\s)?(?:[a-z]+\s)?"
    r"(?:leader|president|premier|side|delegation|minister|envoy|government|chief|team)"
)
POSSESSED = r"(?:[Tt]he\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+)*['’]s(?:\s[a-z-]+){1,2}?"
CLAUSE = re.compile(r"[;:.!?]\s|,\s(?:and|but|while)\s")
DONE_TO = 6  # words behind a verb that say what is done to what
DAYS = 4  # between the writing of two accounts of what is done once
GAP = (
    r"(?:,?\s(?:who|that))?"
    r"(?:\s(?:has|had|have|then|later|suddenly|abruptly|reportedly|himself|herself))*\s"
)


@dataclass(frozen=True, slots=True)
class Act:
    """`passage` says that `who` (text[start:end]) did something of this kind; names: the words by
    which the actor may be named; near: the terms of the sentence without the verb; to: those right
    behind it."""

    passage: Passage
    start: int
    end: int
    kind: str
    who: str
    names: frozenset[str]
    near: frozenset[str]
    to: frozenset[str] = frozenset()


def acts(found: Sequence[Passage]) -> Iterator[Act]:
    """The acts that passages tell, in order."""
    for passage in found:
        for kind in table("accounts.toml")["acts"]:
            for match in _pattern(kind).finditer(passage.text):
                yield _act(passage, kind, match)


def _act(passage: Passage, kind: str, match: re.Match[str]) -> Act:
    text = passage.text
    group, verb = ("who", "verb") if match["who"] else ("by", "done")
    near = frozenset(terms(text)) - frozenset(terms(match[verb]))
    behind = CLAUSE.split(text[match.end("verb") :])[0] if group == "who" else ""
    before = CLAUSE.split(text[: match.start("done")])[-1] if group == "by" else ""
    to = gist(" ".join([*before.split()[-DONE_TO:], *behind.split()[:DONE_TO]]))
    names = _names(text, match, group)
    return Act(passage, *match.span(group), kind, match[group], names, near, to)


def done_by_others(found: Sequence[Act]) -> Iterator[tuple[Act, Act]]:
    """Pairs of accounts of one act, in different documents, that name other actors."""
    by_kind: dict[str, list[Act]] = {}
    for act in found:
        for other in by_kind.get(act.kind, ())[-NEXT:]:
            elsewhere = act.passage.document != other.passage.document
            if elsewhere and not act.names & other.names and _same_act(act, other):
                yield other, act
        by_kind.setdefault(act.kind, []).append(act)


def _same_act(one: Act, other: Act) -> bool:
    if len(one.near & other.near) >= SHARED:
        return True
    first, second = day_of(one.passage.written), day_of(other.passage.written)
    near = bool(first and second and abs((first - second).days) <= DAYS)
    once = frozenset(f"~{thing}" for thing in table("accounts.toml")["acts_once"][one.kind])
    return near and bool(one.to & other.to & once)


def _names(text: str, match: re.Match[str], group: str) -> frozenset[str]:
    """The words of the actor; of an office also the names before it, any of which may hold it."""
    who = match[group]
    if who[:4].casefold() == "the ":
        who = f"{text[: match.start()]} {who}"
    return frozenset(folded(word) for word in re.findall(r"[A-Z][\w’'-]+", who)) - {"the"}


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    verbs = "|".join(table("accounts.toml")["acts"][kind])
    actor = rf"{POSSESSED}|{NAME}|{OFFICE}"
    return re.compile(
        rf"(?P<who>{actor}){GAP}(?P<verb>{verbs})\b"
        rf"|\b(?:was|were|been)\s(?P<done>{verbs})\sby\s(?P<by>{actor})"
    )
