"""The log of events as columns, and the one question the engine asks of it: when did such an
event happen?

Theory. An event matters to a norm only through a pattern, so that an answer to a pattern is a
sorted array of moments, found once: a stable sort by (type, actor) makes the events of one type
and actor a slice. From then on the engine jumps from one relevant event to the next (binary
search) and never walks through the log; its work grows with what norms do, not with the log.

A moment t has three ticks, so that what happens at one moment has an order: 3t (what ends before
t: strict deadlines; what starts at t), 3t + 1 (events), 3t + 2 (deadlines that include t).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from travaux.monitoring.columns import (
    ABSENT,
    Columns,
    Occurrence,
    Ticks,
    columns_of,
    word_of,
)
from travaux.monitoring.norms import Pattern, Value, Where

Mask: TypeAlias = npt.NDArray[np.bool_]

OPENS, HAPPENS, CLOSES = 0, 1, 2
FAR = 2**62  # a tick that never comes


def tick(moment: int, phase: int = HAPPENS) -> int:
    """The tick of `moment` in one of its three phases."""
    return 3 * moment + phase


def moment(of: int) -> int:
    """The moment that a tick belongs to."""
    return of // 3


@dataclass(frozen=True, slots=True)
class Hits:
    """When a pattern was matched (ticks, sorted) and by which rows of the log."""

    ticks: Ticks
    rows: Ticks

    def first(self, since: int) -> int:
        """The index of the first hit at or after tick `since`."""
        return int(self.ticks.searchsorted(since))

    def at(self, index: int) -> int:
        """The tick of hit `index`, FAR where there is none."""
        return int(self.ticks[index]) if index < len(self.ticks) else FAR

    def newest(self, until: int) -> int:
        """The tick of the newest hit at or before `until`, -FAR where there is none."""
        index = int(self.ticks.searchsorted(until, side="right"))
        return int(self.ticks[index - 1]) if index else -FAR


class Log:
    """Events that can be asked for patterns, and that late events can be added to.

    Rows below `size` are those of the columns; later ones are `added`, in order of arrival.
    """

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.size = len(columns.t)
        self.added: list[Occurrence] = []
        self._hits: dict[Pattern, Hits] = {}
        self._asked: dict[tuple[str, str], list[Pattern]] = {}
        self._order: Ticks | None = None
        self._keys: Ticks | None = None

    def hits(self, pattern: Pattern) -> Hits:
        """When `pattern` (without “@”) was matched."""
        found = self._hits.get(pattern)
        if found is None:
            found = self._hits[pattern] = self._found(pattern)
            self._asked.setdefault((pattern.event, pattern.by), []).append(pattern)
        return found

    def add(self, event: Occurrence) -> list[Pattern]:
        """Add one event, whenever it happened; the patterns asked so far that it matches."""
        row = self.size + len(self.added)
        self.added.append(event)
        asked = (*self._asked.get((event.type, event.by), ()),
                 *(self._asked.get((event.type, ""), ()) if event.by else ()))  # fmt: skip
        touched = [p for p in asked if matches(p, event)]
        for pattern in touched:
            self._hits[pattern] = _with(self._hits[pattern], tick(event.t), row)
        return touched

    def known(self, row: int) -> int:
        """The moment at which the event in `row` became known."""
        if row >= self.size:
            event = self.added[row - self.size]
            return event.t if event.known is None else event.known
        column = self.columns.t if self.columns.known is None else self.columns.known
        return int(column[row])

    def numbers(self, rows: Ticks, key: str) -> npt.NDArray[np.float64]:
        """The numeric facts `key` of events, 0 where an event lacks it."""
        late = rows >= self.size
        column = self.columns.numbers.get(key)
        values = np.zeros(len(rows))
        if column is not None:
            values[~late] = np.nan_to_num(column[rows[~late]])
        facts = [self.added[row - self.size].facts.get(key, 0) for row in rows[late]]
        values[late] = [0 if isinstance(fact, str) else fact for fact in facts]
        return values

    def sender(self, row: int) -> str:
        """By whom the event in `row` was."""
        return self._said(row, "by")

    def receiver(self, row: int) -> str:
        """To whom the event in `row` was."""
        return self._said(row, "to")

    def name(self, row: int) -> str:
        """The id that the event in `row` carries."""
        if row >= self.size:
            return self.added[row - self.size].id
        return self.columns.ids[row] if self.columns.ids else ""

    def _said(self, row: int, field_: str) -> str:
        if row >= self.size:
            return str(getattr(self.added[row - self.size], field_))
        return self._spelled[int(getattr(self.columns, field_)[row])]

    @cached_property
    def _spelled(self) -> list[str]:
        return sorted(self.columns.names, key=self.columns.names.__getitem__)

    def _found(self, pattern: Pattern) -> Hits:
        columns, rows = self.columns, self._rows(pattern)
        if rows.size and pattern.to:
            rows = rows[columns.to[rows] == columns.names.get(pattern.to, -2)]
        for test in pattern.where:
            rows = rows[self._passes(test, rows)] if rows.size else rows
        hits = Hits(columns.t[rows] * 3 + HAPPENS, rows)
        for number, event in enumerate(self.added):
            if matches(pattern, event):
                hits = _with(hits, tick(event.t), self.size + number)
        return hits

    def _rows(self, pattern: Pattern) -> Ticks:
        """Rows of the pattern's type and actor, in order of time."""
        order, keys = self._sorted()
        names, width = self.columns.names, len(self.columns.names)
        type_ = names.get(pattern.event)
        by = names.get(pattern.by) if pattern.by else 0
        if type_ is None or by is None:
            return order[:0]
        low = type_ * width + by
        high = low + 1 if pattern.by else low + width
        start, end = keys.searchsorted(low), keys.searchsorted(high)
        rows = order[start:end]
        return rows if pattern.by else np.sort(rows)

    def _sorted(self) -> tuple[Ticks, Ticks]:
        if self._order is None or self._keys is None:
            width = max(1, len(self.columns.names))
            keys = self.columns.types.astype(np.int64) * width + self.columns.by
            small = keys.astype(np.uint16) if width * width < 2**16 else keys  # radix sort
            self._order = np.argsort(small, kind="stable")
            self._keys = keys[self._order]
        return self._order, self._keys

    def _passes(self, test: Where, rows: Ticks) -> Mask:
        columns = self.columns
        if isinstance(test.value, str | bool) and test.key in columns.words:
            code = columns.names.get(word_of(test.value), -2)
            values = columns.words[test.key][rows]
            same = (values == code) == (test.op == "=")
            known: Mask = same & (values != ABSENT) & (test.op in ("=", "!="))
            return known
        if not isinstance(test.value, str) and test.key in columns.numbers:
            numbers = columns.numbers[test.key][rows]
            right: Mask = _COMPARE[test.op](numbers, float(test.value)) & ~np.isnan(numbers)
            return right
        return np.zeros(len(rows), np.bool_)


_COMPARE = {
    "=": np.equal, "!=": np.not_equal, ">": np.greater, ">=": np.greater_equal,
    "<": np.less, "<=": np.less_equal,
}  # fmt: skip


def _with(hits: Hits, at: int, row: int) -> Hits:
    index = int(hits.ticks.searchsorted(at, side="right"))
    ticks = np.concatenate((hits.ticks[:index], [at], hits.ticks[index:]))
    return Hits(ticks, np.concatenate((hits.rows[:index], [row], hits.rows[index:])))


def matches(pattern: Pattern, event: Occurrence) -> bool:
    """Whether `event` is one that `pattern` (without “@”) means."""
    return (
        event.type == pattern.event
        and pattern.by in ("", event.by)
        and pattern.to in ("", event.to)
        and all(passes(test, event.facts) for test in pattern.where)
    )


def passes(test: Where, facts: Mapping[str, Value]) -> bool:
    """Whether the facts of one event pass `test`; numbers and words are never compared."""
    value = facts.get(test.key)
    textual = isinstance(test.value, str | bool)
    if value is None or isinstance(value, str | bool) != textual:
        return False
    if textual:
        return test.op in ("=", "!=") and (word_of(value) == word_of(test.value)) == (
            test.op == "="
        )
    return bool(_COMPARE[test.op](float(value), float(test.value)))


def log_of(events: Iterable[Occurrence]) -> Log:
    """A log of `events`, in whatever order they come."""
    return Log(columns_of(events))
