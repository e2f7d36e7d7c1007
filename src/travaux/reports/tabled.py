"""The n-column table as plain values: one row a thread, one column a draft.

Eats threads, changes and provisions; every output of a comparison (terminal, HTML, CSV, XLSX,
JSON) is a rendering of these rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from travaux.core.comparing import Edit, EditKind, SubstanceChange, Thread
from travaux.core.drafts import Change, ChangeKind, Claim, Draft, Provision


@dataclass(frozen=True, slots=True)
class Cell:
    """What one draft says in one thread. label, text: of all its provisions there, joined; of a
    draft known from reports (`told`), text is what is claimed of it, a line each, and no redline.
    """

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
    told: bool = False

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
    """n drafts compared. edits, substance: by change id, for changes with words at both ends.

    claims: what is said of those of `drafts` that are known from reports.
    """

    drafts: tuple[Draft, ...]
    provisions: tuple[Provision, ...]
    changes: tuple[Change, ...]
    threads: tuple[Thread, ...]
    edits: Mapping[str, tuple[Edit, ...]]
    substance: Mapping[str, tuple[SubstanceChange, ...]]
    claims: tuple[Claim, ...] = ()


def rows(comparison: Comparison) -> tuple[Row, ...]:
    """The rows of the table, in the order of the threads; at the end, what is claimed of a draft
    and tied to no provision."""
    of = {p.id: p for p in comparison.provisions}
    arriving: dict[str, list[Change]] = {}
    for change in comparison.changes:
        for provision in change.after:
            arriving.setdefault(provision, []).append(change)
    deleted = {p: c for c in comparison.changes if not c.after for p in c.before}
    made = [
        Row(
            t.id,
            _with_told(t, tuple(_cells(t, of, arriving, deleted, comparison)), comparison),
            t.certain,
        )
        for t in comparison.threads
    ]
    return (*(row for row in made if _says(row)), *_loose(comparison))


def _says(row: Row) -> bool:
    """Whether any draft has words there, or its number stands: one that held options alone and went
    with them says nothing."""
    return any(cell.text for cell in row.cells) or all(cell.label for cell in row.cells)


def _with_told(thread: Thread, cells: tuple[Cell, ...], comparison: Comparison) -> tuple[Cell, ...]:
    """The cells in the order of the drafts, with those of drafts known from reports."""
    here = {p for cell in thread.cells for p in cell}
    by_draft = {cell.draft: cell for cell in cells}
    about = [c for c in comparison.claims if here & set(c.provisions)]
    return tuple(by_draft.get(d.id) or _told(d.id, about) for d in comparison.drafts)


def _told(draft: str, claims: Iterable[Claim]) -> Cell:
    return Cell(draft, "", "\n".join(claimed(c) for c in claims if c.draft == draft), told=True)


def claimed(claim: Claim) -> str:
    """A claim on one line: what it says becomes of the matter, its words, who says so."""
    words = " ".join(claim.anchor.exact.split())
    return f"{claim.kind.value}: “{words}”" + (f" ({claim.by})" if claim.by else "")


def _loose(comparison: Comparison) -> Iterable[Row]:
    held = {p for t in comparison.threads for cell in t.cells for p in cell}
    loose = [c for c in comparison.claims if not held & set(c.provisions)]
    if loose:
        yield Row("told", tuple(_told(d.id, loose) for d in comparison.drafts))


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
        tuple(_edits([comparison.edits.get(c.id, ()) for c in changes])),
        tuple(s for c in changes for s in comparison.substance.get(c.id, ())),
    )


def _edits(of_changes: Sequence[tuple[Edit, ...]]) -> Iterable[Edit]:
    """The edits of several changes in one cell, a line each."""
    told = [edits for edits in of_changes if edits]
    for at, edits in enumerate(told):
        if at:
            yield Edit(EditKind.EQUAL, "\n", "\n")
        yield from edits


def labels(provisions: Iterable[Provision]) -> str:
    """Their printed labels, parted by commas."""
    return ", ".join(p.label for p in provisions if p.label)


def joined(provisions: Iterable[Provision]) -> str:
    """Their titles and texts, a line each."""
    return "\n".join(worded(p) for p in provisions)


def worded(provision: Provision) -> str:
    """Title and text of one provision."""
    return ". ".join(part for part in (provision.title, provision.text) if part)
