"""Questions about the outer form: holes and doubles in numbers, brackets, words left to fill in."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator

from travaux.core.drafts import Provision
from travaux.drafts.numerals import Reading, readings
from travaux.drafts.page import Hit, Page
from travaux.drafts.vocabulary import pattern

PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»"}
CLOSERS = {closer: opener for opener, closer in PAIRS.items()}
LIST_MARK = re.compile(r"(?:^|[:;,.]\s+|\b(?:and|or)\s+)(?:\d{1,3}|[a-z]|[ivx]{1,4})\)(?=\s)")


def numbering_hole(page: Page) -> Iterator[Hit]:
    """Numbers that the sequence of siblings leaves out."""
    for siblings in _families(page):
        kind, values = _sequence(siblings)
        if kind == "word":
            continue
        for (_, before), (here, value) in itertools.pairwise(values):
            if value.insert == 0 and value.values[-1] > before.values[-1] + 1:
                yield _labelled(here, f"after {before.values[-1]}")


def duplicate_label(page: Page) -> Iterator[Hit]:
    """One label on two siblings."""
    for siblings in _families(page):
        seen: set[str] = set()
        for provision in siblings:
            own = provision.path[-1] if provision.path else ""
            if own in seen:
                yield _labelled(provision, provision.label)
            seen.add(own)


def _labelled(provision: Provision, more: str) -> Hit:
    return Hit(provision, 0, min(len(provision.text), 60), more)


def _families(page: Page) -> Iterator[list[Provision]]:
    """Provisions under one parent whose labels count the same thing (articles, points …)."""
    families: dict[tuple[str, tuple[str, ...], str], list[Provision]] = defaultdict(list)
    for provision in page.provisions:
        own = provision.path[-1] if provision.path else ""
        keyword = own.rpartition(" ")[0]
        if own and own != "end" and not own.startswith("•"):
            families[provision.parent, provision.path[:-1], keyword].append(provision)
    return iter(families.values())


def _sequence(siblings: list[Provision]) -> tuple[str, list[tuple[Provision, Reading]]]:
    """Siblings with the one way of reading their numbers that all of them allow."""
    read = [(p, readings(p.path[-1].rpartition(" ")[2])) for p in siblings]
    kinds = [{r.kind.lower() for r in found} for _, found in read]
    shared = set.intersection(*kinds) if kinds else set()
    best = [(_steps(read, kind), kind) for kind in sorted(shared)]
    kind = min(best)[1] if best else "word"
    return kind, [(p, r) for p, found in read for r in found if r.kind.lower() == kind]


def _steps(read: list[tuple[Provision, tuple[Reading, ...]]], kind: str) -> int:
    """How far the numbers read as `kind` are from counting one by one."""
    values = [r.values[-1] for _, found in read for r in found if r.kind.lower() == kind]
    return sum(abs(b - a - 1) for a, b in itertools.pairwise(values))


def unmatched_bracket(page: Page) -> Iterator[Hit]:
    """Brackets and quotation marks without their other half, over the whole draft."""
    open_marks: list[tuple[Provision, int]] = []
    for provision in page.provisions:
        for at, mark in _marks(provision.text):
            if mark in PAIRS:
                open_marks.append((provision, at))
                continue
            partner = _partner(open_marks, CLOSERS[mark])
            if partner is None:
                yield Hit(provision, max(0, provision.text.rfind(" ", 0, at) + 1), at + 1, mark)
            else:
                del open_marks[partner]
    for provision, at in open_marks:
        if not _runs_over(provision, at):
            yield Hit(provision, at, _few_words(provision.text, at), provision.text[at])


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """Places and characters of brackets; "a)" that marks an item of a list is none."""
    listed = {m.end() - 1 for m in LIST_MARK.finditer(text)}
    depth = 0
    for at, char in enumerate(text):
        if char == ")" and at in listed and not depth:
            continue
        depth = max(0, depth + (char == "(") - (char == ")"))
        if char in PAIRS or char in CLOSERS:
            yield at, char


def _partner(open_marks: list[tuple[Provision, int]], opener: str) -> int | None:
    """The nearest open mark of that kind; marks of other kinds in between stay open."""
    for at in range(len(open_marks) - 1, -1, -1):
        provision, where = open_marks[at]
        if provision.text[where] == opener:
            return at
    return None


def _runs_over(provision: Provision, at: int) -> bool:
    """A quotation that runs on over paragraphs opens each and closes but once."""
    return provision.text[at] in "“«" and at == 0 and provision.text[-1:] not in ".”»"


def _few_words(text: str, at: int) -> int:
    found = re.compile(r"\S+(?:\s+\S+){0,2}").match(text, at)
    return found.end() if found else at + 1


def placeholder(page: Page) -> Iterator[Hit]:
    """Words left to be filled in."""
    for provision in page.provisions:
        for match in pattern(("form", "placeholders"), whole=False).finditer(provision.text):
            yield Hit(provision, match.start(), match.end())
