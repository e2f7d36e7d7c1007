"""Which pages the dossier has, and what each shows: file name, template, values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from travaux.core.anchors import Anchor
from travaux.core.codings import Agreement
from travaux.core.parties import Party
from travaux.core.statements import Statement
from travaux.reports import addresses
from travaux.reports.book import Book
from travaux.reports.card_page import card_page
from travaux.reports.changes_page import changes_page
from travaux.reports.chronology_page import chronology_page
from travaux.reports.commitment_pages import commitment_pages, files_of
from travaux.reports.draft_pages import draft_pages
from travaux.reports.indexed import Indexed
from travaux.reports.issue_pages import issue_pages
from travaux.reports.life_pages import life_pages
from travaux.reports.monitoring_addresses import IN_DOSSIER
from travaux.reports.monitoring_pages import run_pages
from travaux.reports.networks_page import networks_page
from travaux.reports.overview import overview
from travaux.reports.source_pages import is_there, source_pages, source_rows
from travaux.reports.table_page import table_page
from travaux.reports.views import StatementView, statement_view

Page = tuple[str, str, dict[str, Any]]
ROWS = 2_000  # statements a page: a table this long still filters without a pause in a browser


def _entry(book: Book) -> Iterator[Page]:
    rows = source_rows(book.index)
    yield "index.html", "index.html", {"overview": overview(book.index), "sources": rows}
    yield "sources.html", "sources.html", {"sources": rows, "copies": _copies(book.index)}


def _only(name: str, values: Callable[[Book], dict[str, Any]]) -> Callable[[Book], Iterable[Page]]:
    """A chapter of one page, which has a template of its own name."""
    return lambda book: [(name, name, values(book))]


CHAPTERS: dict[str, Callable[[Book], Iterable[Page]]] = {
    "entry": _entry,
    "drafts": lambda book: draft_pages(book.index),
    "table": _only("table.html", lambda book: table_page(book.index)),
    "lives": lambda book: life_pages(book.index),
    "statements": lambda book: _statement_pages(book.index),
    "issues": lambda book: issue_pages(book.index),
    "chronology": _only("chronology.html", lambda book: chronology_page(book.index)),
    "changes": _only("changes.html", lambda book: changes_page(book.index, book.news)),
    "networks": _only("networks.html", lambda book: networks_page(book.discourse)),
    "parties": _only("parties.html", lambda book: {"parties": _parties(book.index)}),
    "commitments": lambda book: commitment_pages(book.index),
    "monitoring": lambda book: monitoring_pages(book.index),
    "problems": _only("problems.html", lambda book: _problems(book.index, book.agreement)),
}
"""The pages of the dossier by chapter, the entry first; beside them each source has its page, and
the outcomes are worked out elsewhere (`Book.deal`)."""


def pages_of_sources(book: Book, first: int, end: int) -> Iterator[Page]:
    """The pages of the documents [first, end) of the record."""
    yield from source_pages(book.index, book.targets, book.record.documents[first:end])


def monitoring_pages(index: Indexed) -> Iterator[Page]:
    """The boards of the date that the record is monitored for; the form for cards in any case."""

    def place(anchor: Anchor) -> str:
        return addresses.place(anchor) if is_there(index, anchor) else ""

    for run in index.record.surveys[-1:]:
        yield from run_pages(run, IN_DOSSIER, place)
    yield card_page(index.record.commitments, files_of(index.record))


def _copies(index: Indexed) -> list[dict[str, Any]]:
    def member(document: str, start: int, end: int) -> dict[str, str]:
        page = addresses.source_page(document)
        return {"title": index.title(document, start), "href": f"{page}#a-{start}-{end}"}

    return [
        {"members": [member(*m) for m in group.members], "likeness": group.likeness}
        for group in index.record.duplicates
    ]


def _statement_pages(index: Indexed) -> Iterator[Page]:
    views = [statement_view(index, statement) for statement in index.record.statements]
    count = max(1, -(-len(views) // ROWS))
    for page in range(1, count + 1):
        shown = views[(page - 1) * ROWS : page * ROWS]
        values = {"views": shown, "filters": _filters(shown), "page": page, "pages": count}
        name = "statements.html" if page == 1 else f"statements-{page}.html"
        yield name, "statements.html", values | {"title": "Statements"}


def _filters(views: Sequence[StatementView]) -> dict[str, list[tuple[str, int]]]:
    """For each filter its values and how often they occur, the most frequent first."""
    fields = ("speaker", "outlet", "kind", "depth", "stance")
    filters = {f: _counted([str(getattr(view, f)) for view in views]) for f in fields}
    labels = [label for view in views for label in view.labels.split("|")]
    return filters | {"about": _counted(labels)}


def _counted(values: Sequence[str]) -> list[tuple[str, int]]:
    counts = Counter(value for value in values if value)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _parties(index: Indexed) -> list[dict[str, Any]]:
    parties = [
        party_view(index, party)
        | {"views": [statement_view(index, s) for s in said_by(index, party)]}
        for party in index.record.parties
    ]
    return sorted(parties, key=lambda p: (-len(p["views"]), p["name"]))


def said_by(index: Indexed, party: Party) -> list[Statement]:
    """The statements of a party in the order they were made."""
    said = index.by_party.get(party.id, ())
    return sorted(said, key=lambda s: (s.date, s.document, s.start))


def party_view(index: Indexed, party: Party) -> dict[str, Any]:
    """A party as pages show it, without what it said. shown: False for those that a list of all
    may fold away, for they are unnamed or were heard at most once."""
    body = index.parties.get(party.affiliation)
    return {
        "anchor_id": party.id,
        "name": party.name,
        "kind": party.kind.value,
        "aliases": [alias for alias in party.aliases if alias != party.name],
        "affiliation": body.name if body else party.affiliation,
        "affiliation_id": body.id if body else "",
        "side": party.side,
        "shown": bool(party.side) or (party.named and len(index.by_party.get(party.id, ())) > 1),
        "merges": party.merges,
    }


def _problems(index: Indexed, agreement: Sequence[Agreement] = ()) -> dict[str, Any]:
    def view(problem: Any) -> dict[str, str]:
        href = addresses.place(problem.anchor) if problem.anchor else ""
        return {
            "file": problem.file,
            "sentence": problem.sentence,
            "code": problem.code,
            "href": href,
        }

    problems = [view(problem) for problem in index.record.problems]
    return {
        "problems": problems,
        "judgements": [j for j in index.record.judgements if not j.blind],
        "agreement": [_agreed(index, figure) for figure in agreement],
    }


def _agreed(index: Indexed, figure: Agreement) -> dict[str, Any]:
    """One figure of agreement, with the statements on which its coders differ."""
    differing = [
        (index.statements[d.unit], d) for d in figure.differing if d.unit in index.statements
    ]
    return {
        "category": figure.category.value,
        "coders": figure.coders,
        "units": figure.units,
        "share": f"{figure.share:.2f}",
        "alpha": "not defined" if figure.alpha is None else f"{figure.alpha:.2f}",
        "values": figure.values,
        "confusion": [cell for cell in figure.confusion if cell[0] != cell[1]],
        "differing": [
            {"href": addresses.statement_place(s), "words": s.words, "one": d.one, "other": d.other}
            for s, d in differing
        ],
    }
