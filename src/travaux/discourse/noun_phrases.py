"""The noun phrase around a head: where it begins and ends, and which of its words is the head."""

from __future__ import annotations

from travaux.discourse.attribution import Span
from travaux.discourse.syntax import Syntax


def root_of(syntax: Syntax, span: tuple[int, int]) -> int | None:
    """The token of the source that its other words hang on."""
    inside = syntax.words(span)
    if not inside:
        return None
    low, high = inside[0], inside[-1]
    tops = [i for i in inside if not low <= syntax.heads[i] <= high or syntax.heads[i] == i]
    nominal = [i for i in tops if syntax.tokens[i].pos in {"NOUN", "PROPN", "PRON"}]
    return (nominal or tops or inside)[0]


def noun_phrase(syntax: Syntax, i: int, without: tuple[int, ...] = ()) -> Span:
    """Characters of the noun phrase at i with titles, appositions and relative clauses.

    without: tokens (the cue) that must stay outside; the phrase ends before the first of them to
    its right and begins after the last to its left. A comma that closes an apposition in front
    of the cue belongs to the source, as PolNeAR has it.
    """
    first, last = syntax.edges(i)
    for token in without:
        if i < token <= last:
            last = token - 1
        if first <= token < i:
            first = token + 1
    first, last = _same_side(syntax, i, first, last)
    first, last = _shorn(syntax, i, first, last)
    start, end = syntax.chars(first, last)
    return start, end + _closing_comma(syntax, first, last, without)


def _same_side(syntax: Syntax, i: int, first: int, last: int) -> tuple[int, int]:
    """Without words on the other side of the quotation marks around or beside token i."""
    side = syntax.quotation_index(i)
    while first < i and syntax.quotation_index(first) != side:
        first += 1
    while last > i and syntax.quotation_index(last) != side:
        last -= 1
    return first, last


def _shorn(syntax: Syntax, i: int, first: int, last: int) -> tuple[int, int]:
    """Without punctuation and conjunctions at the rims."""
    while last > i and syntax.tokens[last].pos in {"PUNCT", "CCONJ", "SPACE", "ADP", "SCONJ"}:
        last -= 1
    while first < i and syntax.tokens[first].pos in {"PUNCT", "CCONJ", "SPACE", "SCONJ"}:
        first += 1
    return first, last


def _closing_comma(syntax: Syntax, first: int, last: int, without: tuple[int, ...]) -> int:
    end = syntax.tokens[last].end
    inner = syntax.text[syntax.tokens[first].start : end]
    behind = last + 2 in without
    return 1 if "," in inner and behind and syntax.text[end : end + 1] == "," else 0
