"""The whole path: a folder to a record. Time against spaCy's own pipeline, and memory.

Speed is a ratio to a reference in the same run; seconds are printed for orientation only.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.figures import Figure, data_hash
from travaux.workbench.crew import Crew
from travaux.workbench.folder import gather
from travaux.workbench.mapping import read_all
from travaux.workbench.progress import SILENT

SOURCE = Path(__file__).resolve().parents[1] / "src"


def measure(data: Path) -> list[Figure]:
    """Figures of the real pile, where it is there."""
    real = data / "ukraine-2025"
    return [*_real(real)] if real.is_dir() else []


def _real(folder: Path) -> list[Figure]:
    mark = data_hash(folder.glob("*.txt"))
    with tempfile.TemporaryDirectory() as out:
        cold, peak, _ = built(folder, Path(out))
        warm, _, _ = built(folder, Path(out))
    ratio, note = _against_spacy(folder, "rules")
    both, note_both = _against_spacy(folder, "auto")
    return [
        Figure("path.rules_speed_to_spacy", ratio, "ratio", note, mark),
        Figure("path.auto_speed_to_spacy", both, "ratio", note_both, mark),
        Figure(
            "path.warm_to_cold", warm / cold, "ratio", f"{warm:.1f} s to {cold:.1f} s", mark, "low"
        ),
        Figure("path.peak_memory", peak, "MB", "largest process", mark, "low"),
    ]


class Run(NamedTuple):
    """Seconds by the clock, peak memory in MB of the largest process, seconds of processor time."""

    seconds: float
    memory: float
    worked: float


def built(folder: Path, out: Path, jobs: int = 1, engine: str = "auto") -> Run:
    """What `travaux build` takes as a process of its own."""
    code = (
        "import resource, sys, travaux.cli as cli\n"
        "try: cli.main()\n"
        "finally:\n"
        "  kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)\n"
        "  used = [resource.getrusage(kind) for kind in kinds]\n"
        "  worked = sum(use.ru_utime + use.ru_stime for use in used)\n"
        "  print('PEAK', max(use.ru_maxrss for use in used), worked, file=sys.stderr)\n"
    )
    where = ["build", str(folder), "-o", str(out), "-j", str(jobs), "--engine", engine]
    command = [sys.executable, "-c", code, *where]
    began = time.perf_counter()
    done = subprocess.run(
        command,
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - began
    peak, worked = map(float, done.stderr.rsplit("PEAK", 1)[1].split())
    return Run(seconds, peak / 1024, worked)


def _against_spacy(folder: Path, engine: str) -> tuple[float, str]:
    """Words a second of the per-document half over those of spaCy's pipeline, one process."""
    import spacy

    from travaux.corpus.parser import DEFAULT_MODEL, resolved

    pile = gather([folder])
    texts = [source.path.read_text("utf-8") for source in pile.files]
    words = sum(len(text.split()) for text in texts)
    parser = spacy.load(resolved(DEFAULT_MODEL))

    def ours() -> object:
        return read_all(pile.files, engine, lambda key: None, Crew(0), SILENT)

    def theirs() -> object:
        return [
            len(doc) for doc in parser.pipe(line for text in texts for line in text.splitlines())
        ]

    times = [(_timed(ours), _timed(theirs)) for _ in range(4)][1:]  # the first loads the models
    ratio = statistics.median(reference / own for own, reference in times)
    own = statistics.median(own for own, _ in times)
    return ratio, f"{words / own:.0f} words/s, spaCy alone {words / own / ratio:.0f}"


def _timed(function: Callable[[], object]) -> float:
    began = time.perf_counter()
    function()
    return time.perf_counter() - began
