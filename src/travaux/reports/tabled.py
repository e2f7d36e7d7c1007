"""The n-column table as plain values: one row a thread, one column a draft.

Eats threads, changes and provisions; every output of a comparison (terminal, HTML, CSV, XLSX,
JSON) is a rendering of these rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from travaux.core.comparing import Edit, SubstanceChange, Thread
from travaux.core.drafts import Change, ChangeKind, Draft, Provision


@dataclass(frozen=True, slots=True)
class Cell:
    """What one draft says in one thread. label, text: of all its provisions there, joined."""

    draft: str
    label: str
    text: str
    kinds: tuple[ChangeKind, ...] = ()
    reason: str = ""
    score: float = 1.0
    certain: bool = True
    before: str = ""
    edits: tuple[Edit, ...] = ()
    substance: tuple[SubstanceChange, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.label and not self.text


@dataclass(frozen=True, slots=True)
class Row:
    """One thread: a cell a draft, in the order compared."""

    thread: str
    cells: tuple[Cell, ...]
    certain: bool = True

    @property
    def changed(self) -> bool:
        """Whether anything but its place in the numbering changed."""
        quiet = {ChangeKind.SAME, ChangeKind.RENUMBERED}
        return any(set(cell.kinds) - quiet for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Comparison:
    """n drafts compared. edits, substance: by change id, for changes with words at both ends."""

    drafts: tuple[Draft, ...]
    provisions: tuple[Provision, ...]
    changes: tuple[Change, ...]
    threads: tuple[Thread, ...]
    edits: Mapping[str, tuple[Edit, ...]]
    substance: Mapping[str, tuple[SubstanceChange, ...]]


def rows(comparison: Comparison) -> tuple[Row, ...]:
    """The rows of the table, in the order of the threads."""
    of = {p.id: p for p in comparison.provisions}
    arriving: dict[str, list[Change]] = {}
    for change in comparison.changes:
        for provision in change.after:
            arriving.setdefault(provision, []).append(change)
    deleted = {p: c for c in comparison.changes if not c.after for p in c.before}
    return tuple(
        Row(t.id, tuple(_cells(t, of, arriving, deleted, comparison)), t.certain)
        for t in comparison.threads
    )


def _cells(
    thread: Thread,
    of: Mapping[str, Provision],
    arriving: Mapping[str, list[Change]],
    deleted: Mapping[str, Change],
    comparison: Comparison,
) -> Iterable[Cell]:
    earlier: tuple[str, ...] = ()
    for draft, ids in zip(thread.drafts, thread.cells, strict=True):
        here = [of[p] for p in ids]
        changes = list({c.id: c for p in ids for c in arriving.get(p, ())}.values())
        if not ids:
            gone = [deleted[p] for p in earlier if p in deleted and deleted[p].to_draft == draft]
            changes = gone
        yield _cell(draft, here, changes, of, comparison)
        earlier = ids


def _cell(
    draft: str,
    here: Sequence[Provision],
    changes: Sequence[Change],
    of: Mapping[str, Provision],
    comparison: Comparison,
) -> Cell:
    kinds = tuple(dict.fromkeys(kind for c in changes for kind in c.kinds))
    before = joined(of[p] for c in changes for p in c.before)
    return Cell(
        draft,
        labels(here),
        joined(here),
        kinds,
        "; ".join(c.reason for c in changes),
        min((c.score for c in changes), default=1.0),
        all(c.certain for c in changes),
        before,
        tuple(e for c in changes for e in comparison.edits.get(c.id, ())),
        tuple(s for c in changes for s in comparison.substance.get(c.id, ())),
    )


def labels(provisions: Iterable[Provision]) -> str:
    """Their printed labels, parted by commas."""
    return ", ".join(p.label for p in provisions if p.label)


def joined(provisions: Iterable[Provision]) -> str:
    """Their titles and texts, a line each."""
    return "\n".join(worded(p) for p in provisions)


def worded(provision: Provision) -> str:
    """Title and text of one provision."""
    return ". ".join(part for part in (provision.title, provision.text) if part)
