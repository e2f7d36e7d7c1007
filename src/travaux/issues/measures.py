"""Passages and slots -> measures: a value, what it counts, who gives it, and in which voice.

A value without a noun of its own ("the police counted 120", "the office gave 9.6") is an account of
what the value before it counts; `bare` marks it. A change ("from 120 to 150") gives its
second value and remembers the first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from travaux.core.anchors import Anchor
from travaux.core.drafts import Slot, SlotKind
from travaux.issues.deeds import gist
from travaux.issues.leaning import leans
from travaux.issues.passages import Passage
from travaux.issues.terms import stem, table

KINDS = {SlotKind.NUMBER, SlotKind.MONEY, SlotKind.SHARE, SlotKind.DURATION}
AROUND = 110  # characters on each side of a value that say what it counts
VOICES = {"demand": -40, "text": 0}  # handicap: in "demanded a cap of" the demand counts
HEARD = 75  # characters from a value within which words set its voice
NEARBY = 2  # sentences back in which a bare value may find what it counts
AGO = re.compile(r"\s+(?:after|before|later|ago|earlier|since|from now|hence)\b")
FIGURE = re.compile(r"\d+(?:[,.]\d+)*")
FROM_TO = re.compile(r"from (?P<old>\d[\d,.]*) to (?P<new>\d[\d,.]*)", re.IGNORECASE)
NOUN = re.compile(
    r"[\s-]*(?:of (?:its|the|their|his|her|our|these|those)\s+)?"
    r"(?P<noun>(?:cubic |square )?(?:[a-z][a-z-]*\s+){0,2}?[A-Za-z-]*[a-z]{2}s\b|people)"
)
NOT_NOUNS = {"is", "was", "has", "as", "its", "this", "his", "does"}


@dataclass(frozen=True, slots=True)
class Measure:
    """`slot` in `passage` counts `unit`; near: the terms around it; change: the
    values a change goes from and to; bare: whether its noun stands in the measure before it;
    asker: of a demand, the terms of who makes it."""

    passage: Passage
    slot: Slot
    unit: str
    near: frozenset[str]
    voice: str
    change: tuple[float, float] | None = None
    bare: bool = False
    asker: frozenset[str] = frozenset()

    @property
    def low(self) -> float:
        return self.value if self.change else self._bound(self.slot.low)

    @property
    def high(self) -> float:
        return self.value if self.change else self._bound(self.slot.high)

    @property
    def value(self) -> float:
        """One number for the value: that of an exact figure, the end of a change."""
        if self.change is not None:
            return self.change[1]
        return self._bound(self.slot.high if self.slot.high is not None else self.slot.low)

    def _bound(self, number: float | None) -> float:
        known = [n for n in (number, self.slot.low, self.slot.high) if n is not None]
        return known[0] if known else 0.0

    @property
    def clause(self) -> str:
        """The clause of the passage that holds the value."""
        return clause_of(self.passage.text, self.slot.anchor.start - self.passage.start)


def figures(text: str) -> list[float]:
    """The plain figures of a text, in order."""
    return [float(f.replace(",", "")) for f in FIGURE.findall(text)]


@lru_cache(maxsize=4096)  # asked for again with every account it is held against
def clause_of(text: str, at: int) -> str:
    """The part of `text` between semicolons, or commas before a conjunction, that holds `at`."""
    cuts = [0, *(m.end() for m in re.finditer(r";|, (?:while|but|and)\b|:\s", text)), len(text)]
    start = max(c for c in cuts if c <= at)
    return text[start : min(c for c in cuts if c > at or c == len(text))]


def measures(found: Sequence[Passage], slots: Mapping[str, Sequence[Slot]]) -> list[Measure]:
    """The measures of all passages, in order. slots: by document id, sorted by place."""
    made: list[Measure] = []
    for at, passage in enumerate(found):
        near = [p for p in found[max(0, at - NEARBY) : at + 1] if p.document == passage.document]
        for slot in _slots_of(passage, slots):
            made.append(_measure(passage, slot, _last(made, near)))
    return made


def _slots_of(passage: Passage, slots: Mapping[str, Sequence[Slot]]) -> Iterator[Slot]:
    known = slots.get(passage.document, ())
    first = bisect_left(known, passage.start, key=lambda s: s.anchor.start)
    for slot in known[first:]:
        if slot.anchor.start >= passage.end:
            break
        if slot.kind is SlotKind.DURATION and AGO.match(
            passage.text, slot.anchor.end - passage.start
        ):
            continue
        if slot.kind in KINDS and (slot.low is not None or slot.high is not None):
            yield slot


def _last(made: Sequence[Measure], near: Iterable[Passage]) -> Measure | None:
    """The newest measure, where it stands in one of the passages `near`."""
    return made[-1] if made and made[-1].passage in set(near) else None


def _measure(passage: Passage, slot: Slot, last: Measure | None) -> Measure:
    start, end = (slot.anchor.start - passage.start, slot.anchor.end - passage.start)
    unit = _unit(passage.text, slot, start, end)
    near = _near(passage.text, start, end)
    bare = last is not None and leans(passage.text, start) and unit in ("", last.unit)
    if bare and last:
        unit, near = last.unit, near | last.near
    voice = voice_of(passage.text, start, end)
    asker = _asker(passage.text, start) if voice == "demand" else frozenset()
    return Measure(passage, slot, unit, near, voice, _change(passage, slot), bare, asker)


def _asker(text: str, start: int) -> frozenset[str]:
    """The terms before the last words of asking in the clause, before the value."""
    clause = clause_of(text, start)
    first = text.index(clause)
    asked = [*matching("voice", "demand").finditer(text[first:start].casefold())]
    return gist(text[first : first + asked[-1].start()]) if asked else frozenset()


def _near(text: str, start: int, end: int) -> frozenset[str]:
    words = text[max(0, start - AROUND) : start] + " " + text[end : end + AROUND]
    return gist(words)


def _unit(text: str, slot: Slot, start: int, end: int) -> str:
    """What is counted: a kind of `accounts.toml`, the slot's unit, or the noun behind the value."""
    clause = clause_of(text, start).casefold()
    kind = slot.kind is SlotKind.NUMBER and _kind(clause)
    if kind:
        return kind
    if slot.unit:
        return slot.unit
    noun = NOUN.match(text, end)
    return (
        stem(noun["noun"].split()[-1]) if noun and noun["noun"].split()[-1] not in NOT_NOUNS else ""
    )


def _kind(clause: str) -> str:
    return next(
        (
            name
            for name in table("accounts.toml")["counted"]
            if matching("counted", name).search(clause)
        ),
        "",
    )


def voice_of(text: str, start: int, end: int) -> str:
    """The voice whose words stand nearest to the value in its clause; "fact" where none is near."""
    clause = clause_of(text, start)
    first = text.index(clause)
    near = [
        (distance + handicap, voice)
        for voice, handicap in VOICES.items()
        for match in matching("voice", voice).finditer(clause.casefold())
        if (distance := _distance(first + match.start(), first + match.end(), start, end)) <= HEARD
    ]
    return min(near)[1] if near else "fact"


def _distance(start: int, end: int, at: int, until: int) -> int:
    """Characters between words and a value; words behind it count as farther off."""
    return at - end if end <= at else 2 * max(0, start - until)


def _change(passage: Passage, slot: Slot) -> tuple[float, float] | None:
    """From what to what, where the words say so: "from 55 to 50 million"."""
    start = slot.anchor.start - passage.start
    match = FROM_TO.match(passage.text, max(0, start - 5))
    if not match or not match["old"]:
        return None
    old, new = figures(match["old"])[0], figures(match["new"])[0]
    known = [n for n in (slot.low, slot.high) if n is not None]
    scale = max(known) / max(old, new) if max(known) > max(old, new) > 0 else 1.0
    return old * scale, new * scale


@cache
def matching(group: str, name: str) -> re.Pattern[str]:
    """The pattern of one list of `accounts.toml`."""
    entries = table("accounts.toml")[group][name]
    joined = "|".join(entry.replace("~", r"\w*") for entry in entries)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")


def anchored(measure: Measure) -> Anchor:
    """Where the value stands."""
    return measure.slot.anchor
