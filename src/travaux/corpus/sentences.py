"""Where sentences begin in a paragraph, from its characters alone.

Rules. A sentence ends at . ! ? … (and their kin in other scripts), with the closing marks and
brackets after them, where white space and then something that can begin a sentence follow: a
capital, a figure, an opening mark, a letter of a script without capitals. A full stop after an
abbreviation or an initial ends one only where the next word shows it. After a question or
exclamation mark inside a closing quotation mark, a capital says nothing (“Why?” Smith asked), so
that place is left to the parser, as are all places in a stretch too long to be one sentence.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

MAYBE_WORDS = ("No", "no", "p", "n", "M")  # a word or letter of its own as well
LONGEST = 1_200  # characters; beyond it the parser may split where no mark stands
ENDLESS = 50_000  # characters; more without a stop is no text: an hour of unmarked speech is less

_END = re.compile(
    r"(?P<mark>[.!?…‽؟۔।]+|[。！？｡]+)(?P<close>[\"”’'»›)\]}]*)(?P<gap>\s+|(?<=[。！？｡])|(?<=[。！？｡][”」]))"
    r"(?=(?P<open>[\"“‘'«‹„(\[{¿¡]*)(?P<next>\S+))"
)
_STOP = re.compile(r"[.!?…‽؟۔।][\"”’'»›)\]}]*\s|[。！？｡]")
_WORD_BEFORE = re.compile(r"[^\s\"“‘'«(\[—–/-]+$")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")


@dataclass(frozen=True, slots=True)
class Starts:
    """Offsets at which a sentence begins: for sure, or where a parser may say so."""

    sure: frozenset[int]
    perhaps: frozenset[int]
    loose: bool = False


def endless(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of text[start:end], a paragraph, of ENDLESS characters or more in which no
    sentence ends."""
    if end - start < ENDLESS:
        return []
    stops = (match.end() for match in _STOP.finditer(text, start, end))
    edges = [start, *stops, end]
    return [(a, b) for a, b in itertools.pairwise(edges) if b - a >= ENDLESS]


def sentence_starts(text: str) -> Starts:
    """Where sentences begin in `text`, one paragraph with single spaces. 0 is always a start."""
    sure: set[int] = {0}
    perhaps: set[int] = set()
    for match in _END.finditer(text):
        verdict = _verdict(text, match)
        if verdict is not None:
            (sure if verdict else perhaps).add(match.end("gap"))
    edges = [*sorted(sure), len(text)]
    loose = any(b - a > LONGEST for a, b in itertools.pairwise(edges))
    return Starts(frozenset(sure), frozenset(perhaps), loose)


def _verdict(text: str, match: re.Match[str]) -> bool | None:
    """True: a sentence begins here. False: perhaps. None: none does."""
    first = match["next"][0]
    if first.islower() or not (first.isalnum() or match["open"] or first in "—–-•$€£#@"):
        return None
    if match["mark"] == "." and not match["close"]:
        return _after_stop(text, match)
    asked = match["mark"][-1] in "!?…" and match["close"][:1] in ("”", '"', "’", "»", "'")
    return not (asked and first.isupper())


def _after_stop(text: str, match: re.Match[str]) -> bool | None:
    word = _WORD_BEFORE.search(text, max(0, match.start() - 40), match.start())
    before = word[0] if word else ""
    table = abbreviations()
    if before in table["before_name"] and match["next"][0].isalnum():
        return True if before in MAYBE_WORDS and _starts(match) else None
    if before in table["either"] or _INITIALS.fullmatch(before):
        return True if _starts(match) or match["open"] else None
    return True


def _starts(match: re.Match[str]) -> bool:
    return re.split(r"\W", match["next"], maxsplit=1)[0] in abbreviations()["starters"]


@cache
def abbreviations() -> dict[str, frozenset[str]]:
    """The tables of abbreviations.toml."""
    file = resources.files("travaux.corpus").joinpath("abbreviations.toml")
    return {
        name: frozenset(words) for name, words in tomllib.loads(file.read_text("utf-8")).items()
    }
