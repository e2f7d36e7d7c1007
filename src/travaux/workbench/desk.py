"""Run stages over a desk of named values; run only those whose values are asked for and missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from travaux.workbench.stages import Stage, of_scope


def needed(stages: Iterable[Stage], have: Iterable[str], wanted: Iterable[str]) -> list[Stage]:
    """The stages that must run, in table order, so that `wanted` are there when `have` are."""
    there, missing = set(have), set(wanted)
    run = []
    for stage in reversed(tuple(stages)):
        if missing & (set(stage.writes) - there):
            run.append(stage)
            missing |= set(stage.reads)
    return run[::-1]


def run(stages: Iterable[Stage], desk: Mapping[str, Any]) -> dict[str, Any]:
    """The desk with what `stages`, in this order, wrote on it."""
    values = dict(desk)
    for stage in stages:
        written = stage.function(*(values[name] for name in stage.reads))
        values.update(zip(stage.writes, written, strict=True))
    return values


def outputs(scope: str) -> tuple[str, ...]:
    """The values that `scope` hands on: what its kept stages write."""
    return tuple(value for stage in of_scope(scope) if stage.kept for value in stage.writes)
