"""Positions taken apart into what each statement says, so that options can be told apart.

A position is a run of one stance on an issue and holds until the next run; but who refuses the 3
per cent of one draft and then takes the 5 per cent of another has not taken back the refusal. So
every statement counts for the options it is about, and on each the newest word (acceptance.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from travaux.core.issues import Position, StanceReading
from travaux.core.record import Record
from travaux.outcomes.models.acceptance import INTERVALS
from travaux.outcomes.models.quantities import Quantity, quantities
from travaux.outcomes.models.touching import Said

BARE = {"number", "year"}  # kinds of figures that too many things have


def voices(record: Record) -> list[Position]:
    """One position a statement of every position with a stance, dated by the statement; a position
    that rests on no statement counts as a whole while it is the newest."""
    dates = {s.id: s.date for s in record.statements}
    issues = {p: issue.id for issue in record.issues for p in issue.provisions}
    read = dict[tuple[str, str], list[StanceReading]]()
    for one in record.stances:
        read.setdefault((one.statement, issues.get(one.provision, "")), []).append(one)
    known = {i.id for i in record.issues if i.provisions}
    held = (p for p in record.positions if p.stance in INTERVALS)
    return [v for p in held for v in _voices(p, read, dates, p.issue if p.issue in known else "")]


def _voices(
    position: Position,
    read: Mapping[tuple[str, str], list[StanceReading]],
    dates: Mapping[str, str],
    issue: str,
) -> Iterator[Position]:
    found = [(s, r) for s in position.statements for r in read.get((s, issue), ())]
    values = {r.value for _, r in found}
    if not found or (position.value and position.value not in values):
        if not position.until:
            yield position
        return
    for statement, reading in found:
        yield replace(
            position,
            provision=reading.provision,
            value=reading.value if reading.stance is position.stance else position.value,
            statements=(statement,),
            since=dates.get(statement) or position.since,
            until="",
        )


def placed(found: Iterable[Position], record: Record, known: Said) -> list[Position]:
    """`found`, each word on the text as a whole that names the figure of one provision thread alone
    (“a two-year agreement”) put on that issue."""
    held = defaultdict[Quantity, set[str]](set)
    threads = {p: issue.id for issue in record.issues for p in issue.provisions}
    for provision in record.provisions:
        if provision.id in threads:
            for one in quantities(provision.text):
                held[one].add(threads[provision.id])
    return [_placed(p, held, set(threads.values()), known) for p in found]


def _placed(
    position: Position, held: Mapping[Quantity, set[str]], issues: set[str], known: Said
) -> Position:
    uttered = " ".join(known.words.get(s, "") for s in position.statements)
    figures = {q for q in quantities(uttered) if q.kind not in BARE}
    if position.issue in issues or len(figures) != 1:
        return position
    meant = held.get(figures.pop(), set())
    return replace(position, issue=next(iter(meant))) if len(meant) == 1 else position


def said(record: Record) -> Said:
    """What the statements and drafts of `record` say, for acceptance.py."""
    return Said(
        {s.id: " … ".join(a.exact for a in s.content) for s in record.statements},
        {d.id: d.date for d in record.drafts},
        {p.id: p.draft for p in record.provisions},
    )
