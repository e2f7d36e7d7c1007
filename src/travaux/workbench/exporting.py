"""Write the exports that `reports` makes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from travaux.core.errors import UsageError
from travaux.core.record import Record
from travaux.reports.akn import akoma_ntoso
from travaux.reports.exchange import json_lines, rows
from travaux.reports.spreadsheet import csv_tables
from travaux.workbench import networking
from travaux.workbench.compare import FORMATS as COMPARED
from travaux.workbench.compare import comparison_of
from travaux.workbench.writing import write_files


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
