"""Quotation marks against the parse: contents widened to whole quotations, and quotations that
the parse left without a source given one.

Rules, tried in this order for each quotation (scare quotes, titles and nicknames are none):

1. a content that shares words with it takes it in whole, unless cue or source stand inside it;
2. a quotative verb right behind ("…, he said") or right before ("He said: …") takes it;
3. a colon after a noun phrase takes it (the cue is the colon);
4. directly after an attributed quotation of the same paragraph it continues that one;
5. alone in the paragraphs that follow, it floats: it has no cue, and inherits the speaker.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from travaux.core.annotation import Quotation
from travaux.discourse.attribution import Attribution, Span, in_order
from travaux.discourse.clauses import MADE_BY
from travaux.discourse.introducing import linked, stands_in
from travaux.discourse.syntax import Syntax

_SPOKEN = 10  # words of a quotation that is its own paragraph; a shorter one may be a heading
_SHORT = 3  # a quotation of at most so many words that nothing introduces is a quoted term


def quoted(syntax: Syntax, found: Iterable[Attribution]) -> list[Attribution]:
    """`found` with contents snapped to quotations, and attributions for the quotations left."""
    snapped = [_snap(syntax, each) for each in found]
    owners = _Owners(syntax, snapped)
    for number in range(len(syntax.quotations)):
        owners.settle(number)
    return sorted(owners.all(), key=in_order)


def _snap(syntax: Syntax, found: Attribution) -> Attribution:
    """Contents widened to the quotations they share words with, or cut to the one around them."""
    outside = [span for span in (found.source, found.cue) if span]
    spans: list[Span] = []
    for start, end in found.content:
        first, last = _quotations_over(syntax, start, end)
        whole = [(start, end)]
        for quotation in syntax.quotations[first:last]:
            if stands_in(quotation, outside):
                whole = _cut(whole, quotation)
            else:
                whole.extend(quotation.segments)
        spans.extend(whole)
    kept = _without(joined(syntax, spans), outside)
    content = tuple(t for t in (syntax.trim(*span, drop=" \t\r\n\u00a0") for span in kept) if t)
    return replace(found, content=content or found.content)


def _quotations_over(syntax: Syntax, start: int, end: int) -> tuple[int, int]:
    """Numbers [first, last) of the quotations that share characters with [start, end)."""
    last = bisect_left(syntax.quotations, end, key=lambda q: q.start)
    first = last
    while first > 0 and syntax.quotations[first - 1].end > start:
        first -= 1
    return first, last


def _cut(spans: list[Span], quotation: Quotation) -> list[Span]:
    """The spans, kept inside the marks of the quotation."""
    low, high = quotation.start + len(quotation.mark), quotation.end - int(quotation.closed)
    cut = [(max(start, low), min(end, high)) for start, end in spans]
    return [span for span in cut if span[0] < span[1]] or spans


def joined(syntax: Syntax, spans: Iterable[Span]) -> list[Span]:
    """Spans sorted, those that overlap or have only white space between them made one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and (start <= result[-1][1] or _blank(syntax, result[-1][1], start)):
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def _blank(syntax: Syntax, start: int, end: int) -> bool:
    between = syntax.text[start:end]
    return not between.strip() and "\n" not in between


def _without(spans: list[Span], taken: list[Span]) -> tuple[Span, ...]:
    """The spans without the characters of `taken`."""
    for start, end in taken:
        pieces = [(a, min(b, start)) for a, b in spans] + [(max(a, end), b) for a, b in spans]
        spans = sorted({piece for piece in pieces if piece[0] < piece[1]})
    return tuple(span for span in spans)


class _Owners:
    """Which attribution each quotation belongs to, while they are being settled in order."""

    def __init__(self, syntax: Syntax, found: list[Attribution]) -> None:
        self.syntax = syntax
        self.found = found
        self.owner: dict[int, int] = {}
        for index, each in enumerate(found):
            for start, end in each.content:
                for number in range(*_quotations_over(syntax, start, end)):
                    if not stands_in(
                        syntax.quotations[number], [s for s in (each.source, each.cue) if s]
                    ):
                        self._prefer(number, index)

    def _prefer(self, number: int, index: int) -> None:
        """The nearest cue owns a quotation that several contents hold."""
        held = self.owner.get(number)
        if held is None or self._width(index) < self._width(held):
            self.owner[number] = index

    def _width(self, index: int) -> int:
        return self.found[index].end - self.found[index].start

    def all(self) -> list[Attribution]:
        """All attributions, those that grew and those that were added."""
        return self.found

    def settle(self, number: int) -> None:
        """Find the owner of one quotation, if anything says whose words they are."""
        quotation = self.syntax.quotations[number]
        if number in self.owner or self.syntax.in_residue(quotation.start):
            return
        made = linked(self.syntax, quotation)
        if made is not None:
            self._take(number, made)
        elif not self._continues(number) and not _is_short(self.syntax, quotation):
            self._float(number)

    def _take(self, number: int, made: Attribution) -> None:
        """Join to an attribution with the same cue, or add."""
        for index in range(len(self.found) - 1, -1, -1):
            if self.found[index].cue == made.cue and self.found[index].source == made.source:
                self._grow(index, number, made.content)
                return
            if len(self.found) - index > 40:
                break
        self.found.append(made)
        self.owner[number] = len(self.found) - 1

    def _grow(self, index: int, number: int, spans: tuple[Span, ...]) -> None:
        each = self.found[index]
        content = tuple(joined(self.syntax, [*each.content, *spans]))
        self.found[index] = replace(each, content=content)
        self.owner[number] = index

    def _continues(self, number: int) -> bool:
        """ "A," he said. "B.": B belongs to the attribution of A."""
        before = self.owner.get(number - 1)
        if before is None:
            return False
        here, last = self.syntax.quotations[number], self.syntax.quotations[number - 1]
        same = self.syntax.paragraph_at(here.start) == self.syntax.paragraph_at(last.end - 1)
        end = max(self.found[before].end, last.end)
        if not same or not _only_stop(self.syntax.text[end : here.start], here.start - end):
            return False
        self._grow(before, number, here.segments)
        return True

    def _float(self, number: int) -> None:
        """A quotation that opens its paragraph, after a quotation in the paragraph before."""
        before = self.owner.get(number - 1)
        here = self.syntax.quotations[number]
        follows = before is not None and self._follows(number)
        if not follows and not _is_paragraph(self.syntax, here):
            return
        why = (("source", "a quotation that goes on"), ("content", "whole quotation"))
        self.found.append(Attribution(None, None, here.segments, MADE_BY, 0.6, why))
        self.owner[number] = len(self.found) - 1

    def _follows(self, number: int) -> bool:
        here, last = self.syntax.quotations[number], self.syntax.quotations[number - 1]
        paragraph = self.syntax.paragraph_at(here.start)
        next_one = paragraph - self.syntax.paragraph_at(last.end - 1) in (0, 1)
        opens = self.syntax.annotation.paragraphs[paragraph][0] if paragraph >= 0 else -1
        return next_one and not self.syntax.text[opens : here.start].strip()


def _is_paragraph(syntax: Syntax, quotation: Quotation) -> bool:
    """Whether a quotation of a sentence or more is all of its paragraph, and not the first: a
    report of a speech gives the speaker before it."""
    number = syntax.paragraph_at(quotation.start)
    if number < 1 or len(syntax.words((quotation.start, quotation.end))) < _SPOKEN:
        return False
    start, end = syntax.annotation.paragraphs[number]
    around = syntax.text[start : quotation.start] + syntax.text[quotation.end : end]
    return not around.strip()


def _only_stop(between: str, length: int) -> bool:
    """Whether nothing but the end of a sentence stands between two quotations."""
    return length < 12 and not between.strip(" .,;:\u00a0\n—–-'’")


def _is_short(syntax: Syntax, quotation: Quotation) -> bool:
    return len(syntax.words((quotation.start, quotation.end))) - 2 <= _SHORT
