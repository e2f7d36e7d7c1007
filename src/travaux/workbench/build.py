"""From a folder to a record: the main use case.

The per-document half fills a list of readings, the cross-document half makes one `Record` of them.
Where neither the files, the settings nor the stages have changed since the last build, nothing is
done at all. The record file holds what the machine made of the documents, and beside it the
judgements; what is handed on has them applied (workbench/judged).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from travaux.core.documents import Document
from travaux.core.ids import content_id
from travaux.core.news import NewsItem
from travaux.core.plain import plain, restored
from travaux.core.problems import Problem
from travaux.core.record import NOUNS, Record
from travaux.core.talks import Watch
from travaux.store import Archive, open_archive, replace_record, unpacked
from travaux.store.locks import held
from travaux.workbench import news
from travaux.workbench.added import added_files
from travaux.workbench.crew import Crew
from travaux.workbench.desk import running
from travaux.workbench.folder import RECORD, Pile, SourceFile, gather
from travaux.workbench.hiring import hired
from travaux.workbench.judged.record import judged
from travaux.workbench.mapping import read_all
from travaux.workbench.opening import opened, read
from travaux.workbench.progress import SILENT, Progress
from travaux.workbench.reading import Cache, Kept, Reading, read_back
from travaux.workbench.stages import STAGES, of_scope


def _nothing(record: Record) -> None:
    """Do nothing ahead."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. changed: False where the record on disk was already up to date. news: what
    the last build that changed anything brought, None where it replaced no record."""

    path: Path
    record: Record
    changed: bool
    reread: int
    news: tuple[NewsItem, ...] | None = None


def build(
    named: Sequence[Path],
    out: Path,
    engine: str = "auto",
    jobs: int | None = None,
    progress: Progress = SILENT,
    cluster: str = "",
    crew: Crew | None = None,
    known: Callable[[Record], object] = _nothing,
) -> Built:
    """Read what is named, write `out`/record.travaux.

    crew: who works; where there is none, one of `jobs` processes is hired for this. known: called
    with a new record before it is written. Raises UsageError, SettingsError, RecordError (the old
    record is then as it was), WorkersFailed.
    """
    if crew is None:
        with hired(named, out, jobs, early=not cluster) as crew:
            return build(named, out, engine, jobs, progress, cluster, crew, known)
    pile = gather(named, out)
    out.mkdir(parents=True, exist_ok=True)
    path = out / RECORD
    pile = replace(pile, files=(*pile.files, *_not_named(added_files(path), pile)))
    with held(path, "build", patience=0):
        old = open_archive(path) if path.exists() else None
        try:
            readings = read_all(pile.files, engine, _cache(old), crew, progress, cluster)
            return _put_together(pile, path, old, readings, engine, progress, crew, known)
        finally:
            if old:
                old.close()


def _put_together(
    pile: Pile,
    path: Path,
    old: Archive | None,
    readings: Sequence[Reading],
    engine: str,
    progress: Progress = SILENT,
    crew: Crew | None = None,
    known: Callable[[Record], object] = _nothing,
) -> Built:
    print_ = fingerprint(readings, pile)
    if old and old.meta("fingerprint") == print_:
        return Built(path, read(old).index.record, changed=False, reread=0, news=news.kept(old))
    record = reduce(readings, pile, progress, crew)
    before = old.judgements() if old else ()
    standing = judged(replace(record, judgements=before), pile.talks.watch) if before else record
    known(standing)
    brought = news.against(old, standing) if old else None
    meta = {"fingerprint": print_, "engine": engine} | news.to_keep(brought)
    _write(path, record, readings, pile, meta)
    read_now = sum(reading.fresh for reading in readings)
    return Built(path, _as_it_stands(record, path, pile.talks.watch), True, read_now, brought)


def _as_it_stands(record: Record, path: Path, watch: Watch | None) -> Record:
    """`record`, which was just written to `path`, with the judgements that stand there: what
    `opened` gives, without reading again what is at hand."""
    with open_archive(path) as archive:
        return judged(replace(record, judgements=archive.judgements()), watch)


def _write(
    path: Path,
    record: Record,
    readings: Sequence[Reading],
    pile: Pile,
    meta: dict[str, str],
) -> None:
    rows = {key: (r.document, kept) for r in readings for key, kept in r.kept.items()}
    listed = [[reading.file, {k: list(v) for k, v in reading.keys.items()}] for reading in readings]
    settings = plain(replace(pile, files=())) | {"readings": listed}
    said = json.dumps(settings, ensure_ascii=False)
    replace_record(path, record, rows, {**meta, "pile": said})


def _not_named(added: Sequence[SourceFile], pile: Pile) -> list[SourceFile]:
    """What was added in the app and is not among the files that were named."""
    named = {source.path.resolve() for source in pile.files}
    return [source for source in added if source.path.resolve() not in named]


def with_more(path: Path, read_more: Callable[[str], Sequence[Reading]]) -> tuple[NewsItem, ...]:
    """Put the record at `path` together anew with further readings; what they brought.

    read_more: from the engine that the record was built with to the readings; one of a file that
    the record has already replaces it. Raises RecordError, and RecordBusy where a build runs.
    """
    with held(path, "build", patience=10), open_archive(path) as old:
        pile, known = _as_built(old)
        engine = old.meta("engine") or "auto"
        more = read_more(engine)
        new = {reading.file for reading in more}
        readings = [*(r for r in known if r.file not in new), *more]
        return _put_together(pile, path, old, readings, engine).news or ()


def refresh(path: Path, progress: Progress = SILENT) -> Record:
    """Put the record together anew from what it holds; the record, with its judgements applied.

    No document is read again, so this takes a moment; it works where the documents are not at
    hand. Raises RecordError.
    """
    with held(path, "build", patience=10), open_archive(path) as old:
        pile, readings = _as_built(old)
        record = reduce(readings, pile, progress)
        meta = {
            "fingerprint": fingerprint(readings, pile),
            "engine": old.meta("engine"),
            **news.to_keep(news.kept(old)),
        }
        _write(path, record, readings, pile, meta)
    return opened(path)


def _as_built(old: Archive) -> tuple[Pile, list[Reading]]:
    """The pile and the readings that the record was built from, as it keeps them."""
    settings = json.loads(old.meta("pile"))
    look_up = _cache(old)
    readings = [
        read_back(file, {key: tuple(names) for key, names in keys.items()}, look_up)
        for file, keys in settings.pop("readings")
    ]
    return restored(Pile, settings), readings


def _cache(old: Archive | None) -> Cache:
    """Look cached values up in the old record; a document's text is put back from its table."""
    if old is None:
        return lambda key: None
    texts = {document.id: document.text for document in old.nouns("documents")}

    def look_up(key: str) -> Kept | None:
        kept = old.reading(key)
        if kept is None:
            return None
        data = unpacked(kept)
        if document := data.get("document"):
            document["text"] = texts[document["id"]]
        return data, kept

    return look_up


def fingerprint(readings: Sequence[Reading], pile: Pile) -> str:
    """A hash of everything the machine's part of the record depends on."""
    return content_id(
        "build",
        *(key for reading in readings for key in sorted(reading.keys)),
        plain(pile.talks),
        plain(pile.problems),
        *(f"{stage.name}/{stage.version}" for stage in STAGES),
    )


def reduce(
    readings: Sequence[Reading],
    pile: Pile,
    progress: Progress = SILENT,
    crew: Crew | None = None,
) -> Record:
    """The cross-document half: one record from all readings, as the machine proposes it. Order of
    readings is that of files. crew: takes the stages that can be done apart."""
    stages = of_scope("record")
    progress.begin("Putting them together", len(stages))
    desk: dict[str, Any] = _gathered(readings) | {
        "talks": pile.talks,
        "parties": (),
    }
    for values in running(stages, desk, crew or Crew(0)):
        desk = values
        progress.advance()
    problems = (
        *pile.problems,
        *chain.from_iterable(r.values["reader_problems"] for r in readings),
        *chain.from_iterable(r.values["locator_problems"] for r in readings),
        *desk["log_problems"],
    )
    nouns: dict[str, Any] = {noun: tuple(desk[noun]) for noun in NOUNS if noun in desk}
    nouns |= {"judgements": (), "problems": _once(problems)}
    return Record(name=pile.talks.name, **nouns)


def _gathered(readings: Sequence[Reading]) -> dict[str, Any]:
    """The readings as the cross-document stages want them; copies of one file are one document."""
    documents: dict[str, Document] = {}
    gathered: dict[str, list[Any]] = {"attributed": [], "located": [], "values": []}
    for reading in readings:
        document = reading.values["document"]
        if document is None:
            continue
        if document.id in documents:
            first = documents[document.id]
            documents[document.id] = replace(first, copies=(*first.copies, reading.file))
            continue
        documents[document.id] = document
        for value, items in gathered.items():
            items += reading.values[value]
    return {"documents": tuple(documents.values())} | {k: tuple(v) for k, v in gathered.items()}


def _once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple({problem.id: problem for problem in problems}.values())
