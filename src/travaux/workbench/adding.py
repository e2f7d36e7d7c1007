"""Documents added to a record while it is open: read in the background, with progress.

    put beside the record ─▶ read, each with limits ─▶ put together anew ─▶ swapped in
         (added.py)             (limited.py)           (build.py)         (LiveRecord.catch_up)

All but the last step happens in another process, so that pages stay quick. The record that is open
stays readable and judgeable all along; judgements given meanwhile are carried over by the swap.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path

from travaux.core.errors import TravauxError
from travaux.core.news import NewsItem
from travaux.workbench.added import put
from travaux.workbench.build import with_more
from travaux.workbench.crew import as_worker
from travaux.workbench.folder import SourceFile
from travaux.workbench.limited import Limits, read_limited
from travaux.workbench.reading import Reading, task_for

FAULT = "Something went wrong while these documents were read; the terminal says more."


@dataclass(frozen=True, slots=True)
class Added:
    """One document on its way. state: waiting, reading, read or left out; said: why it was."""

    file: str
    state: str = "waiting"
    said: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far it is. step: idle, reading, putting together, done, failed; number: rises with each
    change; news: what the documents brought, once they are in."""

    step: str = "idle"
    files: tuple[Added, ...] = ()
    news: tuple[NewsItem, ...] = ()
    said: str = ""
    number: int = 0

    @property
    def busy(self) -> bool:
        return self.step in ("reading", "putting together")


@dataclass
class Adding:
    """Adds documents to one record, one lot after another. done: called when a lot is in."""

    record: Path
    done: Callable[[], object]
    limits: Limits = field(default_factory=Limits)
    standing: Standing = field(default_factory=Standing)
    _waiting: list[SourceFile] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None

    def add(self, documents: Sequence[tuple[str, bytes]]) -> tuple[str, ...]:
        """Keep documents (name, bytes) and begin to read them; the names they go by.

        Raises UsageError, with none of them taken, where one is of no kind that is read.
        """
        kept = [put(self.record, name, data) for name, data in documents]
        with self._lock:
            self._waiting += kept
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="adding", daemon=True)
                self._thread.start()
        return tuple(file.file for file in kept)

    def wait(self, seconds: float) -> None:
        """Wait until nothing is being added any more, for at most so long."""
        thread = self._thread
        if thread:
            thread.join(seconds)

    def _work(self) -> None:
        while True:
            with self._lock:
                lot, self._waiting = self._waiting, []
                if not lot:
                    self._thread = None
                    return
            self._say(step="reading", files=tuple(Added(f.file) for f in lot), news=(), said="")
            try:
                self._add(lot)
                self.done()
                self._say(step="done")
            except TravauxError as error:
                self._say(step="failed", said=str(error))
            except Exception:
                self._say(step="failed", said=FAULT)
                raise

    def _say(self, **changes: object) -> None:
        number = self.standing.number + 1
        self.standing = replace(self.standing, number=number, **changes)  # type: ignore[arg-type]

    def _add(self, lot: Sequence[SourceFile]) -> None:
        """Have another process do it, and follow what it tells."""
        context = multiprocessing.get_context("spawn")
        mine, theirs = context.Pipe(duplex=False)
        worker = context.Process(target=_add, args=(theirs, self.record, tuple(lot), self.limits))
        worker.start()
        theirs.close()
        try:
            while True:
                told = mine.recv()
                if isinstance(told, TravauxError):
                    raise told
                if isinstance(told, tuple):
                    self._say(news=told)
                    return
                if isinstance(told, Added):
                    files = (told if f.file == told.file else f for f in self.standing.files)
                    self._say(files=tuple(files))
                else:
                    self._say(step=told)
        except EOFError as error:
            raise RuntimeError("the process that adds documents ended early") from error
        finally:
            worker.join(5)
            worker.kill()


def _add(tell: Connection, record: Path, lot: Sequence[SourceFile], limits: Limits) -> None:
    """Read the documents and put the record together with them, telling each step."""
    as_worker()
    try:
        tell.send(add_documents(record, lot, limits, tell.send))
    except TravauxError as error:
        tell.send(error)


def add_documents(
    record: Path,
    files: Sequence[SourceFile],
    limits: Limits,
    tell: Callable[[Added | str], object],
) -> tuple[NewsItem, ...]:
    """Put `files` into the record at `record`; what they brought.

    tell: called with an Added for each file's step, and with the step of the whole. Raises
    RecordError (the old record is then as it was).
    """

    def read(engine: str) -> list[Reading]:
        tasks = [task_for(file, engine, lambda key: None) for file in files]
        readings = []
        for file in files[:1]:
            tell(Added(file.file, "reading"))
        for at, reading in enumerate(read_limited(tasks, limits)):
            readings.append(reading)
            tell(_outcome(reading))
            for file in files[at + 1 : at + 2]:
                tell(Added(file.file, "reading"))
        tell("putting together")
        return readings

    return with_more(record, read)


def _outcome(reading: Reading) -> Added:
    problems = reading.values["reader_problems"]
    state = "read" if reading.values["document"] is not None else "left out"
    return Added(reading.file, state, " ".join(p.sentence for p in problems))
