"""The command line: one short function a verb."""

from __future__ import annotations


def main() -> None:
    """Entry point of the `travaux` command."""
    raise SystemExit("travaux: the command line is not built yet")
