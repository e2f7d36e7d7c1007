"""Compare drafts straight from files, without a record; write the comparison in any format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from travaux import corpus, drafts
from travaux.core.drafts import Change, Draft, Provision
from travaux.core.errors import UsageError
from travaux.core.ids import content_id
from travaux.core.problems import Problem
from travaux.core.record import Record
from travaux.reports.akn import akoma_ntoso
from travaux.reports.compare_json import comparison_json
from travaux.reports.drafts_docx import drafts_docx
from travaux.reports.redline_html import comparison_html
from travaux.reports.table_xlsx import table_csv, table_xlsx
from travaux.reports.tabled import Comparison, joined, rows
from travaux.reports.terminal_compare import comparison_text

Drafted = tuple[Draft, tuple[Provision, ...]]


def read_drafts(files: Sequence[Path]) -> tuple[list[Drafted], tuple[Problem, ...]]:
    """Each file as one draft, in the order given, and the problems met. A file without words
    is no draft: a problem says why.

    Raises UsageError where a file is missing.
    """
    read: list[Drafted] = []
    problems: list[Problem] = []
    for file, name in zip(files, _names(files), strict=True):
        if not file.is_file():
            raise UsageError(_missing(file), "Name the files of the drafts.")
        reading = corpus.read_document(file.read_bytes(), file.name)
        problems += reading.problems
        draft, provisions = drafts.read_draft(reading.document, name) if reading.document else NONE
        if draft and provisions:
            read.append(_own(draft, provisions, read))
        elif not reading.problems:
            problems.append(_without_words(file))
    return read, tuple(problems)


NONE: tuple[None, tuple[Provision, ...]] = (None, ())


def _missing(file: Path) -> str:
    return f"{file} is a folder." if file.is_dir() else f"There is no file {file}."


def _without_words(file: Path) -> Problem:
    return Problem("no-words", f"{file.name} holds no words to compare.", file.name)


def _own(draft: Draft, provisions: Sequence[Provision], read: Sequence[Drafted]) -> Drafted:
    """A draft whose provisions have ids of their own, also where two files hold one text."""
    known = {p.id for _, others in read for p in others}
    if not known & {p.id for p in provisions}:
        return draft, tuple(provisions)
    ids = {p.id: content_id("provision", p.id, draft.id) for p in provisions}
    renamed = [replace(p, id=ids[p.id], parent=ids.get(p.parent, "")) for p in provisions]
    return draft, tuple(renamed)


def _names(files: Sequence[Path]) -> list[str]:
    """The files' names; with the folder where two have the same, counted where a file comes
    again."""
    names = [f.name for f in dict.fromkeys(files)]
    plain = ["/".join(f.parts[-2:]) if names.count(f.name) > 1 else f.name for f in files]
    seen = [plain[:at].count(name) for at, name in enumerate(plain)]
    return [f"{n} ({s + 1})" if s else n for n, s in zip(plain, seen, strict=True)]


def unread(files: Sequence[Path], read: int, problems: Sequence[Problem]) -> UsageError:
    """What to say where too few of `files` could be read: which, why, and what to do."""
    why = " ".join(f"{p.sentence.rstrip('.')}." for p in problems)
    left = f"{read} of {len(files)} files could be read as a draft."
    return UsageError(f"{left} {why}", "Name files that hold the text of a draft.")


def compare_files(files: Sequence[Path]) -> tuple[Comparison, tuple[Problem, ...]]:
    """The comparison of two files or more, each a draft, in the order given.

    Raises UsageError where fewer than two are named, or fewer than two can be read.
    """
    if len(files) < 2:
        raise UsageError("One draft cannot be compared.", "Name two drafts or more.")
    read, problems = read_drafts(files)
    if len(read) < 2:
        raise unread(files, len(read), problems)
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


def comparison_of(record: Record) -> Comparison:
    """The drafts of a record as it holds them compared; with those known from reports, where
    something is claimed of them.

    Raises UsageError where it holds no two drafts with a text.
    """
    if not record.threads:
        raise UsageError(
            "The record has no two drafts that can be compared.",
            "Add a second draft and build again, or choose another format.",
        )
    told = {claim.draft for claim in record.claims}
    compared = set(record.threads[0].drafts)
    of = {p.id: p for p in record.provisions}
    both = [c for c in record.changes if c.before and c.after]
    return Comparison(
        tuple(d for d in record.drafts if d.id in told | compared),
        record.provisions,
        record.changes,
        record.threads,
        {c.id: drafts.redline(*_words(c, of)) for c in both},
        {c.id: drafts.substance(*_ends(c, of)) for c in both},
        record.claims,
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
    "docx": drafts_docx,
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
