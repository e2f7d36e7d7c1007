"""Text -> terms: the units by which statements and provisions are compared.

A term is a stemmed word, a normalised number ("#600000"), a concept of `concepts.toml`
("=cede"), or a part of a region named in `places.toml`. Stop words and words that mean the text
under negotiation itself ("plan", "deal") give no term.

Stemming is suffix stripping in the manner of Lovins (1968), with a short list: it is used on both
sides, so that it need be consistent, not correct.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[,.]\d+)*", re.UNICODE)
SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "bn": 10**9}
SCALES |= {"m": 10**6, "trillion": 10**12, "k": 1_000}
LONGEST = 3  # words in the longest entry of the tables that is looked up


@cache
def table(name: str) -> dict[str, dict[str, list[str]]]:
    """The packaged table `name`, read once."""
    text = files("travaux.issues").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case word: the first suffix that leaves four letters is cut."""
    for suffix in _suffixes():
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return _single(word[: -len(suffix)])
    return word


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple(table("words.toml")["stems"]["suffixes"])


def _single(word: str) -> str:
    """`word` without a doubled last letter ("limitt" -> "limit")."""
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """A word as compared: lower case, straight, without a possessive ending."""
    word = word.casefold().replace("’", "'")
    return word[:-2] if word.endswith("'s") else word.rstrip("'")


def number(figure: str, scale: str) -> str:
    """A number as a term: ("600,000", "") -> "#600000", ("1.5", "million") -> "#1500000"."""
    plain = figure.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", figure) else figure
    try:
        value = float(plain.replace(",", ".")) * SCALES.get(scale, 1)
    except ValueError:
        return f"#{plain}"
    return f"#{value:.10g}"


def words(text: str) -> list[str]:
    """The folded words and figures of a text, in order."""
    return [folded(match) for match in WORD.findall(text)]


def terms(text: str) -> list[str]:
    """All terms of a text, in order; a term occurs as often as the text says it."""
    found = words(text)
    return [*_plain(found), *_looked_up(found)]


def _plain(found: list[str]) -> Iterator[str]:
    stop, worded = stop_words(), _worded()
    for at, word in enumerate(found):
        behind = found[at + 1] if at + 1 < len(found) else ""
        if word[0].isdigit():
            yield number(word, behind)
        elif word in worded and behind in SCALES:
            yield number(str(worded[word]), behind)
        elif word not in stop and len(word) > 1:
            yield stem(word)


@cache
def _worded() -> dict[str, int]:
    """Number words -> their value, as far as texts write sums in words ("forty million")."""
    ones = table("words.toml")["counting"]["numbers"]
    tens = table("words.toml")["counting"]["tens"]
    return {word: n for n, word in enumerate(ones, 1)} | {
        word: 10 * n for n, word in enumerate(tens, 2)
    }


def _looked_up(found: list[str]) -> Iterator[str]:
    """Concepts and parts of regions, by the stems of runs of one to three words."""
    entries, heads = _entries()
    stems = [stem(word) for word in found]
    for at, head in enumerate(stems):
        if head in heads:
            for length in range(1, LONGEST + 1):
                yield from entries.get(" ".join(stems[at : at + length]), ())


@cache
def _entries() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """What a run of stems stands for, and the stems such runs begin with."""
    entries: dict[str, tuple[str, ...]] = {}
    for concept, names in table("concepts.toml")["concepts"].items():
        for key in sorted({_key(name) for name in names}):
            entries[key] = (*entries.get(key, ()), f"={concept}")
    for region, parts in table("places.toml")["parts"].items():
        key = _key(region)
        entries[key] = tuple(stem(folded(p)) for part in parts for p in part.split())
    return entries, frozenset(key.split()[0] for key in entries)


def _key(name: str) -> str:
    return " ".join(stem(word) for word in words(name))


@cache
def text_nouns() -> frozenset[str]:
    """Words that mean the text under negotiation, with their plurals."""
    nouns = table("concepts.toml")["text"]["nouns"]
    return frozenset([*nouns, *(f"{noun}s" for noun in nouns)])


@cache
def stop_words() -> frozenset[str]:
    """Words that never tell one provision from another."""
    return frozenset(table("words.toml")["stop"]["words"]) | text_nouns()
