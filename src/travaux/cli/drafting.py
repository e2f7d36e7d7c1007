"""The verbs for drafts, straight from files: compare, check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from travaux.cli.arguments import Json, Strict
from travaux.cli.terminal import leave, out, print_json, tell_problems


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
    tell_problems(problems)
    leave(problems, strict or len(comparison.drafts) < len(files))


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
        print_json(checked)
    else:
        sys.stdout.write(use_case.checked_text(checked))
        sys.stdout.write("\n" + use_case.rules_text(checked) if rules else "")
    tell_problems(problems)
    leave(problems, strict or len(checked) < len(files or ()))
