"""How far a numbered text is like a negotiating text: rules over counted words, with reasons.

A listicle, a list of references or an essay under numbered headings is a numbered text too; it
must not become a draft. The vocabulary is `likeness.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import NamedTuple

NORMATIVE_SHARE = 0.5  # at least this share of items orders, allows or promises something
ESSAY_SHARE = 0.34  # at most this share of items speaks as an essay or a reference does
HEADED_SHARE = 0.5  # at most this share of items is a heading over an essay
BINDING_SHARE = (
    0.36  # of long items, at least this share of sentences; measured: licences, treaties
)
# and plans have .41 and more, two listicles of 901 polnear articles .16 and .34
TALKATIVE = 3  # sentences an item, from which items are long
TOLD_SHARE = 0.5  # at least this share of items tells what was said and done at a meeting
UNDERTAKEN_SHARE = 0.34  # and fewer than this share says what anybody undertakes
LONG = 40  # words of a paragraph that is no provision's continuation but an essay's
HEADING = 14  # words at most in a heading


class Verdict(NamedTuple):
    """Whether a numbered text is like a draft, and why (not)."""

    accepted: bool
    reason: str
    normative: float


@cache
def pattern(table: str, field: str = "words") -> re.Pattern[str]:
    """One alternation of a word list of likeness.toml, bounded by word borders."""
    words = sorted(_tables()[table][field], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", re.I)


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    text = resources.files(__package__).joinpath("likeness.toml").read_text("utf-8")
    return tomllib.loads(text)


def is_normative(words: str) -> bool:
    """Whether `words` order, allow, promise, define, or name an act to be done."""
    return bool(
        any(m.group() != "May" for m in pattern("normative").finditer(words))
        or pattern("parties").search(words)
        or pattern("normative", "openers").match(words.lstrip("\"“«'*_[( "))
    )


def is_essay(words: str) -> bool:
    """Whether `words` speak as an essay, an instruction to a reader or a reference does."""
    return bool(pattern("essay").search(words)) or words.rstrip().endswith("?")


def tells(words: str) -> str:
    """ "told" where an item tells what happened ("The ministers met", "Merrow opposed this"),
    "undertaken" where it says what anybody does or agreed to do, "" where it does neither.

    The first finite verb of each sentence decides, as far as words tell it: a verb of meeting or
    speaking in the past tense tells, unless it leads in an act that was agreed ("agreed to
    withdraw", "agreed that all prisoners shall be released"); a modal verb before it orders.
    """
    kinds = {_tense(sentence) for sentence in sentences(words)}
    return next((kind for kind in ("undertaken", "told") if kind in kinds), "")


def _tense(sentence: str) -> str:
    past = next((m for m in pattern("told", "verbs").finditer(sentence) if _is_verb(m)), None)
    modal = pattern("told", "modals").search(sentence)
    if past is None or (modal and modal.start() < past.start()):
        return "undertaken" if modal and modal.group() != "May" else ""
    agreed = past.group().lower() in ("agreed", "decided")
    if pattern("told", "undertaken").match(sentence, past.start()) or (agreed and modal):
        return "undertaken"
    return "told"


def _is_verb(past: re.Match[str]) -> bool:
    """Whether a word in -ed stands as a verb and not as a participle ("the agreed line")."""
    before = past.string[: past.start()].split()
    return bool(before) and not pattern("told", "participle_after").fullmatch(before[-1])


def is_heading(words: str) -> bool:
    """Whether `words` are a heading: few, and no sentence or list item."""
    words = words.strip()
    if words.startswith("#"):
        return True
    last = words.rstrip("*_ ")[-1:]
    return bool(words) and len(words.split()) <= HEADING and last not in ".;,:?!”"


def is_note(words: str) -> bool:
    """Whether a paragraph between points is an editor's note, a footnote or a photo line."""
    bare = words.lstrip("[(*_ \t")
    if re.match(r"\[\^[\w-]+\]:", words):
        return True
    opener = pattern("notes", "openers").match(bare)
    return bool(
        opener and re.match(r"\s*(?:note\b|['’]s note\b|[:.\-–—])", bare[opener.end() :], re.I)
    )


def normative_share(texts: Iterable[str]) -> float:
    """Share of `texts` that are normative; 0.0 of none."""
    marks = [is_normative(words) for words in texts]
    return sum(marks) / len(marks) if marks else 0.0


def sentences(words: str) -> list[str]:
    """A rough cut into sentences, good enough to count by."""
    return [s for s in re.split(r"(?<=[.;!?])\s+", words) if s.strip()]


def judge(
    items: list[tuple[str, str]], paragraphs: list[str], introduced: bool, keyed: bool = False
) -> Verdict:
    """Whether items (own words, words of further paragraphs and sub-points) make a draft.

    paragraphs: all of theirs, one by one, in which essays are told by their words; introduced: a
    line before them, or the title, announces a negotiating text; keyed: they are articles,
    sections or the like.
    """
    count = len(items) or 1
    whole = [f"{own} {more}" for own, more in items]
    normative = normative_share(whole)
    essay = sum(map(is_essay, paragraphs)) / (len(paragraphs) or 1)
    headed = sum(_is_headed_essay(own, more) for own, more in items) / count
    if headed >= HEADED_SHARE:
        return Verdict(False, f"{headed:.0%} of the items are headings over prose", normative)
    if essay > (ESSAY_SHARE * 1.5 if introduced else ESSAY_SHARE):
        return Verdict(False, f"{essay:.0%} of the paragraphs speak to or of a reader", normative)
    cut = [s for words in paragraphs for s in sentences(words)]
    if len(cut) >= TALKATIVE * count and normative_share(cut) < BINDING_SHARE and not keyed:
        return Verdict(False, f"only {normative_share(cut):.0%} of the sentences bind", normative)
    told = [tells(words) for words in whole]
    if told.count("told") >= TOLD_SHARE * count and told.count("undertaken") < (
        UNDERTAKEN_SHARE * count
    ):
        share = told.count("told") / count
        return Verdict(False, f"{share:.0%} of the items tell what was said and done", normative)
    if normative < (NORMATIVE_SHARE if introduced else NORMATIVE_SHARE * 1.3):
        return Verdict(False, f"only {normative:.0%} of the items bind or order", normative)
    return Verdict(True, f"{normative:.0%} of the items bind or order", normative)


def _is_headed_essay(own: str, more: str) -> bool:
    """A heading over a long text of which few sentences bind anybody."""
    if not is_heading(own) or len(more.split()) < LONG:
        return False
    return normative_share(sentences(more)) < 0.45
