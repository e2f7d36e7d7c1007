"""A record with the look-ups that pages need, made once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any, TypeVar

from travaux.core.documents import Document, PartKind
from travaux.core.drafts import Draft, Provision
from travaux.core.issues import ProvisionLink, StanceReading
from travaux.core.judgements import Judgement
from travaux.core.parties import Party
from travaux.core.record import Record
from travaux.core.statements import Statement
from travaux.reports import addresses
from travaux.reports.wording import flat

Item = TypeVar("Item")


def grouped(items: Iterable[Item], key: Callable[[Item], Any]) -> dict[Any, list[Item]]:
    """`items` by `key`, each list in the order given."""
    groups: dict[Any, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return dict(groups)


@dataclass(frozen=True)
class Indexed:
    """The nouns of `record` by id, and by what they belong to."""

    record: Record
    documents: dict[str, Document] = field(init=False)
    drafts: dict[str, Draft] = field(init=False)
    provisions: dict[str, Provision] = field(init=False)
    parties: dict[str, Party] = field(init=False)
    statements: dict[str, Statement] = field(init=False)
    by_document: dict[str, list[Statement]] = field(init=False)
    by_party: dict[str, list[Statement]] = field(init=False)
    links_of: dict[str, list[ProvisionLink]] = field(init=False)
    links_to: dict[tuple[str, str], list[ProvisionLink]] = field(init=False)
    stances_of: dict[str, list[StanceReading]] = field(init=False)
    copies_of: dict[str, int] = field(init=False)
    colours: dict[str, str] = field(init=False)
    places: dict[str, str] = field(init=False)
    judged: dict[str, list[Judgement]] = field(init=False)

    def __post_init__(self) -> None:
        record = self.record
        made: dict[str, Any] = {
            name: {noun.id: noun for noun in getattr(record, name)}
            for name in ("documents", "drafts", "provisions", "parties", "statements")
        }
        made["by_document"] = grouped(record.statements, lambda s: s.document)
        made["by_party"] = grouped(record.statements, speaker_party)
        made["links_of"] = grouped(record.links, lambda link: link.statement)
        known = (link for link in record.links if link.statement in made["statements"])
        made["links_to"] = grouped(known, lambda link: (link.draft, link.provision))
        made["stances_of"] = grouped(record.stances, lambda s: s.statement)
        made["copies_of"] = {s: len(g.statements) for g in record.groups for s in g.statements}
        made["colours"] = _colours(record)
        made["places"] = dict(_places(record))
        made["judged"] = grouped(record.judgements, lambda j: j.target)
        for name, value in made.items():
            object.__setattr__(self, name, value)

    def changed(self, record: Record, **tables: Any) -> Indexed:
        """The index of `record`, which differs from this one's in `tables` alone: they are taken
        as given, the others as they are, and nothing is counted again."""
        made = object.__new__(Indexed)
        object.__setattr__(made, "record", record)
        for each in fields(self)[1:]:
            object.__setattr__(made, each.name, tables.get(each.name, getattr(self, each.name)))
        return made

    def chain(self, statement: Statement) -> list[Statement]:
        """The statements that `statement` is nested in, the nearest first."""
        above: list[Statement] = []
        while statement.within in self.statements and len(above) < len(self.statements):
            statement = self.statements[statement.within]
            above.append(statement)
        return above

    def publisher(self, statement: Statement) -> str:
        """Who published the words: of the article they stand in, else of its document."""
        document = self.documents[statement.document]
        part = document.part_at(statement.start)
        return (part.publisher if part else "") or document.publisher or document.file

    def title(self, document: str, offset: int = 0) -> str:
        """The title of the article at `offset` of a document, else the document's; its first
        words where neither has one."""
        found = self.documents.get(document)
        part = found.part_at(offset) if found else None
        return (part.title if part else "") or (headline(found) if found else "")


def _places(record: Record) -> Iterator[tuple[str, str]]:
    """(id, address) of each noun that has its place on a page of all nouns of its kind."""
    shown = {p.issue for p in record.positions} | {d.about for d in record.discrepancies}
    yield from ((p.id, f"issues.html#{p.issue}") for p in record.positions)
    yield from ((i.id, f"issues.html#{i.id}") for i in record.issues if i.id in shown)
    yield from ((d.id, f"discrepancies.html#{d.id}") for d in record.discrepancies)
    yield from ((e.id, f"chronology.html#{e.id}") for e in record.events)
    yield from ((f.id, addresses.place(f.anchor)) for f in record.findings)
    yield from ((p.id, "problems.html") for p in record.problems)


def word_count(document: Document) -> int:
    """How many words a document has."""
    return _word_count(document.text)


@lru_cache(maxsize=20_000)
def _word_count(text: str) -> int:
    return len(text.split())


def speaker_party(statement: Statement) -> str:
    """The party id of a statement's speaker, "" if there is none."""
    return statement.speaker.party if statement.speaker else ""


def headline(document: Document) -> str:
    """The title of a document; where it has none, the first words of its first article."""
    if document.title:
        return document.title
    part = next((p for p in document.parts if p.kind is PartKind.ARTICLE), None)
    first = document.text[part.start : part.end] if part else document.text
    return shortened(first, 70) or document.file


def shortened(text: str, limit: int) -> str:
    """`text` on one line, without marks of Markdown, cut at a word within `limit` characters and
    marked as cut."""
    line = flat(text[: limit * 4])
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + " …"


def articles(document: Document) -> int:
    """How many articles a document holds; residue in the middle of one does not make it two."""
    parts = [p for p in document.parts if p.kind is PartKind.ARTICLE]
    return len({(p.title, p.publisher, p.author, p.date) for p in parts})


def _colours(record: Record) -> dict[str, str]:
    """A colour class a party: the ten that speak most have their own, the others share one."""
    counts = Counter(p for p in map(speaker_party, record.statements) if p)
    first = sorted(counts, key=lambda party: (-counts[party], party))[:10]
    return {party: f"c{number}" for number, party in enumerate(first)}
