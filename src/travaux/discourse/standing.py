"""Whether a noun can stand for somebody who speaks: a person, a body, people, or a text.

"24 per cent", "Point 7" and "the ceasefire" are subjects of verbs like "say" and "need", and no
party. The verdict goes by what is printed and by the noun's class, in this order:

1. figures and the labels of provisions ("Point 7", "14", "24 per cent") do not speak, unless they
   count people ("69 per cent of the voters");
2. names of persons, bodies and places do; so do nouns for people, bodies and texts (roles.toml,
   standing.toml) and, with a list of exceptions, those with an agent's ending ("villager");
3. nouns for things, times, measures and qualities do not, by list and by ending;
4. of all others nothing is known.
"""

from __future__ import annotations

import re
import tomllib
from enum import Enum
from functools import cache
from importlib.resources import files

from travaux.discourse.lexicon import lexicon
from travaux.discourse.roles import is_class
from travaux.discourse.syntax import Syntax

AGENTIVE = ("er", "or", "ist", "ian", "ant", "man", "woman", "ee", "people", "one", "body")
_SPEAKING = {"PERSON", "ORG", "GPE", "NORP"}
_FIGURE = re.compile(r"[\W\d]*\d[\W\d]*(?:st|nd|rd|th|[a-z])?")
_PERCENT = {"percent", "per-cent", "cent", "percentage", "%"}
_COUNTING = {"one", "two", "three", "four", "five", "six", "both", "neither", "several", "others"}


class Standing(Enum):
    """What a noun is to speech: somebody, a text, nothing that speaks, probably nothing (going by
    its ending: "suspension"), or not known."""

    SPEAKER = "speaker"
    TEXT = "text"
    MUTE = "mute"
    QUIET = "quiet"
    UNKNOWN = "unknown"


NO_PARTY = frozenset({Standing.MUTE, Standing.QUIET})  # no speaker is made of these


@cache
def _classes() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("travaux.discourse").joinpath("standing.toml").read_text("utf-8"))
    return {
        name: frozenset(words.split() if isinstance(words, str) else words)
        for name, words in table.items()
    }


def standing(syntax: Syntax, i: int) -> Standing:
    """What the noun phrase headed by token i is to speech."""
    if _is_figure(syntax, i):
        return _counted(syntax, i)
    if is_label(syntax, i):
        return Standing.MUTE
    token = syntax.tokens[i]
    if token.pos in {"PRON", "DET"}:
        generic = syntax.lower[i] in _classes()["generic"] and not _specified(syntax, i)
        return Standing.MUTE if generic else Standing.UNKNOWN
    if token.entity in _SPEAKING and token.text[:1].isupper():
        return Standing.SPEAKER
    if _writes_up(syntax, i):
        return Standing.TEXT
    if token.entity in _classes()["mute_entity"] and token.pos != "PROPN":
        return _counted(syntax, i) if syntax.lower[i] not in _COUNTING else Standing.UNKNOWN
    known = of_noun(token.lemma.lower() or syntax.lower[i], syntax.lower[i])
    name = token.pos == "PROPN" and token.text[:1].isupper()
    return Standing.UNKNOWN if name and known in NO_PARTY else known


def of_noun(lemma: str, printed: str = "") -> Standing:
    """What a noun is to speech, by its lemma (and as printed) alone."""
    word = lemma.rsplit("-", 1)[-1] or lemma
    forms = {lemma, word, printed}
    if is_class(word, "person", "office", "body", "outlet", "group") or _in(forms, "person"):
        return Standing.SPEAKER
    if _in(forms, "collective"):
        return Standing.SPEAKER
    if _in(forms, "writing") or forms & set(lexicon().phrases["carriers"]):
        return Standing.TEXT
    if _in(forms, "thing"):
        return Standing.MUTE
    if word.endswith(AGENTIVE):
        return Standing.SPEAKER
    return Standing.QUIET if word.endswith(tuple(_classes()["endings"])) else Standing.UNKNOWN


def _writes_up(syntax: Syntax, i: int) -> bool:
    """ "The minutes (of the meeting)": a text that is spelt like a measure of time, uncounted."""
    counted = syntax.child(i, "nummod", "amod") is not None
    return syntax.lower[i] == "minutes" and not counted


def _in(forms: set[str], name: str) -> bool:
    return bool(forms & _classes()[name])


def _is_figure(syntax: Syntax, i: int) -> bool:
    word = syntax.lower[i]
    return word in _PERCENT or _FIGURE.fullmatch(word) is not None


def _counted(syntax: Syntax, i: int) -> Standing:
    """A figure speaks where it counts people: "24 per cent of the voters"; "20 of them"."""
    if i and syntax.lower[i - 1] in _classes()["label"]:
        return Standing.MUTE
    nouns = [n for p in syntax.all_children(i, "prep") for n in syntax.all_children(p, "pobj")]
    people = any(standing(syntax, n) is Standing.SPEAKER or _are_they(syntax, n) for n in nouns)
    return Standing.SPEAKER if people else Standing.MUTE


def _are_they(syntax: Syntax, i: int) -> bool:
    return syntax.lower[i] in {"them", "us", "whom", "those"}


def is_label(syntax: Syntax, i: int) -> bool:
    """Whether token i is or carries the printed label of a provision: "Point 7", "Article 4(2)"."""
    after = i + 1
    if syntax.tokens[i].lemma.lower() not in _classes()["label"] or after >= len(syntax.tokens):
        return False
    return syntax.tokens[after].start - syntax.tokens[i].end <= 1 and (
        _FIGURE.fullmatch(syntax.lower[after]) is not None
    )


def _specified(syntax: Syntax, i: int) -> bool:
    """ "Everybody in the room": the words say which."""
    return syntax.child(i, "prep") is not None
