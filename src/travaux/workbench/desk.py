"""Run stages over a desk of named values; run only those whose values are asked for and missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from travaux.workbench.crew import Crew, Job
from travaux.workbench.stages import STAGES, Stage, of_scope


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


def running(
    stages: Sequence[Stage], desk: Mapping[str, Any], crew: Crew
) -> Iterator[dict[str, Any]]:
    """The desk after each of `stages`; those marked `apart` are done by the crew meanwhile, from
    when what they read is there. They are pure, so that the values are the same."""
    values = dict(desk)
    away: dict[str, Job] = {}
    for stage in stages:
        for other in stages if crew.several else ():
            if other.apart and other.name not in away and set(other.reads) <= values.keys():
                given = tuple(values[name] for name in other.reads)
                away[other.name] = crew.begin(run_apart, (other.name, given))
        if stage.name in away:
            written = crew.result(away[stage.name], lost=run_apart)
            values.update(zip(stage.writes, written, strict=True))
        else:
            values = run([stage], values)
        yield values


def run_apart(given: tuple[str, tuple[Any, ...]]) -> tuple[Any, ...]:
    """What the stage of that name makes of the values it reads."""
    name, values = given
    (stage,) = (stage for stage in STAGES if stage.name == name)
    return stage.function(*values)


def outputs(scope: str) -> tuple[str, ...]:
    """The values that `scope` hands on: what its kept stages write."""
    return tuple(value for stage in of_scope(scope) if stage.kept for value in stage.writes)
