"""The stage table: every step from bytes to record, what it reads and writes, and its version.

Two halves (docs/decisions/0002): `document` stages are a pure map over files, cached by content and
versions; `record` stages reduce over all documents. A value is named once, by the stage that
writes it; GIVEN are the values the workbench puts on the desk itself. The version of a stage is
raised whenever its output for the same input changes: only then does it run again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from travaux.workbench import steps

GIVEN = ("source", "engine", "talks")
"""source: a file's bytes, name and note; engine: of attribution; talks: talks.toml."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step. function takes the values of `reads` and returns those of `writes` as a tuple.

    kept: whether what it writes is cached with the record (annotations are too large, and quick
    to make again). scope: "document" or "record". apart: whether a stage over the record takes
    long and little needs what it writes, so that another process does it beside the others.
    """

    name: str
    scope: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    version: int
    function: Callable[..., tuple[Any, ...]]
    kept: bool = True
    apart: bool = False


def _document(
    name: str, reads: str, writes: str, version: int, function: Any, kept: bool = True
) -> Stage:
    return Stage(
        name, "document", tuple(reads.split()), tuple(writes.split()), version, function, kept
    )


def _record(
    name: str, reads: str, writes: str, version: int, function: Any, apart: bool = False
) -> Stage:
    return Stage(
        name,
        "record",
        tuple(reads.split()),
        tuple(writes.split()),
        version,
        function,
        apart=apart,
    )


STAGES: tuple[Stage, ...] = (
    _document("read", "source", "document reader_problems", 4, steps.read),
    _document("annotate", "document", "annotation", 3, steps.annotate, kept=False),
    _document("attribute", "document annotation engine", "attributed", 12, steps.attribute),
    _document("locate", "document", "located locator_problems", 4, steps.locate),
    _document("measure", "document", "values", 4, steps.measure),
    _record("group", "documents", "duplicates", 1, steps.group),
    _record(
        "merge", "documents attributed located talks", "parties affiliations merged", 4, steps.merge
    ),
    _record("date", "merged documents", "statements", 1, steps.date),
    _record("witness", "statements duplicates", "groups", 1, steps.witness),
    _record("rely", "statements parties documents", "reliances", 1, steps.rely),
    _record(
        "collate",
        "located documents talks",
        "drafts witnesses provisions variants",
        3,
        steps.collate,
    ),
    _record("claim", "drafts provisions documents statements talks", "claims", 2, steps.claim),
    _record("compare", "drafts provisions", "changes", 3, steps.compare),
    _record("follow", "changes provisions", "threads", 1, steps.follow),
    _record("redline", "changes provisions", "redlines", 4, steps.redline),
    _record("check", "provisions drafts talks", "findings", 3, steps.check),
    _record("weigh", "drafts provisions", "burdens", 2, steps.weigh),
    _record(
        "commit", "drafts witnesses provisions documents talks", "commitments", 6, steps.commit
    ),
    _record("slots", "statements values", "slots", 1, steps.slots),
    _record(
        "link",
        "statements provisions drafts documents changes parties slots",
        "links",
        2,
        steps.link,
    ),
    _record(
        "stance",
        "statements links provisions parties documents",
        "stances",
        6,
        steps.read_stances,
    ),
    _record(
        "gather",
        "statements stances provisions drafts changes parties groups",
        "issues positions",
        2,
        steps.gather,
    ),
    _record("chronicle", "documents statements parties provisions", "events", 8, steps.chronicle),
    _record(
        "differ",
        "documents values statements provisions drafts changes variants duplicates parties",
        "discrepancies",
        11,
        steps.differ,
        apart=True,
    ),
    _record(
        "survey",
        "talks commitments events statements parties documents drafts provisions",
        "surveys assessments log_problems",
        4,
        steps.survey,
    ),
)


def of_scope(scope: str) -> tuple[Stage, ...]:
    """The stages of one scope, in table order."""
    return tuple(stage for stage in STAGES if stage.scope == scope)


def producer(value: str) -> Stage | None:
    """The stage that writes `value`; None for a given one."""
    return next((stage for stage in STAGES if value in stage.writes), None)


def lineage_of(stage: Stage) -> tuple[str, ...]:
    """Names and versions of `stage` and of all it depends on, sorted: its part of a cache key."""
    above = (producer(value) for value in stage.reads)
    lines = {line for made_by in above if made_by for line in lineage_of(made_by)}
    return tuple(sorted(lines | {f"{stage.name}/{stage.version}"}))


def stage_page() -> str:
    """The stage table as a Markdown page: docs/stages.md is this, and a test keeps it so."""
    lines = [
        "# Stages",
        "",
        "Every step from bytes to record, as `travaux stages` prints it. `document` stages run",
        "once a file and are cached by its content and their versions; `record` stages run over",
        "all documents together.",
        "This page is made from the table in `src/travaux/workbench/stages.py` by `make docs`.",
        "",
        "| stage | scope | reads | writes | version |",
        "|---|---|---|---|---|",
    ]
    rows = (
        f"| {s.name} | {s.scope} | {', '.join(s.reads)} | {', '.join(s.writes)} | {s.version} |"
        for s in STAGES
    )
    return "\n".join([*lines, *rows]) + "\n"
