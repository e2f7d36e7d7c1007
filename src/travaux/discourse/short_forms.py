"""Short names of bodies across documents: "the Authority" for "Metro Transit Authority".

Inside a document the nearest longer name decides (cast.py). Across documents a short form joins a
longer name only where nothing else in the whole pile could be meant, for a wrong merge hides more
than a missed one:

- a tail ("the Authority", "Transit Authority") or the head of "the League of Elders", where every
  longer name in any text that has it is that one; never for organs that every state has ("the
  Parliament", "the Ministry"), nor for bodies of the bundled table;
- an acronym that the texts introduce in brackets behind one name only;
- the first word of one company or body only ("Brightwater"), or its name without "Ltd".

The result depends on the sets of names and texts only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from travaux.core.documents import Document
from travaux.core.parties import Merge, PartyKind
from travaux.discourse.gazetteer import look_up, state_of_demonym
from travaux.discourse.names import plain_key
from travaux.discourse.roles import gender_of_given, is_class
from travaux.discourse.titles import without_article
from travaux.discourse.voices import Voice

Shortened = dict[str, tuple[str, Merge]]  # a printed name -> the longer name, and why

_EVERY_STATES = {
    "government", "parliament", "cabinet", "army", "military", "navy", "police", "court", "party",
    "house", "senate", "congress", "ministry", "department", "office", "embassy", "delegation",
    "administration", "force", "forces", "command", "service", "company", "corporation", "group",
    "guard", "brigade", "brigades", "conference", "bank",
}  # fmt: skip
_FORMS = {"ltd", "limited", "inc", "plc", "llc", "gmbh", "ag", "sa", "corp", "co", "nv", "bv"}
_KINDS = {PartyKind.ORGANISATION, PartyKind.UNKNOWN}
_WORD = r"[A-Z][\w’'&-]*"
_LINK = r"(?:(?:of|for|on)\s(?:the\s)?|and\s)?"


def short_forms(found: Iterable[Voice], documents: Sequence[Document]) -> Shortened:
    """For each short name the longer one it stands for, and the merge that says so."""
    bodies = {without_article(v.name): v.name for v in found if _is_body(v)}
    near = _by_word(bodies)
    asked = {short: longer for short in bodies if (longer := _longer(short, near))}
    texts = [document.text for document in documents]
    result: Shortened = {}
    for short, longer in sorted(asked.items()):
        reason = _reason(short, longer, texts)
        if reason:
            how = f"“{bodies[short]}” is taken for {longer}: {reason}"
            result[bodies[short]] = (bodies[longer], Merge(bodies[short], "short form", how, 0.7))
    return result


def _is_body(voice: Voice) -> bool:
    return voice.named and voice.kind in _KINDS and look_up(voice.name) is None


def _by_word(bodies: Iterable[str]) -> dict[str, list[str]]:
    """Names by the words that a short form of them can end or begin with, and by initials."""
    near: dict[str, list[str]] = defaultdict(list)
    for name in sorted(bodies):
        words = _words(name)
        ends = {words[0], words[-1], *_head(words)[-1:], _initials(words).upper()} if words else ()
        for word in sorted(ends):
            near[word].append(name)
    return near


def _longer(short: str, near: Mapping[str, Sequence[str]]) -> str:
    """The one longer name that a short form can stand for, or ""."""
    words = _words(short)
    ends = {short} if _is_acronym(short) else {words[0], words[-1]} if words else set()
    fitting = [
        name for end in sorted(ends) for name in near.get(end, ()) if _stands_for(short, name)
    ]
    one = len({_without_form(plain_key(name)) for name in fitting}) == 1
    return max(fitting, key=lambda name: (len(name), name)) if one else ""


def _stands_for(short: str, name: str) -> bool:
    one, other = _words(short), _words(name)
    if len(one) >= len(other):
        return False
    if _is_acronym(short):
        return _initials(other) == short.lower()
    if one in (other[-len(one) :], _head(other)[-len(one) :]):
        return is_class(one[-1], "body_name") and one[-1] not in _EVERY_STATES
    return _is_company(one, other)


def _head(words: Sequence[str]) -> list[str]:
    """The words of a name up to its head noun: "People's Front" of "People's Front of Oss"."""
    return list(takewhile(lambda word: word not in {"of", "for"}, words))


def _is_company(short: Sequence[str], name: Sequence[str]) -> bool:
    """ "Brightwater" or "Brightwater Utilities" for "Brightwater Utilities Ltd"."""
    begins = list(name[: len(short)]) == list(short)
    if begins and set(name[len(short) :]) <= _FORMS:
        return True
    plain = not is_class(short[0], "body_name", "office", "outlet_name", "person")
    own = plain and not gender_of_given(f"{short[0].capitalize()} X")
    return begins and len(short) == 1 and own and not state_of_demonym(short[0].capitalize())


def _words(name: str) -> list[str]:
    return plain_key(name).split()


def _is_acronym(name: str) -> bool:
    return name.isupper() and name.isalpha() and 2 <= len(name) <= 7


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in {"of", "for", "the", "and", "on"})


def _reason(short: str, longer: str, texts: Sequence[str]) -> str:
    """Why nothing else can be meant, in words; "" where something else can."""
    if _is_acronym(short):
        named = {plain_key(name) for text in texts for name in _introduced(short, text)}
        only = bool(named) and all(n.endswith(plain_key(longer)) for n in named)
        return f"the only name behind which a text puts “({short})”" if only else ""
    others = {name for text in texts for name in _with(short, text)} - {plain_key(short)}
    clear = all(_agrees(name, plain_key(longer)) for name in others)
    return f"no other name in these documents has “{short}” in it" if clear else ""


def _introduced(acronym: str, text: str) -> Iterator[str]:
    """Names in front of an acronym in brackets: "Reef Panel (RP)"."""
    pattern = rf"((?:{_WORD}\s{_LINK}){{1,8}})\((?:the\s)?[“\"']?{re.escape(acronym)}[”\"']?\)"
    for found in re.finditer(pattern, text):
        yield without_article(found[1].strip())


def _with(short: str, text: str) -> Iterator[str]:
    """Levelled names in a text that have the short form in them, longer ones whole."""
    name = rf"{re.escape(short)}\b"
    pattern = rf"\b(?:{_WORD}\s{_LINK}){{0,6}}{name}(?:\s(?:of|for)\s(?:the\s)?{_WORD})?"
    if _is_opening(short):
        pattern = rf"\b{name}(?:\s{_WORD})*"
    for found in re.finditer(pattern, text):
        yield plain_key(without_article(found[0]))


def _is_opening(short: str) -> bool:
    """Whether it is the beginning of a name ("Brightwater") and not its tail."""
    return not is_class(_words(short)[-1], "body_name")


def _agrees(name: str, longer: str) -> bool:
    """Whether a name in a text can be the longer one, whole or in part, or begins a sentence with
    it."""
    return name in longer or name.endswith(longer) or _without_form(name) == _without_form(longer)


def _without_form(name: str) -> str:
    words = name.split()
    return " ".join(words[:-1] if words and words[-1] in _FORMS else words)
