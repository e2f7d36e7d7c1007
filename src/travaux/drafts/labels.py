"""Reads the printed label that may stand at a place of a text.

A label is an optional keyword ("Article"), one or more numbers with their punctuation, and an
optional suffix ("bis"). Every reading of a number is kept (`numerals.py`), and the sequence
decides later (`outline.py`).

Forms: `1.` `1)` `(1)` `[1]` `1:` `1 -` `1.º` `a.` `(iv)` `1.2.3` `10 a)` `13.b` `8bis.` `•`
`Article 4(2)` `§ 12.` `ANNEX II` `Option 1:` `Second,` `第3条`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from travaux.drafts.numerals import (
    Keyword,
    Reading,
    anywhere,
    from_chinese,
    keywords,
    number_words,
    readings,
    suffixes,
)


class Label(NamedTuple):
    """A printed label at [start, end) of a text (the punctuation that belongs to it included).

    core: the number alone, as printed ("4", "iv", "8bis"); keyword: canonical ("article"), ""
    none; shape: the punctuation around the number ("()", ")", ".", ""); compound: it continues
    the label before it without punctuation of its own ("10 a)": "a)" is compound under "10");
    weak: it may well be ordinary prose (a bare number, "Article 4 provides").
    """

    start: int
    end: int
    core: str
    keyword: str
    shape: str
    readings: tuple[Reading, ...]
    compound: bool = False
    weak: bool = False


_BIS = r"(?:[ -]?(?:" + "|".join(suffixes()) + r")\b)?"
_ARABIC = r"\d{1,3}(?:\.\d{1,3}){0,5}(?:[a-zA-Z](?![a-zA-Z]))?" + _BIS
_LETTER = r"[ivxlcdm]{1,6}|[IVXLCDM]{1,6}|[a-zA-Zа-яА-Яα-ωΑ-Ω]{1,2}"
_NUMBER = rf"(?:{_ARABIC}|{_LETTER})"
_WORDS = "|".join(sorted(number_words(), key=len, reverse=True))
_KEYWORD = "|".join(re.escape(w) for w in sorted(keywords(), key=len, reverse=True))

MARKS = re.compile(
    r"[ \t\u00a0]*(?:(?:[#>|]+|/?blockquote>|<[^<>]{1,20}>)[ \t]*)*"
    r"(?:[*_]{1,3}(?=[^\s*_]))?[\"“«„]?"
)
BULLET = re.compile(r"([-–—−•●▪◦‣·*+oø§])(?=[ \t\u00a0])")
BRACKET = re.compile(r"\[(?=[\w(*])(?!\d{1,3}\]|\^)")

PAREN = re.compile(rf"\(\s?(?P<n>{_NUMBER})\s?\)")
SQUARE = re.compile(r"\[(?P<n>\d{1,3})\](?!\()")
CLOSE = re.compile(rf"(?P<n>{_NUMBER})\s?\)")
DOT = re.compile(rf"(?P<n>{_NUMBER})\s?\.(?:[ºª°]|-(?=\s))?(?![\w.])")
DOTTED = re.compile(r"(?P<n>\d{1,3})(?=\.[a-z][.)]?\s)")
DEGREE = re.compile(r"(?P<n>\d{1,3})[ºª°](?=[\s.])\.?")
NUMERO = re.compile(r"(?:No|N|№)[.°º]?\s?(?P<n>\d{1,3})[.:)]?(?=\s)")
CELL = re.compile(rf"(?P<n>{_NUMBER})[.)]?[ \t]*\|(?=[ \t]*[^\s|-])")
COLON = re.compile(rf"(?P<n>{_NUMBER}):(?=\s)")
DASH = re.compile(r"(?P<n>\d{1,3})\s?[-–—](?=\s)")
BARE = re.compile(rf"(?P<n>{_ARABIC})(?=[ \t\u00a0]+\S|[ \t]*$)", re.M)
SPELLED = re.compile(rf"(?P<n>{_WORDS})(?P<d>[.:,)—–]|\s-)(?=\s)", re.I)
CHINESE = re.compile(r"第\s?(?P<n>[0-9０-９一二三四五六七八九十百]+)\s?[条條章节節款]")
KEYED = re.compile(
    rf"(?P<k>{_KEYWORD})(?:(?<=§)\s?|[ \t\u00a0\u2009]+)"
    rf"(?P<n>{_ARABIC}|{_LETTER}|(?:{_WORDS})\b)(?![\w])",
    re.I,
)
SOLO = re.compile(rf"(?P<k>{_KEYWORD})\s*[:.]?\s*[*_\]]*[ \t]*$", re.I | re.M)
AFTER_KEYED = re.compile(r"[\])*_]{0,4}(?:\s?(?:[.:)—–]+|-(?=\s))[*_]{0,3})?")
COMPOUND = re.compile(rf"(?:\s?\(\s?(?P<p>{_NUMBER})\s?\)|[ .](?P<n>[a-z])(?=[.)\s])[.)]?)(?!\w)")

SHAPES = (
    (PAREN, "()"),
    (SQUARE, "[]"),
    (DEGREE, "º"),
    (CLOSE, ")"),
    (DOT, "."),
    (DOTTED, "."),
    (CELL, "|"),
    (DASH, "-"),
    (COLON, ":"),
)


def read_labels(text: str, at: int, limit: int) -> list[Label]:
    """The chain of labels that starts at `at` (after white space and marks), or [].

    limit: end of the line. "(a)(1) Text" and "13. a. Text" give two labels, "10 a)" gives a
    label and a compound one.
    """
    at = MARKS.match(text, at, limit).end()  # type: ignore[union-attr]
    first = _keyed(text, at, limit) or read_number(text, at, limit)
    bullet = BULLET.match(text, at, limit) if not first else None
    if bullet:
        return _after_bullet(text, at, limit, bullet)
    if not first:
        bracket = BRACKET.match(text, at, limit)
        first = bracket and (
            _keyed(text, bracket.end(), limit) or read_number(text, bracket.end(), limit)
        )
    return _chain(text, first, limit) if first else []


def _after_bullet(text: str, at: int, limit: int, bullet: re.Match[str]) -> list[Label]:
    """A numbered label behind the bullet, else the bullet itself."""
    inner = (
        bullet.end() + len(text[bullet.end() : limit]) - len(text[bullet.end() : limit].lstrip())
    )
    numbered = _keyed(text, inner, limit) or read_number(text, inner, limit, bare=False)
    if numbered and not numbered.weak:
        return _chain(text, numbered, limit)
    mark = bullet.group(1)
    return [Label(at, bullet.end(), mark, "", "•" + mark, (Reading("bullet", (0,)),))]


def _chain(text: str, first: Label, limit: int) -> list[Label]:
    """`first` and the labels that follow it at once."""
    chain = [first]
    while len(chain) < 5 and (following := _following(text, chain[-1], limit)):
        chain.append(following)
    return chain


def _following(text: str, label: Label, limit: int) -> Label | None:
    """The label right behind `label`: compound ("4(2)", "13.b") or with marks of its own."""
    if label.readings[0].kind == "solo":
        return None
    number_end = text.find(label.core, label.start, label.end) + len(label.core)
    open_end = label.shape in ("", "key") or (label.shape == "." and label.core[-1].isdigit())
    compound = COMPOUND.match(text, number_end, limit) if open_end else None
    if compound and not (compound.group("n") and text[number_end] == " " and label.keyword):
        core = compound.group("p") or compound.group("n")
        if found := readings(core):
            shape = "()" if compound.group("p") else ")"
            return Label(compound.start(), compound.end(), core, "", shape, found, True)
    at = label.end
    while at < limit and text[at] in " \t\u00a0*_":
        at += 1
    if at == label.end and label.shape not in ("()", ")"):
        return None
    follower = read_number(text, at, limit, bare=False) or _keyed_anywhere(text, at, limit)
    return follower if follower and follower.shape in ("()", ")", ".", "key") else None


def _keyed_anywhere(text: str, at: int, limit: int) -> Label | None:
    """ "Option 1:" right behind another label."""
    label = _keyed(text, at, limit)
    return label if label and not label.weak and anywhere(label.keyword) else None


def read_number(text: str, at: int, limit: int, bare: bool = True) -> Label | None:
    for pattern, shape in SHAPES:
        if match := pattern.match(text, at, limit):
            found = readings(match.group("n"))
            if found and (shape == "." or _stands_free(text, match.end(), limit)):
                return _label(match, shape, found, _is_weak(text, match, shape, limit))
    for pattern, shape in ((NUMERO, "№"), (CHINESE, "第"), (SPELLED, "word")):
        if match := pattern.match(text, at, limit):
            number = from_chinese(match.group("n")) if shape == "第" else match.group("n")
            return _label(match, shape, readings(number), shape == "word")
    match = BARE.match(text, at, limit) if bare else None
    if match and (found := readings(match.group("n"))):
        return _label(match, "", found, True)
    return None


def _label(
    match: re.Match[str], shape: str, found: tuple[Reading, ...], weak: bool = False
) -> Label:
    return Label(match.start(), match.end(), match.group("n"), "", shape, found, False, weak)


def _stands_free(text: str, end: int, limit: int) -> bool:
    """Whether what follows a label may follow one: space, the end, a bracket, mark or capital."""
    return end >= limit or not text[end].isalnum() or text[end].isupper() or text[end - 1] == ")"


def _is_weak(text: str, match: re.Match[str], shape: str, limit: int) -> bool:
    """Whether "(c) 2015", "a. m." or "1) and" is rather prose than a label."""
    rest = text[match.end() : min(limit, match.end() + 40)].strip()
    core = match.group("n")
    if core.casefold() == "c" and shape == "()":
        return bool(re.match(r"(?:copyright\b|\d{4}\b|©)", rest, re.I))
    if shape in ("-", ":"):
        return len(core) > 2 or not rest[:1].isupper()
    return shape == "." and core[0].isalpha() and core[0].isupper() and not rest


def _keyed(text: str, at: int, limit: int) -> Label | None:
    """A label with a keyword: "Article 4", "ANNEX", "Option 1:"."""
    match = KEYED.match(text, at, limit)
    if not match:
        return _solo(text, at, limit)
    keyword = keywords()[match.group("k").casefold()]
    found = _keyed_readings(keyword, match.group("n"))
    if not found:
        return None
    after = AFTER_KEYED.match(text, match.end(), limit)
    end = after.end() if after else match.end()
    weak = _prose_follows(text, match, end, limit)
    return Label(at, end, match.group("n"), keyword.name, "key", found, False, weak)


def _keyed_readings(keyword: Keyword, core: str) -> tuple[Reading, ...]:
    """ "§ 478.11" and "Section 2.1": the whole number is one unit of the keyword's series."""
    found = readings(core)
    if keyword.name != "sign" or not found or len(found[0].values) < 2:
        return found
    return (Reading("arabic", (found[0].values[-1],), found[0].insert),)


def _prose_follows(text: str, match: re.Match[str], end: int, limit: int) -> bool:
    """ "Article 4 provides", "Section 3, paragraph 2": a reference, not a label."""
    rest = text[end:limit].lstrip()
    lower_keyword = match.group("k")[0].islower()
    marked = end > match.end() and text[match.end() : end].strip("*_ ") != ""
    return lower_keyword or (not marked and bool(rest) and (rest[0].islower() or rest[0] in ",;"))


def _solo(text: str, at: int, limit: int) -> Label | None:
    match = SOLO.match(text, at, limit)
    if not match or not (keyword := keywords()[match.group("k").casefold()]).solo:
        return None
    word = match.group("k")
    if word[0].islower():
        return None
    return Label(at, match.end("k"), word, keyword.name, "solo", (Reading("solo", (1,)),))
