"""The words around values -> phrases that say what the values are of.

A phrase is a run of words between function words and common verbs, as in RAKE (Rose et al. 2010);
the best one is made of the terms that most accounts share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from travaux.issues.measures import Measure
from travaux.issues.terms import table, terms

LONGEST = 5  # words of a phrase
HEARD = 12  # accounts of which phrases are read: titles of large groups need no more
NAMED = 0.6  # factor of a phrase of names alone: they say who, rather than what
JOINTS = ("of", "the")  # words that do not end a phrase
EDGES = " \t\n,;:.!?–—-“”\"'‘’()[]"

WORD = re.compile(r"[^\W\d_][\w’'-]*")
PIECE = re.compile(r"[^\W\d_][\w’'-]*|\d[\d,.]*|[^\w\s]")
FIGURES = re.compile(r"\d[\d,.]*(?:\s(?:thousand|million|billion|trillion))?")
MARKS = re.compile(
    r"\*\*|__|`|^\s*(?:#{1,6}|>|[-*+•])\s+|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)", re.MULTILINE
)
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
NOUN = re.compile(r"(?:\s(?:of|its|the|their|his|her|our))*(?P<noun>(?:[\s-][a-z][\w’']*){1,4})")
PLACE = re.compile(
    r"\s+(?:from|in|at|of|on|near)\s+(?:the\s+)?(?:[A-Z][\w’'-]*(?:\s|\b))+(?P<next>[a-z]+)?"
)
WHERE = re.compile(r"\b(?:in|at|of|near|from|on)(?:\s+the)?\s+$")


def unmarked(text: str) -> str:
    """Words without the marks of Markdown, in one line."""
    return re.sub(r"\s+", " ", MARKS.sub("", LINK.sub(r"\1", text))).strip()


def ends_phrase(word: str) -> bool:
    """Whether a word is a function word or a verb that stands next to values."""
    return word.casefold() in _breaks()


def counted_words(told: Sequence[Measure]) -> str:
    """The words right behind the first figure that has any: "patrol boats from the Harn islands";
    "" where none has."""
    nouns = (_noun(measure) for measure in told[:HEARD])
    return next((noun for noun in nouns if noun), "")


def best_phrase(told: Sequence[Measure], apart: str, placed: bool = False) -> str:
    """The phrase of the accounts' clauses with the terms that most of them share, none of them in
    `apart`; "" where there is none. placed: only what stands behind "in", "at" or the like."""
    shared = Counter(term for measure in told[:HEARD] for term in measure.near)
    without = set(terms(apart))
    scored: dict[str, float] = {}
    for measure in told[:HEARD]:
        for words, where in _phrases(unmarked(measure.clause)):
            found = set(terms(" ".join(words)))
            if found and not found & without and (where or not placed):
                phrase = " ".join(words)
                score = sum(shared[t] for t in found) / (len(words) + 1) * _weight(words)
                scored[phrase] = max(score, scored.get(phrase, 0.0))
    return max(scored, key=lambda p: (scored[p], -len(p), p), default="")


def _weight(words: Sequence[str]) -> float:
    return NAMED if all(w[0].isupper() for w in words if w not in JOINTS) else 1.0


def _noun(measure: Measure) -> str:
    """The words right behind the figure, and the place behind them."""
    text, slot = measure.passage.text, measure.slot.anchor
    start = slot.start - measure.passage.start
    figures = list(FIGURES.finditer(slot.exact))
    rest = text[start + figures[-1].end() :] if figures else ""
    run = NOUN.match(rest)
    if not run:
        return ""
    kept = list(takewhile(lambda w: not ends_phrase(w), re.findall(r"[\w’']+", run["noun"])))
    place = PLACE.match(rest, run.start("noun") + 1 + len(" ".join(kept)))
    return " ".join(kept) + (_placed(place) if place and kept else "")


def _placed(place: re.Match[str]) -> str:
    """The place as matched, its last word left out where that ends a phrase."""
    last = place["next"] or ""
    return place[0].removesuffix(last).rstrip() if ends_phrase(last) else place[0].rstrip()


def _phrases(clause: str) -> Iterator[tuple[list[str], bool]]:
    """Runs of words between function words, and whether each stands behind "in", "at" …"""
    run: list[str] = []
    start = 0
    for piece in PIECE.finditer(f"{clause} ."):
        word, low = piece[0], piece[0].casefold()
        if WORD.fullmatch(word) and not ends_phrase(low):
            start = start if run else piece.start()
            run.append(word)
        elif run and low in JOINTS and run[-1] != low:
            run.append(low)
        else:
            while run and run[-1] in JOINTS:
                run.pop()
            if run and len(run) <= LONGEST:
                yield run, bool(WHERE.search(clause[:start]))
            run = []


@cache
def _breaks() -> frozenset[str]:
    breaks = table("accounts.toml")["measuring"]["breaks"]
    return frozenset([*table("words.toml")["stop"]["words"], *breaks])
