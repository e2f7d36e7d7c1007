"""The table of acts and things (`acts.toml`), ready to look words up in.

A verb is known in its regular and irregular forms; a particle may stand up to GAP words later
(“pulled its guns back”), any other word of a phrase up to GAP_IN_PHRASE. A noun is known in
singular and plural.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from travaux.monitoring.tellings import act_words

GAP = 6
GAP_IN_PHRASE = 2
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to tell of a deed. rest: what follows the first word, in order; gap: how many words
    may stand between; tells: whether it tells of the deed (False: of its contrary); noun: whether
    it is a noun."""

    deed: str
    tells: bool
    rest: tuple[str, ...]
    gap: int
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """entries, things: by first word, the longest first; own, own_deeds: words for a deed that
    say its object; barred: by form of a verb, the words that may not follow it."""

    entries: Mapping[str, tuple[Entry, ...]]
    things: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    whole: frozenset[str]
    removes: frozenset[str]
    makes: frozenset[str]
    routine: frozenset[str]
    harms: frozenset[str]
    light: frozenset[str]
    vague: frozenset[str]
    vessels: frozenset[str]
    own: frozenset[str]
    own_deeds: frozenset[str]
    still: frozenset[str]
    barred: Mapping[str, frozenset[str]]


ANY, PERSIST, PERSIST_STILL, IDLE = "any deed", "is there", "is still there", "is not begun"
"""General senses: a contrary of any deed, that a thing is (still) there, that nothing is begun."""
SENSES = frozenset({ANY, PERSIST, PERSIST_STILL, IDLE})


@cache
def lexicon() -> Lexicon:
    """The table, read once."""
    table = _table()
    entries: dict[str, list[Entry]] = {}
    for first, entry in _entries(table):
        entries.setdefault(first, []).append(entry)
    things: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for thing in table["thing"]:
        for phrase in thing["words"]:
            for form in _plurals(phrase.lower()):
                first, *rest = form.split()
                things.setdefault(first, []).append((tuple(rest), thing["name"]))
    deeds = table["deed"]
    return Lexicon(
        {key: tuple(sorted(found, key=lambda e: -len(e.rest))) for key, found in entries.items()},
        {key: tuple(sorted(found, key=lambda t: -len(t[0]))) for key, found in things.items()},
        frozenset(d["name"] for d in deeds if d.get("whole")),
        frozenset(d["name"] for d in deeds if d.get("removes")),
        frozenset(d["name"] for d in deeds if d.get("makes")),
        frozenset(d["name"] for d in deeds if d.get("routine")),
        frozenset(d["name"] for d in deeds if d.get("harms")),
        frozenset(form for verb in table["light"] for form in forms(verb)),
        frozenset(table["vague"]),
        frozenset(form for word in table["vessels"] for form in _plurals(word)),
        frozenset(form for deed in deeds for form in deed.get("own", ())),
        frozenset(deed["name"] for deed in deeds if "own" in deed),
        frozenset(table["still"]),
        {form: frozenset(ws) for verb, ws in table["barred"].items() for form in forms(verb)},
    )  # fmt: skip


@cache
def _table() -> dict[str, Any]:
    text = files("travaux.monitoring").joinpath("acts.toml").read_text("utf-8")
    return tomllib.loads(text)


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for deed in table["deed"]:
        yield from _of(deed["name"], deed)
    inverse = {deed["inverse"]: deed["name"] for deed in table["deed"] if "inverse" in deed}
    for deed in table["deed"]:
        if deed["name"] in inverse:  # what tells of firing tells that a ceasefire is not kept
            turned = {f"un{key}": deed.get(key, ()) for key in ("verbs", "nouns", "phrases")}
            yield from _of(inverse[deed["name"]], turned)
    yield from _of(ANY, {"unverbs": table["unverbs"]})
    yield from _of(IDLE, {"unphrases": table["idle"]})
    yield from _of(PERSIST, {"verbs": table["persist"]})
    yield from _of(PERSIST_STILL, {"verbs": table["persist_still"]})


def _of(name: str, words: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, Entry]]:
    for key, tells in (("", True), ("un", False)):
        for verb in words.get(f"{key}verbs", ()):
            first, *rest = verb.split()
            particle = rest[:1] and rest[0] in _table()["particles"]
            gap = GAP if particle else GAP_IN_PHRASE
            for form in forms(first):
                yield form, Entry(name, tells, tuple(rest), gap)
        for noun in words.get(f"{key}nouns", ()):
            for form in _plurals(noun):
                first, *rest = form.split()
                yield first, Entry(name, tells, tuple(rest), 0, noun=True)
        for phrase in words.get(f"{key}phrases", ()):
            first, *rest = phrase.split()
            yield first, Entry(name, tells, tuple(rest), 0)


@cache
def forms(verb: str) -> tuple[str, ...]:
    """The forms of an English verb, the base first."""
    past = tuple(act_words()["irregular"].get(verb, ()))
    if verb.endswith("e"):
        regular = (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        regular = (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    else:
        end = verb + verb[-1] if _doubles(verb) else verb
        more = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
        regular = (more, f"{end}ed", f"{end}ing")
    return tuple(dict.fromkeys((verb, *regular, *past)))


def _doubles(verb: str) -> bool:
    """Whether the last letter doubles (“banned”); of longer verbs only where the stress asks."""
    ends = len(verb) > 2 and verb[-1] not in "wxyaeiou" and verb[-2] in _VOWELS
    short = ends and verb[-3] not in _VOWELS and sum(c in _VOWELS for c in verb) == 1
    return short or verb in act_words()["doubling"]


def _plurals(noun: str) -> tuple[str, ...]:
    """A noun, and its plural (of “violation of …” that of its first word)."""
    head, of, rest = noun.partition(" of ")
    if head.endswith("y") and head[-2] not in _VOWELS:
        many = f"{head[:-1]}ies"
    else:
        many = f"{head}es" if head.endswith(("s", "sh", "ch", "x")) else f"{head}s"
    return noun, f"{many}{of}{rest}"
