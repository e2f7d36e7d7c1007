"""Questions about terms: undefined, unused, defined twice; classes nobody agrees on.

A term is defined by “Term” means …, (the “Term”), or Term means …; a capitalised term that a
sentence opens with and describes ("The Interim Period is …") counts as explained. A capitalised
term asks for a definition only where its last word is a common noun (Area, Period, Price): names
of bodies and places need none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from travaux.core.drafts import Provision
from travaux.drafts.page import Hit, Page
from travaux.drafts.vocabulary import pattern, union

QUOTED = '[“"„«‘](?P<term>[A-Z][^”"“»’]{0,60}?)[,.]?[”"“»’]'


@dataclass(frozen=True, slots=True)
class Definition:
    """A term, where its definition stands, and whether it is a definition in form."""

    term: str
    provision: Provision
    start: int
    end: int


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    says = union(("terms", "defining"))
    firm = "means|mean|shall mean|is defined as|are defined as|has the meaning|have the meaning"
    scope = r"(?:For (?:this|the purposes? of this) \w+,? |In this \w+,? )?"
    name = r"(?:\b[A-Z][\w-]+(?: (?:of |the )*[A-Z][\w-]+)*\s)?"
    return (
        re.compile(
            rf"{scope}(?:The (?:term|word|expression) )?(?:[Tt]he )?{QUOTED}\s+(?:{says})\b"
        ),
        re.compile(rf"{name}(?<![”\"»] )\((?:[^()“\"]{{0,40}}){QUOTED}[^()]*\)"),
        re.compile(rf"\b(?P<term>[A-Z]\w+(?: [A-Z]\w+)*)\s+(?:{firm})\b(?! to\b)"),
    )


@lru_cache(maxsize=2)
def definitions(page: Page) -> tuple[Definition, ...]:
    """The definitions of a draft in reading order."""
    found: list[Definition] = []
    for provision in page.provisions:
        for form in _forms():
            for match in form.finditer(provision.text):
                if not any(_overlap(d, provision, match) for d in found):
                    place = match.start(), match.end()
                    found.append(Definition(match["term"].strip(), provision, *place))
    return tuple(sorted(found, key=lambda d: (d.provision.order, d.start)))


def _overlap(known: Definition, provision: Provision, match: re.Match[str]) -> bool:
    same = known.provision.id == provision.id
    return same and known.start < match.end() and match.start() < known.end


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
    """Definitions that nothing else in the text uses."""
    for one in definitions(page):
        if not _used(page, one):
            yield Hit(one.provision, one.start, one.end, one.term)


def _used(page: Page, one: Definition) -> bool:
    word = re.compile(rf"\b{_any_number(one.term)}\b")
    for provision in page.provisions:
        for text in (provision.text, provision.title):
            for match in word.finditer(text):
                inside = provision.id == one.provision.id and one.start <= match.start() < one.end
                if not inside:
                    return True
    return False


def _any_number(term: str) -> str:
    """A pattern for a term in singular and plural."""
    plain = re.sub(r"^(?:the|The)\s+", "", term)
    stem = re.escape(re.sub(r"(?:ies|y|s)$", "", plain))
    return rf"(?:{stem}(?:y|ies|ys|s|es)?|{re.escape(plain)}s?)"


def twice_defined_term(page: Page) -> Iterator[Hit]:
    """Terms with a second definition."""
    seen: dict[str, Definition] = {}
    for one in definitions(page):
        first = seen.setdefault(singular(one.term), one)
        if first is not one:
            yield Hit(one.provision, one.start, one.end, first.provision.label)
