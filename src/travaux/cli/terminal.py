"""What every verb needs of the terminal: consoles, tables, JSON, problems, errors in a sentence."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from travaux.core.errors import Interrupted, TravauxError
from travaux.core.plain import plain
from travaux.core.problems import Problem
from travaux.workbench.progress import Progress

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
def stoppable(work: str) -> Iterator[Callable[[Progress], Progress]]:
    """Ctrl-C, wherever it finds the program, ends the command with one sentence.

    Some libraries swallow the exception while they are imported. Hence the function that is given:
    a progress that it made raises the exception again at its next step.
    """
    noted: list[int] = []
    with _noting(noted):
        try:
            yield lambda progress: _heeding(noted, progress)
        except KeyboardInterrupt as stop:
            raise Interrupted(
                f"Stopped before {work} was complete.",
                "What was there before is whole; run the command again to go on.",
            ) from stop


@contextmanager
def _noting(noted: list[int]) -> Iterator[None]:
    """Note each Ctrl-C beside raising KeyboardInterrupt, where that is what it would do."""
    mine = threading.current_thread() is threading.main_thread()
    if not (mine and signal.getsignal(signal.SIGINT) is signal.default_int_handler):
        yield
        return

    def note(number: int, _: object) -> None:
        noted.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _heeding(noted: list[int], progress: Progress) -> Progress:
    """`progress` that stops where a Ctrl-C was noted."""

    def heeded(tell: Callable[..., None]) -> Callable[..., None]:
        def told(*what: object) -> None:
            if noted:
                raise KeyboardInterrupt
            tell(*what)

        return told

    return Progress(*(heeded(tell) for tell in (progress.begin, progress.advance, progress.note)))


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn the project's own errors into one sentence and exit code 2."""
    try:
        yield
    except TravauxError as error:
        err.print(f"[red]{escape(error.found)}[/] {escape(error.todo)}", soft_wrap=True)
        raise SystemExit(WRONG_USE) from error
