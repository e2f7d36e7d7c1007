"""Does a telling speak of a card's act, and does it say that it was done?

Rules. 1. It has a deed of the act's kind, or the act's own verb, with the act's object (or another
word for it) within NEAR words in the same clause; a vague object (“law”) also needs another thing
of the act. 2. A contrary of the deed, a negator before it, or a general contrary of the object
(“postponed the elections”) says that it was not done; for acts that take a thing away, so does that
the thing is still there. Who did it: `doers.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from travaux.monitoring.amounts import amounts_in
from travaux.monitoring.deeds import (
    Named,
    Told,
    Word,
    deeds_in,
    negated,
    stem,
    things_in,
    words_of,
)  # fmt: skip
from travaux.monitoring.lexicon import ANY, IDLE, PERSIST, PERSIST_STILL, SENSES, lexicon
from travaux.monitoring.read_act import Reading

NEAR = 9  # words between a deed and its object
TRIFLE = 10  # a sum below a tenth of what is asked is more likely another payment: a convention
CLOSE = 6  # where the deed is a general one (“remained”, “postponed”)
SURE, HEAD_ONLY, GENERAL = 0.9, 0.75, 0.7
"""Confidence with another thing of the act beside the object; with the object alone; by a general
contrary. Conventions, not measures."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """A telling, as acts are compared with it."""

    text: str
    words: tuple[Word, ...]
    deeds: tuple[Told, ...]
    things: tuple[Named, ...]

    @property
    def stems(self) -> frozenset[str]:
        """The stems of its words, known and unknown."""
        return frozenset(stem(w.low) for w in self.words)


@dataclass(frozen=True, slots=True)
class Heard:
    """That a telling speaks of an act. at: the place of the deed's first word in the text; said:
    whether the act (of an event's name: the event) is said to have happened; apart: words between
    deed and object; general: by a general contrary; contrary: by words for the contrary; noun: by a
    noun for the deed; place: the object's first word, -1 where the deed says it."""

    said: bool
    at: int
    end: int
    confidence: float
    form: str
    object_: str
    apart: int
    general: bool
    contrary: bool
    noun: bool
    place: int


def hearing_of(text: str) -> Hearing:
    """`text` with its deeds and things."""
    words = words_of(text)
    return Hearing(text, words, deeds_in(words), things_in(words))


def heard(reading: Reading, told: Hearing) -> Heard | None:
    """How `told` speaks of the act of `reading`: by the deed nearest to its object."""
    own = [found for deed in _deeds(reading, told) if (found := _heard(reading, told, deed))]
    return min(own, key=lambda f: (f.general, f.apart), default=None)


def _deeds(reading: Reading, told: Hearing) -> list[Told]:
    """The deeds that may tell of the act, those of its own kind first."""
    kin = [d for d in told.deeds if d.deed in reading.deeds]
    if not reading.deeds:
        kin = [
            Told(reading.verb, n, n, not negated(told.words, n), w.low)
            for n, w in enumerate(told.words)
            if stem(w.low) == reading.verb and len(reading.verb) > 3
        ]
    senses = set() if reading.deeds & lexicon().harms else {ANY, IDLE}
    senses |= {PERSIST, PERSIST_STILL} if reading.removes else set()
    return [*kin, *(d for d in told.deeds if d.deed in senses and _says(told, d))]


def _says(told: Hearing, deed: Told) -> bool:
    """Whether a general sense is meant as it stands: one that is negated says nothing clear."""
    return not negated(told.words, deed.at)


def _heard(reading: Reading, told: Hearing, deed: Told) -> Heard | None:
    general = deed.deed in SENSES
    found = _near(reading, told, deed, general)
    own = told.words[deed.at].low in lexicon().own
    if found is None and (general or reading.heads) and not own:
        return None
    near, apart, place = found or ("", 0, -1)
    rest = reading.rest & {t.thing for t in told.things}
    if not (rest or _same_amount(reading, told)) and _needs_more(reading, near):
        return None
    said = False if general else deed.tells
    sure = GENERAL if general else SURE if rest or not reading.heads else HEAD_ONLY
    words = told.words
    form = " ".join(w.low for w in words[deed.at : deed.last + 1])
    first, last = words[deed.at], words[deed.last]
    return Heard(
        said,
        first.start,
        last.end,
        sure,
        form,
        near,
        apart,
        general,
        deed.contrary,
        deed.noun,
        place,
    )


def _near(
    reading: Reading, told: Hearing, deed: Told, general: bool
) -> tuple[str, int, int] | None:  # fmt: skip
    """The object of the act nearest to `deed`, and how far; None where it is not there. A general
    sense has it closer, and where it belongs: what stays stands before, what is put off after, or
    before in a passive."""
    found = []
    for thing in told.things:
        inside = deed.at <= thing.at <= deed.last and deed.at == deed.last
        apart = max(thing.start - deed.last, deed.at - thing.at)
        same = told.words[thing.at].clause == told.words[deed.at].clause
        fits = not general or (apart <= CLOSE and _belongs(told, deed, thing))
        if thing.thing in reading.heads and not inside and apart <= NEAR and same and fits:
            found.append((apart, thing.thing, thing.start))
    if not found:
        return None
    apart, name, place = min(found)
    return name, apart, place


def _belongs(told: Hearing, deed: Told, thing: Named) -> bool:
    before = thing.at < deed.at
    if deed.deed != ANY:
        return before or deed.deed == PERSIST_STILL or deed.form.startswith(_KEPT)
    was = {w.low for w in told.words[max(0, deed.at - 3) : deed.at]} & _WAS
    return before is bool(was)


_KEPT = ("keep", "kept", "retain")
_WAS = frozenset({"was", "were", "been", "is", "are"})


def _needs_more(reading: Reading, near: str) -> bool:
    """Whether the object alone does not tell which one is meant."""
    return (bool(near) and _vague(near)) or (reading.event and bool(reading.rest))


def _same_amount(reading: Reading, told: Hearing) -> bool:
    """Whether an amount of the kind that is asked for, and not a mere trifle of it, is told."""
    asked = reading.amount
    told_of = amounts_in(told.text) if asked else ()
    return asked is not None and any(
        a.unit == asked.unit and a.number >= asked.number / TRIFLE for a in told_of
    )


def _vague(thing: str) -> bool:
    return thing.removeprefix("~") in _vague_stems()


@cache
def _vague_stems() -> frozenset[str]:
    return frozenset({*lexicon().vague, *map(stem, lexicon().vague)})
