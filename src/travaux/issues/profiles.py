"""Provisions -> profiles: the terms by which a statement may mean each of them.

A provision is meant by its own words and title, less by its lead-in, by the wording its issue had
in other drafts, and by its slots ("@number:troops": a number of troops, whatever the draft's
number). Names of several words are also meant by their initials.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from travaux.core.drafts import Provision, Slot, SlotKind
from travaux.issues.terms import folded, stem, stop_words, terms

LEAD_IN = 0.5  # weight of words that stand in the lead-in or in the issue's other wordings
LINEAGE = 0.4
TYPED = {SlotKind.NUMBER, SlotKind.MONEY, SlotKind.SHARE, SlotKind.DURATION, SlotKind.DEADLINE}
NAME = re.compile(r"[A-Z][\w-]+(?:\s+(?:of|the|and|for|on|de|du)\s+[A-Z][\w-]+|\s+[A-Z][\w-]+)+")
CAPITAL = re.compile(r"(?<=[\w,;] )[A-Z][a-z]{3,}")

Profile = dict[str, float]


def profiles(
    provisions: Sequence[Provision], threads: Sequence[Sequence[str]] = ()
) -> list[Profile]:
    """One profile a provision, in order: term -> how often, weighted by where it stands."""
    own = {p.id: _own(p) for p in provisions}
    kin = {member: thread for thread in threads for member in thread}
    return [_with_kin(p, own, kin.get(p.id, ())) for p in provisions]


def slot_terms(slots: Sequence[Slot]) -> list[str]:
    """Typed values as terms: their kind with their unit."""
    return [f"@{slot.kind}:{slot.unit}" for slot in slots if slot.kind in TYPED and slot.unit]


def names(provisions: Sequence[Provision]) -> frozenset[str]:
    """Stems of the words that provisions write with a capital inside a sentence."""
    found = chain.from_iterable(CAPITAL.findall(p.full_text) for p in provisions)
    return frozenset(stem(folded(name)) for name in found) - stop_words()


def _own(provision: Provision) -> Profile:
    heard = Counter[str]([*terms(provision.text), *terms(provision.title)])
    heard.update(_initials(provision.text))
    heard.update(slot_terms(provision.slots))
    profile: Profile = dict(heard)
    for term in terms(provision.lead_in):
        profile[term] = profile.get(term, 0.0) + LEAD_IN
    return profile


def _initials(text: str) -> list[str]:
    """ "International Atomic Energy Agency" -> "iaea"; names of two words have none."""
    found = []
    for match in NAME.finditer(text):
        parts = match[0].split()
        capitals = "".join(part[0] for part in parts if part[0].isupper()).casefold()
        found.append(capitals)
    return [initials for initials in found if len(initials) > 2]


def _with_kin(provision: Provision, own: Mapping[str, Profile], thread: Sequence[str]) -> Profile:
    profile = dict(own[provision.id])
    for other in thread:
        for term in own[other] if other != provision.id else ():
            if term not in profile:
                profile[term] = LINEAGE
    return profile
