"""The command line: one short function a verb. What a verb does stands in `workbench`.

`VERBS` lists them in the order of `travaux --help`; each stands in the module of its kind.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from travaux import __version__
from travaux.cli import asking, building, drafting, following, judging, serving
from travaux.cli.terminal import WRONG_USE, out, said_plainly
from travaux.core.errors import Interrupted

VERBS: dict[str, Callable[..., Any]] = {
    "build": building.build_,
    "report": building.report,
    "export": building.export,
    "statements": building.statements,
    "compare": drafting.compare,
    "check": drafting.check,
    "outcomes": following.outcomes,
    "monitor": following.monitor,
    "search": asking.search,
    "changes": asking.changes,
    "judge": judging.judge,
    "judge-card": judging.judge_card,
    "agreement": judging.agreement,
    "serve": serving.serve,
    "users": serving.users_,
    "demo": building.demo,
    "stages": asking.stages,
}

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="The record of a negotiation, built from a pile of documents, on your own machine.",
)
for _name, _verb in VERBS.items():
    app.command(_name)(_verb)


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


def main() -> None:
    """Entry point of the `travaux` command."""
    try:
        with said_plainly():
            app()
    except SystemExit as end:
        if isinstance(end.__cause__, Interrupted):
            _leave_at_once(WRONG_USE)
        raise


def _leave_at_once(code: int) -> None:
    """End with `code`. Where Ctrl-C came while Python ran text as code (dataclasses are made so, in
    any import), CPython would otherwise end by the signal, whatever was made of it since."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
