"""What long work tells whoever waits for it. The command line draws it; others may ignore it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _silent(*_: object) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Callbacks: `begin(what, total)` for a piece of work, `advance()` a step, `note(sentence)`."""

    begin: Callable[[str, int], None] = _silent
    advance: Callable[[], None] = _silent
    note: Callable[[str], None] = _silent


SILENT = Progress()
