"""What every verb needs of the terminal: consoles, tables, JSON, problems, errors in a sentence."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from travaux.core.errors import Interrupted, TravauxError
from travaux.core.plain import plain
from travaux.core.problems import Problem

out = Console()
err = Console(stderr=True)

WRONG_USE = 2
WITH_PROBLEMS = 1
SHOWN_PROBLEMS = 10


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False, indent=2) + "\n")


def print_rows(headings: tuple[str, ...], rows: list[tuple[str, ...]], raw: Any = None) -> None:
    """A table of plain cells, or `raw` as JSON where it is given."""
    if raw is not None:
        print_json(raw)
        return
    table = Table(show_lines=True)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell) for cell in row))
    out.print(table)


def counted(number: int, nouns: str) -> str:
    """ "1 party", "3 parties"."""
    one = f"{nouns[:-3]}y" if nouns.endswith("ies") else nouns.removesuffix("s")
    return f"{number:,} {one if number == 1 else nouns}"


def tell_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems[:SHOWN_PROBLEMS]:
        err.print(f"[yellow]problem[/] {escape(problem.sentence)}", soft_wrap=True)
    if len(problems) > SHOWN_PROBLEMS:
        err.print(f"… and {len(problems) - SHOWN_PROBLEMS} more, listed in the dossier.")


def leave(problems: tuple[Problem, ...], strict: bool) -> None:
    if strict and problems:
        raise typer.Exit(WITH_PROBLEMS)


@contextmanager
def stoppable(work: str) -> Iterator[None]:
    """Ctrl-C, wherever it finds the program, ends the command with one sentence."""
    try:
        yield
    except KeyboardInterrupt as stop:
        raise Interrupted(
            f"Stopped before {work} was complete.",
            "What was there before is whole; run the command again to go on.",
        ) from stop


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn the project's own errors into one sentence and exit code 2."""
    try:
        yield
    except TravauxError as error:
        err.print(f"[red]{escape(error.found)}[/] {escape(error.todo)}", soft_wrap=True)
        raise SystemExit(WRONG_USE) from error
