"""Stances -> coded statements, as discourse network analysis uses them; filters and duplicates.

Speaker -> person, affiliation -> organization, issue -> concept, stance -> agreement. On the
two-valued scale whoever demands something else disagrees, and whoever agrees on a condition agrees;
the scale of integers keeps them apart. Where no stance is stated nothing is coded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from travaux.core.errors import UsageError
from travaux.core.issues import Issue, Stance, StanceReading
from travaux.core.networks import CodedStatement
from travaux.core.parties import Party
from travaux.core.statements import Statement

TWO_VALUED = {Stance.SUPPORT: 1, Stance.CONDITIONAL: 1, Stance.DEMAND: 0, Stance.OPPOSE: 0}
INTEGER = {Stance.SUPPORT: 2, Stance.CONDITIONAL: 1, Stance.DEMAND: -1, Stance.OPPOSE: -2}
SCALES: Mapping[str, Mapping[Stance, int]] = {"boolean": TWO_VALUED, "integer": INTEGER}


def coded(
    statements: Iterable[Statement],
    stances: Iterable[StanceReading],
    issues: Iterable[Issue],
    parties: Iterable[Party],
    *,
    scale: str = "boolean",
    coder: str = "machine",
) -> tuple[CodedStatement, ...]:
    """One coded statement for each stated stance of a known party, in order of `stances`.

    Raises UsageError for an unknown scale.
    """
    values = _choice(SCALES, scale, "scale")
    spoken = {s.id: s for s in statements}
    concept = {p: i.name for i in issues for p in (i.provisions or ("",))}
    known = {p.id: p for p in parties}
    return tuple(
        _coded(spoken[r.statement], r, concept[r.provision], known, values[r.stance], coder)
        for r in stances
        if r.stance in values and r.party in known and r.provision in concept
        if r.statement in spoken
    )


def _coded(
    statement: Statement,
    reading: StanceReading,
    concept: str,
    known: Mapping[str, Party],
    agreement: int,
    coder: str,
) -> CodedStatement:
    party = known[reading.party]
    body = known.get(party.affiliation)
    return CodedStatement(
        statement.id,
        statement.document,
        statement.date,
        party.name,
        body.name if body else party.name,
        concept,
        agreement,
        coder,
        statement.start,
        statement.end,
    )


Chosen = TypeVar("Chosen")
Period = Callable[[CodedStatement], str]


def _week(row: CodedStatement) -> str:
    try:
        year, week, _ = date.fromisoformat(row.date).isocalendar()
    except ValueError:
        return row.date
    return f"{year}-W{week:02}"


PERIODS: Mapping[str, Period] = {
    "document": lambda row: row.document,
    "day": lambda row: row.date,
    "week": _week,
    "month": lambda row: row.date[:7],
    "year": lambda row: row.date[:4],
    "ever": lambda row: "",
}


def once_per(
    rows: Iterable[CodedStatement], period: str, actor: str = "organization"
) -> tuple[CodedStatement, ...]:
    """`rows` in which an actor says the same of a concept only once a period; the first stays.

    period: "document", "day", "week", "month", "year", "ever", or "no" for all rows. Raises
    UsageError for another.
    """
    if period == "no":
        return tuple(rows)
    when = _choice(PERIODS, period, "period")
    kept: dict[tuple[object, ...], CodedStatement] = {}
    for row in rows:
        kept.setdefault((getattr(row, actor), row.concept, row.agreement, when(row)), row)
    return tuple(kept.values())


def selected(
    rows: Iterable[CodedStatement],
    *,
    only: Mapping[str, Sequence[object]] | None = None,
    without: Mapping[str, Sequence[object]] | None = None,
    since: str = "",
    until: str = "",
) -> tuple[CodedStatement, ...]:
    """The rows whose fields have one of the values in `only`, none of those in `without`, and
    whose ISO date lies from `since` to `until`, both included."""
    return tuple(
        row
        for row in rows
        if all(getattr(row, field) in values for field, values in (only or {}).items())
        and not any(getattr(row, field) in values for field, values in (without or {}).items())
        and (not since or row.date >= since)
        and (not until or row.date <= until)
    )


def _choice(table: Mapping[str, Chosen], name: str, what: str) -> Chosen:
    if name not in table:
        raise UsageError(f"There is no {what} “{name}”.", f"Choose one of {', '.join(table)}.")
    return table[name]
