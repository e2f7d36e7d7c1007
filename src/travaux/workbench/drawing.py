"""Progress drawn on a terminal: bar, counts, time left. Silent where nobody looks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import (
    Progress as RichProgress,
)

from travaux.workbench.progress import SILENT, Progress


@contextmanager
def drawn_progress(console: Console, quiet: bool = False) -> Iterator[Progress]:
    """A `Progress` that draws on `console`, or a silent one if `quiet`."""
    if quiet or not console.is_terminal:
        yield SILENT
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with RichProgress(*columns, console=console, transient=True) as bars:
        tasks: list[int] = []

        def begin(what: str, total: int) -> None:
            tasks.append(bars.add_task(what, total=total))

        def advance() -> None:
            bars.advance(tasks[-1])  # type: ignore[arg-type]

        yield Progress(begin, advance, lambda sentence: bars.console.print(sentence, markup=False))
