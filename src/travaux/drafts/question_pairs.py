"""Questions about pairs of sentences that may not both be kept.

Two sentences are about one matter where they share all content words of the shorter and most of
the longer; words of permission, limit and time do not count. They may contradict each other when
one allows or orders what the other forbids, or when the same figure or date differs. "After that"
and the like order them in time, which is no contradiction.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from travaux.core.drafts import Provision
from travaux.drafts.page import Hit, Page
from travaux.drafts.vocabulary import words

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
NEGATIVE = re.compile(
    r"\b(?:not|no|never|neither|nor|cannot|without|prohibit\w*|forbid\w*|forbidden|banned|barred|"
    r"refrain\w*)\b",
    re.I,
)
THEN = re.compile(
    r"\b(?:after that|thereafter|afterwards|otherwise|however|except|save|unless|notwithstanding|"
    r"in addition|additional\w*|further|other|another|instead|each)\b",
    re.I,
)
MONTH = (
    r"(?:January|February|March|April|May(?= \d| to |$|[.,;])|June|July|August|September|October|"
    r"November|December)\b"
)
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:of )?{MONTH}(?: \d{{1,2}}\b)?(?:,? \d{{4}})?|"
    r"\b(?:19|20)\d\d\b"
)
FIGURE = re.compile(
    r"(?P<n>\d[\d.,]*\d|\d)(?:\s*(?P<scale>thousand|million|billion|per ?cent|%))?"
    r"\s*(?P<unit>[a-z]+(?:-[a-z]+)?)?"
)
ALIKE = 0.75  # share of the content words of the shorter that must be shared
OPPOSED = (
    0.8  # the same where polarity differs: "foreign doctors may" is no "foreign troops may not"
)
ENOUGH = 0.5  # share of all content words of both that must be shared
COMMON = 25  # content words in more sentences than this are not looked up


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence: content stems, polarity, figures by unit, dates."""

    provision: Provision
    start: int
    end: int
    content: frozenset[str]
    negative: bool
    turned: bool
    figures: tuple[tuple[str, str], ...]
    dates: tuple[str, ...]
    later: bool


def contradiction(page: Page) -> Iterator[Hit]:
    """The later of two sentences that may contradict each other; once a pair."""
    said = [s for s in (_saying(*where) for where in page.sentences) if s.content]
    index: dict[str, list[int]] = defaultdict(list)
    for at, saying in enumerate(said):
        near = {n for stem in saying.content for n in index[stem][-COMMON:]}
        for n in sorted(near):
            why = _conflict(said[n], saying)
            if why:
                yield Hit(
                    saying.provision, saying.start, saying.end, f"{said[n].provision.label}: {why}"
                )
                break
        for stem in saying.content:
            index[stem].append(at)


def _saying(provision: Provision, start: int, end: int) -> Saying:
    text = provision.text[start:end]
    dates = tuple(" ".join(m.group().lower().split()) for m in DATE.finditer(text))
    plain = DATE.sub(" ", text)
    figures = tuple(
        (m["n"].rstrip(".,"), _stem(m["unit"] or m["scale"] or "")) for m in FIGURE.finditer(plain)
    )
    idle = words("pairs", "idle")
    stems = {_stem(w) for w in re.findall(r"[a-z]{3,}", plain.lower()) if w not in idle}
    turned = stems & _turned().keys()
    return Saying(
        provision,
        start,
        end,
        frozenset(_turned().get(stem, stem) for stem in stems),
        bool(NEGATIVE.search(text)),
        len(turned) % 2 == 1,
        figures,
        dates,
        bool(THEN.search(text)),
    )


def _conflict(one: Saying, other: Saying) -> str:
    """What may contradict, in words, or ""."""
    if one.later or other.later or (one.negative and other.negative):
        return ""
    if (one.negative != one.turned) != (other.negative != other.turned):
        apart = one.dates and other.dates and not _meet(one, other)
        return "" if apart or not _alike(one, other, OPPOSED) else "one undoes or forbids the other"
    if one.negative or other.negative or not _alike(one, other, ALIKE):
        return ""
    return _two_values(one, other)


def _two_values(one: Saying, other: Saying) -> str:
    """The one figure or date in which two sentences differ, or ""."""
    if len(one.figures) == len(other.figures) == 1 and one.figures[0][1] == other.figures[0][1]:
        (first, _), (second, _) = one.figures[0], other.figures[0]
        return f"{first} there, {second} here" if first != second else ""
    if not one.figures and not other.figures and len(one.dates) == len(other.dates) == 1:
        return f"{one.dates[0]} there, {other.dates[0]} here" if one.dates != other.dates else ""
    return ""


def _alike(one: Saying, other: Saying, share: float) -> bool:
    """Whether two sentences are about one matter."""
    shared = len(one.content & other.content)
    shorter = min(len(one.content), len(other.content))
    return shared >= share * shorter and shared >= ENOUGH * len(one.content | other.content)


def _meet(one: Saying, other: Saying) -> bool:
    """Whether the times of an order and of a ban meet: a month within months, a year before the
    year until which the ban lasts."""
    ban, order = (one, other) if one.negative else (other, one)
    text = ban.provision.text[ban.start : ban.end]
    years = [[int(d[-4:]) for d in s.dates if d[-4:].isdigit()] for s in (ban, order)]
    lasts = re.search(r"\b(?:before|until|till|prior to)\b", text, re.I)
    if lasts and all(years):
        return min(years[1]) < max(years[0])
    return _overlaps(one, other)


def _overlaps(one: Saying, other: Saying) -> bool:
    """Whether a month of one lies between two months of the other."""
    spans = [
        [MONTHS.index(d.split()[-1]) for d in s.dates if d.split()[-1] in MONTHS]
        for s in (one, other)
    ]
    long, short = sorted(spans, key=len, reverse=True)
    return len(long) == 2 and len(short) == 1 and long[0] <= short[0] <= long[1]


def _stem(word: str) -> str:
    plain = re.sub(r"(?:ments?|ations?|ions?|ings?|ers?|es|ed|s|e)$", "", word.lower())
    return plain if len(plain) > 2 else word.lower()


def _figure(word: re.Match[str]) -> str:
    """A number word in figures, any other word as it is."""
    numbers = words("pairs", "numbers")
    return str(numbers.index(word[0])) if word[0] in numbers else word[0]


@cache
def _turned() -> dict[str, str]:
    """Stems of acts by the stem of the act that undoes them."""
    pairs = (pair.split() for pair in words("pairs", "opposites"))
    return {_stem(one): _stem(other) for one, other in pairs}
