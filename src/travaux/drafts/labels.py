"""Reads the printed label that may stand at a place of a text.

A label is an optional keyword ("Article"), one or more numbers with their punctuation, and an
optional suffix ("bis"). A number may be read in several ways ("i" is a letter or a roman one);
every reading is kept here, and the sequence decides later (`outline.py`).

Forms: `1.` `1)` `(1)` `[1]` `1:` `1 -` `1.º` `a.` `(iv)` `1.2.3` `10 a)` `13.b` `8bis.` `•`
`Article 4(2)` `§ 12.` `ANNEX II` `Option 1:` `Second,` `第3条`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple


class Reading(NamedTuple):
    """One way to read a number. kind: arabic, alpha, ALPHA, roman, ROMAN, word, bullet or solo.

    values: one integer, or several for `1.2.3`; insert: rank of its suffix (bis 1, ter 2), 0 none.
    """

    kind: str
    values: tuple[int, ...]
    insert: int = 0


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


class Keyword(NamedTuple):
    """What labels.toml says of one keyword."""

    name: str
    rank: int
    solo: bool
    anywhere: bool


@cache
def _tables() -> dict[str, dict[str, object]]:
    return tomllib.loads(resources.files(__package__).joinpath("labels.toml").read_text("utf-8"))


@cache
def keywords() -> dict[str, Keyword]:
    """Printed word (lower case) -> keyword."""
    found: dict[str, Keyword] = {}
    for name, row in _tables()["keywords"].items():
        assert isinstance(row, dict)
        keyword = Keyword(name, row["rank"], row.get("solo", False), row.get("any", False))
        found.update(dict.fromkeys(row["words"], keyword))
    return found


@cache
def rank_of(keyword: str) -> int:
    """Rank of a canonical keyword; a bare number ranks below every structural keyword."""
    return next((k.rank for k in keywords().values() if k.name == keyword), 8)


@cache
def anywhere(keyword: str) -> bool:
    """Whether a list of this keyword may open inside any item."""
    return any(k.anywhere for k in keywords().values() if k.name == keyword)


@cache
def _words() -> dict[str, int]:
    """Ordinal or cardinal word -> its number."""
    found: dict[str, int] = {}
    for row in _tables()["ordinals"].values():
        assert isinstance(row, list)
        found.update({word: at + 1 for at, word in enumerate(row)})
    return found


@cache
def _letters() -> dict[str, int]:
    """Lower-case letter -> its place in its alphabet."""
    return {
        letter: at + 1
        for alphabet in _tables()["alphabets"].values()
        for at, letter in enumerate(str(alphabet))
    }


@cache
def suffixes() -> tuple[str, ...]:
    """Latin suffixes in order: bis, ter, quater …"""
    words = _tables()["suffixes"]["words"]
    assert isinstance(words, list)
    return tuple(words)


ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})\Z")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def roman(text: str) -> int:
    """Value of a lower-case roman number, 0 where it is none."""
    if not text or not ROMAN.match(text):
        return 0
    digits = [ROMAN_VALUES[c] for c in text]
    following = [*digits[1:], 0]
    return sum(d if d >= after else -d for d, after in zip(digits, following, strict=True))


@cache
def readings(core: str) -> tuple[Reading, ...]:
    """All ways to read the number `core` ("4", "iv", "b", "8bis", "1.2.3", "second")."""
    plain, insert = _without_suffix(core)
    if plain and plain[0].isdigit():
        parts = [part for part in plain.split(".") if part]
        return (Reading("arabic", tuple(int(part) for part in parts), insert),)
    if (word := _words().get(plain.casefold())) is not None:
        return (Reading("word", (word,), insert),)
    return tuple(_letter_readings(plain, insert))


def _without_suffix(core: str) -> tuple[str, int]:
    """The number without "bis", or without the letter of "3a", and the rank of what was cut."""
    found = _SUFFIX.search(core)
    if not found:
        return core, 0
    ending = found.group(1).casefold()
    rank = suffixes().index(ending) + 1 if ending in suffixes() else _letters().get(ending, 1)
    return core[: found.start()], rank


_SUFFIX = re.compile(r"(?<=\d)[ -]?(" + "|".join(suffixes()) + r"|(?-i:[a-z]|[A-Z]))\Z", re.I)


def _letter_readings(plain: str, insert: int) -> list[Reading]:
    upper = plain.isupper()
    low = plain.casefold()
    found = []
    if len(set(low)) == 1 and low[0] in _letters():
        value = _letters()[low[0]] + 26 * (len(low) - 1)
        found.append(Reading("ALPHA" if upper else "alpha", (value,), insert))
    if value := roman(low):
        found.append(Reading("ROMAN" if upper else "roman", (value,), insert))
    return found


# ---------------------------------------------------------------- the printed forms

_BIS = r"(?:[ -]?(?:" + "|".join(suffixes()) + r")\b)?"
_ARABIC = r"\d{1,3}(?:\.\d{1,3}){0,5}(?:[a-zA-Z](?![a-zA-Z]))?" + _BIS
_LETTER = r"[ivxlcdm]{1,6}|[IVXLCDM]{1,6}|[a-zA-Zа-яА-Яα-ωΑ-Ω]{1,2}"
_NUMBER = rf"(?:{_ARABIC}|{_LETTER})"
_WORDS = "|".join(sorted(_words(), key=len, reverse=True))
_KEYWORD = "|".join(re.escape(w) for w in sorted(keywords(), key=len, reverse=True))

MARKS = re.compile(
    r"[ \t\u00a0]*(?:(?:[#>]+|/?blockquote>|<[^<>]{1,20}>)[ \t]*)*(?:[*_]{1,3}(?=[^\s*_]))?[\"“«„]?"
)
BULLET = re.compile(r"([-–—−•●▪◦‣·*+oø§])(?=[ \t\u00a0])")
BRACKET = re.compile(r"\[(?=[\w(*])(?!\d{1,3}\]|\^)")

PAREN = re.compile(rf"\(\s?(?P<n>{_NUMBER})\s?\)")
SQUARE = re.compile(r"\[(?P<n>\d{1,3})\](?!\()")
CLOSE = re.compile(rf"(?P<n>{_NUMBER})\s?\)")
DOT = re.compile(rf"(?P<n>{_NUMBER})\s?\.(?:[ºª°]|-(?=\s))?(?![\w.])")
DEGREE = re.compile(r"(?P<n>\d{1,3})[ºª°](?=[\s.])\.?")
NUMERO = re.compile(r"(?:No|N|№)[.°º]?\s?(?P<n>\d{1,3})[.:)]?(?=\s)")
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
    (DASH, "-"),
    (COLON, ":"),
)


def read_labels(text: str, at: int, limit: int) -> list[Label]:
    """The chain of labels that starts at `at` (after white space and marks), or [].

    limit: end of the line. "(a)(1) Text" and "13. a. Text" give two labels, "10 a)" gives a
    label and a compound one.
    """
    at = MARKS.match(text, at, limit).end()  # type: ignore[union-attr]
    first = _keyed(text, at, limit) or _numbered(text, at, limit)
    bullet = BULLET.match(text, at, limit) if not first else None
    if bullet:
        return _after_bullet(text, at, limit, bullet)
    if not first:
        bracket = BRACKET.match(text, at, limit)
        first = bracket and (
            _keyed(text, bracket.end(), limit) or _numbered(text, bracket.end(), limit)
        )
    return _chain(text, first, limit) if first else []


def _after_bullet(text: str, at: int, limit: int, bullet: re.Match[str]) -> list[Label]:
    """A numbered label behind the bullet, else the bullet itself."""
    inner = (
        bullet.end() + len(text[bullet.end() : limit]) - len(text[bullet.end() : limit].lstrip())
    )
    numbered = _keyed(text, inner, limit) or _numbered(text, inner, limit, bare=False)
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
    follower = _numbered(text, at, limit, bare=False) or _keyed_anywhere(text, at, limit)
    return follower if follower and follower.shape in ("()", ")", ".", "key") else None


def _keyed_anywhere(text: str, at: int, limit: int) -> Label | None:
    """ "Option 1:" right behind another label."""
    label = _keyed(text, at, limit)
    return label if label and not label.weak and anywhere(label.keyword) else None


def _numbered(text: str, at: int, limit: int, bare: bool = True) -> Label | None:
    for pattern, shape in SHAPES:
        if match := pattern.match(text, at, limit):
            found = readings(match.group("n"))
            if found and _stands_free(text, match.end(), limit):
                return _label(match, shape, found, _is_weak(text, match, shape, limit))
    for pattern, shape in ((NUMERO, "№"), (CHINESE, "第"), (SPELLED, "word")):
        if match := pattern.match(text, at, limit):
            number = _chinese(match.group("n")) if shape == "第" else match.group("n")
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


def _chinese(number: str) -> str:
    """Arabic digits for a Chinese number below 100."""
    if number.isdigit():
        return str(int(number))
    digits = str(_tables()["numerals"]["chinese"])
    tens, _, ones = number.rpartition("十")
    if "十" not in number:
        return str(digits.find(number))
    ten = digits.find(tens) if tens else 1
    return str(ten * 10 + (digits.find(ones) if ones else 0))


# ---------------------------------------------------------------- labels inside a line

INLINE = re.compile(
    r"(?:(?<=[.;:,!?)\]”\"’])|(?<=[;,:] and)|(?<=[;,:] or)|(?<=—)|(?<= and)|(?<= or))[ \t\u00a0]*"
    r"(?P<label>\(\s?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\s?\)"
    r"|(?<=\s)(?:\d{1,2}|[a-z]|[ivx]{1,5})\)"
    r"|(?<=[.;:!?)\]”\"’]\s)\d{1,2}\.(?=\s+[A-Z“\"«]))"
)


def read_inline(text: str, start: int, end: int) -> list[Label]:
    """Labels that may stand inside text[start:end], each behind a stop: "…; (b) …", "…. 2. X"."""
    found = []
    for match in INLINE.finditer(text, start, end):
        label = _numbered(text, match.start("label"), end, bare=False)
        if label and not _is_reference(text, label, end):
            found.append(label)
    return found


_AFTER_REFERENCE = re.compile(
    r"\s*(?:[,;.)]|(?:and|or|to|through|above|below|of|hereof|thereof)\b|$)", re.I
)


def _is_reference(text: str, label: Label, end: int) -> bool:
    """ "(a), (b) and (c) above": nothing of an item follows the number."""
    return bool(_AFTER_REFERENCE.match(text, label.end, min(end, label.end + 12)))
