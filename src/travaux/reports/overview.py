"""The overview: what was read, what was found, what to look at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any

from travaux.core.drafts import Provision
from travaux.core.issues import StanceReading, most_open_first
from travaux.core.record import Record
from travaux.core.statements import Statement
from travaux.core.steps import NOTHING, Parted, Step
from travaux.reports import addresses
from travaux.reports.indexed import Indexed, shortened, word_count

MOST = 10


@dataclass(frozen=True, slots=True)
class Pointer:
    """One thing worth looking at: what, where, why."""

    what: str
    href: str
    why: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What the overview counts over all statements. sides: provision -> how many readings of each
    stance; unnamed: statements by unnamed sources."""

    sides: Mapping[str, Counter[str]] = field(default_factory=dict)
    unnamed: int = 0


def counts_of(record: Record) -> Counts:
    """The counts over the whole record."""
    return counted_on(
        Counts(),
        {"statements": Parted(come=record.statements), "stances": Parted(come=record.stances)},
    )


def counted_on(counts: Counts, step: Step) -> Counts:
    """The counts after a step of the record."""
    said, readings = step.get("statements", NOTHING), step.get("stances", NOTHING)
    unnamed = counts.unnamed + _unnamed(said.come) - _unnamed(said.gone)
    gone, come = _sides(readings.gone), _sides(readings.come)
    sides = dict(counts.sides)
    for provision in gone.keys() | come.keys():
        left = Counter(sides.get(provision, ()))
        left.update(come.get(provision, ()))
        left.subtract(gone.get(provision, ()))
        sides[provision] = +left
    return Counts(sides, unnamed)


def _sides(readings: Iterable[StanceReading]) -> dict[str, Counter[str]]:
    sides: dict[str, Counter[str]] = {}
    for reading in readings:
        if reading.provision:
            sides.setdefault(reading.provision, Counter())[reading.stance.value] += 1
    return sides


def _unnamed(statements: Iterable[Statement]) -> int:
    return sum(1 for s in statements if s.speaker and not s.speaker.named)


def overview(index: Indexed, counts: Counts | None = None) -> dict[str, Any]:
    """The values of the overview page. counts: where they are known already."""
    record = index.record
    counts = counts or counts_of(record)
    dates = sorted(_of_parts(index, "date"))
    speakers = len(index.by_party.keys() - {""})
    return {
        "documents": len(record.documents),
        "outlets": len(_outlets(index)),
        "words": sum(word_count(d) for d in record.documents),
        "span": " to ".join(dict.fromkeys((dates[0], dates[-1]))) if dates else "",
        "drafts": len(record.drafts),
        "statements": len(record.statements),
        "speakers": speakers,
        "cards": _cards(index, speakers, counts.unnamed),
        "todo": list({p.href: p for p in reversed(list(_todo(index, counts)))}.values())[::-1][
            :MOST
        ],
    }


def _outlets(index: Indexed) -> set[str]:
    return _of_parts(index, "publisher")


def _of_parts(index: Indexed, field: str) -> set[str]:
    """The values of `field` that documents and their parts have."""
    both = (noun for document in index.record.documents for noun in (document, *document.parts))
    return {getattr(noun, field) for noun in both} - {""}


def _cards(index: Indexed, speakers: int, unnamed: int) -> list[dict[str, Any]]:
    record = index.record
    linked = len(index.links_of)
    drafts = f"in {_number(len(record.drafts), 'draft')}"
    issues = f"on {_number(len(record.issues), 'issue')}"
    cards = [
        ("sources.html", len(record.documents), "sources", "every word kept"),
        ("drafts.html", len(record.provisions), "provisions", drafts),
        ("statements.html", len(record.statements), "statements", f"{linked} about a provision"),
        ("positions.html", len(record.positions), "positions", issues),
        ("discrepancies.html", len(record.discrepancies), "discrepancies", "between accounts"),
        ("chronology.html", len(record.events), "dated events", "told or planned"),
        ("parties.html", speakers, "speakers", f"{unnamed} statements by unnamed sources"),
        ("problems.html", len(record.problems), "problems", "with the material"),
    ]
    keys = ("href", "number", "what", "note")
    return [dict(zip(keys, card, strict=True)) for card in cards]


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _todo(index: Indexed, counts: Counts) -> Iterator[Pointer]:
    yield from _discrepancies(index)
    yield from _most_spoken(index)
    yield from _divided(index, counts)
    if index.record.problems:
        first = index.record.problems[0]
        yield Pointer(
            f"{len(index.record.problems)} problems with the material",
            "problems.html",
            first.sentence,
        )


def _discrepancies(index: Indexed) -> Iterator[Pointer]:
    for found in nsmallest(4, index.record.discrepancies, key=most_open_first):
        why = found.explanation or f"likely reason: {found.likely_reason}"
        yield Pointer(
            f"Accounts differ. {found.title or found.slot}",
            addresses.place(found.values[0].anchor),
            why,
        )


def _most_spoken(index: Indexed) -> Iterator[Pointer]:
    counts = ((place, len(links)) for place, links in index.links_to.items() if place[1])
    for (draft, provision), number in nsmallest(3, counts, key=lambda c: (-c[1], c[0])):
        found = index.provisions.get(provision)
        if found:
            href = addresses.provision_place(draft, provision)
            why = f"among the provisions most spoken about: {number} statements"
            yield Pointer(provision_line(index, found), href, why)


def _divided(index: Indexed, counts: Counts) -> Iterator[Pointer]:
    """Provisions that some support and others oppose."""
    divided = (p for p, said in counts.sides.items() if said["support"] and said["oppose"])
    for provision in nsmallest(3, divided):
        found = index.provisions.get(provision)
        if found:
            href = addresses.provision_place(found.draft, provision)
            yield Pointer(provision_line(index, found), href, "some support it, others oppose it")


def provision_line(index: Indexed, provision: Provision) -> str:
    """A provision on one line: draft, label, and its title or the beginning of its words."""
    draft = index.drafts.get(provision.draft)
    where = " ".join(word for word in (draft.name if draft else "", provision.label) if word)
    words = shortened(provision.title or provision.text or provision.lead_in, 110).rstrip(" :;,")
    return f"{where}: {words}" if words else where
