"""Reads bracketed text: what a draft leaves open, nested, and alternatives side by side.

In negotiating texts square brackets mark words that are not agreed; brackets that touch are
alternatives ("[shall][should]"). Footnote marks ("[^4]"), links ("[a](b)", "[a]: b") and
editor's marks ("[sic]", "[…]") are no brackets in this sense. An opening without an end is dropped
at the next border (where an article begins), so that one fault does not nest all that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from travaux.core.anchors import Anchor, anchor
from travaux.core.drafts import Bracket
from travaux.core.problems import Problem

MARK = re.compile(
    r"(?P<no>\[\^[\w-]+\]:?|\[(?:sic|…|\.{3}|emphasis added)\]|\[[^\[\]\n]{1,200}\]\([^)\s]*\)"
    r"|^\[[^\[\]\n]{1,80}\]:\s|\\[\[\]])|(?P<open>\[)|(?P<close>\])",
    re.M | re.I,
)
_JOIN = re.compile(r"[\s/*_]*\Z")
JOIN_WITHIN = 8  # characters between brackets that are alternatives, at most


def read_brackets(
    text: str, document: str, start: int = 0, borders: Iterable[int] = ()
) -> tuple[tuple[Bracket, ...], tuple[Problem, ...]]:
    """The brackets of `text` by place, and a problem for each mark without its partner.

    text: a stretch of the text of the document with id `document`, beginning at its character
    `start`. borders: characters of the document where an open bracket can no longer be closed.
    """
    pairs, lone = _pairs(text, sorted(b - start for b in borders))
    brackets: list[Bracket] = []
    place = {first: at for at, (first, _, _) in enumerate(pairs)}
    last_of: dict[int, Bracket] = {}
    groups = 0
    for first, end, above in pairs:
        parent = place.get(above, -1)
        before = last_of.get(parent)
        joined = before is not None and _touches(text, before.anchor.end - start, first)
        groups += not joined
        depth = brackets[parent].depth + 1 if parent >= 0 else 0
        group = before.group if joined and before else groups - 1
        made = Bracket(
            _anchor(document, text, first, end, start),
            text[first + 1 : end - 1],
            depth,
            parent,
            group,
        )
        brackets.append(made)
        last_of[parent] = made
    problems = (_problem(_anchor(document, text, at, at + 1, start)) for at in lone)
    return tuple(brackets), tuple(problems)


def _pairs(text: str, borders: list[int]) -> tuple[list[tuple[int, int, int]], list[int]]:
    """(start, end, start of the bracket around it or -1) by start; and marks without partner."""
    stack: list[int] = []
    ends: dict[int, tuple[int, int]] = {}
    lone: list[int] = []
    border = 0
    for match in MARK.finditer(text):
        if match.group("no"):
            continue
        while border < len(borders) and borders[border] <= match.start():
            lone += [at for at in stack if at < borders[border]]
            stack = [at for at in stack if at >= borders[border]]
            border += 1
        if match.group("open"):
            stack.append(match.start())
        elif stack:
            opened = stack.pop()
            ends[opened] = (match.end(), stack[-1] if stack else -1)
        else:
            lone.append(match.start())
    lone += stack
    pairs = [(first, end, above) for first, (end, above) in sorted(ends.items())]
    kept = {first for first, _, _ in pairs}
    return [(f, e, a if a in kept else -1) for f, e, a in pairs], sorted(lone)


def _touches(text: str, before: int, first: int) -> bool:
    """Whether only blanks or a stroke stand between two brackets."""
    return 0 <= first - before <= JOIN_WITHIN and bool(_JOIN.match(text[before:first]))


def _anchor(document: str, text: str, first: int, end: int, start: int) -> Anchor:
    here = anchor(document, text, first, end)
    return replace(here, start=here.start + start, end=here.end + start)


def _problem(place: Anchor) -> Problem:
    opening = place.exact == "["
    words = f"{place.prefix[-24:]}{place.exact}{place.suffix[:24]}".replace("\n", " ")
    missing = "is never closed" if opening else "was never opened"
    code = "bracket-not-closed" if opening else "bracket-not-opened"
    sentence = f"The bracket in “{words}” {missing}; look at the original and mend the text."
    return Problem(code, sentence, anchor=place)
