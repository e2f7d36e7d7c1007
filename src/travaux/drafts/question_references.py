"""Questions about cross-references: to nothing, in a ring, to something else.

What a reference is and where it leads is told by `references.py`; one that names another instrument
("Schedule 2 to the Customs Act") leads outside and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from travaux.core.drafts import Provision
from travaux.drafts.page import Hit, Page, plain
from travaux.drafts.references import read_references
from travaux.drafts.vocabulary import pattern

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
    """One number referred to: [start, end) of the provision's text, where it leads, and by which
    rule that was found."""

    provision: Provision
    start: int
    end: int
    targets: tuple[Provision, ...]
    how: str


@lru_cache(maxsize=2)
def references(page: Page) -> tuple[Reference, ...]:
    """The references of a draft to itself, in reading order, as `read_references` finds them."""
    found = [r for r in read_references([plain(p) for p in page.provisions]) if not r.external]
    return tuple(
        Reference(
            page.by_id[r.provision],
            r.anchor.start,
            r.anchor.end,
            tuple(page.by_id[t] for t in r.targets),
            r.how,
        )
        for r in sorted(found, key=lambda r: (page.by_id[r.provision].order, r.anchor.start))
    )


def dangling_reference(page: Page) -> Iterator[Hit]:
    """References to what is not there; once a reference."""
    seen: set[tuple[str, int]] = set()
    for ref in references(page):
        if not ref.targets and (ref.provision.id, ref.start) not in seen:
            seen.add((ref.provision.id, ref.start))
            yield Hit(ref.provision, ref.start, ref.end)


def circular_reference(page: Page) -> Iterator[Hit]:
    """Provisions that rest on each other in a ring; at each member of it."""
    rests: dict[str, dict[str, Reference]] = {}
    for ref in references(page):
        if RESTS_ON.search(ref.provision.text, 0, ref.start) and len(ref.targets) == 1:
            rests.setdefault(ref.provision.id, {})[ref.targets[0].id] = ref
    done: set[str] = set()
    for start in (p.id for p in page.provisions if p.id in rests):
        ring = _ring(start, rests)
        if ring and not done & set(ring):
            done |= set(ring)
            for at, member in enumerate(ring):
                turned = (*ring[at:], *ring[:at], member)
                ref = rests[member][turned[1]]
                labels = " → ".join(page.by_id[p].label for p in turned)
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
