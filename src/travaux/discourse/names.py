"""Names as they are written and as they compare: folding, splitting, likeness.

`fold` brings the usual romanisations of one name together (BGN/PCGN, Library of Congress, German
and French press spellings): Zelensky, Zelenskyy, Zelenskiy and Selenskyj's ending fold to one key.
It is for comparing only; what is shown is always a name as printed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.fuzz import ratio

_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
# In this order; each pair is (pattern, replacement) over lower-case ASCII letters.
_ROMAN = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[^a-z0-9 ]", ""),
        (r"shch|tsch|tch", "ch"),
        (r"sch", "sh"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"tz", "ts"),
        (r"ou", "u"),
        (r"w", "v"),
        (r"ck", "k"),
        (r"[yj]", "i"),
        (r"(.)\1+", r"\1"),
        (r"ie", "e"),
        (r"(.)\1+", r"\1"),
    )
)
_ARTICLES = re.compile(r"^(al|el|as|ash|at|ad|an|ar)[- ](?=\w{3})", re.IGNORECASE)
PARTICLES = frozenset(
    """de da di del della dos du la le van von der den ter zu bin ibn ben al el ul ad abu af
    av""".split()  # noqa: SIM905
)
SURNAME_LIKENESS = 0.94  # 26 pairs of spellings, 20 of two names: .94 joins 17 and 0, .86 20 and 7
GIVEN_LIKENESS = 0.7


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The comparison key of a name: lower case, no accents, romanisations brought together."""
    bare = unicodedata.normalize("NFKD", _ARTICLES.sub("", name.strip()).casefold())
    bare = "".join(c for c in bare if not unicodedata.combining(c)).translate(_LETTERS)
    bare = bare.replace("-", " ")
    for pattern, to in _ROMAN:
        bare = pattern.sub(to, bare)
    return " ".join(bare.split())


def plain_key(name: str) -> str:
    """A key that only levels case, accents, apostrophes and white space (bodies, descriptions)."""
    outside = re.sub(r" \([^)]*\)$", "", name)
    bare = unicodedata.normalize("NFKD", outside.casefold().replace("’", "'"))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w' &/.-]", " ", bare).split())


def surname(name: str) -> str:
    """The last word of a name, with the particles in front of it ("von der Leyen")."""
    words = [w for w in name.split() if w.rstrip(".").lower() not in _GENERATIONS]
    if not words:
        return name
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in PARTICLES:
        at -= 1
    return " ".join(words[at:])


_GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}


def given(name: str) -> str:
    """What stands before the surname, "" where the name is a surname alone."""
    last = surname(name)
    end = name.rfind(last)
    return name[:end].strip()


def same_surname(one: str, other: str) -> bool:
    """Whether two surnames are one in different spellings."""
    a, b = fold(surname(one)), fold(surname(other))
    if a == b or a.replace(" ", "") == b.replace(" ", ""):
        return bool(a)
    long = min(len(a), len(b)) >= 5 and a[:1] == b[:1]
    return long and ratio(a, b) >= 100 * SURNAME_LIKENESS and not _sexes(a, b)


def _sexes(a: str, b: str) -> bool:
    """Ivanov and Ivanova, Sikorski and Sikorska are two persons."""
    short, long = sorted((a, b), key=len)
    return long == short + "a" or (a[:-1] == b[:-1] and {a[-1:], b[-1:]} == {"i", "a"})


def same_given(one: str, other: str) -> bool:
    """Whether two given names can be one person's: equal, alike, an initial, or one missing."""
    a, b = fold(given(one)), fold(given(other))
    if not a or not b:
        return True
    first, second = a.split()[0], b.split()[0]
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    if min(len(first), len(second)) > 2 and (first.startswith(second) or second.startswith(first)):
        return True
    return first[0] == second[0] and ratio(first, second) >= 100 * GIVEN_LIKENESS


def likeness(one: str, other: str) -> float:
    """How alike two names are after folding, 0 to 1."""
    return ratio(fold(one), fold(other)) / 100.0


def initials(name: str) -> str:
    """The initials of the capitalised words: "IAEA" for the International Atomic Energy Agency."""
    return "".join(word[0] for word in name.split() if word[:1].isupper())
