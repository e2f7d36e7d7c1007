"""The per-document half: a pure map over files, cached by content, in parallel processes.

Results come back in the order of the files, so neither the number of processes nor their speed
changes anything.

A reader that crashes its whole process (a fault in a C library on a hostile file) costs that one
file: the pool is made anew, the file that broke it is named in a problem, the others are read.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from travaux.core.errors import Interrupted
from travaux.workbench.cluster import read_on_cluster
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

WORTH_A_PROCESS = 400_000  # bytes of input; below it, starting a second process costs more
AHEAD = 4  # files a process that wait in its queue


def processes_for(files: Sequence[SourceFile], asked: int | None) -> int:
    """How many processes to use: as asked, else as many as there are cores and work for."""
    if asked is not None:
        return max(0, asked)
    worth = sum(f.path.stat().st_size for f in files) // WORTH_A_PROCESS + 1
    return int(max(1, min(os.cpu_count() or 1, worth, len(files))))


def read_all(
    files: Sequence[SourceFile],
    engine: str,
    cache: Cache,
    jobs: int,
    progress: Progress,
    cluster: str = "",
) -> list[Reading]:
    """Read every file through the document stages, in the order of `files`.

    cache: key -> plain data or None. jobs: processes; 0 reads in this process. cluster: address
    of a Ray cluster that reads instead. Raises Interrupted, MissingExtra.
    """
    progress.begin("Reading documents", len(files))
    tasks = [task_for(source, engine, cache) for source in files]
    stale = [task for task in tasks if task.stale]
    made = read_on_cluster(stale, cluster, progress) if cluster else _run(stale, jobs, progress)
    done = dict(zip((t.source.file for t in stale), made, strict=True))
    for _ in range(len(tasks) - len(stale)):
        progress.advance()
    return [done.get(task.source.file) or from_cache(task) for task in tasks]


def _run(tasks: Sequence[Task], jobs: int, progress: Progress) -> Iterator[Reading]:
    if not jobs:
        for task in tasks:
            yield read_one(task)
            progress.advance()
        return
    waiting = deque(tasks)
    alone = False  # after a crash: one file at a time, so that the guilty one is known
    while waiting:
        try:
            yield from _pool(waiting, 1 if alone else jobs, alone, progress)
        except BrokenProcessPool:
            if alone:
                yield crashed(waiting.popleft())
                progress.advance()
            alone = True


def _pool(waiting: deque[Task], jobs: int, alone: bool, progress: Progress) -> Iterator[Reading]:
    """Read from the front of `waiting`; a file leaves it only when its reading is there."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, context, initializer=as_worker)
    running: deque[Future[Reading]] = deque()
    try:
        while waiting:
            ahead = 1 if alone else min(len(waiting), jobs * AHEAD)
            with _interrupts_held():
                while len(running) < ahead:
                    running.append(pool.submit(read_one, waiting[len(running)]))
            reading = running.popleft().result()
            waiting.popleft()
            progress.advance()
            yield reading
    except KeyboardInterrupt as stop:
        pool.shutdown(wait=False, cancel_futures=True)
        raise Interrupted(
            "Stopped before the build was complete.", "The old record is as it was."
        ) from stop
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while processes are started: they inherit the mask and never see it, not
    even while they are still importing; here it arrives as soon as they are started."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def as_worker() -> None:
    """Ctrl-C is the parent's to handle (a worker would only print a traceback), and a worker
    whose parent is gone, however it went, has nothing left to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
