"""The verbs for what comes of a text: outcomes (is there a deal), monitor (is it kept)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from travaux.cli.arguments import Json, Strict
from travaux.cli.terminal import err, leave, out, print_json, print_rows, tell_problems
from travaux.core.errors import UsageError
from travaux.core.surveys import Difference, Weakness


def monitor(
    cards: Annotated[Path, typer.Argument(help="Norm cards (YAML, CSV, XLSX), or a record.")],
    as_of: Annotated[str, typer.Option(help="The date of the board (ISO).")] = "",
    events: Annotated[Path | None, typer.Option(help="The log (CSV, YAML, JSONL).")] = None,
    known_by: Annotated[str, typer.Option(help="Count what was known by this date.")] = "",
    reports: Annotated[
        Path | None, typer.Option(help="A monitor's reports to read for events: file or folder.")
    ] = None,
    monitor_name: Annotated[
        str, typer.Option("--monitor", help="Whose reports they are, as pages call it.")
    ] = "",
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
        _print_questions(monitoring.what_if(cards), as_json)
        return
    _checked_date(as_of)
    if not as_of:
        raise UsageError("A board is of one date.", "Add --as-of 2031-10-15.")
    done = monitoring.monitor(cards, events, as_of, known_by, reports, text, monitor_name)
    if to:
        first = monitoring.write_pages(done, as_of, to, known_by, suppose or ())
        out.print(f"Pages: {first}", soft_wrap=True)
    if suppose:
        _print_moved(monitoring.what_follows(done, as_of, suppose, known_by), as_json)
    elif as_json:
        print_json([a for board in done.boards for a in board.assessments])
    else:
        _print_boards(done, monitoring.settings_said(done.cards))
    tell_problems(done.problems)
    leave(done.problems, strict)


def _print_questions(found: Sequence[Weakness], as_json: bool) -> None:
    """Each question once, with all the commitments that it is asked of."""
    asked: dict[tuple[str, str], list[str]] = {}
    for w in found:
        asked.setdefault((_plain(w.kind), w.why), []).extend(w.norms)
    print_rows(("Question", "Commitments", "Why"), [
        (kind, ", ".join(dict.fromkeys(names)), why) for (kind, why), names in asked.items()
    ], found if as_json else None)  # fmt: skip


def _print_moved(moved: Sequence[Difference], as_json: bool) -> None:
    """What supposed events would move on the verified board, and on which day."""
    if not as_json:
        day = f"On {moved[0].after.as_of}, as verified:" if moved else ""
        out.print(day or "Nothing would move on the verified board.")
    if moved or as_json:
        print_rows(("Commitment", "Without it", "Then", "Why"), [
            (d.name, _plain(d.before.state), _plain(d.after.state), " ".join(d.after.chain))
            for d in moved
        ], moved if as_json else None)  # fmt: skip


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _print_boards(done: Any, settings: list[tuple[str, str]]) -> None:
    names = {c.id: c.name for c in done.cards.commitments}
    for board in done.boards:
        table = Table(title=f"As {board.name}", show_lines=True)
        for heading in ("Commitment", "State", "Since", "Score", "Why"):
            table.add_column(heading, overflow="fold")
        for a in board.assessments:
            score = "?" if a.unheard else "" if a.score is None else str(a.score)
            cells = (names[a.commitment], _plain(a.state), a.since, score, a.cause)
            table.add_row(*(escape(cell) for cell in cells))
        out.print(table)
    out.print("Settings: " + "; ".join(f"{name} {value}" for name, value in settings) + ".")


def _checked_date(text: str) -> None:
    """Raises UsageError where `text` is given and is no date."""
    try:
        if text:
            datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"“{text}” is not a date.", "Write it as 2025-06-30.") from None


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
        print_json(use.data(outcome))
    else:
        out.print(escape(use.told(outcome)), highlight=False, soft_wrap=True)
