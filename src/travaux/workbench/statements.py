"""Attributed statements of a few files, at once, without a record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from travaux.core.problems import Problem
from travaux.core.statements import Statement
from travaux.reports.indexed import Indexed
from travaux.reports.spreadsheet import table
from travaux.reports.views import statement_view
from travaux.workbench.build import reduce
from travaux.workbench.crew import Crew
from travaux.workbench.folder import gather
from travaux.workbench.mapping import read_all
from travaux.workbench.progress import SILENT


def statement_rows(
    files: Sequence[Path], engine: str
) -> tuple[list[dict[str, Any]], tuple[Problem, ...]]:
    """One row a statement of `files`, in reading order, and the problems met.

    Raises UsageError where a file is missing.
    """
    pile = gather(files)
    readings = read_all(pile.files, engine, lambda key: None, Crew(0), SILENT)
    record = reduce(readings, pile)
    index = Indexed(record)
    return [_row(index, statement) for statement in record.statements], record.problems


def _row(index: Indexed, statement: Statement) -> dict[str, Any]:
    view = statement_view(index, statement)
    return {
        "file": index.documents[statement.document].file,
        "start": statement.start,
        "end": statement.end,
        "speaker": view.speaker,
        "through": view.chain,
        "kind": view.kind,
        "flags": view.flags,
        "words": " ".join(statement.words.split()),
        "source": statement.source.exact if statement.source else "",
        "cue": statement.cue.exact if statement.cue else "",
        "confidence": statement.confidence,
        "made_by": view.made_by,
        "why": [list(pair) for pair in statement.why],
        "id": statement.id,
    }


def statement_table(rows: list[dict[str, Any]]) -> str:
    """Rows as CSV text, safe to open in a spreadsheet."""
    return table(rows, left_out=("why",))
