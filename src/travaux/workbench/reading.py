"""One file through the document stages: from cached values and bytes to a `Reading`.

The key of a cached value is a hash of the file's bytes, its name, its note, the engine, and the
versions of the stages behind it. What a stage that fails would have found is missing, and the file
has a problem that says so; the other stages and files go on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from travaux.core.documents import Document
from travaux.core.drafts import Slot, Witness
from travaux.core.errors import TravauxError
from travaux.core.ids import content_id
from travaux.core.plain import plain, restored
from travaux.core.problems import Problem
from travaux.core.statements import Statement
from travaux.store import packed
from travaux.workbench.desk import needed, outputs, run
from travaux.workbench.folder import SourceFile
from travaux.workbench.source import Source
from travaux.workbench.stages import Stage, lineage_of, of_scope

Kept = tuple[Any, bytes]
"""Plain data as the values are restored from, and as the record keeps them."""
Cache = Callable[[str], Kept | None]

KINDS: dict[str, Any] = {
    "document": Document | None,
    "reader_problems": tuple[Problem, ...],
    "attributed": tuple[Statement, ...],
    "located": tuple[Witness, ...],
    "locator_problems": tuple[Problem, ...],
    "values": tuple[Slot, ...],
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the document stages made of one file. values: by name; keys: cache key -> names; kept:
    cache key -> the values of those names as the record keeps them, without the text."""

    file: str
    document: str
    values: Mapping[str, Any]
    keys: Mapping[str, tuple[str, ...]]
    kept: Mapping[str, bytes]
    fresh: bool


@dataclass(frozen=True, slots=True)
class Task:
    """One file to be read: what is cached of it, the cache key of each kept stage, and what the
    record keeps under those of them that are cached."""

    source: SourceFile
    engine: str
    cached: Mapping[str, Any]
    keys: Mapping[str, tuple[str, ...]]
    kept: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def stale(self) -> bool:
        return bool(set(outputs("document")) - set(self.cached))


def task_for(source: SourceFile, engine: str, cache: Cache) -> Task:
    """The task of one file, with all that the cache still holds of it."""
    sha = _file_digest(source)
    basis = (sha, source.file, source.note, engine)
    keys = {
        content_id("reading", *basis, *lineage_of(stage)): stage.writes
        for stage in of_scope("document")
        if stage.kept
    }
    cached, kept = _looked_up(keys, cache)
    return Task(source, engine, cached, keys, kept)


def _looked_up(keys: Iterable[str], cache: Cache) -> tuple[dict[str, Any], dict[str, bytes]]:
    """What the cache holds under `keys`: values by name, and by key as the record keeps them."""
    found = {key: held for key in keys if (held := cache(key))}
    values: dict[str, Any] = {}
    for data, _ in found.values():
        values |= data
    return values, {key: kept for key, (_, kept) in found.items()}


def _file_digest(source: SourceFile) -> str:
    with source.path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def from_cache(task: Task) -> Reading:
    values = {name: restored(KINDS[name], data) for name, data in task.cached.items()}
    return _reading(task.source.file, task.keys, task.kept, values, fresh=False)


def read_back(file: str, keys: Mapping[str, tuple[str, ...]], cache: Cache) -> Reading:
    """The reading of `file` that a record keeps under `keys`; empty where nothing was kept."""
    data, kept = _looked_up(keys, cache)
    values = {name: _empty(name) for name in outputs("document")}
    values |= {name: restored(KINDS[name], each) for name, each in data.items()}
    return _reading(file, keys, kept, values, fresh=False)


def _reading(
    file: str,
    keys: Mapping[str, tuple[str, ...]],
    kept: Mapping[str, bytes],
    values: Mapping[str, Any],
    fresh: bool,
) -> Reading:
    handed_on = {name: values[name] for name in outputs("document")}
    document = handed_on["document"]
    return Reading(file, document.id if document else "", handed_on, keys, kept, fresh)


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
    kept = {key: _packed(values, names) for key, names in task.keys.items()}
    return _reading(task.source.file, task.keys, kept, values, fresh=True)


def _packed(values: Mapping[str, Any], names: Sequence[str]) -> bytes:
    """Values as the record keeps them; a document's text stands in a column of its own."""
    data = {name: plain(values[name]) for name in names}
    if data.get("document"):
        data["document"].pop("text")
    return packed(data)


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


def crashed(task: Task) -> Reading:
    file = task.source.file
    said = f"{file} crashed the reader and was left out; the file may be damaged or hostile."
    values = {name: _empty(name) for name in outputs("document")}
    values["reader_problems"] = (Problem("reader-crashed", said, file),)
    return _reading(file, {}, {}, values, fresh=True)
