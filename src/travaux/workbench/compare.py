"""Compare drafts straight from files, without a record; write the comparison in any format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from travaux import corpus, drafts
from travaux.core.drafts import Change, Draft, Provision
from travaux.core.errors import UsageError
from travaux.core.problems import Problem
from travaux.reports.akn import akoma_ntoso
from travaux.reports.compare_json import comparison_json
from travaux.reports.redline_docx import redline_docx
from travaux.reports.redline_html import comparison_html
from travaux.reports.table_xlsx import table_csv, table_xlsx
from travaux.reports.tabled import Comparison, joined, rows
from travaux.reports.terminal_compare import comparison_text

Drafted = tuple[Draft, tuple[Provision, ...]]


def read_drafts(files: Sequence[Path]) -> tuple[list[Drafted], tuple[Problem, ...]]:
    """Each file as one draft, in the order given, and the problems met.

    Raises UsageError where a file is missing.
    """
    read: list[Drafted] = []
    problems: list[Problem] = []
    for file in files:
        if not file.is_file():
            raise UsageError(f"There is no file {file}.", "Name the files of the drafts.")
        reading = corpus.read_document(file.read_bytes(), file.name)
        problems += reading.problems
        if reading.document:
            name = _name(file, files)
            draft, provisions = drafts.read_draft(reading.document, name)
            read.append((draft, provisions))
    return read, tuple(problems)


def _name(file: Path, files: Sequence[Path]) -> str:
    """The file's name; with its folder where two have the same."""
    same = sum(other.name == file.name for other in files) > 1
    return "/".join(file.parts[-2:]) if same else file.name


def compare_files(files: Sequence[Path]) -> tuple[Comparison, tuple[Problem, ...]]:
    """The comparison of two files or more, each a draft, in the order given."""
    if len(files) < 2:
        raise UsageError("One draft cannot be compared.", "Name two drafts or more.")
    read, problems = read_drafts(files)
    given = [replace(draft, date="") for draft, _ in read]  # the order on the command line counts
    comparison = compare_drafts(given, [p for _, provisions in read for p in provisions])
    return replace(comparison, drafts=tuple(draft for draft, _ in read)), problems


def compare_drafts(versions: Sequence[Draft], provisions: Sequence[Provision]) -> Comparison:
    """Changes, threads, redlines and substance of drafts in memory."""
    changes = drafts.compare(versions, provisions)
    threads = drafts.lineage(changes, provisions)
    of = {p.id: p for p in provisions}
    both = [c for c in changes if c.before and c.after]
    ordered = tuple(drafts.in_order(versions))
    return Comparison(
        ordered,
        tuple(provisions),
        changes,
        threads,
        {c.id: drafts.redline(*_words(c, of)) for c in both},
        {c.id: drafts.substance(*_ends(c, of)) for c in both},
    )


def _ends(
    change: Change, of: Mapping[str, Provision]
) -> tuple[tuple[Provision, ...], tuple[Provision, ...]]:
    return tuple(of[p] for p in change.before), tuple(of[p] for p in change.after)


def _words(change: Change, of: Mapping[str, Provision]) -> tuple[str, str]:
    before, after = _ends(change, of)
    return joined(before), joined(after)


def _latest(comparison: Comparison) -> bytes:
    return akoma_ntoso(comparison.drafts[-1], comparison.provisions, comparison.changes)


FORMATS: Mapping[str, Callable[[Comparison], bytes]] = {
    "txt": lambda c: comparison_text(c).encode(),
    "html": lambda c: comparison_html(c).encode(),
    "docx": redline_docx,
    "xlsx": lambda c: table_xlsx(c.drafts, rows(c)),
    "csv": lambda c: table_csv(c.drafts, rows(c)).encode("utf-8-sig"),
    "xml": _latest,
    "json": lambda c: comparison_json(c).encode(),
}


def rendered(comparison: Comparison, file: Path) -> bytes:
    """The comparison in the format that the ending of `file` names."""
    ending = file.suffix.lstrip(".").lower()
    if ending not in FORMATS:
        raise UsageError(
            f"There is no format for “{file.name}”.", f"Name a file in {', '.join(FORMATS)}."
        )
    return FORMATS[ending](comparison)


def in_words(comparison: Comparison, every: bool = False) -> str:
    """The comparison for a terminal; every: with what did not change."""
    return comparison_text(comparison, every)


def in_json(comparison: Comparison) -> str:
    """The comparison for a machine."""
    return comparison_json(comparison)
