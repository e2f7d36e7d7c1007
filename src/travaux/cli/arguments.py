"""Arguments and options that several verbs have, and the record that a path names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

Paths = Annotated[list[Path], typer.Argument(help="One folder, or files.", show_default=False)]
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
Who = Annotated[str, typer.Option(help="Your name.", show_default="your user name")]


def record_file(path: Path) -> Path:
    """The record file that `path` names: itself, or the one in that folder."""
    return path / "record.travaux" if path.is_dir() else path


def loaded(path: Path) -> Any:
    from travaux.workbench.opening import opened

    return opened(record_file(path))
