"""The verbs that ask a record: search, changes; and the table of stages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from travaux.cli.arguments import Json, RecordPath, record_file
from travaux.cli.terminal import out, print_json


def search(
    record: RecordPath,
    words: Annotated[list[str], typer.Argument(help="Words that must all be there.")],
    as_json: Json = False,
) -> None:
    """Find statements and documents by their words, the best match first."""
    from travaux.workbench.searching import search as search_record

    found = search_record(record_file(record), " ".join(words))
    if as_json:
        print_json(found)
        return
    for row in found:
        out.print(f"[bold]{escape(row['who'])}[/] {escape(row['words'])}", soft_wrap=True)
        out.print(f"  {row['kind']} {row['id'][:24]} in {escape(row['file'])}", style="dim")
    if not found:
        out.print("Nothing has all of these words.")


def changes(
    records: Annotated[
        list[Path], typer.Argument(help="A record; or two, the older first.", show_default=False)
    ],
    since: Annotated[str, typer.Option(help="What is dated from this day on (ISO).")] = "",
    as_json: Json = False,
) -> None:
    """Say what changed: between two records, since a day, or with the last build."""
    from travaux.workbench import news

    found = news.changes([record_file(path) for path in records], since)
    if as_json:
        print_json(found)
    else:
        sys.stdout.write(news.told(found))


def stages() -> None:
    """Print the stage table: every step from bytes to record."""
    from travaux.workbench.stages import STAGES

    table = Table()
    for heading in ("Stage", "Scope", "Reads", "Writes", "Version"):
        table.add_column(heading, overflow="fold")
    for stage in STAGES:
        table.add_row(
            stage.name,
            stage.scope,
            ", ".join(stage.reads),
            ", ".join(stage.writes),
            str(stage.version),
        )
    out.print(table)
