"""Explicit references in a text: "point 13", "items (a) and (c)", "paragraph 82.3", "the sixth
point", "Article 4(2)" -> the labels they name, as canonical paths.

Rules: a reference is a word for a unit followed by a label, or an ordinal followed by such a word.
Lists and ranges share the word. A number that counts ("28 points", "the 28-point plan") is none.
A unit of another instrument ("Article 5 of the Geneva Convention") is none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from travaux.core.drafts import Provision
from travaux.issues.terms import table

UNITS = "points?|items?|paragraphs?|paras?\\.?|clauses?|articles?|art\\.|sections?|provisions?"
UNITS += "|subparagraphs?|sub-paragraphs?|sub-points?|chapters?|recitals?|annex(?:es)?|principles?"
ORDINALS = table("words.toml")["counting"]["ordinals"]
NUMBERS = table("words.toml")["counting"]["numbers"]
LABEL = r"(?:\d+(?:bis|ter|quater)?(?:\.\d+)*|(?-i:I[IVX]{1,5}|[VXLC][IVXLC]{0,5}|[a-z])(?!\w))"
FULL = rf"(?<!\w)\(?{LABEL}\)?(?:[.]?\((?:\w{{1,4}})\)|\.[a-z](?!\w))*"
JOIN = r"\s*(?:,\s*(?:and|or)?|;|and|or|&|to|through|-|–|and also)\s*"
NAMED = re.compile(rf"\b({UNITS})\s+({FULL}(?:{JOIN}{FULL})*)", re.IGNORECASE)
ORDINAL = re.compile(
    rf"\b({'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\s+({UNITS})\b", re.IGNORECASE
)
SPELLED = re.compile(rf"\b({UNITS})\s+({'|'.join(NUMBERS)})\b", re.IGNORECASE)
PIECE = re.compile(r"\d+(?:bis|ter|quater)?|[IVXLC]+\b|[a-z]{1,4}", re.IGNORECASE)
RANGE = re.compile(r"^\s*(?:to|through|-|–)\s*$", re.IGNORECASE)
OTHER = re.compile(
    r"\s+(?:of|in|under)\s+(?:the\s+)?(?:(?-i:[A-Z]\w*[\s-]+){1,4}(?:\w+\s+){0,3}"
    r"(?:treaty|convention|charter|covenant|protocol|constitution|statute|resolution|act)"
    r"|(?-i:Treaty|Convention|Charter|Covenant|Protocol|Constitution|Statute|Resolution|Act))\b",
    re.IGNORECASE,
)
WIDEST = 40  # "points 1 to 28" is a range; more than this is a misreading


@dataclass(frozen=True, slots=True)
class Reference:
    """The words text[start:end] name the unit with canonical path `path` ("13", "b")."""

    start: int
    end: int
    unit: str
    path: tuple[str, ...]


def references(text: str) -> tuple[Reference, ...]:
    """All explicit references of a text, in order."""
    found = [*_named(text), *_ordinals(text), *_spelled(text)]
    return tuple(sorted(set(found), key=lambda r: (r.start, r.path)))


def named_by(reference: Reference, provisions: tuple[Provision, ...]) -> tuple[Provision, ...]:
    """The provisions of one draft that a reference names: by whole path, else by its end."""
    exact = tuple(p for p in provisions if _path(p) == reference.path)
    if exact or any(part.isdigit() for part in reference.path[:1]):
        return exact
    ends = tuple(p for p in provisions if _path(p)[-len(reference.path) :] == reference.path)
    return ends if len(ends) == 1 else ()


def _path(provision: Provision) -> tuple[str, ...]:
    """The path without names of units: ("Article 4", "2") -> ("4", "2")."""
    parts = [PIECE.findall(part.split()[-1]) if part.split() else [] for part in provision.path]
    return tuple(piece.casefold() for pieces in parts for piece in pieces)


def _named(text: str) -> Iterator[Reference]:
    for match in NAMED.finditer(text):
        if OTHER.match(text, match.end()):
            continue
        unit = match[1].casefold().rstrip("s.")
        for path in _paths(match[2]):
            yield Reference(match.start(), match.end(), unit, path)


def _paths(listed: str) -> Iterator[tuple[str, ...]]:
    """ "3 and 5 to 7" -> ("3",), ("5",), ("6",), ("7",)."""
    before: tuple[str, ...] = ()
    end = 0
    for match in re.finditer(FULL, listed, re.IGNORECASE):
        path = tuple(p.casefold() for p in PIECE.findall(match[0]))
        if before and RANGE.match(listed[end : match.start()]):
            yield from _between(before, path)
        if path:
            yield path
        before, end = path, match.end()


def _between(first: tuple[str, ...], last: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    low, high = first[-1], last[-1]
    if low.isdigit() and high.isdigit() and 1 < int(high) - int(low) < WIDEST:
        yield from ((*first[:-1], str(n)) for n in range(int(low) + 1, int(high)))


def _ordinals(text: str) -> Iterator[Reference]:
    for match in ORDINAL.finditer(text):
        word = match[1].casefold()
        number = str(ORDINALS.index(word) + 1) if word in ORDINALS else word[:-2]
        if match[2].casefold().rstrip("s") in {"point", "paragraph", "clause", "article", "item"}:
            yield Reference(match.start(), match.end(), match[2].casefold().rstrip("s"), (number,))


def _spelled(text: str) -> Iterator[Reference]:
    for match in SPELLED.finditer(text):
        number = str(NUMBERS.index(match[2].casefold()) + 1)
        yield Reference(match.start(), match.end(), match[1].casefold().rstrip("s"), (number,))
