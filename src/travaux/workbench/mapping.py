"""The per-document half: a pure map over files, cached by content, in the processes of a crew.

Results come back in the order of the files, so neither the number of processes nor their speed
changes anything.

A reader that crashes its whole process (a fault in a C library on a hostile file) costs that one
file: it is named in a problem, the others are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.workbench.cluster import read_on_cluster
from travaux.workbench.crew import Crew
from travaux.workbench.folder import SourceFile
from travaux.workbench.progress import Progress
from travaux.workbench.reading import (
    Cache,
    Reading,
    Task,
    crashed,
    from_cache,
    read_one,
    task_for,
)


def read_all(
    files: Sequence[SourceFile],
    engine: str,
    cache: Cache,
    crew: Crew,
    progress: Progress,
    cluster: str = "",
) -> list[Reading]:
    """Read every file through the document stages, in the order of `files`.

    cache: key -> what is kept under it, or None. crew: who reads. cluster: address of a Ray cluster
    that reads instead. Raises WorkersFailed, MissingExtra.
    """
    progress.begin("Reading documents", len(files))
    tasks = [task_for(source, engine, cache) for source in files]
    stale = [task for task in tasks if task.stale]
    made = read_on_cluster(stale, cluster, progress) if cluster else _read(stale, crew, progress)
    done = dict(zip((t.source.file for t in stale), made, strict=True))
    for _ in range(len(tasks) - len(stale)):
        progress.advance()
    return [done.get(task.source.file) or from_cache(task) for task in tasks]


def _read(tasks: Sequence[Task], crew: Crew, progress: Progress) -> Iterator[Reading]:
    for reading in crew.in_order(read_one, tasks, crashed):
        progress.advance()
        yield reading
