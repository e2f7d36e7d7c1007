"""Questions about terms: undefined, unused, defined twice; classes nobody agrees on.

What defines a term and what uses it is told by `terms.py`; a capitalised term that a
sentence opens with and describes ("The Interim Period is …") counts as explained. A capitalised
term asks for a definition only where its last word is a common noun (Area, Period, Price): names
of bodies and places need none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from travaux.core.anchors import Anchor
from travaux.core.drafts import Provision
from travaux.drafts.page import Hit, Page, plain
from travaux.drafts.terms import read_terms
from travaux.drafts.vocabulary import pattern, union


@dataclass(frozen=True, slots=True)
class Definition:
    """A term, where it stands in its definition, and how often the text uses it elsewhere."""

    term: str
    provision: Provision
    start: int
    end: int
    uses: int


@lru_cache(maxsize=2)
def definitions(page: Page) -> tuple[Definition, ...]:
    """The definitions of a draft in reading order, as `read_terms` finds them."""
    found = read_terms([plain(p) for p in page.provisions])
    made = [
        Definition(t.term, page.by_id[t.provision], t.anchor.start, t.anchor.end, _uses(t.uses))
        for t in found
        if t.term[:1].isupper()
    ]
    return tuple(sorted(made, key=lambda d: (d.provision.order, d.start)))


def _uses(places: Sequence[Anchor]) -> int:
    """How often a capitalised term is used as one: "board" is no use of “Board”."""
    return sum(place.exact[:1].isupper() for place in places)


def singular(term: str) -> str:
    """A term as compared: without article and plural, in lower case."""
    plain = re.sub(r"^(?:the|an?)\s+", "", " ".join(term.lower().split()))
    return re.sub(r"(?<=[^s])s$", "", re.sub(r"ies$", "y", plain))


@cache
def _capitalised() -> re.Pattern[str]:
    heads = union(("terms", "heads"))
    rank = r"(?:[A-Z]\b|\d+|[IVX]+\b|One|Two|Three|Four)"
    category = rf"(?:Category|Class|Type|Group|Phase|Tier) {rank}(?: \w+)?"
    words = r"(?:[A-Z][a-z]+(?:-[A-Z]?[a-z]+)? ){1,3}"
    return re.compile(rf"\b{words}(?:{heads})\b|\b{category}")


def undefined_term(page: Page) -> Iterator[Hit]:
    """Capitalised terms without a definition, and contested classes; once a term."""
    known = {singular(d.term) for d in definitions(page)}
    for hit in (*_capitals(page), *_contested(page)):
        term = singular(hit.quote)
        if not any(term == k or term.endswith(f" {k}") for k in known):
            known.add(term)
            yield hit


def _capitals(page: Page) -> Iterator[Hit]:
    explained = _explained(page)
    for provision, start, end in page.sentences:
        for match in _capitalised().finditer(provision.text, start, end):
            at = match.start() + (4 if match.group().startswith(("The ", "Any ", "All ")) else 0)
            hit = Hit(provision, at, match.end())
            if singular(hit.quote) not in explained and " " in hit.quote:
                yield hit


def _explained(page: Page) -> set[str]:
    """Terms that a sentence opens with and says something about that explains them."""
    says = r"(?:is|are|begins?|starts?|covers?|comprises?|consists?|extends?|runs?|lasts?)"
    found: set[str] = set()
    for provision, start, end in page.sentences:
        match = re.compile(rf"(?:The |An? )?(?P<term>[A-Z]\w+(?: [A-Z]\w+)+) {says}\b").match(
            provision.text, start, end
        )
        if match:
            found.add(singular(match["term"]))
    return found


def _contested(page: Page) -> Iterator[Hit]:
    for provision, start, end in page.sentences:
        match = pattern(("contested", "words")).search(provision.text, start, end)
        if match:
            yield Hit(provision, match.start(), match.end())


def unused_term(page: Page) -> Iterator[Hit]:
    """Definitions that nothing else in the text uses, its headings included."""
    first = {singular(d.term): d for d in reversed(definitions(page))}
    for one in definitions(page):
        again = first[singular(one.term)] is not one  # a second definition is asked about as such
        if not again and not one.uses and not _in_a_heading(page, one.term):
            yield Hit(one.provision, one.start, one.end, one.term)


def _in_a_heading(page: Page, term: str) -> bool:
    word = re.compile(rf"\b{re.escape(term)}", re.I)
    return any(word.search(p.title) for p in page.provisions)


def twice_defined_term(page: Page) -> Iterator[Hit]:
    """Terms with a second definition."""
    seen: dict[str, Definition] = {}
    for one in definitions(page):
        first = seen.setdefault(singular(one.term), one)
        if first is not one:
            yield Hit(one.provision, one.start, one.end, first.provision.label)
