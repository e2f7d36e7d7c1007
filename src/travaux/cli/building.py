"""The verbs that read documents and write what was found: build, report, export, statements, …"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from travaux.cli.arguments import (
    Engine,
    Jobs,
    Json,
    Paths,
    RecordPath,
    Strict,
    loaded,
    record_file,
)
from travaux.cli.terminal import counted, err, leave, out, print_json, stoppable, tell_problems
from travaux.workbench.drawing import drawn_progress

TABLE_WIDTH = 110  # columns that a table of statements needs to be read
EXPORTED = "jsonl, csv, parquet, docx, xlsx, akn, networks or dna."


def build_(
    paths: Paths,
    to: Annotated[Path, typer.Option("-o", "--out", help="Where the record and the dossier go.")],
    engine: Engine = "auto",
    jobs: Jobs = None,
    cluster: Annotated[
        str, typer.Option(help="Read on a Ray cluster: its address, or “local”.", metavar="ADDRESS")
    ] = "",
    strict: Strict = False,
    as_json: Json = False,
) -> None:
    """Read everything, build OUT/record.travaux and OUT/dossier/index.html."""
    from travaux.workbench.hiring import hired

    with (
        stoppable("the build") as heeding,
        drawn_progress(err, quiet=as_json) as drawn,
        hired(paths, to, jobs, early=not cluster) as crew,
    ):
        from travaux.workbench.build import build  # while the workers start
        from travaux.workbench.dossier import Binding

        binding, progress = Binding(crew), heeding(drawn)
        built = build(paths, to, engine, jobs, progress, cluster, crew, binding.known)
        first = to / "dossier" / "index.html"
        if built.changed or not first.exists():
            binding.write(built.path, built.record, first.parent, progress, built.news)
    summary = _summary(built.record) | {"record": str(built.path), "dossier": str(first)}
    if as_json:
        print_json(summary | {"changed": built.changed, "read": built.reread})
    else:
        _tell(summary, built.changed, built.reread)
        tell_problems(built.record.problems)
    leave(built.record.problems, strict)


def _summary(record: Any) -> dict[str, Any]:
    counted = ("documents", "drafts", "provisions", "statements", "parties", "links", "findings",
               "discrepancies", "events", "problems")  # fmt: skip
    return {"name": record.name, **{noun: len(getattr(record, noun)) for noun in counted}}


def _tell(summary: dict[str, Any], changed: bool, read: int) -> None:
    """What was found, and where to look."""
    if not changed:
        out.print("Nothing has changed since the last build; the record is as it was.")
    else:
        numbers = [counted(v, k) for k, v in summary.items() if isinstance(v, int) and v]
        out.print(f"Read {counted(read, 'files')} anew. Found " + ", ".join(numbers) + ".")
    out.print(f"Record:  {summary['record']}\nDossier: {summary['dossier']}", soft_wrap=True)


def report(
    record: RecordPath,
    to: Annotated[Path, typer.Option("-o", "--out", help="The folder of the dossier.")],
) -> None:
    """Write the dossier of a record again."""
    from travaux.workbench.dossier import write_dossier
    from travaux.workbench.news import kept_in

    with stoppable("the dossier") as heeding, drawn_progress(err) as drawn:
        first = write_dossier(loaded(record), to, heeding(drawn), kept_in(record_file(record)))
    out.print(f"Dossier: {first}", soft_wrap=True)


def export(
    record: RecordPath,
    to: Annotated[Path, typer.Option("--to", help="The folder to write into.")],
    format_: Annotated[str, typer.Option("--format", help=EXPORTED)] = "jsonl",
) -> None:
    """Write the record in an exchange format."""
    from travaux.workbench.exporting import export as export_record

    for name in export_record(loaded(record), to, format_):
        out.print(str(to / name), soft_wrap=True)


def statements(
    files: Paths,
    engine: Engine = "auto",
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each part was chosen.")
    ] = False,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Print the attributed statements of a few files, at once, without a record."""
    from travaux.workbench.statements import statement_rows, statement_table

    rows, problems = statement_rows(files, engine)
    if as_json:
        print_json(rows)
    elif as_csv:
        sys.stdout.write(statement_table(rows))
    else:
        _print_statements(rows, explain)
    tell_problems(problems)


def _print_statements(rows: list[dict[str, Any]], explain: bool) -> None:
    """A table, or on a narrow terminal one block a statement."""
    if not rows:
        out.print("No attributed statement was found.")
        return
    cells = [_statement_cells(row, explain) for row in rows]
    if out.width < TABLE_WIDTH:
        for speaker, through, kind, words, place in cells:
            said = " · ".join(part for part in (kind, through) if part)
            out.print(f"[bold]{escape(speaker)}[/] [dim]{escape(said)}[/]")
            out.print(Padding(escape(words), (0, 0, 0, 2), expand=False))
            out.print(Padding(f"[dim]{escape(place)}[/]", (0, 0, 1, 2), expand=False))
        return
    table = Table(show_lines=True, expand=True)
    for heading, share in (("Speaker", 3), ("Through", 3), ("Kind", 0), ("Words", 9), ("Place", 3)):
        table.add_column(heading, overflow="fold", ratio=share or None, min_width=8)
    for line in cells:
        table.add_row(*(escape(cell) for cell in line))
    out.print(table)


def _statement_cells(row: dict[str, Any], explain: bool) -> tuple[str, str, str, str, str]:
    """Speaker, through whom, kind, words (with the reasons), place."""
    why = "\n".join(f"{part}: {reason}" for part, reason in row["why"]) if explain else ""
    words = row["words"] + (f"\n\n{why}" if why else "")
    place = f"{row['file']}:{row['start']}-{row['end']}"
    return row["speaker"], row["through"], row["kind"], words, place


def demo(
    to: Annotated[Path, typer.Option("-o", "--out", help="Where it goes.")] = Path("travaux-demo"),
) -> None:
    """Build the bundled example: the talks about a 28-point peace plan of November 2025."""
    from travaux.workbench.demo import example_folder

    build_([example_folder()], to)
