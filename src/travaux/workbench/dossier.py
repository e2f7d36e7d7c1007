"""Write the dossier: its chapters, in this process or side by side in those of a crew.

A worker opens the record itself, once, and writes its pages itself: only names travel. Chapters
are the same however many work at them, so the files are too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from travaux.core.news import NewsItem
from travaux.core.outcomes import Model
from travaux.core.record import Record
from travaux.outcomes.models.from_record import model_from_record
from travaux.reports.book import Book
from travaux.reports.dossier import Chapter, chapters_of, rendered
from travaux.workbench import networking, news
from travaux.workbench.agreeing import agreement_of
from travaux.workbench.crew import Crew, Job
from travaux.workbench.opening import opened
from travaux.workbench.progress import SILENT, Progress
from travaux.workbench.writing import remove_others, write_each, writing_to

Packages = dict[str, Any] | None
WORTH_WORKERS = 100  # documents from which opening the record in every worker pays


@dataclass(frozen=True, slots=True)
class Piece:
    """A chapter to be written to `folder`, of the record at `path`, which is its `state`-th."""

    path: Path
    state: int
    folder: Path
    chapter: Chapter


def write_dossier(
    record: Record,
    folder: Path,
    progress: Progress = SILENT,
    brought: Sequence[NewsItem] | None = None,
) -> Path:
    """Write the dossier of `record` into `folder`; the path of its first page.

    brought: what changed against the record that it replaced, None where it replaced none. Raises
    RecordError where writing fails.
    """
    book, chapters = book_of(record, folder.parent, brought), chapters_of(record)
    made = (write_each(rendered(book, chapter), folder) for chapter in chapters)
    return _written(made, len(chapters), folder, progress)


class Binding:
    """A dossier written by a crew, where that pays: the packages are worked out from when the
    record is `known`, and are at hand when it has been written."""

    def __init__(self, crew: Crew) -> None:
        self.crew = crew
        self._model: Model | None = None
        self._packages: Job | None = None

    def known(self, record: Record) -> None:
        """Begin with what the pages of `record` will need."""
        if self._pays(record):
            self._model = model_from_record(record)
            self._packages = self.crew.begin(packages_of, self._model)

    def write(
        self,
        path: Path,
        record: Record,
        folder: Path,
        progress: Progress = SILENT,
        brought: Sequence[NewsItem] | None = None,
    ) -> Path:
        """As `write_dossier`, of the record that stands at `path`."""
        if not self._pays(record):
            return write_dossier(record, folder, progress, brought)
        chapters = chapters_of(record)
        made = self._made(path, book_of(record, folder.parent, brought, self._worked_out), folder)
        return _written(made, len(chapters), folder, progress)

    def _pays(self, record: Record) -> bool:
        return self.crew.several and len(record.documents) >= WORTH_WORKERS

    def _made(self, path: Path, book: Book, folder: Path) -> Iterator[list[str]]:
        """Names of the files by chapter; that of the packages, which were begun, is done here."""
        outcomes = Chapter("outcomes")
        state = path.stat().st_mtime_ns
        others = (chapter for chapter in chapters_of(book.record) if chapter != outcomes)
        pieces = (Piece(path, state, folder, chapter) for chapter in others)
        yield from self.crew.in_order(write_piece, pieces, write_piece)
        yield write_each(rendered(book, outcomes), folder)

    def _worked_out(self, model: Model) -> Packages:
        if self._packages and model == self._model:
            found: Packages = self.crew.result(self._packages, packages_of)
            return found
        return packages_of(model)


def packages_of(model: Model) -> Packages:
    """What the pages of packages show (workbench/outcomes), in whichever process."""
    from travaux.workbench.outcomes import packages_of as worked_out

    return worked_out(model)


def _written(made: Iterator[list[str]], count: int, folder: Path, progress: Progress) -> Path:
    progress.begin("Writing the dossier", count)
    names: list[str] = []
    with writing_to(folder):
        for written in made:
            names += written
            progress.advance()
        remove_others(folder, names)
    return folder / "index.html"


def write_piece(piece: Piece) -> list[str]:
    """Write one chapter; the names of its files."""
    book = _opened_book(piece.path, piece.state, piece.folder.parent)
    return write_each(rendered(book, piece.chapter), piece.folder)


@lru_cache(maxsize=1)
def _opened_book(path: Path, state: int, beside: Path) -> Book:
    return book_of(opened(path), beside, news.kept_in(path))


def book_of(
    record: Record,
    beside: Path,
    brought: Sequence[NewsItem] | None,
    work_out: Callable[[Model], Packages] = packages_of,
) -> Book:
    """What the pages of `record` are made from. beside: a folder that may hold a model."""
    return Book(
        record,
        lambda: networking.discourse_of(record),
        lambda: _deal(record, beside, work_out),
        brought,
        lambda: agreement_of(record),
    )


def _deal(record: Record, beside: Path, work_out: Callable[[Model], Packages]) -> Mapping[str, str]:
    from travaux.workbench.outcomes import dossier_pages  # its solvers take half a second to load

    return dossier_pages(record, beside, work_out)
