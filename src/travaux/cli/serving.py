"""The verbs of the local app: serve, users."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated, Any

import typer

from travaux.cli.arguments import RecordPath, record_file
from travaux.cli.terminal import out
from travaux.core.errors import MissingExtra


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
        record_file(record), host, port, users, cert, key, tuple(name or ()), trusted_network,
        not no_browser,
    )  # fmt: skip

    def tell(address: str) -> None:
        out.print(f"Open {address}\nCtrl-C stops the server.", soft_wrap=True, highlight=False)

    serving.serve(wishes, tell)


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
