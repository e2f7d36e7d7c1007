"""A card's act -> what a telling of it has to speak of: deeds, their objects, an amount.

Rules. An act is read twice: its words in the text, and the name that a person gave its event
(“aid_blocked”). The first deed that is no light verb (“give access”) counts; an act whose verb the
table does not know is known by that verb's own forms. The object is the noun before the first
preposition, or after the deed's “of”; a vague one (“law”) needs another word of the act beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from travaux.monitoring.amounts import Amount, amount_in
from travaux.monitoring.deeds import Named, Told, Word, deeds_in, stem, things_in, words_of
from travaux.monitoring.lexicon import SENSES, lexicon
from travaux.monitoring.tellings import act_words

_FEW = 4  # words from the beginning of an act within which a light verb gives way to another deed


@dataclass(frozen=True, slots=True)
class Reading:
    """deeds: kinds of deed that tell of the act; verb: the stem of its own verb; heads: things that
    its object is called by (empty: the deed says it); rest: the other things of the act; breaks:
    whether its event breaks the duty and does not perform it."""

    deeds: frozenset[str]
    verb: str
    heads: frozenset[str]
    rest: frozenset[str]
    amount: Amount | None = None
    event: bool = False

    @property
    def whole(self) -> bool:
        """Whether the deed says its object itself."""
        return bool(self.deeds & lexicon().whole)

    def about(self, words: Reading) -> Reading:
        """This deed, of the objects of `words`."""
        return replace(self, heads=words.heads, rest=words.rest, amount=words.amount)

    @property
    def removes(self) -> bool:
        """Whether the object still being there tells that the act is not done."""
        return bool(self.deeds & lexicon().removes)


def reading_of(text: str) -> Reading | None:
    """What the words of an act ask for; None where there is no deed with an object in them."""
    words = words_of(text)
    deeds = _telling(words)
    chosen = _chosen(words, deeds)
    if not chosen:
        return _own_verb(text, words)
    after = max(d.last for d in chosen) + 1
    kinds = frozenset(d.deed for d in chosen)
    return _reading(text, words, kinds, stem(words[chosen[0].at].low), after)


def event_reading(name: str) -> Reading | None:
    """What the name of an event tells (“local_elections_held”): its objects stand before or
    after the deed."""
    words = words_of(name.replace("_", " "))
    last = [d for d in _telling(words) if d.last == len(words) - 1]
    if not last:
        return None
    verb, things = last[0], things_in(words)
    before = [t for t in things if t.at < verb.at]
    object_ = before[-1:] or [t for t in things if t.at > verb.last][:1]
    heads = frozenset(t.thing for t in object_)
    rest = frozenset(t.thing for t in things if t not in object_ and t.at < verb.at)
    kinds = frozenset(d.deed for d in last)
    return Reading(kinds, stem(words[verb.at].low), heads, rest, event=True)


def _telling(words: Sequence[Word]) -> list[Told]:
    """The deeds in the words of a card, which tell of no contrary."""
    return [d for d in deeds_in(words) if d.deed not in SENSES and d.tells]


def _chosen(words: Sequence[Word], deeds: Sequence[Told]) -> list[Told]:
    """The first deed, with all that its word may mean; a light one only where none follows soon."""
    if not deeds:
        return []
    light = lexicon().light
    first = deeds[0]
    others = [d for d in deeds if words[d.at].low not in light]
    if words[first.at].low in light and others and others[0].at - first.at <= _FEW + 1:
        first = others[0]
    if first.at > _FEW + 3 * (words[0].low in light):
        return []
    return [d for d in deeds if d.at == first.at and d.last == first.last]


def _own_verb(text: str, words: Sequence[Word]) -> Reading | None:
    named = [t for t in things_in(words) if not t.known]
    if not named or named[0].at > 1:
        return None
    return _reading(text, words, frozenset(), named[0].thing.removeprefix("~"), named[0].at + 1)


def _reading(
    text: str, words: Sequence[Word], deeds: frozenset[str], verb: str, after: int
) -> Reading | None:
    things = [t for t in things_in(words) if t.at >= after]
    found = frozenset(_heads(words, things, after)) or _known(things_in(words))
    heads = frozenset(h for h in found if not h.startswith("~")) or found
    if not heads and not deeds & lexicon().whole:
        return None
    rest = frozenset(t.thing for t in things) - heads
    return Reading(deeds, verb, heads, rest, amount_in(text))


def _known(things: Sequence[Named]) -> frozenset[str]:
    return frozenset(t.thing for t in things if t.known)


def _heads(words: Sequence[Word], things: Sequence[Named], after: int) -> Iterator[str]:
    """The objects: the last thing before each preposition or “and” of the first noun phrase; where
    that is itself a deed (“the import of wine”), the first thing of the phrase after its “of”;
    where another phrase follows at once (“pay Karst 50 crowns”), its objects too."""
    start = after + _lead_in(words, after)
    end = _phrase_end(words, things, start)
    phrase = [t for t in things if start <= t.start < end]
    for thing in phrase:
        if thing.at < phrase[-1].at and words[thing.at + 1].low not in ("and", "or"):
            continue
        done = not thing.known and any(d.at == thing.at for d in _telling(words))
        done = done or words[thing.at].low in lexicon().vessels
        if done and words[thing.at + 1 : thing.at + 2] and words[thing.at + 1].low == "of":
            yield from _heads(words, things, thing.at + 1)
        else:
            yield thing.thing
    if start < end < len(words) and words[end].low not in act_words()["ends"]:
        yield from _heads(words, things, end)


def _phrase_end(words: Sequence[Word], things: Sequence[Named], start: int) -> int:
    """Where the noun phrase ends: at a preposition, or at a new determiner or number."""
    within = {n for t in things for n in range(t.start + 1, t.at + 1)}
    named = [t.at for t in things if t.start >= start]
    for at in range(start, len(words)):
        if at in within:
            continue
        again = words[at].low in ("a", "an", "the") or words[at].low[0].isdigit()
        if words[at].low in act_words()["ends"] or (again and named and at > named[0]):
            return at
    return len(words)


def _lead_in(words: Sequence[Word], after: int) -> int:
    """How many words stand between a deed and its object (“of”, “and exchange of all”)."""
    ahead = [w.low for w in words[after : after + 6]]
    if ahead[:1] == ["of"]:
        return 1
    return ahead.index("of") + 1 if ahead[:1] == ["and"] and "of" in ahead else 0
