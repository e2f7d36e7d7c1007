"""The command line: one short function a verb. What a verb does stands in `workbench`."""

from __future__ import annotations

import getpass
import importlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from travaux import __version__
from travaux.core.errors import MissingExtra, TravauxError, UsageError
from travaux.core.judgements import Action
from travaux.core.plain import plain
from travaux.core.problems import Problem
from travaux.workbench.drawing import drawn_progress

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="The record of a negotiation, built from a pile of documents, on your own machine.",
)
out = Console()
err = Console(stderr=True)

WRONG_USE = 2
WITH_PROBLEMS = 1
SHOWN_PROBLEMS = 10
TABLE_WIDTH = 110  # columns that a table of statements needs to be read

Paths = Annotated[list[Path], typer.Argument(help="One folder, or files.", show_default=False)]
EXPORTED = "jsonl, csv, parquet, docx, xlsx, akn, networks or dna."
RecordPath = Annotated[Path, typer.Argument(help="A record.travaux file, or the folder it is in.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a machine to read.")]
Strict = Annotated[
    bool, typer.Option("--strict", help="Exit with 1 where the material has problems.")
]
Engine = Annotated[
    str, typer.Option(help="How statements are found: auto, rules, or tagger.", metavar="NAME")
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", help="Processes to read with; as many as fit by default."),
]


def _print_version(wanted: bool) -> None:
    if wanted:
        out.print(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """The record of a negotiation, built from a pile of documents, on your own machine."""


@app.command("build")
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
    from travaux.workbench.build import build
    from travaux.workbench.exporting import write_dossier

    with drawn_progress(err, quiet=as_json) as progress:
        built = build(paths, to, engine, jobs, progress, cluster)
        first = to / "dossier" / "index.html"
        if built.changed or not first.exists():
            write_dossier(built.record, to / "dossier", progress, built.news)
    summary = _summary(built.record) | {"record": str(built.path), "dossier": str(first)}
    if as_json:
        _print_json(summary | {"changed": built.changed, "read": built.reread})
    else:
        _tell(summary, built.changed, built.reread)
        _tell_problems(built.record.problems)
    _leave(built.record.problems, strict)


def _summary(record: Any) -> dict[str, Any]:
    counted = ("documents", "drafts", "provisions", "statements", "parties", "links", "findings",
               "discrepancies", "events", "problems")  # fmt: skip
    return {"name": record.name, **{noun: len(getattr(record, noun)) for noun in counted}}


def _tell(summary: dict[str, Any], changed: bool, read: int) -> None:
    """What was found, and where to look."""
    if not changed:
        out.print("Nothing has changed since the last build; the record is as it was.")
    else:
        numbers = [_counted(v, k) for k, v in summary.items() if isinstance(v, int) and v]
        out.print(f"Read {_counted(read, 'files')} anew. Found " + ", ".join(numbers) + ".")
    out.print(f"Record:  {summary['record']}\nDossier: {summary['dossier']}", soft_wrap=True)


def _counted(number: int, nouns: str) -> str:
    """ "1 party", "3 parties"."""
    one = f"{nouns[:-3]}y" if nouns.endswith("ies") else nouns.removesuffix("s")
    return f"{number:,} {one if number == 1 else nouns}"


def _tell_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems[:SHOWN_PROBLEMS]:
        err.print(f"[yellow]problem[/] {escape(problem.sentence)}", soft_wrap=True)
    if len(problems) > SHOWN_PROBLEMS:
        err.print(f"… and {len(problems) - SHOWN_PROBLEMS} more, listed in the dossier.")


def _leave(problems: tuple[Problem, ...], strict: bool) -> None:
    if strict and problems:
        raise typer.Exit(WITH_PROBLEMS)


@app.command()
def report(
    record: RecordPath,
    to: Annotated[Path, typer.Option("-o", "--out", help="The folder of the dossier.")],
) -> None:
    """Write the dossier of a record again."""
    from travaux.workbench.exporting import write_dossier
    from travaux.workbench.news import kept_in

    with drawn_progress(err) as progress:
        first = write_dossier(_loaded(record), to, progress, kept_in(_record_file(record)))
    out.print(f"Dossier: {first}", soft_wrap=True)


@app.command()
def export(
    record: RecordPath,
    to: Annotated[Path, typer.Option("--to", help="The folder to write into.")],
    format_: Annotated[str, typer.Option("--format", help=EXPORTED)] = "jsonl",
) -> None:
    """Write the record in an exchange format."""
    from travaux.workbench.exporting import export as export_record

    for name in export_record(_loaded(record), to, format_):
        out.print(str(to / name), soft_wrap=True)


@app.command()
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
        _print_json(rows)
    elif as_csv:
        sys.stdout.write(statement_table(rows))
    else:
        _print_statements(rows, explain)
    _tell_problems(problems)


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


@app.command()
def judge(
    record: RecordPath,
    action: Annotated[Action, typer.Argument(help="What you say of it.")],
    statement: Annotated[str, typer.Argument(help="Its id, or the beginning of it.")],
    speaker: Annotated[str, typer.Option(help="Change: who really said it.")] = "",
    stance: Annotated[str, typer.Option(help="Change: the speaker's stance.")] = "",
    link: Annotated[list[str] | None, typer.Option(help="Change: a provision it is about.")] = None,
    why: Annotated[str, typer.Option(help="Your reason.")] = "",
    who: Annotated[str, typer.Option(help="Your name.", show_default="your user name")] = "",
    blind: Annotated[
        bool, typer.Option("--blind", help="Measure agreement by it; change nothing.")
    ] = False,
    noun: Annotated[
        str, typer.Option(help="What it is: statement, party, change, finding, event, …")
    ] = "statement",
    field: Annotated[str, typer.Option(help="Change: which field, as merge, name, status.")] = "",
    value: Annotated[str, typer.Option(help="Change: to what; JSON where it is a list.")] = "",
) -> None:
    """Confirm, reject or change what the machine proposed. Judgements are never lost."""
    from travaux.workbench.judging import judge as judge_target
    from travaux.workbench.judging import value_of

    changes: dict[str, Any] = {
        "speaker": speaker,
        "stance": stance,
        "link": tuple(link or ()),
    } | ({field: value_of(value)} if field else {})
    given = [(name, said) for name, said in changes.items() if said or name == field]
    if (action is Action.CHANGE) != (len(given) == 1):
        raise UsageError(
            "A change names one thing to change; the other actions name none.",
            "Example: travaux judge RECORD change ID --speaker 'The right name'",
        )
    name, said = given[0] if given else ("", "")
    path = _record_file(record)
    by = who or getpass.getuser()
    done = judge_target(path, statement, action, by, name, said, why, blind, noun)
    out.print(f"Kept: {done.action.value} {done.field} on “{done.quote[:100]}”.", markup=False)


@app.command("judge-card")
def judge_card(
    record: RecordPath,
    action: Annotated[Action, typer.Argument(help="What you say of it.")],
    card: Annotated[str, typer.Argument(help="The commitment's name, or its id.")],
    field: Annotated[
        list[str] | None, typer.Option(help="FIELD=VALUE of the card, as “due=30 days”.")
    ] = None,
    score: Annotated[int | None, typer.Option(help="Its code, 0 to 3, at --as-of.")] = None,
    as_of: Annotated[str, typer.Option(help="The date of the score (ISO).")] = "",
    why: Annotated[str, typer.Option(help="Your reason; with a score, its narrative.")] = "",
    who: Annotated[str, typer.Option(help="Your name.", show_default="your user name")] = "",
) -> None:
    """Confirm, reject, change or add a commitment's card, or give its score at a date."""
    from travaux.workbench import judging_cards

    path, by = _record_file(record), who or getpass.getuser()
    if score is not None:
        if not as_of or action is not Action.CHANGE:
            raise UsageError(
                "A score is of one date.",
                "Example: travaux judge-card RECORD change payment --score 2 --as-of 2031-10-15",
            )
        done = judging_cards.judge_score(path, card, as_of, score, by, why)
    else:
        fields = judging_cards.fields_of(field or ())
        done = judging_cards.judge_card(path, card, action, by, fields, why)
    out.print(f"Kept: {done.action.value} {done.field} on “{done.quote[:100]}”.", markup=False)


@app.command()
def changes(
    records: Annotated[
        list[Path], typer.Argument(help="A record; or two, the older first.", show_default=False)
    ],
    since: Annotated[str, typer.Option(help="What is dated from this day on (ISO).")] = "",
    as_json: Json = False,
) -> None:
    """Say what changed: between two records, since a day, or with the last build."""
    from travaux.workbench import news

    found = news.changes([_record_file(path) for path in records], since)
    if as_json:
        _print_json(found)
    else:
        sys.stdout.write(news.told(found))


@app.command()
def agreement(
    record: RecordPath,
    blind: Annotated[
        bool, typer.Option("--blind", help="Only what was coded without sight of the proposal.")
    ] = False,
    sheet: Annotated[
        Path | None, typer.Option(help="Write a sheet (CSV) of statements to code blind.")
    ] = None,
    number: Annotated[int, typer.Option(help="How many statements the sheet holds.")] = 50,
    read: Annotated[
        Path | None, typer.Option(help="Take a filled-in sheet into the record.")
    ] = None,
    who: Annotated[str, typer.Option(help="Your name.", show_default="your user name")] = "",
    as_json: Json = False,
) -> None:
    """Say how far people and the machine agree (Krippendorff's alpha); code statements blind."""
    from travaux.workbench import agreeing

    path = _record_file(record)
    if sheet:
        sheet.write_text(agreeing.coding_sheet(path, number), "utf-8-sig")
        out.print(f"Sheet: {sheet}. Fill in its last four columns.", soft_wrap=True)
        return
    if read:
        if not read.is_file():
            raise UsageError(f"There is no sheet at {read}.", "Write one with --sheet FILE.")
        kept = agreeing.read_sheet(path, read.read_text("utf-8"), who or getpass.getuser())
        err.print(f"Kept {kept} blind codings.")
    found = agreeing.agreement_of(_loaded(path), blind)
    headings = ("Category", "Coders", "Statements", "Agreed", "Alpha")
    _print_rows(headings, [agreeing.said(a) for a in found], found if as_json else None)
    if not (found or as_json):
        out.print("No statement was coded twice. Code some: travaux agreement RECORD --sheet FILE")


@app.command()
def search(
    record: RecordPath,
    words: Annotated[list[str], typer.Argument(help="Words that must all be there.")],
    as_json: Json = False,
) -> None:
    """Find statements and documents by their words, the best match first."""
    from travaux.workbench.searching import search as search_record

    found = search_record(_record_file(record), " ".join(words))
    if as_json:
        _print_json(found)
        return
    for row in found:
        out.print(f"[bold]{escape(row['who'])}[/] {escape(row['words'])}", soft_wrap=True)
        out.print(f"  {row['kind']} {row['id'][:24]} in {escape(row['file'])}", style="dim")
    if not found:
        out.print("Nothing has all of these words.")


@app.command()
def demo(
    to: Annotated[Path, typer.Option("-o", "--out", help="Where it goes.")] = Path("travaux-demo"),
) -> None:
    """Build the bundled example: the talks about a 28-point peace plan of November 2025."""
    from travaux.workbench.demo import example_folder

    build_([example_folder()], to)


@app.command()
def compare(
    files: Annotated[list[Path], typer.Argument(help="Drafts, oldest first.", show_default=False)],
    to: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="A .txt, .html, .docx, .xlsx, .csv, .xml or .json file."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Show what did not change too.")] = False,
    as_json: Json = False,
    strict: Strict = False,
) -> None:
    """Compare drafts side by side, straight from files: what changed, substance first."""
    from travaux.workbench import compare as use_case

    comparison, problems = use_case.compare_files(files)
    if to is not None:
        to.write_bytes(use_case.rendered(comparison, to))
        out.print(f"Written: {to}", soft_wrap=True)
    elif as_json:
        sys.stdout.write(use_case.in_json(comparison))
    else:
        sys.stdout.write(use_case.in_words(comparison, every))
    _tell_problems(problems)
    _leave(problems, strict or len(comparison.drafts) < len(files))


@app.command()
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Drafts, each on its own.", show_default=False)
    ] = None,
    off: Annotated[list[str] | None, typer.Option(help="A rule not to ask by.")] = None,
    rules: Annotated[
        bool,
        typer.Option(
            "--rules", help="Print the rules and why: all, or those that asked of a draft."
        ),
    ] = False,
    as_json: Json = False,
    strict: Strict = False,
) -> None:
    """Ask of a draft what a careful drafter would ask. Questions, not verdicts."""
    from travaux.workbench import check as use_case

    if rules and not files:
        sys.stdout.write(use_case.rules_text())
        return
    checked, problems = use_case.check_files(files or [], off or [])
    if as_json:
        _print_json(checked)
    else:
        sys.stdout.write(use_case.checked_text(checked))
        sys.stdout.write("\n" + use_case.rules_text(checked) if rules else "")
    _tell_problems(problems)
    _leave(problems, strict or len(checked) < len(files or ()))


@app.command()
def monitor(
    cards: Annotated[Path, typer.Argument(help="Norm cards (YAML, CSV, XLSX), or a record.")],
    as_of: Annotated[str, typer.Option(help="The date of the board (ISO).")] = "",
    events: Annotated[Path | None, typer.Option(help="The log (CSV, YAML, JSONL).")] = None,
    known_by: Annotated[str, typer.Option(help="Count what was known by this date.")] = "",
    reports: Annotated[
        Path | None, typer.Option(help="A monitor's reports to read for events: file or folder.")
    ] = None,
    text: Annotated[
        Path | None, typer.Option(help="The agreement's text, for the words of the cards.")
    ] = None,
    what_if: Annotated[
        bool, typer.Option("--what-if", help="Ask what the text leaves open.")
    ] = False,
    suppose: Annotated[
        list[str] | None, typer.Option(help="“DATE EVENT …”: what would follow?")
    ] = None,
    draft_cards: Annotated[
        Path | None, typer.Option(help="Write a record's drafted cards here, to correct.")
    ] = None,
    to: Annotated[Path | None, typer.Option("-o", "--out", help="Write pages here.")] = None,
    as_json: Json = False,
    strict: Strict = False,
) -> None:
    """Say of every commitment whether it was kept by a date, why, and what follows."""
    from travaux.workbench import monitoring

    if draft_cards:
        draft_cards.write_text(monitoring.drafted_cards(cards), "utf-8")
        out.print(f"Cards: {draft_cards}", soft_wrap=True)
        return
    if what_if and not suppose:
        found = monitoring.what_if(cards)
        _print_rows(("Question", "Commitments", "Why"), [
            (w.kind.replace("_", " "), ", ".join(w.norms), w.why) for w in found
        ], found if as_json else None)  # fmt: skip
        return
    _checked_date(as_of)
    if not as_of:
        raise UsageError("A board is of one date.", "Add --as-of 2031-10-15.")
    done = monitoring.monitor(cards, events, as_of, known_by, reports, text)
    if to:
        first = monitoring.write_pages(done, as_of, to, known_by, suppose or ())
        out.print(f"Pages: {first}", soft_wrap=True)
    if suppose:
        moved = monitoring.what_follows(done, as_of, suppose, known_by)
        _print_rows(("Commitment", "Now", "Then", "Why"), [
            (d.name, d.before.state.value, d.after.state.value, " ".join(d.after.chain))
            for d in moved
        ], moved if as_json else None)  # fmt: skip
        return
    if as_json:
        _print_json([a for board in done.boards for a in board.assessments])
    else:
        _print_boards(done, monitoring.settings_said(done.cards))
    _tell_problems(done.problems)
    _leave(done.problems, strict)


def _print_rows(headings: tuple[str, ...], rows: list[tuple[str, ...]], raw: Any = None) -> None:
    """A table of plain cells, or `raw` as JSON where it is given."""
    if raw is not None:
        _print_json(raw)
        return
    table = Table(show_lines=True)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    out.print(table)


def _print_boards(done: Any, settings: list[tuple[str, str]]) -> None:
    names = {c.id: c.name for c in done.cards.commitments}
    for board in done.boards:
        table = Table(title=f"As {board.name}", show_lines=True)
        for heading in ("Commitment", "State", "Since", "Score", "Why"):
            table.add_column(heading, overflow="fold")
        for a in board.assessments:
            score = "" if a.score is None else str(a.score)
            cells = (names[a.commitment], a.state.value.replace("_", " "), a.since, score, a.cause)
            table.add_row(*(escape(cell) for cell in cells))
        out.print(table)
    out.print("Settings: " + "; ".join(f"{name} {value}" for name, value in settings) + ".")


@app.command()
def outcomes(
    model: Annotated[
        Path, typer.Argument(help="talks.model.yaml, .gmcr, GENIUS domain, record, or its folder.")
    ],
    what_if: Annotated[
        str, typer.Option("--what-if", help="One change: “Upland drops land: ceded”.")
    ] = "",
    inverse: Annotated[
        str, typer.Option(help="What would make a state stable for someone: “Upland: NNY”.")
    ] = "",
    to: Annotated[Path | None, typer.Option(help="Write CSV tables into this folder.")] = None,
    pages: Annotated[Path | None, typer.Option(help="Write HTML pages into this folder.")] = None,
    write_model: Annotated[
        Path | None, typer.Option(help="Write the model read or drawn here, to correct.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Say whether there is a deal, what blocks it, which packages are fair, what would hold."""
    from travaux.workbench import outcomes as use

    if write_model:
        file = use.write_model(use.load_models(model), write_model, model)
        out.print(f"Model: {escape(str(file))}", soft_wrap=True)
        return
    outcome = use.outcomes(model, what_if)
    written = use.write_tables(outcome, to) if to else []
    for file in written + (use.write_pages(outcome, pages) if pages else []):
        err.print(f"Wrote {escape(str(file))}", soft_wrap=True)
    if inverse:
        out.print(escape("\n".join(use.inverse(outcome, inverse))), soft_wrap=True)
    elif as_json:
        _print_json(use.data(outcome))
    else:
        out.print(escape(use.told(outcome)), highlight=False, soft_wrap=True)


@app.command()
def serve(
    record: RecordPath,
    port: Annotated[int, typer.Option(help="The port; 0 for any free one.")] = 8437,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    users: Annotated[
        Path | None, typer.Option(help="Who may log in: a file made by travaux users.")
    ] = None,
    cert: Annotated[Path | None, typer.Option(help="TLS: the certificate (PEM).")] = None,
    key: Annotated[Path | None, typer.Option(help="TLS: its private key (PEM).")] = None,
    name: Annotated[
        list[str] | None, typer.Option(help="A further name this server is reached by.")
    ] = None,
    trusted_network: Annotated[
        bool, typer.Option("--trusted-network", help="Serve other machines without TLS.")
    ] = False,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Only print the address.")
    ] = False,
) -> None:
    """Open the record in the browser, to read and to judge. Ctrl-C stops it."""
    serving = _web("serving")
    wishes = serving.Wishes(
        _record_file(record), host, port, users, cert, key, tuple(name or ()), trusted_network,
        not no_browser,
    )  # fmt: skip

    def tell(address: str) -> None:
        out.print(f"Open {address}\nCtrl-C stops the server.", soft_wrap=True, highlight=False)

    serving.serve(wishes, tell)


@app.command("users")
def users_(
    name: Annotated[str, typer.Argument(help="The name to log in with.")],
    to: Annotated[Path, typer.Option("--to", help="The users file; made if it is not there.")],
    role: Annotated[str, typer.Option(help="reader, coder or editor.")] = "reader",
    remove: Annotated[bool, typer.Option("--remove", help="Take the user away.")] = False,
) -> None:
    """Add a named user for travaux serve, change one, or take one away; asks for the password."""
    enrolling = _web("enrolling")
    if remove:
        enrolling.remove_user(to, name)
        out.print(f"{name} is no user any more.", markup=False)
        return
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    enrolling.add_user(to, name, role, password)
    out.print(f"{name} may log in as {role}. Serve with: --users {to}", markup=False)


def _web(module: str) -> Any:
    """A module of the local app. Raises MissingExtra where what it needs is not installed."""
    try:
        return importlib.import_module(f"travaux.web.{module}")
    except ImportError as error:
        raise MissingExtra(
            f"The local app needs {error.name}, which is not installed.",
            "Run: pip install 'travaux[web]'",
        ) from error


@app.command()
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


def _checked_date(text: str) -> None:
    """Raises UsageError where `text` is given and is no date."""
    try:
        if text:
            datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"“{text}” is not a date.", "Write it as 2025-06-30.") from None


def _record_file(path: Path) -> Path:
    """The record file that `path` names: itself, or the one in that folder."""
    return path / "record.travaux" if path.is_dir() else path


def _loaded(path: Path) -> Any:
    from travaux.workbench.opening import opened

    return opened(_record_file(path))


def _print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n")


@contextmanager
def _said_plainly() -> Iterator[None]:
    """Turn the project's own errors into one sentence and exit code 2."""
    try:
        yield
    except TravauxError as error:
        err.print(f"[red]{escape(error.found)}[/] {escape(error.todo)}", soft_wrap=True)
        raise SystemExit(WRONG_USE) from error


def main() -> None:
    """Entry point of the `travaux` command."""
    with _said_plainly():
        app()


if __name__ == "__main__":
    main()
