"""The per-document step: numbered texts located inside any document.

Reads: Document. Writes: Witness (with its provisions), Problem.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from travaux.core.anchors import Anchor, anchor
from travaux.core.documents import Document
from travaux.core.drafts import Witness
from travaux.core.problems import Problem
from travaux.drafts.brackets import read_brackets
from travaux.drafts.locate import Stretch, articles, stretches
from travaux.drafts.provisions import witness


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A numbered list that was not taken for a draft, and why."""

    anchor: Anchor
    reason: str


@dataclass(frozen=True, slots=True)
class Located:
    """The witnesses of one document, in reading order; what was passed over; problems."""

    witnesses: tuple[Witness, ...]
    problems: tuple[Problem, ...]
    passed_over: tuple[PassedOver, ...] = ()


def find_witnesses(document: Document) -> Located:
    """The numbered negotiating texts inside `document`, as witnesses with their provisions.

    Never refuses a text: what is no draft is passed over with a reason. Near-linear in the
    length of the text.
    """
    found: list[Witness] = []
    problems: list[Problem] = []
    rest: list[PassedOver] = []
    for article in articles(document):
        accepted, rejected = stretches(document.text, article)
        for stretch in accepted:
            found.append(witness(document, stretch))
            problems += _bracket_problems(document, stretch, found[-1])
        rest += [_passed_over(document, stretch) for stretch in rejected]
    found.sort(key=lambda w: (w.start, w.end))
    return Located(
        tuple(found), tuple(sorted(problems)), tuple(sorted(rest, key=lambda r: r.anchor.start))
    )


def _bracket_problems(document: Document, stretch: Stretch, found: Witness) -> list[Problem]:
    """The brackets of a witness that lack their partner. Articles are borders."""
    borders = [item.start for item in stretch.roots if item.label.keyword]
    text = document.text[found.start : found.end]
    _, problems = read_brackets(text, document.id, found.start, borders)
    return [replace(problem, file=document.file) for problem in problems]


def _passed_over(document: Document, stretch: Stretch) -> PassedOver:
    first = stretch.items[0]
    end = first.paragraphs[0].end if first.paragraphs else first.label.end
    place = anchor(document.id, document.text, first.start, end)
    if stretch.verdict.accepted:
        return PassedOver(place, "fewer than four numbers in order")
    return PassedOver(place, stretch.verdict.reason)
