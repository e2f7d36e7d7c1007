"""The overview: what was read, what was found, what to look at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from travaux.core.drafts import Provision
from travaux.core.issues import most_open_first
from travaux.reports import addresses
from travaux.reports.indexed import Indexed, shortened, speaker_party, word_count

MOST = 10


@dataclass(frozen=True, slots=True)
class Pointer:
    """One thing worth looking at: what, where, why."""

    what: str
    href: str
    why: str


def overview(index: Indexed) -> dict[str, Any]:
    """The values of the overview page."""
    record = index.record
    dates = sorted(_of_parts(index, "date"))
    speakers = {speaker_party(s) for s in record.statements} - {""}
    return {
        "documents": len(record.documents),
        "outlets": len(_outlets(index)),
        "words": sum(word_count(d) for d in record.documents),
        "span": " to ".join(dict.fromkeys((dates[0], dates[-1]))) if dates else "",
        "drafts": len(record.drafts),
        "statements": len(record.statements),
        "speakers": len(speakers),
        "cards": _cards(index, len(speakers)),
        "todo": list({p.href: p for p in reversed(list(_todo(index)))}.values())[::-1][:MOST],
    }


def _outlets(index: Indexed) -> set[str]:
    return _of_parts(index, "publisher")


def _of_parts(index: Indexed, field: str) -> set[str]:
    """The values of `field` that documents and their parts have."""
    both = (noun for document in index.record.documents for noun in (document, *document.parts))
    return {getattr(noun, field) for noun in both} - {""}


def _cards(index: Indexed, speakers: int) -> list[dict[str, Any]]:
    record = index.record
    linked = len({link.statement for link in record.links})
    unnamed = sum(1 for s in record.statements if s.speaker and not s.speaker.named)
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


def _todo(index: Indexed) -> Iterator[Pointer]:
    yield from _discrepancies(index)
    yield from _most_spoken(index)
    yield from _divided(index)
    if index.record.problems:
        first = index.record.problems[0]
        yield Pointer(
            f"{len(index.record.problems)} problems with the material",
            "problems.html",
            first.sentence,
        )


def _discrepancies(index: Indexed) -> Iterator[Pointer]:
    for found in sorted(index.record.discrepancies, key=most_open_first)[:4]:
        why = found.explanation or f"likely reason: {found.likely_reason}"
        yield Pointer(
            f"Accounts differ. {found.title or found.slot}",
            addresses.place(found.values[0].anchor),
            why,
        )


def _most_spoken(index: Indexed) -> Iterator[Pointer]:
    counts = Counter((k.draft, k.provision) for k in index.record.links if k.provision)
    for (draft, provision), number in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:3]:
        found = index.provisions.get(provision)
        if found:
            href = addresses.provision_place(draft, provision)
            why = f"among the provisions most spoken about: {number} statements"
            yield Pointer(provision_line(index, found), href, why)


def _divided(index: Indexed) -> Iterator[Pointer]:
    """Provisions that some support and others oppose."""
    sides: dict[str, set[str]] = {}
    for reading in index.record.stances:
        if reading.provision:
            sides.setdefault(reading.provision, set()).add(reading.stance.value)
    for provision in sorted(p for p, said in sides.items() if {"support", "oppose"} <= said)[:3]:
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
