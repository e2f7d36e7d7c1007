"""Tellings x acts -> which telling speaks of which act, what it says of it, and how sure that is.

Rules. 1. A telling speaks of an act in the act's own words (at least LIKE of its stems), or in
other words (`compare_deeds.py`). 2. It is of this bearer's act where the bearer is said to have
done it; where the telling leaves that open, the bearer must be named, or its own speaker tell it,
or the act be anybody's. What others are said to have done is not its.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from travaux.monitoring.amounts import within
from travaux.monitoring.compare_deeds import Heard, Hearing, heard, hearing_of
from travaux.monitoring.completeness import came_about, how_much
from travaux.monitoring.doers import Mention, doer
from travaux.monitoring.lexicon import SENSES
from travaux.monitoring.read_act import Reading
from travaux.monitoring.tellings import Sources, Telling, is_real
from travaux.monitoring.told_acts import (
    EVENTS,
    Act,
    Says,
    heads_of,
    names_of,
    spellings_of,
    stems_of,
)  # fmt: skip

LIKE = 0.6  # of an act's stems; by hand on the Vela talks, where .5 also takes plans for acts
BY_REPORT = 0.8  # times the confidence where only the day of the report is known: a convention
BY_OWN = 0.9  # where the bearer is not named, but its own speaker tells it: a convention
_FIRST = re.compile(r"\w+")
OPEN = 0.8  # where the telling does not say who did it: a convention


@dataclass(frozen=True, slots=True)
class Match:
    """A telling of an act. at: where in its words the deed is told, -1 where that is not known."""

    act: Act
    telling: Telling
    says: Says
    confidence: float
    why: str
    at: int = -1

    @property
    def records(self) -> bool:
        """Whether the telling says that the act's event happened."""
        return self.says in EVENTS


@dataclass(frozen=True)
class Listening:
    """The acts that tellings are compared with, by what they are known by."""

    acts: Sequence[Act]
    sources: Sources

    @cached_property
    def by_stem(self) -> Mapping[str, Sequence[int]]:
        """The places of the acts with each stem; those that are nobody's have none."""
        found: dict[str, list[int]] = {}
        for place, act in enumerate(self.acts):
            for stem in act.stems if act.bearer else ():
                found.setdefault(stem, []).append(place)
        return found

    @cached_property
    def by_head(self) -> Mapping[str, Sequence[int]]:
        return heads_of(self.acts)

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, re.Pattern[str]]]:
        """By the first word of a spelling, the parties that it may be, with all their names."""
        found: dict[str, dict[str, re.Pattern[str]]] = {}
        for name in (*(a.bearer for a in self.acts), *(p.name for p in self.sources.parties)):
            spelled = spellings_of(name, self.sources) if name else []
            for first in filter(None, (_FIRST.search(each) for each in spelled)):
                found.setdefault(first[0].lower(), {})[name] = names_of(name, self.sources)
        return found

    def mentions(self, text: str) -> list[Mention]:
        """The parties named in `text`."""
        words = dict.fromkeys(_FIRST.findall(text.lower()))
        starts = dict.fromkeys(s for word in words for s in (word, *_bare(word)))
        named = {n: p for start in starts for n, p in self._names.get(start, {}).items()}
        return [Mention(*m.span(), n) for n, p in named.items() for m in p.finditer(text)]


def _bare(word: str) -> Iterator[str]:
    """A word without the endings that make an adjective of a country's name."""
    yield from (word.removesuffix(end) for end in _ENDINGS if word.endswith(end))


_ENDINGS = ("n", "an", "ian", "ese", "ish", "i")


def matches_of(told: Iterable[Telling], acts: Sequence[Act], sources: Sources) -> Iterator[Match]:
    """Every telling of every act."""
    listening = Listening(acts, sources)
    for telling in told:
        hearing = hearing_of(telling.words)
        stems = stems_of(telling.words)
        for place in sorted(_possible(listening, hearing, stems)):
            act = acts[place]
            found = _in_other_words(telling, hearing, act, listening)
            if found is None:
                found = _in_own_words(telling, hearing, stems, act, listening)
            if isinstance(found, Match):
                yield found


def _possible(listening: Listening, told: Hearing, stems: frozenset[str]) -> set[int]:
    """The places of the acts that share an object, a deed that says it, or enough stems."""
    keys = {t.thing for t in told.things} | {d.deed for d in told.deeds}
    found = {place for key in keys for place in listening.by_head.get(key, ())}
    shared = Counter(place for stem in stems for place in listening.by_stem.get(stem, ()))
    alike = (p for p, n in shared.items() if n >= LIKE * len(listening.acts[p].stems))
    return found | set(alike)


OTHERS = "others did it"


def _in_other_words(
    telling: Telling, told: Hearing, act: Act, listening: Listening
) -> Match | str | None:
    """The match by the act's deeds; OTHERS where it is told of somebody else."""
    for reading in act.readings:
        found = heard(reading, told)
        if found is None or not is_real(_around(telling.words, found)):
            continue
        says = _says(act, reading, found, told)
        who = _who(telling, found, act, listening) if says else None
        if says is None or who is None:
            return OTHERS
        words, share = who
        sure = round(found.confidence * share * (1 if telling.dated else BY_REPORT), 2)
        about = f" of {found.object_.removeprefix('~')}" if found.object_ else ""
        late = "" if telling.dated else "; dated by the day it was said"
        why = f"tells by “{found.form}”{about}; {words}{late}"
        return Match(act, telling, says, sure, why, found.at)
    return None


def _says(act: Act, reading: Reading, found: Heard, told: Hearing) -> Says | None:
    says = act.says(found.said, reading.event)
    if says is Says.DONE and found.contrary:
        return None  # that its contrary was not seen makes no act done
    if says is Says.DONE and not act.counts:
        return how_much(reading, told, found)
    if says is Says.KEPT and not reading.event and not came_about(told, found):
        return None
    if says is Says.BROKEN and within(reading.amount, told.text):
        return Says.KEPT
    return says


def _around(words: str, found: Heard) -> str:
    """The telling without the words by which it tells: they may look like a wish (“rejected”)."""
    return f"{words[: found.at]} {words[found.end :]}"


def _who(
    telling: Telling, found: Heard, act: Act, listening: Listening
) -> tuple[str, float] | None:
    """Why the deed is this bearer's, and how sure; None where somebody else did it."""
    if act.by_anybody:
        return "by whomever", 1.0
    words, sources = telling.words, listening.sources
    mentions = listening.mentions(words)
    by = doer(words, found.at, found.end, mentions)
    own = bool(act.side) and sources.body(telling.party) == act.side
    if by is not None:
        return (f"names {words[by.start : by.end]}", 1.0) if act.names.search(by.name) else None
    if named := act.names.search(words):
        return f"names {named[0]}, not as the doer", OPEN
    if own and not any(m.name != act.bearer for m in mentions):
        return f"{telling.teller} speaks for the bearer", BY_OWN
    return None


def _in_own_words(
    told: Telling, hearing: Hearing, said: frozenset[str], act: Act, listening: Listening
) -> Match | None:
    shared = act.stems & said
    if not act.bearer or not shared or len(shared) < LIKE * len(act.stems):
        return None
    if not _names_object(act, hearing) or not _names_deed(act, hearing):
        return None
    own = bool(act.side) and listening.sources.body(told.party) == act.side
    named = act.names.search(told.words)
    says = act.says(not told.negated, event=False)
    if says is None or not (named or own):
        return None
    share = len(shared) / len(act.stems)
    sure = share * (1 if named else BY_OWN) * (1 if told.dated else BY_REPORT)
    return Match(act, told, says, round(sure, 2), _why(act, shared, named, told))


def _names_object(act: Act, told: Hearing) -> bool:
    """Whether what the act's words are about is named, as far as it is known."""
    heads = {head for r in act.readings if not r.event for head in r.heads}
    return not heads or bool(heads & {t.thing for t in told.things})


def _names_deed(act: Act, told: Hearing) -> bool:
    """Whether the act's own verb is told, or another word for it; or at least nothing that says
    that a thing is (still) where it was."""
    own = [r for r in act.readings if not r.event]
    kinds = {d.deed for d in told.deeds}
    same = any(r.verb in told.stems or r.deeds & kinds for r in own)
    return not own or same or not kinds & SENSES


def _why(act: Act, shared: frozenset[str], named: re.Match[str] | None, told: Telling) -> str:
    stems = ", ".join(f"{stem}…" for stem in sorted(shared))
    who = f"names {named[0]}" if named else f"{told.teller} speaks for the bearer"
    when = "" if told.dated else "; dated by the day it was said"
    return f"{len(shared)} of {len(act.stems)} stems of the act ({stems}); {who}{when}"
