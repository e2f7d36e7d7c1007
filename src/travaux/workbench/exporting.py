"""Write what `reports` makes: the dossier and the exports, each folder whole or as it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from travaux.core.errors import RecordError, UsageError
from travaux.core.news import NewsItem
from travaux.core.record import Record
from travaux.reports.akn import akoma_ntoso
from travaux.reports.dossier import render_dossier
from travaux.reports.exchange import json_lines, rows
from travaux.reports.spreadsheet import csv_tables
from travaux.workbench import networking
from travaux.workbench.agreeing import agreement_of
from travaux.workbench.compare import FORMATS as COMPARED
from travaux.workbench.compare import comparison_of
from travaux.workbench.outcomes import dossier_pages
from travaux.workbench.progress import SILENT, Progress

MADE_BY_US = ".travaux-files"  # names of the files that the last run wrote into a folder


def write_dossier(
    record: Record,
    folder: Path,
    progress: Progress = SILENT,
    news: Sequence[NewsItem] | None = None,
) -> Path:
    """Write the dossier of `record` into `folder`; the path of its first page.

    news: what changed against the record that it replaced, None where it replaced none.
    """
    progress.begin("Writing the dossier", len(record.documents) + len(record.drafts) + 6)
    discourse = networking.discourse_of(record)
    deal = dossier_pages(record, folder.parent)
    pages = render_dossier(record, discourse, deal, news, agreement_of(record))
    write_files(_counted(pages, progress), folder)
    return folder / "index.html"


def _counted(files: Iterable[tuple[str, bytes]], progress: Progress) -> Iterator[tuple[str, bytes]]:
    for file in files:
        yield file
        progress.advance()


def write_files(files: Iterable[tuple[str, bytes]], folder: Path) -> tuple[str, ...]:
    """Write files into `folder`, each in one step; remove those of an earlier run that are gone.

    Files that Travaux did not write are never touched. Raises RecordError where writing fails.
    """
    listing = folder / MADE_BY_US
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = set(listing.read_text("utf-8").split("\n")) if listing.exists() else set()
        names = []
        for name, data in files:
            _replace(folder / name, data)
            names.append(name)
        for name in before - set(names) - {""}:
            if "/" not in name and "\\" not in name:
                (folder / name).unlink(missing_ok=True)
        _replace(listing, "\n".join(names).encode())
    except OSError as error:
        raise RecordError(
            f"{folder} could not be written: {error}.", "Free some space or choose another folder."
        ) from error
    return tuple(names)


def _replace(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a kill leaves the old file or the new one, never half."""
    if path.exists() and path.read_bytes() == data:
        return
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    beside.replace(path)


def parquet_tables(record: Record) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """(table, rows) of each table that has rows."""
    for name, lines in rows(record):
        listed = list(lines)
        if listed:
            yield name, listed
    yield from networking.edge_tables(record)


def write_parquet(record: Record, folder: Path) -> tuple[str, ...]:
    """Write each table with rows as NAME.parquet (by DuckDB, which infers nested types)."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for name, listed in parquet_tables(record):
        lines = folder / f".{name}.jsonl"
        lines.write_text("".join(json.dumps(row) + "\n" for row in listed), "utf-8")
        try:
            _copy_to_parquet(lines, folder / f"{name}.parquet")
        finally:
            lines.unlink()
        names.append(f"{name}.parquet")
    return tuple(names)


def _copy_to_parquet(lines: Path, target: Path) -> None:
    with duckdb.connect(":memory:") as engine:
        quoted = [str(p).replace("'", "''") for p in (lines, target)]
        source = (
            f"read_json('{quoted[0]}', format = 'newline_delimited', sample_size = -1, "
            "maximum_object_size = 268435456)"
        )
        engine.execute("SET autoinstall_known_extensions = false")  # it would ask the network
        query = f"COPY (SELECT * FROM {source}) TO '{quoted[1]}' (FORMAT parquet)"  # noqa: S608
        engine.execute(query)


def _whole(make: Callable[[Record], Iterator[tuple[str, bytes]]]) -> Callable[[Record, Path], Any]:
    return lambda record, folder: write_files(make(record), folder)


def comparison_files(record: Record, ending: str) -> Iterator[tuple[str, bytes]]:
    """The drafts of `record` side by side, as one file."""
    yield f"drafts.{ending}", COMPARED[ending](comparison_of(record))


def draft_files(record: Record) -> Iterator[tuple[str, bytes]]:
    """Each draft of `record` that has a text as Akoma Ntoso 3.0 XML."""
    for draft in record.drafts:
        if any(p.draft == draft.id for p in record.provisions):
            yield f"{draft.id}.xml", akoma_ntoso(draft, record.provisions, record.changes)


FORMATS: dict[str, Callable[[Record, Path], tuple[str, ...]]] = {
    "jsonl": _whole(json_lines),
    "csv": _whole(csv_tables),
    "parquet": write_parquet,
    "docx": _whole(lambda record: comparison_files(record, "docx")),
    "xlsx": _whole(lambda record: comparison_files(record, "xlsx")),
    "akn": _whole(draft_files),
    "networks": _whole(networking.network_files),
    "dna": networking.write_dna_file,
}


def export(record: Record, folder: Path, format_: str) -> tuple[str, ...]:
    """Write `record` into `folder` in one of FORMATS; the names of the files.

    Raises UsageError for a format that is not known.
    """
    if format_ not in FORMATS:
        raise UsageError(f"There is no format “{format_}”.", f"Choose one of {', '.join(FORMATS)}.")
    return FORMATS[format_](record, folder)
