"""The deeds and things that some words tell of, by the table of acts.

Rules. Words are those of one clause at a time: a clause ends at “;”, “:”, a dash, and where
“, and”, “but”, “while” or the like begins another. A deed is negated where a negator stands up to
REACH words before it in its clause. Deeds found inside a longer one (“cease fire”: “fire”) do not
count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from travaux.monitoring.lexicon import GAP_IN_PHRASE, PERSIST_STILL, Entry, lexicon
from travaux.monitoring.tellings import act_words

REACH = 6  # words between a negator and what it negates: “has not so far given back its …”
FAR_REACH = 15  # between “no reports” and their matter: “… of damage to houses due to shelling”
_WORD = re.compile(r"[A-Za-z]+(?:[-’'][A-Za-z]+)*|\d[\d,.]*\d|\d|%|[;:—–,()]|-(?=\s)")
_BREAKS = frozenset({";", ":", "—", "–", "-"})
_OPENS = frozenset({"but", "while", "whereas", "although", "though", "after", "before", "when"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word as looked up, with its place in the text and the number of its clause."""

    low: str
    start: int
    end: int
    clause: int


@dataclass(frozen=True, slots=True)
class Told:
    """A deed told of. at, last: the places of its first and last word; tells: whether it is told
    to be so; form: the words it was known by; solid: whether they stand together; contrary: whether
    they tell of the deed's contrary; noun: whether they are a noun for it."""

    deed: str
    at: int
    last: int
    tells: bool
    form: str
    solid: bool = True
    contrary: bool = False
    noun: bool = False

    def holds(self, other: Told) -> bool:
        """Whether `other` is but a part of it, which stands unbroken (“cease fire”)."""
        longer = self.last - self.at > other.last - other.at
        return self.solid and longer and self.at <= other.at and other.last <= self.last


@dataclass(frozen=True, slots=True)
class Named:
    """A thing named, from its first word to its last; `~stem` where the table does not know it."""

    thing: str
    start: int
    at: int
    known: bool = True


def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text`, the stops that end clauses left out."""
    found, clause, comma = [], 0, False
    for match in _WORD.finditer(text.replace("cease-fire", "ceasefire ")):
        low = match[0].lower().replace("’", "'")
        if low in _BREAKS or low in _OPENS or (comma and low in ("and", "or", "which", "who")):
            clause += 1
        if low not in _BREAKS and low not in ",()":
            found.append(Word(low.removesuffix("'s"), match.start(), match.end(), clause))
        comma = low == ","
    return tuple(found)


def deeds_in(words: Sequence[Word]) -> tuple[Told, ...]:
    """The deeds that `words` tell of, in order; each once a place and kind."""
    found = [told for at in range(len(words)) for told in _at(words, at)]
    return tuple(told for told in found if not any(other.holds(told) for other in found))


def _at(words: Sequence[Word], at: int) -> Iterator[Told]:
    table = lexicon()
    for entry in table.entries.get(words[at].low, ()):
        last = _last(words, at, entry)
        if (
            last is None
            or _earlier(words, at)
            or _follows(words, last, table.barred.get(words[at].low, frozenset()))
        ):
            continue
        if entry.deed == PERSIST_STILL and not _still(words, at):
            continue
        form = " ".join(w.low for w in words[at : last + 1])
        tells, solid = entry.tells is not negated(words, at), last - at == len(entry.rest)
        yield Told(entry.deed, at, last, tells, form, solid, not entry.tells, entry.noun)


def _last(words: Sequence[Word], at: int, entry: Entry) -> int | None:
    """Where the last word of `entry` stands, None where it is not told there."""
    place = at
    for number, part in enumerate(entry.rest):
        gap = entry.gap if number == 0 else min(entry.gap, GAP_IN_PHRASE)
        span = range(place + 1, min(len(words), place + 2 + gap))
        found = (n for n in span if words[n].low == part and words[n].clause == words[at].clause)
        nearest = next(found, None)
        if nearest is None:
            return None
        place = nearest
    return place


def _follows(words: Sequence[Word], last: int, barred: frozenset[str]) -> bool:
    return last + 1 < len(words) and words[last + 1].low in barred


def _earlier(words: Sequence[Word], at: int) -> bool:
    """Whether it is said to belong to something earlier (“previously withdrawn”)."""
    return any(w.low in act_words()["earlier"] for w in words[max(0, at - 2) : at])


def _still(words: Sequence[Word], at: int) -> bool:
    return any(w.low in lexicon().still for w in words[max(0, at - 3) : at + 3])


def negated(words: Sequence[Word], at: int) -> bool:
    """Whether what is told at `at` is told not to be so: by a negator near before it, or by “no
    reports of” and the like up to FAR_REACH words before."""
    clause = [w for w in words[max(0, at - FAR_REACH) : at] if w.clause == words[at].clause]
    near = " ".join(w.low for w in clause[-REACH:])
    far = " ".join(w.low for w in clause)
    return bool(_negators().search(near)) or bool(_nothing().search(far))


@cache
def _negators() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(act_words()['negated'])})(?![\w'])")


@cache
def _nothing() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(act_words()['nothing'])})\b")


def things_in(words: Sequence[Word]) -> tuple[Named, ...]:
    """The things that `words` name, the longest name first at each place, in order."""
    found, at, taken = [], 0, -1
    for at in range(len(words)):
        if at <= taken:
            continue
        names = _things(words, at)
        if names:
            taken = at + names[0][1]
            found += [Named(name, at, taken) for name, _ in names]
        elif _says_something(words[at].low):
            found.append(Named(f"~{stem(words[at].low)}", at, at, known=False))
    return tuple(found)


def _says_something(word: str) -> bool:
    return word.isalpha() and len(word) > 2 and word not in _stop()


def _things(words: Sequence[Word], at: int) -> list[tuple[str, int]]:
    """The things that the longest name at `at` may be, with how many words follow its first."""
    fits = [
        (name, len(rest))
        for rest, name in lexicon().things.get(words[at].low, ())
        if tuple(w.low for w in words[at + 1 : at + 1 + len(rest)]) == rest
    ]
    return [fit for fit in fits if fit[1] == fits[0][1]]


def stem(word: str) -> str:
    """What is the same in a word's forms, for words that the table does not know."""
    bare = re.sub(r"(?:ies|ied)$", "y", word)
    return re.sub(r"(?:ing|ed|es|s|e)$", "", bare)[:7] if len(bare) > 4 else bare.rstrip("s")


@cache
def _stop() -> frozenset[str]:
    return frozenset((*act_words()["stop"], *act_words()["quantities"]))
