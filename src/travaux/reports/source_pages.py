"""Sources: the list of documents, and each document's text with its statements lit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from travaux.core.anchors import Anchor
from travaux.core.documents import Document, Part, PartKind
from travaux.core.plain import plain
from travaux.core.statements import Statement
from travaux.reports import addresses
from travaux.reports.highlight import Range, blocks
from travaux.reports.indexed import Indexed, articles, grouped, headline, speaker_party, word_count
from travaux.reports.views import NOBODY, statement_view

OTHERS = "c10"


def source_rows(index: Indexed) -> list[dict[str, Any]]:
    """One row a document, in the record's order."""
    return [source_row(index, document) for document in index.record.documents]


def source_row(index: Indexed, document: Document) -> dict[str, Any]:
    """One document as a row of the list."""
    parts = [p for p in document.parts if p.kind is PartKind.ARTICLE]
    page = addresses.source_page(document.id)
    dates = sorted(p.date for p in parts if p.date)
    return {
        "id": document.id,
        "href": page,
        "title": headline(document),
        "file": document.file,
        "copies": document.copies,
        "publisher": document.publisher
        or ", ".join(dict.fromkeys(p.publisher for p in parts if p.publisher)),
        "date": document.date or (dates[0] if dates else ""),
        "language": document.language,
        "evidence": document.evidence or [e for p in parts for e in p.evidence],
        "words": word_count(document),
        "statements": len(index.by_document.get(document.id, ())),
        "parts": articles(document),
        "articles": _articles(document, page),
    }


def _articles(document: Document, page: str) -> list[dict[str, Any]]:
    """The articles of a file that holds several, each once, with its address."""
    if articles(document) < 2:
        return []
    first: dict[tuple[str, ...], Part] = {}
    for part in document.parts:
        if part.kind is PartKind.ARTICLE:
            first.setdefault((part.title, part.publisher, part.author, part.date), part)
    return [{**plain(p), "href": f"{page}#a-{p.start}-{p.end}"} for p in first.values()]


def source_pages(
    index: Indexed,
    targets: Mapping[str, Sequence[Anchor]] | None = None,
    documents: Iterable[Document] | None = None,
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """One page for each of `documents`, by default all. targets: `targets_by_document`, where it is
    at hand."""
    targets = targets_by_document(index) if targets is None else targets
    for document in index.record.documents if documents is None else documents:
        values = source_values(index, document, targets.get(document.id, ()))
        yield addresses.source_page(document.id), "source.html", values


def targets_by_document(index: Indexed) -> dict[str, list[Anchor]]:
    """Every anchor that some page links to, beside the statements', by document."""
    return grouped(_targets(index), lambda a: a.document)


def source_values(
    index: Indexed, document: Document, targets: Iterable[Anchor], most: int | None = None
) -> dict[str, Any]:
    """The values of one document's page. targets: what links lead to in it, beside statements;
    most: statements listed below the text, all by default."""
    said = index.by_document.get(document.id, [])
    wanted = [*targets, *_part_anchors(document)]
    return {
        "title": headline(document),
        "source": source_row(index, document),
        "legend": _legend(index, said),
        "blocks": blocks(document, _ranges(index, said), wanted, _ids(said, wanted)),
        "views": [statement_view(index, statement) for statement in said[:most]],
    }


def _part_anchors(document: Document) -> list[Anchor]:
    return [Anchor(document.id, p.start, p.end, "") for p in document.parts]


def _ids(said: list[Statement], targets: Iterable[Anchor]) -> list[tuple[int, str]]:
    """(offset, element id) of every place that a link may lead to; each id once."""
    of_statements = {addresses.ranges_id(s.content, "s"): s.content[0].start for s in said}
    of_places = {addresses.ranges_id([a]): a.start for a in targets}
    return sorted((offset, name) for name, offset in (of_statements | of_places).items())


def _monitored(index: Indexed) -> Iterator[Anchor]:
    """The places that the pages of monitoring lead to."""
    slots = (s for run in index.record.surveys for c in run.commitments for s in c.slots)
    entries = (entry for run in index.record.surveys for entry in run.entries)
    found = (*(s.anchor for s in slots if s.anchor), *(a for e in entries for a in e.anchors))
    yield from (anchor for anchor in found if is_there(index, anchor))


def is_there(index: Indexed, anchor: Anchor) -> bool:
    """Whether the record holds the place of `anchor`, which a card or a log may have named."""
    document = index.documents.get(anchor.document)
    return document is not None and anchor.end <= len(document.text)


def _targets(index: Indexed) -> Iterator[Anchor]:
    """Every anchor of the record that some page links to, beside the statements'."""
    record = index.record
    for provision in record.provisions:
        yield from provision.anchors
    for variant in record.variants:
        yield variant.anchor
    for finding in record.findings:
        yield finding.anchor
    for discrepancy in record.discrepancies:
        yield from (account.anchor for account in discrepancy.values)
    for commitment in record.commitments:
        yield from (slot.anchor for slot in commitment.slots if slot.anchor)
    for event in record.events:
        yield from event.anchors
    yield from _monitored(index)
    for issue in record.issues:
        yield from (anchor for option in issue.options for anchor in option.anchors)
    for group in record.duplicates:
        yield from (Anchor(document, start, end, "") for document, start, end in group.members)
    yield from (problem.anchor for problem in record.problems if problem.anchor)
    for witness in record.witnesses:
        yield Anchor(witness.document, witness.start, witness.end, "")


def _ranges(index: Indexed, said: Iterable[Statement]) -> list[Range]:
    """What is marked: contents in the speaker's colour, sources and cues underlined."""
    ranges = []
    for statement in said:
        colour = index.colours.get(speaker_party(statement), OTHERS)
        name = statement.speaker.name if statement.speaker else NOBODY
        hint = f"{name} · {statement.kind.value} · {' and '.join(statement.made_by)}"
        ranges += [Range(a.start, a.end, colour, hint) for a in statement.content]
        ranges += [
            Range(a.start, a.end, css, "")
            for a, css in ((statement.source, "src"), (statement.cue, "cue"))
            if a
        ]
    return ranges


def _legend(index: Indexed, said: Iterable[Statement]) -> list[dict[str, Any]]:
    counts = Counter(speaker_party(s) for s in said if s.speaker)
    names = {speaker_party(s): s.speaker.name for s in said if s.speaker}
    first = sorted(counts, key=lambda party: (-counts[party], party))[:10]
    return [
        {"name": names[p], "colour": index.colours.get(p, OTHERS), "number": counts[p]}
        for p in first
    ]
