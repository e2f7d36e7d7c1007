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

from travaux.core.drafts import Provision
from travaux.drafts.page import Hit, Page

MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
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
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:of )?{MONTH}(?: \d{{1,2}}\b)?(?:,? \d{{4}})?|\b(?:19|20)\d\d\b"
)
FIGURE = re.compile(
    r"(?P<n>\d[\d.,]*\d|\d)(?:\s*(?P<scale>thousand|million|billion|per ?cent|%))?"
    r"\s*(?P<unit>[a-z]+(?:-[a-z]+)?)?"
)
IDLE = frozenset(
    ["the", "a", "an", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "its", "their", "his", "her", "it", "is", "are", "be", "been", "was", "were", "has", "have", "had", "shall", "will", "must", "may", "can", "should", "would", "up", "than", "more", "most", "least", "less", "no", "not", "any", "all", "this", "that", "these", "those", "which", "who", "under", "until", "before", "after", "within", "limited", "limit", "limits", "cap", "capped", "exceed", "exceeds", "keep", "keeps", "kept", "maximum", "minimum", "permitted", "prohibited", "allowed", "forbidden", "banned", "cannot", "due", "day", "days", "week", "weeks", "month", "months", "year", "years", "date", "also", "as", "party", "parties", "number", "total", "agree", "agrees", "undertakes", "per"]
) | frozenset(MONTHS)
ENOUGH = 0.6  # share of all content words of both that must be shared
COMMON = 50  # content words in more sentences than this are not looked up


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence: content stems, polarity, figures by unit, dates."""

    provision: Provision
    start: int
    end: int
    content: frozenset[str]
    negative: bool
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
    content = {w for w in re.findall(r"[a-z]{3,}", plain.lower()) if w not in IDLE}
    return Saying(
        provision,
        start,
        end,
        frozenset(_stem(w) for w in content),
        bool(NEGATIVE.search(text)),
        figures,
        dates,
        bool(THEN.search(text)),
    )


def _conflict(one: Saying, other: Saying) -> str:
    """What may contradict, in words, or ""."""
    if not _same_matter(one, other) or one.later or other.later:
        return ""
    if one.negative != other.negative:
        apart = one.dates and other.dates and not _overlaps(one, other)
        return "" if apart else "one forbids what the other allows or orders"
    if one.negative and other.negative:
        return ""
    if len(one.figures) == len(other.figures) == 1 and one.figures[0][1] == other.figures[0][1]:
        (first, _), (second, _) = one.figures[0], other.figures[0]
        return f"{first} there, {second} here" if first != second else ""
    if not one.figures and not other.figures and len(one.dates) == len(other.dates) == 1:
        return f"{one.dates[0]} there, {other.dates[0]} here" if one.dates != other.dates else ""
    return ""


def _same_matter(one: Saying, other: Saying) -> bool:
    shared = one.content & other.content
    whole = shared in (one.content, other.content)
    return whole and len(shared) >= ENOUGH * len(one.content | other.content)


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
