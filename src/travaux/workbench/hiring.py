"""How many workers a pile is worth, and a crew of them.

Small on purpose: the command line hires before it loads the rest of the program, so that the
workers make themselves ready meanwhile.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from travaux.workbench.crew import Crew
from travaux.workbench.folder import RECORD, SourceFile, gather

WORTH_A_PROCESS = 100_000  # bytes of input; below it, starting a second process costs more
READERS = ("travaux.workbench.reading", "spacy")  # what a worker has to import


def processes_for(files: Sequence[SourceFile], asked: int | None) -> int:
    """How many processes to use: as asked, else as many as there are cores and work for."""
    if asked is not None:
        return max(0, asked)
    worth = sum(f.path.stat().st_size for f in files) // WORTH_A_PROCESS + 1
    return int(max(1, min(os.cpu_count() or 1, worth, len(files))))


def hired(named: Sequence[Path], out: Path, asked: int | None, early: bool = True) -> Crew:
    """A crew for building what is named into `out`. early: start it at once where there is no
    record yet, so that everything has to be read; a crew that is not started costs nothing.

    Raises UsageError where there is nothing to read, SettingsError for a faulty settings file.
    """
    crew = Crew(processes_for(gather(named, out).files, asked), READERS)
    if early and not (out / RECORD).exists():
        crew.start()
    return crew
