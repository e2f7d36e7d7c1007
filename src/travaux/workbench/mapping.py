"""The per-document half: a pure map over files, cached by content, in parallel processes.

The key of a cached value is a hash of the file's bytes, its name, its note, the engine, and the
versions of the stages behind it. Results come back in the order of the files, so neither the
number of processes nor their speed changes anything.

A reader that crashes its whole process (a fault in a C library on a hostile file) costs that one
file: the pool is made anew, the file that broke it is named in a problem, the others are read.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from travaux.core.documents import Document
from travaux.core.drafts import Witness
from travaux.core.errors import Interrupted, TravauxError
from travaux.core.ids import content_id
from travaux.core.plain import plain, restored
from travaux.core.problems import Problem
from travaux.core.statements import Statement
from travaux.workbench.cluster import read_on_cluster
from travaux.workbench.desk import needed, outputs, run
from travaux.workbench.folder import SourceFile
from travaux.workbench.progress import Progress
from travaux.workbench.source import Source
from travaux.workbench.stages import Stage, lineage_of, of_scope

Cache = Callable[[str], Any]

KINDS: dict[str, Any] = {
    "document": Document | None,
    "reader_problems": tuple[Problem, ...],
    "attributed": tuple[Statement, ...],
    "located": tuple[Witness, ...],
    "locator_problems": tuple[Problem, ...],
}
WORTH_A_PROCESS = 400_000  # bytes of input; below it, starting a second process costs more
AHEAD = 4  # files a process that wait in its queue


@dataclass(frozen=True, slots=True)
class Reading:
    """What the document stages made of one file. values: by name; keys: cache key -> names."""

    file: str
    document: str
    values: Mapping[str, Any]
    keys: Mapping[str, tuple[str, ...]]
    fresh: bool


@dataclass(frozen=True, slots=True)
class Task:
    """One file to be read: what is cached of it, and the cache key of each kept stage."""

    source: SourceFile
    engine: str
    cached: Mapping[str, Any]
    keys: Mapping[str, tuple[str, ...]]

    @property
    def stale(self) -> bool:
        return bool(set(outputs("document")) - set(self.cached))


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
    return [done.get(task.source.file) or _from_cache(task) for task in tasks]


def task_for(source: SourceFile, engine: str, cache: Cache) -> Task:
    """The task of one file, with all that the cache still holds of it."""
    sha = _file_digest(source)
    basis = (sha, source.file, source.note, engine)
    cached: dict[str, Any] = {}
    keys = {}
    for stage in of_scope("document"):
        if stage.kept:
            key = content_id("reading", *basis, *lineage_of(stage))
            keys[key] = stage.writes
            cached |= cache(key) or {}
    return Task(source, engine, cached, keys)


def _file_digest(source: SourceFile) -> str:
    with source.path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _from_cache(task: Task) -> Reading:
    values = {name: restored(KINDS[name], data) for name, data in task.cached.items()}
    return _reading(task.source.file, task.keys, values, fresh=False)


def read_back(file: str, keys: Mapping[str, tuple[str, ...]], cache: Cache) -> Reading:
    """The reading of `file` that a record keeps under `keys`; empty where nothing was kept."""
    data: dict[str, Any] = {}
    for key in keys:
        data |= cache(key) or {}
    values = {name: _empty(name) for name in outputs("document")}
    values |= {name: restored(KINDS[name], each) for name, each in data.items()}
    return _reading(file, keys, values, fresh=False)


def _reading(
    file: str, keys: Mapping[str, tuple[str, ...]], values: Mapping[str, Any], fresh: bool
) -> Reading:
    kept = {name: values[name] for name in outputs("document")}
    document = kept["document"]
    return Reading(file, document.id if document else "", kept, keys, fresh)


def read_one(task: Task) -> Reading:
    """Run the stale document stages of one file (in whichever process)."""
    return read_bytes(task, task.source.path.read_bytes())


def read_bytes(task: Task, data: bytes) -> Reading:
    """As `read_one`, with the file's bytes at hand (on a machine that has not the file)."""
    desk = {
        "source": Source(data, task.source.file, task.source.note),
        "engine": task.engine,
        **{name: restored(KINDS[name], plain_data) for name, plain_data in task.cached.items()},
    }
    wanted = set(outputs("document")) - set(desk)
    stages = needed(of_scope("document"), desk, wanted)
    values = _run_safely(stages, desk, task.source.file)
    return _reading(task.source.file, task.keys, values, fresh=True)


def _run_safely(stages: Sequence[Stage], desk: dict[str, Any], file: str) -> dict[str, Any]:
    """Run `stages`; a stage that raises leaves its values empty, and the file has a problem."""
    faults: list[Problem] = []
    for stage in stages:
        try:
            desk = run([stage], desk)
        except TravauxError:  # wrong use (an engine that is not there): the user must know
            raise
        except Exception as error:
            faults.append(_stage_fault(stage, file, error))
            desk |= {name: _empty(name) for name in stage.writes}
    problems = desk.get("locator_problems", ())
    return desk | {"locator_problems": (*problems, *faults)}


def _empty(name: str) -> Any:
    return () if str(KINDS.get(name, "")).startswith("tuple") else None


def _stage_fault(stage: Stage, file: str, error: Exception) -> Problem:
    said = (
        f"{file}: the stage “{stage.name}” failed on this file ({type(error).__name__}: {error}); "
        "what it would have found is missing. This is a fault of Travaux: please report it."
    )
    return Problem("stage-failed", said, file)


def packed(reading: Reading) -> Iterator[tuple[str, tuple[str, Any]]]:
    """(key, (document id, plain data)) of each cached stage of a reading, without the text."""
    for key, names in reading.keys.items():
        data = {name: plain(reading.values[name]) for name in names}
        if data.get("document"):
            data["document"].pop("text")
        yield key, (reading.document, data)


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
                yield _crashed(waiting.popleft())
                progress.advance()
            alone = True


def _pool(waiting: deque[Task], jobs: int, alone: bool, progress: Progress) -> Iterator[Reading]:
    """Read from the front of `waiting`; a file leaves it only when its reading is there."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, context, initializer=_ignore_interrupt)
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


def _ignore_interrupt() -> None:
    """Ctrl-C is the parent's to handle; a worker would only print a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _crashed(task: Task) -> Reading:
    file = task.source.file
    said = f"{file} crashed the reader and was left out; the file may be damaged or hostile."
    values = {name: _empty(name) for name in outputs("document")}
    values["reader_problems"] = (Problem("reader-crashed", said, file),)
    return _reading(file, {}, values, fresh=True)
