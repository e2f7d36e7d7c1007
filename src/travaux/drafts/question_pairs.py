"""Questions about pairs of sentences that may not both be kept.

Two sentences are about one matter where they share all content words of the shorter and most of
the longer; words of permission, limit and time do not count, and words that mean one thing count
as one. They may contradict each other

    in sign     one allows or orders what the other forbids, keeps what the other removes; a ban on
                everybody holds for whoever is named in the other
    in value    the one figure they give of one unit, or the one date, differs
    in way      one has it by consensus and the other by majority

"After that" and the like order them in time, and options are alternatives: no contradiction.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from travaux.core.drafts import Provision
from travaux.drafts.page import Hit, Page
from travaux.drafts.references import REFERENCE
from travaux.drafts.vocabulary import words

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
NEGATIVE = re.compile(
    r"\b(?:not|no|never|neither|nor|cannot|without|prohibit\w*|forbid\w*|forbidden|banned|barred|"
    r"refrain\w*)\b",
    re.I,
)
CONDITION = re.compile(
    r"^\W*(?:if|should|where|when|unless|in (?:the )?(?:case|event))\b[^,]*,", re.IGNORECASE
)
EVERYBODY = re.compile(
    r"^\W*(?:neither|no|the|both|all|each|every|either)\s+(?:part(?:y|ies)|sides?|states?)\b", re.I
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
OPPOSED = 0.8  # where polarity differs: "foreign doctors may" is no "foreign troops may not"
ENOUGH = 0.5  # share of all content words of both that must be shared
COMMON = 25  # content words in more sentences than this are not looked up
FORCE = re.compile(r"\b(?:force|effect)\b", re.I)


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence: content stems (names among them apart), polarity, figures by unit, dates, and
    the ways it names, as (group, line)."""

    provision: Provision
    start: int
    end: int
    content: frozenset[str]
    names: frozenset[str]
    negative: bool
    turned: bool
    everybody: bool
    figures: tuple[tuple[str, str], ...]
    dates: tuple[str, ...]
    ways: frozenset[tuple[int, int]]
    later: bool

    @property
    def denies(self) -> bool:
        """Whether what it is about is not to be."""
        return self.negative != self.turned


def contradiction(page: Page) -> Iterator[Hit]:
    """The later of two sentences that may contradict each other; once a pair."""
    said = [s for s in (_saying(*where) for where in page.sentences) if s.content]
    index: dict[str, list[int]] = defaultdict(list)
    for at, saying in enumerate(said):
        near = {n for stem in saying.content for n in index[stem][-COMMON:]}
        for n in sorted(near):
            why = _conflict(said[n], saying)
            if why:
                label = said[n].provision.label
                yield Hit(saying.provision, saying.start, saying.end, f"{label}: {why}")
                break
        for stem in saying.content:
            index[stem].append(at)


def _saying(provision: Provision, start: int, end: int) -> Saying:
    text = provision.text[start:end]
    dates = tuple(" ".join(m.group().lower().split()) for m in DATE.finditer(text))
    plain = _number_word().sub(_figure, DATE.sub(" ", REFERENCE.sub(" ", text)))
    ways = _ways(plain)
    kept = frozenset(m.group() for m in re.finditer(r"[A-Za-z]{3,}", plain))
    stems = {w: _stem(w) for w in kept if w.lower() not in words("pairs", "idle")}
    signs = {w for w in stems if w.lower() in _removing()}
    held = {w for w in stems if w.lower() in _holding()}
    ruled = {w for w in stems if _in_a_way(w)}
    content = {w: s for w, s in stems.items() if w not in signs | held | ruled}
    turned = {s for s in content.values() if s in _turned()}
    canon = {w: _canonical().get(s, _turned().get(s, s)) for w, s in content.items()}
    return Saying(
        provision,
        start,
        end,
        frozenset(canon.values()),
        frozenset(c for w, c in canon.items() if w[0].isupper() and not text.startswith(w)),
        bool(NEGATIVE.search(CONDITION.sub("", text))),
        (len(turned) + len(signs)) % 2 == 1,
        bool(EVERYBODY.match(text)),
        tuple(_figures(CONDITION.sub("", plain))),
        dates,
        ways,
        bool(THEN.search(text)),
    )


def _figures(text: str) -> Iterator[tuple[str, str]]:
    """(number, unit) of each figure; millions are part of the number."""
    for match in FIGURE.finditer(text):
        unit = match["unit"] or match["scale"] or ""
        number = match["n"].rstrip(".,") + (f" {match['scale']}" if match["scale"] else "")
        yield number, _canonical().get(_stem(unit), _stem(unit))


def _conflict(one: Saying, other: Saying) -> str:
    """What may contradict, in words, or ""."""
    if one.later or other.later or _options(one) != _options(other):
        return ""
    if one.denies != other.denies:
        apart = one.dates and other.dates and not _meet(one, other)
        return "" if apart or not _opposed(one, other) else "one undoes or forbids the other"
    if one.negative or other.negative:
        return ""
    if _alike(one.content, other.content, ALIKE):
        return _two_values(one, other) or _two_ways(one, other)
    return ""


def _options(saying: Saying) -> tuple[str, ...]:
    """The options a sentence stands under: what stands under another is its alternative."""
    return tuple(step for step in saying.provision.path if step.lower().startswith("option"))


def _opposed(one: Saying, other: Saying) -> bool:
    """Whether two sentences of opposite sign are about one matter. A ban on everybody leaves out
    who is named by the other."""
    ban, order = (one, other) if one.denies else (other, one)
    content = (
        order.content - _opening(order)
        if ban.everybody and not order.everybody
        else (order.content)
    )
    few = len(ban.content & content) < 2 and min(len(ban.content), len(content)) > 1
    return not few and _alike(ban.content, content, OPPOSED)


def _opening(saying: Saying) -> frozenset[str]:
    """The stem of the word a sentence opens with: who acts, where that is a name."""
    text = saying.provision.text[saying.start : saying.end]
    first = re.match(r"\W*([A-Z][\w-]+)", text)
    return frozenset({_stem(first[1])}) if first else frozenset()


def _two_values(one: Saying, other: Saying) -> str:
    """The one figure of a unit, or the one date, in which two sentences differ, or ""."""
    for number, unit in one.figures:
        ours = {n for n, u in one.figures if u == unit}
        theirs = {n for n, u in other.figures if u == unit}
        alone = len(one.figures) == len(other.figures) == 1 or bool(unit)
        if len(ours) == len(theirs) == 1 and ours != theirs and alone:
            return f"{number} there, {min(theirs)} here"
    if not one.figures and not other.figures and len(one.dates) == len(other.dates) == 1:
        return f"{one.dates[0]} there, {other.dates[0]} here" if one.dates != other.dates else ""
    return ""


def _two_ways(one: Saying, other: Saying) -> str:
    """The two ways that shut each other out, or ""."""
    for group, line in sorted(one.ways):
        theirs = {n for g, n in other.ways if g == group}
        if theirs and line not in theirs:
            here = words("pairs", "exclusive")[group].split("|")
            return f"{here[line].split()[0]} there, {here[min(theirs)].split()[0]} here"
    return ""


def _alike(one: frozenset[str], other: frozenset[str], share: float) -> bool:
    """Whether two sentences with these content words are about one matter."""
    shared, shorter = len(one & other), min(len(one), len(other))
    return bool(shorter) and shared >= share * shorter and shared >= ENOUGH * len(one | other)


def _meet(one: Saying, other: Saying) -> bool:
    """Whether the times of an order and of a ban meet: a month within months, a year before the
    year until which the ban lasts."""
    ban, order = (one, other) if one.denies else (other, one)
    text = ban.provision.text[ban.start : ban.end]
    years = [[int(d[-4:]) for d in s.dates if d[-4:].isdigit()] for s in (ban, order)]
    lasts = re.search(r"\b(?:before|until|till|prior to)\b", text, re.I)
    if lasts and all(years):
        return min(years[1]) < max(years[0])
    due = re.search(r"\b(?:by|before|until)\b", text, re.I)
    if due and all(years) and ban.turned:
        return max(years[1]) > min(years[0])
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


@cache
def _number_word() -> re.Pattern[str]:
    """Number words from two on; "one" is a pronoun as often."""
    return re.compile(r"\b(?:" + "|".join(words("pairs", "numbers")[2:]) + r")\b", re.I)


def _figure(word: re.Match[str]) -> str:
    """A number word in figures."""
    return str(words("pairs", "numbers").index(word[0].lower()))


def _ways(text: str) -> frozenset[tuple[int, int]]:
    """Which ways a sentence names; of coming into force only where it speaks of that."""
    found = set()
    for group, lines in enumerate(words("pairs", "exclusive")):
        for line, listed in enumerate(lines.split("|")):
            if re.search(r"\b(?:" + "|".join(listed.split()) + r")\b", text, re.I) and (
                group != 1 or FORCE.search(text)
            ):
                found.add((group, line))
    return frozenset(found)


@cache
def _in_a_way(word: str) -> bool:
    return any(word.lower() in g.replace("|", " ").split() for g in words("pairs", "exclusive"))


@cache
def _holding() -> frozenset[str]:
    return frozenset(words("pairs", "holding"))


@cache
def _removing() -> frozenset[str]:
    return frozenset(words("pairs", "removing"))


@cache
def _turned() -> dict[str, str]:
    """Stems of acts by the stem of the act that undoes them."""
    pairs = (pair.split() for pair in words("pairs", "opposites"))
    return {_stem(one): _stem(other) for one, other in pairs}


@cache
def _canonical() -> dict[str, str]:
    """Stems by the stem of the word that stands for them."""
    lines = (line.split() for line in words("pairs", "alike"))
    return {_stem(word): _stem(line[0]) for line in lines for word in line}
