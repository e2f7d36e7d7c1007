"""The dossier: static pages over a record, for a browser, without a server or a network.

Every page stands alone: style and script are in it, allowed by their hashes in a Content Security
Policy that forbids everything else, so that no script from a document could ever run, and nothing
is fetched from anywhere (CSP Level 3, W3C).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from travaux import __version__
from travaux.core.codings import Agreement
from travaux.core.networks import Discourse
from travaux.core.news import NewsItem
from travaux.core.record import Record
from travaux.reports import pages
from travaux.reports.book import Book
from travaux.reports.outcomes_pages import TITLES, outcome_pages

MENU = (
    ("index.html", "Overview"),
    ("sources.html", "Sources"),
    ("drafts.html", "Drafts"),
    ("statements.html", "Statements"),
    ("positions.html", "Positions"),
    ("issues.html", "Issues"),
    ("discrepancies.html", "Discrepancies"),
    ("chronology.html", "Chronology"),
    ("changes.html", "What changed"),
    ("networks.html", "Networks"),
    ("overlap.html", "Is there a deal?"),
    ("parties.html", "Parties"),
    ("commitments.html", "Commitments"),
    ("problems.html", "Problems"),
)


SOURCES = 100  # documents whose pages are rendered as one piece of work


@dataclass(frozen=True, slots=True)
class Chapter:
    """A piece of the dossier by its name; of the sources, the pages of documents [first, end)."""

    name: str
    first: int = 0
    end: int = 0


def render_dossier(
    record: Record,
    discourse: Discourse | None = None,
    deal: Mapping[str, str] | None = None,
    news: Sequence[NewsItem] | None = None,
    agreement: Sequence[Agreement] = (),
) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of every page of the dossier of `record`; `index.html` comes first.

    discourse: the networks of its stances, where they were made. deal: the outcome pages' bodies
    (`outcome_pages`), where the outcomes were analysed. news: what changed against the record that
    this one replaced, None where it replaced none. agreement: how far its coders agree.
    """
    book = Book(
        record,
        lambda: discourse,
        lambda: deal or outcome_pages(None, None, in_dossier=True),
        news,
        lambda: agreement,
    )
    for chapter in chapters_of(record):
        yield from rendered(book, chapter)


def chapters_of(record: Record) -> list[Chapter]:
    """The chapters that the dossier of `record` has, the entry first. Each can be rendered alone,
    in any process."""
    count = len(record.documents)
    cuts = range(0, count, SOURCES)
    sources = (Chapter("sources", start, min(start + SOURCES, count)) for start in cuts)
    return [*(Chapter(name) for name in pages.CHAPTERS), *sources, Chapter("outcomes")]


def rendered(book: Book, chapter: Chapter) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of the pages of one chapter."""
    if chapter.name == "outcomes":
        for file, body in book.deal.items():
            yield file, render_body(body, file, book.name, TITLES[file]).encode()
        return
    of_sources = chapter.name == "sources"
    made = (
        pages.pages_of_sources(book, chapter.first, chapter.end)
        if of_sources
        else pages.CHAPTERS[chapter.name](book)
    )
    for file, template, values in made:
        yield file, render(template, file, book.name, values).encode()


def render_body(
    body: str, file: str, dossier: str, title: str, menu: Sequence[tuple[str, str]] = MENU
) -> str:
    """A page as HTML from its body, which an escaping template has made."""
    listed = [{"file": name, "title": words} for name, words in menu]
    values = {"title": title, "menu": listed, "body": Markup(body)}  # noqa: S704
    return render("page.html", file, dossier, values)


def render(template: str, file: str, dossier: str, values: dict[str, Any]) -> str:
    """One page as HTML. values: what the template needs beyond the frame; `assets` among them
    names further style sheets and scripts of the package that this page has."""
    more = tuple(values.get("assets", ()))
    frame = {
        "style": Markup(_joined("dossier.css", more)),  # noqa: S704 - the package's own files
        "script": Markup(_joined("dossier.js", more)),  # noqa: S704 - the package's own files
        "policy": policy(more),
        "menu": [{"file": name, "title": title} for name, title in MENU],
        "current": file,
        "dossier": dossier,
        "version": __version__,
        "title": dict(MENU).get(file, "Dossier"),
    }
    return _environment().get_template(template).render(frame | values)


@cache
def policy(more: tuple[str, ...] = ()) -> str:
    """The Content Security Policy of a page that has the assets `more` beside its own."""
    style, script = (_hash(_joined(own, more)) for own in ("dossier.css", "dossier.js"))
    return (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _joined(own: str, more: tuple[str, ...]) -> str:
    """The page's own asset and those of `more` of its kind, in one."""
    kind = own.rpartition(".")[2]
    return "".join(_asset(name) for name in (own, *more) if name.endswith(f".{kind}"))


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return files("travaux.reports").joinpath("assets", name).read_text("utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("travaux.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
