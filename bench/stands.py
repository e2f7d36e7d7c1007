"""What sides make of options, drawn from a record: precision and recall on self-written piles.

Each pile (bench/gold/stands) has a key: which side accepts, rejects or sets a condition on which
provision. A drawn score counts as accepting where it lies above the middle, as rejecting below it,
as a condition where it rests on something and may lie anywhere. Options of own drafts, rows
the key leaves open and scores inferred from words on another figure are not counted: the key lists
what was said.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from bench.figures import Figure, data_hash
from travaux.core.outcomes import Amount, BasisKind, Model
from travaux.core.record import Record
from travaux.outcomes.models.acceptance import INFERRED
from travaux.outcomes.models.from_record import model_from_record
from travaux.workbench.build import build

PILES = Path(__file__).parent / "gold" / "stands"
HALF = Fraction(1, 2)
Cell = tuple[str, str, str]  # side, draft, printed label


def measure(data: Path) -> list[Figure]:
    """Precision and recall of drawn stances, for the pile developed on and the one set aside; the
    data folder is not used."""
    return [figure for key in sorted(PILES.glob("*.toml")) for figure in _figures(key)]


def _figures(file: Path) -> Iterator[Figure]:
    key, pile = tomllib.loads(file.read_text("utf-8")), file.with_suffix("")
    gold = {(side, draft, label): stance for side, draft, label, stance, _ in key["stands"]}
    with tempfile.TemporaryDirectory() as out:
        record = build([pile], Path(out), "rules", 1).record
    drawn = drawn_stances(record, {(s, d, n) for s, d, n in key["open"]})
    right = sum(gold.get(cell) == stance for cell, stance in drawn.items())
    version = data_hash([file, *pile.iterdir()])
    part = "aside" if key["aside"] else "dev"
    counts = f"{right} right of {len(drawn)} drawn, {len(gold)} in the key"
    yield Figure(f"stands.{part}_precision", right / len(drawn), "share", counts, version)
    yield Figure(f"stands.{part}_recall", right / len(gold), "share", counts, version)


def drawn_stances(record: Record, unsure: set[Cell]) -> dict[Cell, str]:
    """What the model of a record says that sides make of the provisions of others' drafts."""
    cells = _cells(record, model_from_record(record))
    return {cell: stance for cell, stance in cells if stance and cell not in unsure}


def _cells(record: Record, model: Model) -> Iterator[tuple[Cell, str]]:
    drafts = {d.id: d for d in record.drafts}
    sides = {name: p.side for p in record.parties for name in (p.id, p.name)}
    place = {(i.id, p): p for i in model.issues for p in i.provisions}
    for held in model.interests:
        for issue, valuation in zip(model.issues, held.valuations, strict=True):
            for provision in (p for p in record.provisions if (issue.id, p.id) in place):
                draft = drafts[provision.draft]
                own = held.party in {sides.get(author) for author in draft.authors}
                for option, score in zip(issue.options, valuation.scores, strict=True):
                    if draft.id in option.drafts and not own:
                        yield (held.party, draft.name, provision.label), _stance(score)


def _stance(score: Amount) -> str:
    """accepts, rejects, condition, or "" where nothing said decides."""
    if score.basis.kind is not BasisKind.STATEMENTS or score.basis.note.startswith(INFERRED):
        return ""
    if score.low >= HALF:
        return "accepts"
    return "rejects" if score.high <= HALF else "condition"
