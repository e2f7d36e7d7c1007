"""Search over everything, and the problems with the material."""

from __future__ import annotations

from markupsafe import Markup, escape

from travaux.core.documents import Document
from travaux.core.problems import Problem
from travaux.reports import addresses
from travaux.reports.indexed import Indexed, headline
from travaux.reports.views import statement_view
from travaux.web.answering import Address, Answer, Asked, Page
from travaux.web.desk import Desk
from travaux.web.listing import Filter, listed
from travaux.web.paging import leaf
from travaux.web.statement_pages import columns_of, word_rows
from travaux.workbench.searching import words_of

SHOWN = 20  # of each kind; the explorer pages through all statements
AROUND = 90  # characters shown on each side of the first word found in a document


def search_page(desk: Desk, asked: Asked) -> Answer:
    """Statements and documents that hold all the words, the best first."""
    table = columns_of(desk)
    index = table.index
    words = " ".join(asked.query.get("q", "").split())[:200]
    rows = word_rows(desk, table, words)
    documents = [d for d in desk.search.documents(words) if d in index.documents]
    values = {
        "words": words,
        "statements": len(rows),
        "views": [statement_view(index, table.statements[row]) for row in rows[:SHOWN]],
        "documents": len(documents),
        "sources": [_source(index, index.documents[d], words) for d in documents[:SHOWN]],
    }
    return Page("search.html", values, title="Search")


def _source(index: Indexed, document: Document, words: str) -> dict[str, object]:
    start, end = _first(document.text, words_of(words))
    page = addresses.source_page(document.id)
    return {
        "title": headline(document),
        "file": document.file,
        "publisher": document.publisher,
        "date": document.date,
        "href": f"{page}#a-{start}-{end}" if end else page,
        "excerpt": _excerpt(document.text, start, end),
    }


def _first(text: str, words: list[str]) -> tuple[int, int]:
    """The range of the first of the words in a text, (0, 0) where it stands there otherwise."""
    lower = text.lower() if len(text.lower()) == len(text) else text
    found = [(at, at + len(w)) for w in words if (at := lower.find(w.lower())) >= 0]
    return min(found, default=(0, 0))


def _excerpt(text: str, start: int, end: int) -> Markup:
    before = " ".join(text[max(0, start - AROUND) : start].split())
    after = " ".join(text[end : end + AROUND].split())
    return Markup("… {} <mark>{}</mark> {} …").format(before, text[start:end], escape(after))


def problems_page(desk: Desk, asked: Asked) -> Answer:
    """What is wrong with the material."""
    filters: tuple[Filter[Problem], ...] = (Filter("code", "Kind", lambda p: (p.code,)),)
    found = listed(desk.record.problems, asked.query, filters, lambda p: f"{p.file} {p.sentence}")
    shown = leaf(found.items, "/problems", asked.query)
    rows = [
        {"problem": p, "href": addresses.place(p.anchor) if p.anchor else ""} for p in shown.items
    ]
    values = {"list": found, "leaf": shown, "rows": rows}
    return Page("problems_list.html", values, title="Problems", current="/problems")


ADDRESSES = (
    Address("/search", search_page, words="Search statements and documents"),
    Address("/problems", problems_page, words="Problems with the material"),
)
