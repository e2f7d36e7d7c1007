"""Passages -> whether a party has taken the text under negotiation: yes in one account, no in
another.

"The outline has been rejected by Karsovia" against "Feld said she would take the outline as a
basis": a person speaks for the body the person belongs to. Only the text as a whole counts, not one
of its points, and only what is told as a fact. Accounts that lie more than APART days apart are of
different times, and so are those that an earlier and a later day divide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from travaux.issues.measures import clause_of, matching
from travaux.issues.naming import Names
from travaux.issues.passages import Passage, day_of
from travaux.issues.terms import text_nouns

REACH = 70  # characters between the verb and the party, or the text
APART = 14  # days
NEXT = 48  # accounts of one party that an account is compared with
PASSIVE = re.compile(r"\b(?:been|be|was|were|is|are)\s+(?:\w+ly\s+|already\s+)?$")
BY = re.compile(r"\s+by\s+")
ASIDE = re.compile(r"\([^)]*\)")
POINT = re.compile(r"\b(?:point|article|paragraph|clause|provision|item|section)s?\b")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """`passage` says at text[start:end] that `party` (an id) takes the text, or does not."""

    passage: Passage
    start: int
    end: int
    party: str
    taken: bool


def acceptances(
    found: Sequence[Passage], names: Names, bodies: Mapping[str, str]
) -> Iterator[Acceptance]:
    """What the passages say, in order. bodies: party -> the one it speaks for."""
    for passage in found:
        low = passage.text.casefold()
        for word, taken in (("no", False), ("yes", True)):
            for match in matching("acceptance", word).finditer(low):
                for party in _parties(passage.text, match, names):
                    yield Acceptance(passage, *match.span(), bodies.get(party, party), taken)


def opposed(found: Sequence[Acceptance]) -> Iterator[list[Acceptance]]:
    """For each party the accounts that say yes and those that say no, near in time."""
    by_party: dict[str, list[Acceptance]] = {}
    for account in found:
        by_party.setdefault(account.party, []).append(account)
    for told in by_party.values():
        told.sort(key=lambda a: (a.passage.written, a.passage.document, a.start))
        chosen = {
            at
            for n, one in enumerate(told)
            for m in range(n + 1, min(len(told), n + 1 + NEXT))
            if one.taken != told[m].taken and _near(one, told[m])
            for at in (n, m)
        }
        if chosen:
            yield [told[n] for n in sorted(chosen)]


def _near(one: Acceptance, other: Acceptance) -> bool:
    first, second = day_of(one.passage.written), day_of(other.passage.written)
    apart = abs((first - second).days) if first and second else 0
    return apart <= APART and one.passage != other.passage


def _parties(text: str, match: re.Match[str], names: Names) -> list[str]:
    """The parties of whom a verb of taking is said; none where it is no fact about the text."""
    clause = clause_of(text, match.start())
    first = text.index(clause)
    before = ASIDE.sub("", text[first : match.start()])[-REACH:]
    behind = re.split(r"[,;(]", text[match.end() : first + len(clause)])[0][:REACH]
    passive = bool(PASSIVE.search(before)) and bool(BY.match(behind))
    thing = before if passive else f"{match[0]} {behind}"
    if not _is_text(thing) or _left_open(before, match[0]):
        return []
    if passive:
        return list(names.named_in(behind))[:2]
    return [party for party, _ in names.places(before)[-1:]]


def _left_open(before: str, verb: str) -> bool:
    """Whether it is no fact yet; "would take it as a basis" is a word given."""
    low = before.casefold()
    given = " as " in verb
    return bool(
        matching("acceptance", "open").search(low)
        or (not given and matching("acceptance", "ahead").search(low))
    )


def _is_text(words: str) -> bool:
    low = words.casefold()
    return bool(_text().search(low)) and not POINT.search(low)


@cache
def _text() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(text_nouns() | {'scheme', 'schemes'}))})\b")
