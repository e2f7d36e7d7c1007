"""Reads the typed values of a text: numbers, money, shares, dates, deadlines, parties, modality.

Rules over the text alone, with the tables of `slots.toml`; no parser. Where two readings overlap,
the more specific keeps its words: deadline, money, share, date, duration, number. Strength of a
modality runs from 5 (shall, must) over 4 (will, undertakes to), 2 (should), 1 (is expected to) to
0 (may), after the scale drafting guides use for verbs of obligation (UN Treaty Handbook 2012,
glossary; ISO/IEC Directives part 2 §7 on shall, should, may, can).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from travaux.core.anchors import Anchor, anchor
from travaux.core.drafts import Slot, SlotKind
from travaux.drafts.dates import Timed, dates, deadlines, durations
from travaux.drafts.names import names
from travaux.drafts.numbers import Amount, Claims, amounts, either, printed, table

BOUNDS = {
    "floor": (True, False),
    "above": (True, False),
    "cap": (False, True),
    "below": (False, True),
}
# From here a number in words counts, whatever it counts: "nine billion cubic metres".
SCALED = 1_000
LOOK = 40  # characters on each side in which a number's qualifier or unit must stand
_REFERENCE = re.compile(
    r"(?:\b(?:articles?|art\.|points?|paragraphs?|para\.?|sections?|sec\.|clauses?|items?"
    r"|annex(?:es)?|chapters?|parts?|options?|no\.|resolutions?|decisions?|protocols?|title|rule"
    r"|step|page)|§+|№)\s*(?:\d+[\w.]*\s*(?:,|and|or|to|–|-)\s*)*\Z",
    re.I,
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|bis|ter)\b|:\d\d|\s?[ap]\.?m\b", re.I)  # or a time of day
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_DESCRIBED = re.compile(
    r"[\s-]*(?:(?:active-duty|active|armed|military|trained|additional|foreign)\s+)?"
)
_NOUN = re.compile(r"[\s-]+(?P<n>[a-z]{3,}(?:-[a-z]+)?s)\b")


class _Reader:
    """One reading of one text: its claims and the anchors it makes."""

    def __init__(self, text: str, document: str, start: int) -> None:
        self.text = text
        self.document = document
        self.start = start
        self.claims = Claims(text)
        self.numbers = sorted(amounts(text), key=lambda a: (a.start, a.worded))
        self.timed = [*dates(text), *durations(text)]

    def anchor(self, start: int, end: int) -> Anchor:
        here = anchor(self.document, self.text, start, end)
        return replace(here, start=here.start + self.start, end=here.end + self.start)

    def kept(self, readings: Iterable[tuple[int, int, dict[str, Any]]]) -> Iterator[Slot]:
        """The readings whose words are still free, as slots."""
        for start, end, fields in readings:
            if self.claims.claim(start, end):
                yield Slot(anchor=self.anchor(start, end), **fields)


def read_slots(text: str, document: str, start: int = 0) -> tuple[Slot, ...]:
    """The typed values of `text`, sorted by place.

    text: a stretch of the text of the document with id `document`, beginning at its character
    `start`; anchors count from the document's start. A floor has no high bound and a cap no low
    one (None). Deterministic, near-linear.
    """
    reader = _Reader(text, document, start)
    steps = (
        _timed(deadlines(text, reader.timed)),
        _money(text, reader.numbers),
        _shares(text, reader.numbers),
        _timed(iter(reader.timed)),
        _numbers(text, reader.numbers),
        _modalities(text),
        ((n.start, n.end, {"kind": SlotKind(n.kind), "value": n.value}) for n in names(text)),
    )
    found = [slot for step in steps for slot in reader.kept(step)]
    return tuple(sorted(found, key=lambda s: (s.anchor.start, s.anchor.end, s.kind)))


Reading = tuple[int, int, dict[str, Any]]


def _timed(pieces: Iterator[Timed]) -> Iterator[Reading]:
    for piece in pieces:
        fields = {
            "kind": SlotKind(piece.kind),
            "value": piece.value,
            "low": piece.days,
            "high": piece.days,
            "unit": piece.unit or ("days" if piece.days is not None else ""),
            "qualifier": piece.qualifier,
        }
        yield piece.start, piece.end, fields


@cache
def _pattern(name: str, field: str = "", tail: str = "", head: str = "") -> re.Pattern[str]:
    """One alternation of a table's keys (or of one of its lists)."""
    rows = table(name)
    words = rows[field] if field else list(rows)
    return re.compile(head + "(?P<w>" + either(words) + ")" + tail, re.I)


@cache
def _by_word(name: str) -> dict[str, str]:
    return {word: unit for unit, words in table(name).items() for word in words}


@cache
def _word_pattern(name: str, head: str, tail: str) -> re.Pattern[str]:
    return re.compile(head + "(?P<w>" + either(list(_by_word(name))) + ")" + tail, re.I)


def _money(text: str, numbers: list[Amount]) -> Iterator[Reading]:
    """ "$100 billion", "US$100bn", "100 billion euros"."""
    for amount in numbers:
        before = _word_pattern("money", r"(?<!\w)", r"\s?\Z").search(
            text[max(0, amount.start - 5) : amount.start]
        )
        after = _word_pattern("money", r"[\s-]*(?:in\s+)?", r"(?!\w)").match(text, amount.end)
        if not before and not after:
            continue
        start = max(0, amount.start - 5) + before.start() if before else amount.start
        end = amount.end if before else after.end()  # type: ignore[union-attr]
        word = (before or after).group("w")  # type: ignore[union-attr]
        fields = _quantity(text, amount, start, end)
        unit = _by_word("money")[" ".join(word.casefold().split())]
        yield start, end, {"kind": SlotKind.MONEY, "unit": unit, **fields}


_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b|percentage\s+points?\b)", re.I)


def _shares(text: str, numbers: list[Amount]) -> Iterator[Reading]:
    """ "50 percent", "half", "two-thirds": in percent."""
    for amount in numbers:
        sign = _PERCENT.match(text, amount.end)
        if sign:
            fields = _quantity(text, amount, amount.start, sign.end())
            yield amount.start, sign.end(), {"kind": SlotKind.SHARE, "unit": "percent", **fields}
    pattern = _pattern("fractions", head=r"(?<![\w-])", tail=r"(?![\w-])")
    for match in pattern.finditer(text):
        word = " ".join(match.group().casefold().split())
        share = round(100 * float(table("fractions")[word]), 2)
        amount = Amount(match.start(), match.end(), share, share, True)
        fields = _quantity(text, amount, *match.span())
        yield *match.span(), {"kind": SlotKind.SHARE, "unit": "percent", **fields}


def _numbers(text: str, numbers: list[Amount]) -> Iterator[Reading]:
    """What is counted: "600,000 personnel". References, ordinals and bare years are left out."""
    for amount in numbers:
        unit, end = _unit(text, amount)
        bare = text[amount.start : amount.end]
        if _ORDINAL.match(text, amount.end) or (not unit and _YEAR.match(bare)):
            continue
        if _REFERENCE.search(text[max(0, amount.start - LOOK) : amount.start]):
            continue
        if amount.worded and not unit and amount.high < SCALED:
            continue
        fields = _quantity(text, amount, amount.start, end)
        yield amount.start, end, {"kind": SlotKind.NUMBER, "unit": unit, **fields}


def _unit(text: str, amount: Amount) -> tuple[str, int]:
    """The unit behind a number, and where it ends; "" and the number's end where there is none."""
    described = _DESCRIBED.match(text, amount.end)
    at = described.end() if described else amount.end
    known = _word_pattern("units", r"[\s-]*", r"(?!\w)").match(text, at)
    if known:
        word = " ".join(known.group("w").casefold().split())
        return _by_word("units")[word], known.end()
    noun = _NOUN.match(text, amount.end)
    return (noun.group("n"), noun.end()) if noun else ("", amount.end)


def _quantity(text: str, amount: Amount, start: int, end: int) -> dict[str, Any]:
    """value, low, high and qualifier of a number whose words are text[start:end]."""
    before = _pattern("before", head=r"(?<!\w)", tail=r"(?:\s+(?:the|a|an))?\s+\Z").search(
        text[max(0, start - LOOK) : start]
    )
    after = _pattern("after", "phrases", head=r"(?:\s+|,\s+)", tail=r"(?!\w)").match(text, end)
    word = " ".join(before.group("w").casefold().split()) if before else ""
    floor, cap = BOUNDS.get(table("before").get(word, ""), (False, False))
    later = " ".join(after.group("w").casefold().split()) if after else ""
    floor, cap = floor or later == "or more", cap or later in ("or fewer", "or less")
    low, high = amount.low, amount.high
    value = printed(low) if low == high else f"{printed(low)}-{printed(high)}"
    return {
        "value": value,
        "low": None if cap else low,
        "high": None if floor else high,
        "qualifier": "; ".join(q for q in (word, later) if q),
    }


_NOT = re.compile(r"(?:\s+(?:not|never)\b|n[o']t\b|\s+no\s+longer\b)", re.I)


def _modalities(text: str) -> Iterator[Reading]:
    """Modal expressions with their strength; a denial is part of the value ("shall not")."""
    pattern = _pattern("modality", head=r"(?<![\w-])", tail=r"(?![\w-])")
    for match in pattern.finditer(text):
        word = " ".join(match.group().casefold().split())
        if word == "may" and match.group()[0] == "M":
            continue
        denied = _NOT.match(text, match.end())
        end = denied.end() if denied else match.end()
        value = f"{word} not" if denied else word
        strength = int(table("modality")[word])
        yield match.start(), end, {"kind": SlotKind.MODALITY, "value": value, "strength": strength}
