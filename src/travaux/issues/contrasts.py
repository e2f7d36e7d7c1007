"""Accounts of one thing -> the values that differ, by likely reason.

Accounts with the same traits are one class, and classes are compared, never all pairs of accounts:
a thousand articles that give two figures are two classes. Classes are put in order of time and
value, and each is held against the NEXT ones of them. With fewer values than that, which is what
any one thing has, every value meets every other; a thing of which more are told is a kind of thing
("30 days"), of which neighbours are compared, so that the cost grows with the classes and never
with their square (the sorted neighbourhood of Hernández & Stolfo 1995).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from travaux.issues.measures import Measure
from travaux.issues.reasons import Known, Traits, differ, reason_of

NEXT = 48  # classes that a class is held against

Place = tuple[str, int]  # document, where a sentence begins


@dataclass(slots=True)
class Class:
    """The accounts (indices) with these traits. drafted: whether drafts give them.

    places: their sentences, each with the speakers in it; leaning: those whose value leans on the
    one before it.
    """

    traits: Traits
    drafted: bool
    members: list[int] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    places: dict[Place, set[str]] = field(default_factory=dict)
    leaning: set[Place] = field(default_factory=set)

    def add(self, at: int, measure: Measure, speaker: str) -> None:
        """Take in the account at index `at`."""
        place = (measure.passage.document, measure.passage.start)
        self.members.append(at)
        self.documents.add(place[0])
        self.places.setdefault(place, set()).add(speaker)
        if measure.bare:
            self.leaning.add(place)

    @property
    def speakers(self) -> set[str]:
        return {who for speakers in self.places.values() for who in speakers}


Contrast = tuple[tuple[str, str], list[int]]


def classes(
    group: Iterable[int],
    found: Sequence[Measure],
    traits: Sequence[Traits],
    drafted: Callable[[int], bool],
    speaker: Callable[[Measure], str],
) -> list[Class]:
    """The classes of a group of accounts, in order of time, value and place."""
    made: dict[tuple[Traits, bool], Class] = {}
    for at in group:
        key = (traits[at], drafted(at))
        made.setdefault(key, Class(*key)).add(at, found[at], speaker(found[at]))
    return sorted(made.values(), key=lambda c: (c.traits.written, c.traits.value, c.members[0]))


def contrasts(
    known_classes: Sequence[Class], known: Callable[[Traits, Traits], Known]
) -> Iterator[Contrast]:
    """For each (reason, explanation) the accounts that differ for it, in order of place.

    known: what drafts say on the issues of two classes.
    """
    by_reason: dict[tuple[str, str], set[int]] = {}
    for one, other in pairs(known_classes):
        together = bool(one.documents & other.documents)
        told = reason_of(one.traits, other.traits, known(one.traits, other.traits), together)
        by_reason.setdefault(told, set()).update(one.members, other.members)
    for told, members in by_reason.items():
        yield told, sorted(members)


def pairs(known_classes: Sequence[Class]) -> Iterator[tuple[Class, Class]]:
    """Classes whose values differ, at least one of them from reports.

    A report is held against a draft only where it tells of the text, and agrees with no draft.
    """
    reports = [c for c in known_classes if not c.drafted]
    drafted = [c for c in known_classes if c.drafted]
    for n, one in enumerate(reports):
        for other in reports[n + 1 : n + 1 + NEXT]:
            if may_differ(one, other) and differ(one.traits, other.traits):
                yield one, other
        if one.traits.voice == "text" and all(differ(one.traits, d.traits) for d in drafted):
            yield from ((one, text) for text in drafted)


def may_differ(one: Class, other: Class) -> bool:
    """Whether accounts of two classes can be of one thing and differ.

    What someone asks for is no account of what is, or of what a text says. Two accounts of one
    document in one voice are of two things, unless the second leans on the first.
    """
    voices = {one.traits.voice, other.traits.voice}
    if len(voices) > 1 and "demand" in voices:
        return False
    if len(one.documents | other.documents) > 1:
        return True
    if max(one, other, key=lambda c: c.members[0]).leaning:
        return True
    elsewhere = len(one.places.keys() | other.places.keys()) > 1
    return elsewhere and len(one.speakers | other.speakers) > 1
