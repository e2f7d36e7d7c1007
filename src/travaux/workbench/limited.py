"""Read files that came from outside: in a process of their own, with limits on time and memory.

One file at a time: where the process dies or is too slow, that file is the guilty one; it costs a
problem, a new process reads the rest. Memory is limited where the system can do that (POSIX
`RLIMIT_AS`); elsewhere only time is, and `LIMITS_MEMORY` says so.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import Any

from travaux.core.problems import Problem
from travaux.workbench.crew import as_worker
from travaux.workbench.reading import Reading, Task, crashed, read_one

try:
    import resource
except ImportError:  # not on Windows
    LIMITS_MEMORY = False
else:
    LIMITS_MEMORY = True


@dataclass(frozen=True, slots=True)
class Limits:
    """seconds: of one file, the start of the process among them; memory: bytes of addresses, which
    the analysis models need about 3 GB of."""

    seconds: float = 300.0
    memory: int = 8 * 1024**3


def read_limited(tasks: Sequence[Task], limits: Limits) -> Iterator[Reading]:
    """The reading of each task, in order; a file over the limits has a problem that says so."""
    waiting = deque(tasks)
    while waiting:
        yield from _until_one_fails(waiting, limits)


def _until_one_fails(waiting: deque[Task], limits: Limits) -> Iterator[Reading]:
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    worker = context.Process(target=_work, args=(theirs, limits.memory), daemon=True)
    worker.start()
    theirs.close()
    try:
        while waiting:
            reading = _asked(mine, waiting[0], limits.seconds)
            task = waiting.popleft()
            if reading is None:
                slow = worker.is_alive()
                yield too_slow(task, limits.seconds) if slow else crashed(task)
                return
            yield reading
    finally:
        worker.kill()
        worker.join()
        mine.close()


def _asked(worker: Connection, task: Task, seconds: float) -> Reading | None:
    """The reading of one task; None where the worker died or took too long."""
    with suppress(EOFError, OSError):
        worker.send(task)
        if worker.poll(seconds):
            found: Reading = worker.recv()
            return found
    return None


def too_slow(task: Task, seconds: float) -> Reading:
    """What stands for a file that took too long."""
    file = task.source.file
    said = f"{file} was not read within {seconds:.0f} seconds and was left out; split it."
    empty = crashed(task)
    values = {**empty.values, "reader_problems": (Problem("reader-too-slow", said, file),)}
    return replace(empty, values=values)


def _work(asked: Connection, memory: int) -> None:
    """Read what is asked, one after another, until nobody asks any more."""
    as_worker()
    if LIMITS_MEMORY:
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        bound = memory if most == resource.RLIM_INFINITY else min(memory, most)
        resource.setrlimit(resource.RLIMIT_AS, (bound, most))
    with suppress(EOFError):
        while True:
            task: Any = asked.recv()
            asked.send(read_one(task))
