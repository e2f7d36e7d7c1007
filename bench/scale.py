"""Memory of the per-document half over a long pile: it must not grow with the number of documents.

`python -m bench.scale --documents 10000 --engine rules` streams that many synthetic articles of
about 700 words, each with names of its own, through every document stage in one process, and
prints the memory held at 1, 10 and 100 %. Long: the run of all measures takes QUICK documents.
"""

from __future__ import annotations

import argparse
import gc
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figure
from bench.synthetic import long_article
from travaux.workbench.folder import SourceFile
from travaux.workbench.reading import Task, read_bytes

QUICK = 200
SHARES = (0.01, 0.1, 1.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a run stands: documents and words read, statements found, seconds, MB held, peak MB."""

    documents: int
    words: int
    statements: int
    seconds: float
    held: float
    peak: float


def measure(data: Path) -> list[Figure]:
    """Memory held after QUICK documents to that after a tenth of them, with either engine."""
    figures = []
    for engine in ("rules", "auto"):
        first, last = list(marks(QUICK, engine))[-2:]
        note = f"{first.held:.0f} MB after {first.documents}, {last.held:.0f} after {QUICK}"
        ratio = last.held / first.held
        figures.append(Figure(f"scale.memory_{engine}", ratio, "ratio", note, best="low"))
    return figures


def marks(documents: int, engine: str) -> Iterator[Mark]:
    """Read so many articles one after the other and say how things stand at each of SHARES."""
    stops = {max(1, round(documents * share)) for share in SHARES}
    words = statements = 0
    began = time.perf_counter()
    for number in range(documents):
        text = long_article(number)
        name = f"article-{number:06}.txt"
        task = Task(SourceFile(Path(name), name), engine, {}, {})
        found = read_bytes(task, text.encode()).values["attributed"]
        words, statements = words + len(text.split()), statements + len(found)
        if number + 1 in stops:
            seconds = time.perf_counter() - began
            yield Mark(number + 1, words, statements, seconds, held(), peak())


def held() -> float:
    """Memory that this process holds now, in MB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def peak() -> float:
    """The most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the marks of one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--engine", default="rules")
    options = parser.parse_args()
    for mark in marks(options.documents, options.engine):
        print(
            f"{options.engine} {mark.documents} documents {mark.words} words "
            f"{mark.statements} statements {mark.seconds:.0f} s "
            f"{mark.held:.0f} MB held {mark.peak:.0f} MB peak",
            flush=True,
        )


if __name__ == "__main__":
    main()
