"""A record held open for reading and judging by many threads at once.

Readers take `index` (a value that never changes) and work on it; a judgement makes a new one and
puts it in its place, so a page that is being written never sees half of a judgement.

A judgement goes, in this order: under the write lock of the record file, what other processes did
since is taken in; what the person saw is compared with what stands; the judgement is appended and
synced to disk; the new index is put in place. Only then is it acknowledged.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from travaux.core.errors import UsageError
from travaux.core.judgements import Action, Judgement
from travaux.core.steps import Step, joined, step_between
from travaux.reports.indexed import Indexed
from travaux.store import Archive, open_archive
from travaux.workbench.judged.ground import Ground
from travaux.workbench.judged.seen import check_seen, page_seen, seen
from travaux.workbench.judged.standing import last_by, value_before
from travaux.workbench.judged.wording import Wanted, judgement_of, undoing
from travaux.workbench.opening import read

REMEMBERED = 100  # steps that are remembered: who looks more seldom begins anew


@dataclass(frozen=True, slots=True)
class Since:
    """The record of now, as one who knew an earlier version needs it. step: what differs; None
    where that is not known any more, or another record was put in its place."""

    version: int
    index: Indexed
    step: Step | None


class LiveRecord:
    """One record file, open. Make one with `LiveRecord.open`; `close` it at the end.

    index: the record with every standing judgement applied. version: rises with each change of
    `index`. Both may be read from any thread; `now` gives the two that belong together.
    """

    def __init__(self, path: Path, archive: Archive) -> None:
        self.path = path
        self._archive = archive
        self._writing = threading.RLock()
        self._read()
        self._state: tuple[int, Indexed, tuple[Step, ...]] = (1, self._judged.index, ())

    @classmethod
    def open(cls, path: Path) -> LiveRecord:
        """The record at `path`, open. Raises RecordError, RecordNewer, RecordDamaged."""
        return cls(path, open_archive(path))

    @property
    def now(self) -> tuple[int, Indexed]:
        """(version, index) that belong together."""
        return self._state[:2]

    @property
    def version(self) -> int:
        """Rises with every change of `index`."""
        return self._state[0]

    @property
    def index(self) -> Indexed:
        """The record as it stands."""
        return self._state[1]

    def since(self, version: int) -> Since:
        """The record as it stands, and what differs from what it was at `version`."""
        now, index, steps = self._state
        behind = now - version
        known = steps[len(steps) - behind :] if 0 <= behind <= len(steps) else None
        return Since(now, index, None if known is None else joined(known) if known else {})

    @property
    def ground(self) -> Ground:
        """What the machine proposed."""
        return self._judged.ground

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """All of them, oldest first."""
        return self.index.record.judgements

    def seen(self, noun: str, target: str) -> str:
        """The token of what stands of a target now, for a form that judges it."""
        return seen(self.index, noun, target)

    @property
    def page_seen(self) -> str:
        """The token of all that stands now, for a page with many forms."""
        return page_seen(self.index, self._built)

    # --- judging

    def judge(
        self,
        target: str,
        action: Action,
        who: str,
        *,
        noun: str = "statement",
        field: str = "",
        value: Any = "",
        why: str = "",
        seen: str = "",
        blind: bool = False,
    ) -> Judgement:
        """Keep one judgement durably and let it flow into `index`; the judgement.

        noun and target: what is judged ("statement", its id; "" where it is added). field, value:
        what a change changes and to what (judged/kinds.py lists them all). seen: what
        `seen(noun, target)` said when the page was made. blind: it changes nothing, it measures
        agreement. Raises UsageError where target, field or value is not known, JudgedMeanwhile.
        """
        wanted = Wanted(noun, target, action, field, value, seen)
        return self.judge_all([wanted], who, why, blind)[0]

    def judge_all(
        self, wanted: Sequence[Wanted], who: str, why: str = "", blind: bool = False
    ) -> tuple[Judgement, ...]:
        """Keep several judgements, all or none of them. Raises as `judge`."""
        with self._writing, self._archive.writing():
            self._catch_up()
            when = datetime.now(UTC)
            index, ground = self.index, self.ground
            for each in wanted:
                check_seen(index, each.noun, each.target, each.seen, self._built)
            said = [judgement_of(index, ground, w, who, when, why, blind) for w in wanted]
            self._keep(said)
        return tuple(said)

    def undo(self, who: str, judgement: str = "") -> Judgement:
        """Take back a judgement of `who`: the newest, or the one with this id.

        Raises UsageError where there is none of theirs left to take back.
        """
        with self._writing, self._archive.writing():
            self._catch_up()
            taken = self._own(who, judgement)
            undo = undoing(taken, who, datetime.now(UTC))
            self._keep([undo])
        return undo

    def _own(self, who: str, judgement: str) -> Judgement:
        found = last_by(who, self.judgements)
        if judgement:
            taken = {value_before(j) for j in self.judgements if j.action is Action.UNDO}
            mine = (j for j in self.judgements if j.id == judgement and j.who == who)
            found = next((j for j in mine if j.id not in taken), None)
        if found is None or found.action is Action.UNDO:
            raise UsageError(
                f"There is no judgement of {who} to take back.", "Each takes back their own."
            )
        return found

    def _keep(self, said: Sequence[Judgement]) -> None:
        """Append, then show. When this begins nothing else can fail but the disk."""
        self._archive.put(said)
        self._take(said)

    def _take(self, said: Sequence[Judgement]) -> None:
        version, before, steps = self._state
        self._judged.take(said)
        index = self._judged.index
        step = step_between(before.record, index.record)
        self._state = (version + 1, index, (*steps[1 - REMEMBERED :], step))

    # --- what others do to the file

    def catch_up(self) -> bool:
        """Take in what other processes did to the record; whether they did anything."""
        with self._writing:
            return self._catch_up()

    def _catch_up(self) -> bool:
        if self._archive.follow():
            self._read()
            self._state = (self.version + 1, self._judged.index, ())
            return True
        more = self._archive.judgements_since(len(self.judgements))
        if more:
            self._take(more)
        return bool(more)

    def _read(self) -> None:
        self._judged = read(self._archive)
        self._built = self._archive.meta("fingerprint")[-8:]

    def close(self) -> None:
        """Let the record go."""
        with self._writing:
            self._archive.close()
