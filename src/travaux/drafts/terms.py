"""Reads the terms a text defines, and where it uses them.

Forms: “X” means …; the term “X” …; X means … (at the head of a provision); (hereinafter “X”),
(the “X”), referred to as “X”; and in a definitions article the glossary entry "X. …" at the head
of a paragraph, and every quoted phrase. A use is any place of the term, in the singular or with a
plural ending, whole words, without regard to case; where terms overlap, the longest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from travaux.core.anchors import Anchor, anchor
from travaux.core.drafts import DefinedTerm, Provision

_OPEN = "(?:[\"“«„‘]|``|(?<!\\w)')"
_CLOSE = "(?:[\"”»“’]|'')"
_TERM = r"(?P<t>[^\"“”«»„‘\n()\[\]]{1,80}?)[,.]?"
_VERB = (
    r"(?:means?|shall\s+mean|refers?\s+to|ha(?:s|ve)\s+the\s+meaning|is\s+defined|denotes?"
    r"|shall\s+include|includes?|stands?\s+for|(?:is|are)\s+understood\s+(?:as|to\s+mean))"
)
MEANS = re.compile(rf"{_OPEN}{_TERM}{_CLOSE}(?:\s*\([^)]*\))?,?\s+(?:also\s+)?{_VERB}\b")
ALSO = re.compile(rf"{_OPEN}{_TERM}{_CLOSE}\s*(?:,|or|and)\s+(?={_OPEN})")
TERMED = re.compile(
    rf"\b[Tt]he\s+terms?\s+{_OPEN}{_TERM}{_CLOSE}(?:\s+(?:and|or)\s+{_OPEN}[^”\"]*{_CLOSE})?"
    rf"(?:[^.;\n]{{0,40}}?\b{_VERB}\b|\s+do(?:es)?\s+not\s+(?:ex|in)clude)"
)
HEREINAFTER = re.compile(
    rf"(?:herein\s?after|hereafter|referred\s+to\s+as|collectively,?|together,?)"
    rf"\s*,?\s*(?:referred\s+to\s+)?(?:as\s+)?(?:the\s+|an?\s+)?{_OPEN}{_TERM}{_CLOSE}",
    re.I,
)
HEADED = re.compile(
    rf"(?:\A|(?<=[.;:]\s))(?:[Tt]he\s+)?{_OPEN}{_TERM}{_CLOSE}\s+"
    r"(?:is|are|covers?|comprises?)\b(?!\s+(?:not|no)\b)"
)
NAMED = re.compile(rf"(?<![”\"»’] )\(\s*(?:the|each,?\s+an?|an?)?\s*{_OPEN}{_TERM}{_CLOSE}\s*\)")
BARE = re.compile(
    r"\A\s*(?!(?:When|If|Any|Where|In|For|No|Each|All|By|This|That|The)\b)"
    r"(?P<t>[A-Z][^.;:,\n“\"]{0,90}?)\s+(?:means|shall mean)\b(?!\s+(?:of|other)\b)"
)
_WORD = r"[\w’'&-]+(?:\.(?=\w)[\w’'&-]*)*"
ENTRY = re.compile(
    rf"^(?P<t>(?=[A-Z]){_WORD}(?:[ ,/–-]+(?:{_WORD}|\([\w ]+\))){{0,11}}?)"
    r"\.(?=\s+[A-Z“\"(0-9]|\s*$)",
    re.M,
)
QUOTED = re.compile(rf"{_OPEN}{_TERM}{_CLOSE}")
DEFINITIONS = re.compile(
    r"\b(?:definitions?|meaning\s+of\s+terms|use\s+of\s+terms|interpretation|glossary)\b", re.I
)
_SCOPE = re.compile(r"\bfor\s+(?:the\s+)?purposes?\s+of\s+this\s+(article|section|paragraph)", re.I)
_JOINED = re.compile(r"(?<!\s)(?:[\w-]+)(?P<or>\s+or\s+)[\w-]+\Z")
FORMS = (
    (MEANS, "means"),
    (TERMED, "means"),
    (HEREINAFTER, "hereinafter"),
    (NAMED, "hereinafter"),
    (BARE, "means"),
    (HEADED, "means"),
)
ENTRY_WORDS = 4  # a longer sentence at the head of a numbered point is hardly a glossary entry
NO_TERMS = {"reserved", "note", "example", "exception", "general", "definitions"}


class _Definition(NamedTuple):
    start: int
    end: int
    term: str
    how: str


def read_terms(provisions: Sequence[Provision]) -> tuple[DefinedTerm, ...]:
    """The defined terms of `provisions` (of one draft or witness) with their uses, by place."""
    glossary = _glossary(provisions)
    found: list[tuple[Provision, DefinedTerm]] = []
    for provision in provisions:
        words = provision.anchors[0].exact if provision.text else ""
        for made in _definitions(words, provision.id in glossary):
            place = _anchor(provision, words, made.start, made.end)
            scope = _scope(provision, words, provisions)
            found.append((provision, DefinedTerm(made.term, provision.id, place, made.how, scope)))
    return tuple(_with_uses([term for _, term in found], provisions))


def _glossary(provisions: Sequence[Provision]) -> set[str]:
    """Ids of the provisions of definitions articles, with all that stands under them."""
    held: set[str] = set()
    for provision in provisions:
        if provision.parent in held or DEFINITIONS.search(provision.title):
            held.add(provision.id)
    return held


def _definitions(words: str, glossary: bool) -> Iterator[_Definition]:
    """The definitions in one provision's words, each place once, by form."""
    taken: set[int] = set()
    known: set[str] = set()
    forms = [*FORMS, *(((ENTRY, "heading"), (QUOTED, "quoted")) if glossary else ())]
    for form, how in forms:
        for match in form.finditer(words):
            for start, end in _split(words, match, how):
                term = " ".join(words[start:end].split())
                again = how == "quoted" and term.casefold() in known
                short = start > 0 or len(term.split()) <= ENTRY_WORDS or how != "heading"
                if start in taken or again or not short or not _is_term(term, how):
                    continue
                taken.add(start)
                known.add(term.casefold())
                yield _Definition(start, end, term, how)


def _split(words: str, match: re.Match[str], how: str) -> Iterator[tuple[int, int]]:
    """The term's place; "Import or importation" are two; and quoted ones right before it."""
    start, end = match.span("t")
    joint = _JOINED.match(words[start:end]) if how == "heading" else None
    if joint:
        yield start, start + joint.start("or")
        yield start + joint.end("or"), end
        return
    yield start, end
    if how == "means":
        for other in ALSO.finditer(words, max(0, match.start() - 200), end + 1):
            if other.end() <= match.start() + 1:
                yield other.span("t")


def _is_term(term: str, how: str) -> bool:
    words = term.split()
    if (
        not words
        or len(words) > 12
        or term.casefold() in NO_TERMS
        or not any(map(str.isalpha, term))
    ):
        return False
    if how == "heading" and any(map(str.isdigit, term)):
        return False
    return not (how == "quoted" and (len(words) > 7 or term[-1:] in ".!?"))


def _scope(provision: Provision, words: str, provisions: Sequence[Provision]) -> str:
    """Id of the article a definition is limited to, "" for the whole text."""
    said = _SCOPE.search(words)
    if not said:
        return ""
    if said.group(1).casefold() == "paragraph":
        return provision.id
    by_id = {p.id: p for p in provisions}
    above = provision
    while above.parent in by_id and not re.match(r"(?:article|section|sign) ", above.path[-1]):
        above = by_id[above.parent]
    return above.id


# ---------------------------------------------------------------- uses


def _with_uses(terms: list[DefinedTerm], provisions: Sequence[Provision]) -> Iterator[DefinedTerm]:
    """The terms, each with the places that use it."""
    first: dict[str, DefinedTerm] = {}
    for term in terms:
        first.setdefault(term.term.casefold(), term)
    if not first:
        return
    uses: dict[str, list[Anchor]] = {}
    pattern = _any_of(list(first))
    definitions = {(t.anchor.document, t.anchor.start) for t in terms}
    named = {t.anchor.start for t in terms if t.how == "hereinafter"}
    inside = {t.scope: _below(t.scope, provisions) for t in first.values() if t.scope}
    for provision in provisions:
        words = provision.anchors[0].exact if provision.text else ""
        for match in pattern.finditer(words):
            key = _key(match.group(), first)
            if not key:
                continue
            place = _anchor(provision, words, *match.span())
            scope = first[key].scope
            if (place.document, place.start) in definitions or _is_named(
                words, place, match, named
            ):
                continue
            if not scope or provision.id in inside[scope]:
                uses.setdefault(key, []).append(place)
    for term in terms:
        mine = uses.get(term.term.casefold(), ()) if first[term.term.casefold()] is term else ()
        yield replace(term, uses=tuple(mine))


NAMED_WITHIN = 45  # characters between a name and the short form given to it in brackets


def _is_named(words: str, place: Anchor, used: re.Match[str], named: set[int]) -> bool:
    """Whether the words at `place` belong to the name that the same short form right behind them
    is given to: the first "Fund" of "the Fund for the Valley (“the Fund”)"."""
    behind = words[used.end() : used.end() + NAMED_WITHIN]
    short = re.compile(rf"(?:the\s+|an?\s+)?{re.escape(used.group())}", re.I)
    return any(
        place.end + at in named
        and short.match(behind, at) is not None
        and "(" in behind[:at]
        and not set(behind[:at]) & set(".;:")
        for at in range(len(behind))
    )


def _any_of(terms: list[str]) -> re.Pattern[str]:
    ordered = sorted(terms, key=lambda t: (-len(t), t))
    bodies = [re.escape(_stem(t)).replace(r"\ ", r"\s+") for t in ordered]
    return re.compile(r"(?<![\w-])(?:" + "|".join(bodies) + r")(?:e?s)?(?![\w])", re.I)


def _stem(term: str) -> str:
    """A term without its plural ending; short words and "ss" keep theirs."""
    return term[:-1] if len(term) > 4 and term.endswith("s") and not term.endswith("ss") else term


def _key(used: str, first: dict[str, DefinedTerm]) -> str:
    """The term that `used` is the singular or a plural of."""
    word = " ".join(used.casefold().split())
    forms = (word, word + "s", word[:-1], word[:-2], word[:-2] + "s", word + "es")
    return next((w for w in forms if w in first), "")


def _below(scope: str, provisions: Sequence[Provision]) -> set[str]:
    held = {scope}
    for provision in provisions:
        if provision.parent in held:
            held.add(provision.id)
    return held


def _anchor(provision: Provision, words: str, start: int, end: int) -> Anchor:
    held = provision.anchors[0]
    here = anchor(held.document, words, start, end)
    return replace(here, start=here.start + held.start, end=here.end + held.start)
