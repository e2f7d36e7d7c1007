"""Reads and resolves the cross-references of a text: "Article 4, paragraph 2(a)", "§ 12.3", "(b)".

A reference is a keyword with one or several numbers ("paragraphs (a)(1) through (4)"), perhaps
inside another ("paragraph 2 of Article 4"), or a relative one ("the preceding paragraph"). It is
external where an instrument follows ("of the Convention", "U.S.C.") that is not the text itself.

Resolution. Article, section, annex … : the provision of that keyword and number. Paragraph,
point: from the top of the article the reference stands in, downwards; subparagraph, item: from
where it stands, upwards. A number in a list takes over what it leaves out from the one before:
"(a)(2) or (3)" is (a)(2) and (a)(3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from travaux.core.anchors import Anchor, anchor
from travaux.core.drafts import CrossReference, Provision
from travaux.drafts.numerals import readings

KEYS = {
    "article": "article",
    "articles": "article",
    "art.": "article",
    "section": "section",
    "sections": "section",
    "sec.": "section",
    "§": "sign",
    "§§": "sign",
    "annex": "annex",
    "annexes": "annex",
    "appendix": "annex",
    "schedule": "annex",
    "exhibit": "annex",
    "chapter": "chapter",
    "chapters": "chapter",
    "part": "part",
    "parts": "part",
    "subpart": "subpart",
    "option": "option",
    "options": "option",
    "paragraph": "top",
    "paragraphs": "top",
    "para": "top",
    "para.": "top",
    "paras": "top",
    "point": "top",
    "points": "top",
    "clause": "top",
    "clauses": "top",
    "provision": "top",
    "item": "near",
    "items": "near",
    "subparagraph": "near",
    "subparagraphs": "near",
    "sub-paragraph": "near",
    "sub-paragraphs": "near",
    "subsection": "top",
    "subsections": "top",
    "subclause": "near",
    "indent": "near",
}
_S = r"[ \t\u00a0\u2009\n]"
_SUB = rf"(?:{_S}?\({_S}?(?:\d{{1,3}}|[a-zA-Z]{{1,2}}|[ivxlIVXL]{{1,6}}){_S}?\))"
_CORE = (
    r"(?:\d{1,4}(?:\.\d{1,4}){0,4}(?:\s?(?:bis|ter|quater)|[a-zA-Z]|-(?-i:[A-Z])(?!\w))?"
    r"|(?<![A-Za-z])(?-i:[IVXL]{1,6}|[A-Z]))(?![\w])"
)
_NUMBER = rf"(?:{_CORE}(?:\.[a-z]\b)?{_SUB}*|{_SUB}+|(?<![A-Za-z])(?-i:[b-z])(?=[\s,.;)]))"
_AND = (
    rf"(?:,{_S}*(?:and|or|to|through){_S}+|,{_S}*|{_S}+(?:and|or|to|through|and/or){_S}+"
    rf"|{_S}?[–-]{_S}?)"
)
_KEY = (
    "(?:" + "|".join(re.escape(k) for k in sorted(KEYS, key=len, reverse=True) if k[0] != "§") + ")"
)
REFERENCE = re.compile(
    rf"(?:(?<![\w-])(?P<key>{_KEY}){_S}+|(?P<sign>§(?:{_S}?§)?){_S}*)"
    rf"(?P<numbers>{_NUMBER}(?:{_AND}(?:§{_S}*)?{_NUMBER}(?!{_S}*[A-Za-z]{{3,}}ly))*)",
    re.I,
)
NUMBER = re.compile(_NUMBER, re.I)
RELATIVE = re.compile(
    r"\bthe (?P<which>preceding|previous|foregoing|following|next|first|second|third) "
    r"(?P<key>paragraph|point|article|section|subparagraph|sub-paragraph|clause)\b",
    re.I,
)
_OF = re.compile(rf",?{_S}+of{_S}+(?P<what>(?:the{_S}+|this{_S}+|that{_S}+)?[A-Za-z][\w.]*)", re.I)
_OWN = re.compile(r"(?:this|the\s+present)\s|the\s+(?:preceding|previous|same|following)\b", re.I)
_CODE = re.compile(rf"(?:{_S}*(?:U\.?S\.?C|C\.?F\.?R)\b)", re.I)
_INSTRUMENT = re.compile(
    rf",?{_S}+(?:(?:of|to|under){_S}+)?(?:the{_S}+)?(?:[A-Z][\w’'-]*{_S}+){{0,7}}"
    r"(?:Act|Convention|Treaty|Protocol|Charter|Constitution|Code|Statute|Law|Regulations?"
    r"|Covenant|Declaration|Accords?|Memorandum|Title|Decision|Agreement)\b"
)
_MEMBER = {"article", "section", "sign", "annex", "chapter", "part", "subpart", "option"}


class _Found(NamedTuple):
    """One number of a reference in a text: its key, its parts, and where it stands."""

    start: int
    end: int
    key: str
    parts: tuple[str, ...]
    external: bool = False


def read_references(provisions: Sequence[Provision]) -> tuple[CrossReference, ...]:
    """The cross-references in the own words of `provisions` (of one draft or witness), in order.

    Anchors are of the documents the provisions' first anchors lie in.
    """
    index = _Index(provisions)
    found: list[CrossReference] = []
    for provision in provisions:
        words = provision.anchors[0].exact if provision.text else ""
        raw = sorted(_nested(words, list(_numbers(words))))
        found += [_resolved(index, provision, words, piece) for piece in raw]
        found += _relative(index, provision, words)
    return tuple(sorted(found, key=lambda r: (r.anchor.document, r.anchor.start, r.anchor.end)))


# ---------------------------------------------------------------- finding


def _numbers(words: str) -> Iterator[_Found]:
    """Every number of every reference, "(a)(2) or (3)" filled up."""
    for match in REFERENCE.finditer(words):
        printed = (match.group("key") or "§").casefold()
        key = KEYS[printed]
        outside = _is_external(words, match)
        before: tuple[str, ...] = ()
        for number in NUMBER.finditer(words, match.start("numbers"), match.end("numbers")):
            parts = _parts(number.group())
            if not parts or (key == "near" and len(parts[0]) > 4):
                continue
            parts = _filled(before, parts, number.group())
            blank = len(number.group()) - len(number.group().lstrip())
            start = number.start() + blank if before else match.start()
            yield _Found(start, number.end(), key, parts, outside)
            before = parts


def _parts(number: str) -> tuple[str, ...]:
    """ "4(2)(a)" -> 4, 2, a; "13.b" -> 13, b; "447.21(a)" -> 447.21, a."""
    core = re.match(_CORE, number, re.I)
    parts = [core.group()] if core else []
    rest = number[core.end() :] if core else number
    return tuple(
        p.casefold().replace(" ", "") for p in [*parts, *re.findall(r"[A-Za-z0-9]+", rest)]
    )


def _filled(before: tuple[str, ...], parts: tuple[str, ...], printed: str) -> tuple[str, ...]:
    """A number of a list with what it takes over from the one before."""
    if not before or not printed.lstrip().startswith("(") or len(before) <= 1:
        if before and len(before) > 1 and "." not in parts[0] and printed[0].isalpha():
            return (*before[:-1], *parts)
        return parts
    level = next(
        (at for at in range(len(before) - 1, -1, -1) if _kinds(before[at]) & _kinds(parts[0])),
        len(before) - 1,
    )
    return (*before[:level], *parts)


def _kinds(part: str) -> set[str]:
    return {reading.kind for reading in readings(part)} or {part}


def _is_external(words: str, match: re.Match[str]) -> bool:
    """Whether the reference points into another instrument than this text."""
    before = words[max(0, match.start() - 30) : match.start()]
    if _CODE.match(words, match.end()) or re.search(r"U\.?S\.?C\.?\s*\Z", before):
        return True
    of = _OF.match(words, match.end())
    if of and _OWN.match(of.group("what") + " "):
        return False
    if of and KEYS.get(of.group("what").casefold()):
        return bool(_INSTRUMENT.search(words[of.end() : of.end() + 60].split(".")[0]))
    return bool(_INSTRUMENT.match(words, match.end()))


def _nested(words: str, found: list[_Found]) -> Iterator[_Found]:
    """ "Article 4, paragraph 2" and "paragraph 2 of Article 4" made one."""
    at = 0
    while at < len(found):
        one = found[at]
        other = found[at + 1] if at + 1 < len(found) else None
        between = words[one.end : other.start].strip() if other else "-"
        if other and one.key in _MEMBER and other.key in ("top", "near") and between == ",":
            merged = _Found(one.start, other.end, one.key, one.parts + other.parts, other.external)
            found[at + 1] = merged
        elif (
            other
            and one.key in ("top", "near")
            and other.key in _MEMBER | {"top"}
            and between == "of"
        ):
            parts = other.parts + one.parts
            found[at + 1] = _Found(one.start, other.end, other.key, parts, other.external)
        else:
            yield one
        at += 1


# ---------------------------------------------------------------- resolving


class _Index:
    """Provisions by their path, and by the last keyworded step of it."""

    def __init__(self, provisions: Iterable[Provision]) -> None:
        self.by_path: dict[tuple[str, ...], Provision] = {}
        self.by_tail: dict[tuple[str, ...], Provision] = {}
        self.order: list[Provision] = list(provisions)
        for provision in self.order:
            self.by_path.setdefault(provision.path, provision)
            self.by_tail.setdefault(_tail(provision.path), provision)

    def member(self, key: str, parts: tuple[str, ...]) -> Provision | None:
        """ "Article 4(2)": wherever in the text's chapters it stands."""
        for name in (key, "section" if key == "sign" else "sign" if key == "section" else key):
            found = self.by_tail.get((f"{name} {parts[0]}", *parts[1:]))
            if found:
                return found
        if key in ("section", "sign"):
            return self.by_path.get(parts)
        steps = (*parts[0].split("."), *parts[1:])  # "Article 2.1" is 2.1 under Article 2
        return self.by_tail.get((f"{key} {steps[0]}", *steps)) if len(steps) > len(parts) else None


def _tail(path: tuple[str, ...]) -> tuple[str, ...]:
    """The path from its last keyworded step on."""
    keyed = [at for at, step in enumerate(path) if " " in step and not step.startswith("option")]
    return path[keyed[-1] :] if keyed else path


def _resolved(index: _Index, provision: Provision, words: str, piece: _Found) -> CrossReference:
    target, how = None, "outside the text"
    path = piece.parts
    if piece.key in _MEMBER:
        path = (f"{piece.key} {piece.parts[0]}", *piece.parts[1:])
    if not piece.external:
        target, how = _target(index, provision, piece)
    targets = (target.id,) if target else ()
    found = target.path if target else path
    place = _anchor(provision, words, piece.start, piece.end)
    return CrossReference(provision.id, place, place.exact, found, targets, piece.external, how)


def _target(index: _Index, provision: Provision, piece: _Found) -> tuple[Provision | None, str]:
    if piece.key in _MEMBER:
        return index.member(piece.key, piece.parts), "keyword and number"
    scopes = [provision.path[:n] for n in range(len(provision.path) + 1)]
    article = next((n for n, step in enumerate(provision.path) if " " in step), -1)
    if piece.key == "near":
        scopes = scopes[::-1]
        how = "from where it stands, upwards"
    else:
        scopes = scopes[article + 1 :] + scopes[: article + 1][::-1]
        how = "from the top of its article, downwards"
    for scope in scopes:
        found = index.by_path.get(scope + piece.parts)
        if found:
            return found, how
    return None, "no such number in the text"


_STEPS = {"preceding": -1, "previous": -1, "foregoing": -1, "following": 1, "next": 1}
_PLACES = {"first": 0, "second": 1, "third": 2}


def _relative(index: _Index, provision: Provision, words: str) -> Iterator[CrossReference]:
    """ "the preceding paragraph", "the second paragraph"."""
    for match in RELATIVE.finditer(words):
        which = match.group("which").casefold()
        siblings = [p for p in index.order if p.parent == provision.parent]
        here = next(at for at, p in enumerate(siblings) if p.id == provision.id)
        at = here + _STEPS[which] if which in _STEPS else _PLACES[which]
        target = siblings[at] if 0 <= at < len(siblings) and at != here else None
        place = _anchor(provision, words, *match.span())
        yield CrossReference(
            provision.id,
            place,
            place.exact,
            target.path if target else (),
            (target.id,) if target else (),
            False,
            "neighbour",
        )


def _anchor(provision: Provision, words: str, start: int, end: int) -> Anchor:
    """The anchor of words[start:end], words being those of the provision's first anchor."""
    held = provision.anchors[0]
    here = anchor(held.document, words, start, end)
    return replace(here, start=here.start + held.start, end=here.end + held.start)
