"""Commitments -> acts as tellings are compared with them; and what a telling may say of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from travaux.core.commitments import Commitment
from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.norm_cards import Deed
from travaux.monitoring.draft_cells import event_name
from travaux.monitoring.lexicon import lexicon
from travaux.monitoring.norms import Pattern
from travaux.monitoring.phrases import Misread, Reader
from travaux.monitoring.read_act import Reading, event_reading, reading_of
from travaux.monitoring.tellings import Sources, act_words

STEM = 5  # letters: enough to tell withdraw from withhold, and to join withdraw and withdrawn


class Says(StrEnum):
    """What a telling says of an act. DONE and BROKEN are events; the others say how it stands."""

    DONE = "done"
    IN_PART = "done_in_part"
    NOT_DONE = "not_done"
    BROKEN = "broken"
    KEPT = "kept"


EVENTS = (Says.DONE, Says.BROKEN)
OPPOSITE = {
    Says.DONE: (Says.NOT_DONE,),
    Says.BROKEN: (Says.KEPT,),
}


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """One bearer's act, as tellings are compared with it: names of the bearer and of the
    counterparty; side: the bearer's party id; readings: of its words and its event's name."""

    commitment: Commitment
    bearer: str
    pattern: Pattern
    stems: frozenset[str]
    names: re.Pattern[str]
    others: re.Pattern[str] | None
    side: str
    deed: str
    readings: tuple[Reading, ...]

    @property
    def by_anybody(self) -> bool:
        """Whether it does not matter who does it."""
        return not self.pattern.by

    def says(self, said: bool, event: bool) -> Says | None:
        """What it means that the act (or what its event's name tells) is said to be so; None
        where that tells nothing that a log could hold."""
        kind = self.commitment.kind
        keeps = kind is Kind.DUTY and self.deed in (Deed.KEEP_UP, Deed.REFRAIN)
        if keeps and not event:
            return Says.KEPT if said else Says.BROKEN
        if keeps or kind is Kind.PROHIBITION:
            return Says.BROKEN if said else Says.KEPT
        if kind is Kind.DUTY:
            return Says.DONE if said else Says.NOT_DONE
        return Says.DONE if said else None

    @property
    def counts(self) -> bool:
        """Whether the engine itself counts how much was done."""
        return bool(self.pattern.where) or self.deed in (Deed.COUNT, Deed.REPEAT)


def acts_of(commitment: Commitment, sources: Sources) -> Iterator[Act]:
    """One a bearer; none where neither words nor the event's name tell what to look for."""
    text = commitment.slot("act").text
    cells = dict(commitment.cells)
    other = cells.get("counterparty") or commitment.slot("counterparty").text
    others = names_of(other, sources) if other else None
    bearers = [b for b in commitment.bearer.split("; ") if b]
    for bearer in bearers or [""]:
        party = sources.named(bearer)
        pattern = _pattern(commitment, Reader(bearer, other), cells)
        readings = _readings(commitment, pattern)
        if not readings and not (bearer and text):
            continue
        names, side = names_of(bearer, sources), party.id if party else ""
        yield Act(commitment, bearer, pattern, stems_of(text), names, others, side,
                  cells.get("deed", ""), readings)  # fmt: skip


def _readings(commitment: Commitment, pattern: Pattern) -> tuple[Reading, ...]:
    """Of the event's name, where a person gave it, then of the words; the objects that a name
    leaves out are those of the words. Where both tell of different deeds, the event's name counts
    (“report_published” for a duty to monitor); what must be kept up is told by both, unless
    its words name what monitors tell of themselves in every report."""
    text = commitment.slot("act").text
    words = reading_of(text) if text and text != dict(commitment.cells).get("act") else None
    event = None if pattern.event == event_name(text) else event_reading(pattern.event)
    if event is None:
        return (words,) if words else ()
    if not event.heads and not event.whole:
        event = event.about(words) if words else None
    if event is None:
        return (words,) if words else ()
    keeps = dict(commitment.cells).get("deed") in (Deed.KEEP_UP, Deed.REFRAIN)
    same = words is not None and bool(words.deeds & event.deeds)
    routine = words is not None and words.deeds <= lexicon().routine and bool(words.deeds)
    keeps = keeps and not routine
    if words is None or commitment.kind is Kind.PROHIBITION or not (keeps or same):
        return (event,)
    return event, words


def _pattern(commitment: Commitment, reader: Reader, cells: Mapping[str, str]) -> Pattern:
    try:
        return reader.act(cells.get("act", ""), reader.bearer)
    except Misread:
        return Pattern(event_name(commitment.slot("act").text), reader.bearer)


def names_of(name: str, sources: Sources) -> re.Pattern[str]:
    """Any name of the party called `name`."""
    if not name:
        return re.compile(r"(?!)")
    spelled = map(_spelled, spellings_of(name, sources))
    return re.compile(rf"\b(?:{'|'.join(spelled)})(?!\w)")


def spellings_of(name: str, sources: Sources) -> list[str]:
    """The names of the party called `name`, without articles, the longest first."""
    party = sources.named(name)
    names = {name, *((party.name, *party.aliases) if party else ())}
    bare = {re.sub(r"^(?:the|both|all) (?=.)", "", name, flags=re.I) for name in names}
    return sorted(bare, key=lambda n: (-len(n), n))


_OF_A_PLACE = "(?:n|an|ian|ese|ish|i)?"
"""What may end the name of a country (“Karsovian boats”)."""


def _spelled(name: str) -> str:
    """A name as a pattern; one that is a description (“two governments”) in any case, and one word
    with the endings of adjectives."""
    described = any(word[0].islower() for word in name.split())
    spelled = re.escape(name).replace("'", "['’]")
    if described:
        return f"(?i:{spelled})"
    return spelled + (_OF_A_PLACE if name.isalpha() and len(name) > 3 else "")


def heads_of(acts: Sequence[Act]) -> Mapping[str, tuple[int, ...]]:
    """By each object, and each deed that says its own, the places of the acts that have it."""
    found: dict[str, set[int]] = {}
    for place, act in enumerate(acts):
        for reading in act.readings:
            for key in (reading.heads or reading.deeds) | (reading.deeds & lexicon().own_deeds):
                found.setdefault(key, set()).add(place)
    return {key: tuple(sorted(places)) for key, places in found.items()}


def stems_of(text: str) -> frozenset[str]:
    """The stems of the words of `text` that say something of an act."""
    words = set(re.findall(r"[a-z]{3,}", text.lower())) - _stop()
    return frozenset(_regular().get(word, word)[:STEM] for word in words)


@cache
def _stop() -> frozenset[str]:
    return frozenset(act_words()["stop"])


@cache
def _regular() -> Mapping[str, str]:
    """Irregular forms -> the form that cards use."""
    return {form: verb for verb, forms in act_words()["irregular"].items() for form in forms}
