"""A crew: worker processes that are started once and kept from the first document to the last page.

    start ──▶ starting ──ready──▶ idle ◀──▶ at work
                  │                 │           │
                 dies              dies        dies
                  ▼                 ▼           ▼
           WorkersFailed     started anew   started anew, the job it was at is lost

A worker has one job at a time, so that of a death it is known which job is to blame. Results are
handed on in the order in which the work was given, so neither the number of workers nor their
speed changes anything. A crew of 0 does everything in this process.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from travaux.core.errors import WorkersFailed

Given = TypeVar("Given")
Made = TypeVar("Made")

AHEAD = 8  # jobs a worker that wait or whose results wait for those before them
PATIENCE = 5.0  # seconds a worker that was told to stop is waited for


@dataclass(slots=True, eq=False)
class Job:
    """A function, what it is called with, and how that went: `made`, or `raised`, or `lost`."""

    function: Callable[[Any], Any]
    given: Any
    done: bool = False
    lost: bool = False
    made: Any = None
    raised: BaseException | None = None


@dataclass(slots=True, eq=False)
class Worker:
    """A process, the pipe to it, what it is at, and whether it ever said that it is ready."""

    process: BaseProcess
    pipe: Connection
    job: Job | None = None
    ready: bool = False


class Crew:
    """So many worker processes. Use it in a `with` block: at its end they are gone.

    prepared: modules that workers import while they start.
    """

    def __init__(self, size: int, prepared: Sequence[str] = ()) -> None:
        self.size = size
        self.prepared = tuple(prepared)
        self._workers: list[Worker] = []
        self._waiting: deque[Job] = deque()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def several(self) -> bool:
        """Whether two jobs can be done at a time."""
        return self.size > 1

    def start(self) -> None:
        """Start the workers that there are not yet; they make themselves ready meanwhile."""
        if len(self._workers) >= self.size:
            return  # asked for with every job that is handed out
        with _interrupts_held():
            while len(self._workers) < self.size:
                self._workers.append(_started(self.prepared))

    def close(self) -> None:
        """End the workers, whatever they are at."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join(PATIENCE)
            worker.pipe.close()
        self._workers.clear()
        self._waiting.clear()

    def in_order(
        self,
        function: Callable[[Given], Made],
        given: Iterable[Given],
        lost: Callable[[Given], Made],
    ) -> Iterator[Made]:
        """`function` of each, in order; `lost` of what a worker died over.

        Raises what `function` raises, and WorkersFailed where no worker can be started.
        """
        if not self.size:
            yield from map(function, given)
            return
        rest = iter(given)
        jobs = deque(self.begin(function, each) for each in islice(rest, self.size * AHEAD))
        while jobs:
            job = jobs.popleft()
            made = self.result(job, lost)
            jobs.extend(self.begin(function, each) for each in islice(rest, 1))
            yield made

    def begin(self, function: Callable[[Given], Made], given: Given) -> Job:
        """Have a worker do it as soon as one is free; ask `result` for what comes of it."""
        job = Job(function, given)
        self._waiting.append(job)
        self._hand_out()
        return job

    def result(self, job: Job, lost: Callable[[Any], Any]) -> Any:
        """What came of a job that was begun; `lost` of what it was given where a worker died."""
        while not job.done:
            self._hear()
        if job.raised:
            raise job.raised
        return lost(job.given) if job.lost else job.made

    def _hand_out(self) -> None:
        """Give waiting jobs to workers that are ready for one."""
        if self._waiting:
            self.start()
        for worker in self._workers:
            if self._waiting and worker.ready and worker.job is None:
                job = self._waiting[0]
                with suppress(OSError):  # it died while it had nothing to do: `_hear` finds out
                    worker.pipe.send((job.function, job.given))
                    worker.job = self._waiting.popleft()

    def _hear(self) -> None:
        """Wait until a worker says something, or dies."""
        self._hand_out()
        by_pipe: dict[Any, Worker] = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[pipe]
            try:
                said = worker.pipe.recv_bytes()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            job, worker.job, worker.ready = worker.job, None, True
            self._hand_out()  # before what came is unpacked: the worker need not wait for that
            if job:
                job.made, job.raised = pickle.loads(said)  # noqa: S301 - our own process made it
                job.done = True

    def _bury(self, worker: Worker) -> None:
        if not worker.ready:
            raise WorkersFailed(
                "No worker process could be started, so nothing was read.",
                "Free some memory, or run the command again with --jobs 0.",
            )
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join(PATIENCE)
        if worker.job:
            worker.job.done = worker.job.lost = True


def _started(prepared: tuple[str, ...]) -> Worker:
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, prepared), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, mine)


def _work(pipe: Connection, prepared: tuple[str, ...]) -> None:
    """Do what is asked, one job after another, until nobody asks any more."""
    as_worker()
    for module in prepared:
        importlib.import_module(module)
    with suppress(EOFError, OSError):
        pipe.send_bytes(b"ready")
        while True:
            function, given = pipe.recv()
            pipe.send(_done(function, given))


def _done(function: Callable[[Any], Any], given: Any) -> tuple[Any, BaseException | None]:
    try:
        return function(given), None
    except Exception as error:
        return None, error


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while processes are started; it arrives as soon as they are.

    The mask is for them: they inherit it and never see Ctrl-C, not even while they still import.
    It does not do for this process, where the system hands the signal to any thread that lets it
    through and Python then interrupts the main thread, in the middle of a start.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # The first process that is started has this one started before it, which lets Ctrl-C through
    # again: a worker that is then still importing would end with a traceback.
    resource_tracker.ensure_running()
    with _interrupts_noted() as noted:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    if noted:
        signal.raise_signal(signal.SIGINT)


@contextmanager
def _interrupts_noted() -> Iterator[list[int]]:
    """Note Ctrl-C instead of acting on it; only where this thread is the one that is told of it
    and somebody would act."""
    noted: list[int] = []
    handler = signal.getsignal(signal.SIGINT)
    mine = threading.current_thread() is threading.main_thread() and callable(handler)
    if mine:
        signal.signal(signal.SIGINT, lambda number, frame: noted.append(number))
    try:
        yield noted
    finally:
        if mine:
            signal.signal(signal.SIGINT, handler)


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
