"""Questions about cross-references: to nothing, in a ring, to something else.

A reference is a keyword and a number ("point 1(c)", "Articles 4 to 6", "Annex A"). One that names
another instrument ("Schedule 2 to the Customs Act") leads outside and is left alone. A number is
looked for under its keyword, or bare at the top of the text where the text numbers without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from travaux.core.drafts import Provision
from travaux.drafts.page import Hit, Page
from travaux.drafts.vocabulary import pattern

KEY = (
    r"(?P<key>[Aa]rticles?|[Pp]oints?|[Ss]ub-?paragraphs?|[Pp]aragraphs?|[Ss]ections?|[Cc]lauses?|"
    r"[Ii]tems?|[Aa]nnex(?:es)?|[Ss]chedules?|[Cc]hapters?|[Aa]ppendix|[Pp]arts?(?= [IVX\d]))"
)
NUMBER = (
    r"(?:\d+(?:\.\d+)*(?: ?(?:bis|ter|quater))?(?:\s?\([a-z0-9]{1,4}\))*|\([a-z0-9]{1,4}\)|"
    r"[A-Z]\b|[IVXL]+\b|[a-z]\b(?=[ ,.)]))"
)
REFERENCE = re.compile(
    rf"\b{KEY}\s+(?P<first>{NUMBER})(?:\s*(?P<join>to|and|or|-|–|,)\s*(?P<last>{NUMBER}))?"
)
OUTSIDE = re.compile(
    r"[^.;]{0,12}?\b(?:of|to|under|in)\s+(?:the\s+|that\s+|its\s+)?(?!this|present)"
    r"(?:[\w’'“\"-]+\s+){0,8}?[“\"]?(?:Act|Treaty|Convention|Charter|Law|Constitution|Code|Agreement|Protocol|"
    r"Resolution|Regulation|Directive|Statute|Memorandum|Accords?|Covenant|Declaration|Pact|Contract)\b"
)
WITHIN = re.compile(
    r"\s+(?:of|in) this (?P<of>[Aa]rticle|[Pp]oint|[Ss]ection|[Cc]hapter|[Pp]aragraph)"
)
RESTS_ON = re.compile(
    r"(?:subject to|after|once|when|if|until|upon|provided|unless|before|that of|those of|"
    r"depend\w*|conditions?|as (?:defined|determined|set|laid down|fixed)|defined|according to|"
    r"equal to|in accordance with|pursuant to|fulfil\w*|implement\w*|complet\w*|in the manner|"
    r"rests? on|means|by the method|the same as|"
    r"(?:is|are) (?:given|stated|found|fixed|set|determined|regulated|governed))[^.;]{0,60}$",
    re.I,
)
NAMED = re.compile(
    r"(?P<noun>[\w-]+)\s+(?:under|of|in|by|referred to in|set out in|mentioned in)\s+$", re.I
)


@dataclass(frozen=True, slots=True)
class Reference:
    """One number referred to, with the words that name it and the provisions it leads to."""

    provision: Provision
    start: int
    end: int
    targets: tuple[Provision, ...]


@lru_cache(maxsize=2)
def references(page: Page) -> tuple[Reference, ...]:
    """The references of a draft to itself, in reading order; a range gives its two ends."""
    found: list[Reference] = []
    for provision in page.provisions:
        for match in REFERENCE.finditer(provision.text):
            if not OUTSIDE.match(provision.text, match.end()):
                found += _read(page, provision, match)
    return tuple(found)


def _read(page: Page, provision: Provision, match: re.Match[str]) -> Iterator[Reference]:
    key = re.sub(r"(?:es|s)$", "", match["key"].lower()).replace("sub-", "sub")
    within = WITHIN.match(provision.text, match.end())
    for number in (match["first"], match["last"]):
        if number:
            targets = tuple(_targets(page, provision, key, _steps(number), bool(within)))
            yield Reference(provision, match.start(), match.end(), targets)


def _steps(number: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z0-9]+", number.lower().replace(" bis", "bis")))


def _bare(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(step.rpartition(" ")[2] for step in path)


def _targets(
    page: Page, provision: Provision, key: str, steps: tuple[str, ...], within: bool
) -> Iterator[Provision]:
    """Provisions whose path ends in `steps`, of that keyword where the text uses keywords."""
    for other in page.by_number.get(steps[-1] if steps else "", ()):
        path = _bare(other.path)
        if path[-len(steps) :] != steps:
            continue
        if within and not _same_article(provision, other):
            continue
        head = other.path[len(path) - len(steps)] if path else ""
        keyword = head.rpartition(" ")[0]
        if keyword == key or (not keyword and key not in ("annex", "schedule", "chapter")):
            yield other


def _same_article(one: Provision, other: Provision) -> bool:
    return one.path[:1] == other.path[:1] if len(one.path) > 1 else len(other.path) == 1


def dangling_reference(page: Page) -> Iterator[Hit]:
    """References to what is not there; once a reference."""
    seen: set[tuple[str, int]] = set()
    for ref in references(page):
        if not ref.targets and (ref.provision.id, ref.start) not in seen:
            seen.add((ref.provision.id, ref.start))
            within = WITHIN.match(ref.provision.text, ref.end)
            yield Hit(ref.provision, ref.start, within.end() if within else ref.end)


def circular_reference(page: Page) -> Iterator[Hit]:
    """Provisions that rest on each other in a ring; once a ring, at its first member."""
    rests: dict[str, dict[str, Reference]] = {}
    for ref in references(page):
        if RESTS_ON.search(ref.provision.text, 0, ref.start) and len(ref.targets) == 1:
            rests.setdefault(ref.provision.id, {})[ref.targets[0].id] = ref
    done: set[str] = set()
    for start in (p.id for p in page.provisions if p.id in rests):
        ring = _ring(start, rests)
        if ring and not done & set(ring):
            done |= set(ring)
            ref = rests[ring[0]][ring[1 % len(ring)]]
            labels = " → ".join(page.by_id[p].label for p in (*ring, ring[0]))
            yield Hit(ref.provision, _clause_start(ref), ref.end, labels)


def _clause_start(ref: Reference) -> int:
    found = RESTS_ON.search(ref.provision.text, 0, ref.start)
    return found.start() if found else ref.start


def _ring(start: str, rests: dict[str, dict[str, Reference]]) -> tuple[str, ...]:
    """A path of provisions from `start` back to it, or ()."""
    paths: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while paths:
        path = paths.pop(0)
        for target in rests.get(path[-1], ()):
            if target == start and len(path) > 1:
                return path
            if target not in seen:
                seen.add(target)
                paths.append((*path, target))
    return ()


def wrong_reference(page: Page) -> Iterator[Hit]:
    """References whose noun is not in the provision they lead to, and is in another."""
    for ref in references(page):
        named = NAMED.search(ref.provision.text, 0, ref.start)
        if (
            not named
            or pattern(("references", "plain")).fullmatch(named["noun"])
            or len(ref.targets) != 1
        ):
            continue
        stem, target = _stem(named["noun"]), ref.targets[0]
        elsewhere = [p for p in page.provisions if p.id not in (target.id, ref.provision.id)]
        spoken = [p for p in elsewhere if p.path[:1] != target.path[:1] and _speaks(p, stem)]
        kin = [p for p in page.provisions if p.parent == target.id or p.id == target.parent]
        if spoken and not any(_speaks(p, stem) for p in (target, *kin)):
            yield Hit(ref.provision, ref.start, ref.end, f"{named['noun']}: {spoken[0].label}")


def _speaks(provision: Provision, stem: str) -> bool:
    words = re.findall(r"[\w-]+", f"{provision.title} {provision.full_text}")
    return any(_stem(word) == stem for word in words)


def _stem(word: str) -> str:
    plain = re.sub(r"(?:ments?|ations?|ions?|ings?|ers?|als?|es|ed|s|e)$", "", word.lower())
    return plain if len(plain) > 2 else word.lower()
