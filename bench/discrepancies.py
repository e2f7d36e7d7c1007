"""Accounts that differ: ukraine-2025 against a hand-labelled table of offsets and labels.

The rows called "aside" are no clean test: see docs/decisions/0052. Running counts: minsk.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.chronology import GOLD as DATES
from bench.chronology import document
from bench.figures import Figure, data_hash
from bench.linking import text_provisions
from travaux import corpus, discourse, drafts
from travaux.core.documents import Document
from travaux.core.issues import Account, Discrepancy
from travaux.issues import find_discrepancies, running_counts
from travaux.issues.running_counts import RunningCount, read_counts

GOLD = Path(__file__).with_name("gold") / "ukraine_discrepancies.toml"


def measure(data: Path) -> list[Figure]:
    """Recall of labelled discrepancies by half, and precision over all that were found."""
    files = sorted((data / "ukraine-2025").glob("*.txt"))
    stamp = data_hash([*files, GOLD])
    rows = tomllib.loads(GOLD.read_text())["discrepancy"]
    found = discrepancies(files)
    hits = sum(any(meets(row, d) for row in rows) for d in found)
    note = f"{hits} of {len(found)} found are in the table"
    precision = Figure("discrepancies.precision", hits / max(1, len(found)), "", note, stamp)
    recalls = [_recall(rows, found, fold, stamp) for fold in ("dev", "aside")]
    return [*recalls, precision, *_running(sorted((data / "minsk" / "reports").glob("*.html")))]


def _running(files: list[Path]) -> list[Figure]:
    """Running counts of status reports: false alarms as they are; seeded wrong totals found."""
    stamp = data_hash(files)
    read = [corpus.read_document(f.read_bytes(), f.name).document for f in files]
    documents = [d for d in read if d]
    counts = read_counts(documents)
    alarms = running_counts(documents)
    found = sum(_seeded(documents, count) for count in counts)
    return [
        Figure("running.false_alarms", len(alarms), "", f"{len(counts)} counts", stamp, "low"),
        Figure("running.seeded_found", found / max(1, len(counts)), "", "total made 7 more", stamp),
    ]


def _seeded(documents: list[Document], count: RunningCount) -> bool:
    """Whether a total that was made seven greater is noticed."""
    at = count.passage.start + count.start
    wrong = [_with_total(d, at, count) if d.id == count.passage.document else d for d in documents]
    return any(
        count.passage.document in {a.document for a in d.values} for d in running_counts(wrong)
    )


def _with_total(given: Document, at: int, count: RunningCount) -> Document:
    old = re.match(r"\w+", given.text[at:])
    after = given.text[at + (old.end() if old else 0) :]
    return replace(given, text=f"{given.text[:at]}{count.total + 7}{after}")


def discrepancies(files: list[Path]) -> tuple[Discrepancy, ...]:
    """What is found in the files, with the numbered text as a draft."""
    parts = tomllib.loads(DATES.read_text())["part"]
    documents = [document(file, parts) for file in files]
    draft, provisions = text_provisions({d.file: d for d in documents})
    slots = {d.id: drafts.read_slots(d.text, d.id) for d in documents}
    annotations = [corpus.annotate(d) for d in documents]
    pairs = zip(documents, annotations, strict=True)
    told = [s for d, a in pairs for s in discourse.attribute(d, a, "rules")]
    merging = discourse.merge_parties(told, documents, ())
    return find_discrepancies(
        documents,
        slots=slots,
        annotations=annotations,
        statements=merging.statements,
        parties=merging.parties,
        provisions=provisions,
        drafts=[draft],
    )


def meets(row: dict[str, Any], found: Discrepancy) -> bool:
    """Whether at least two of a row's accounts are among the found ones (or its only one)."""
    told = sum(any(_at(place, a) for a in found.values) for place in row["accounts"])
    return told >= min(2, len(row["accounts"]))


def _at(place: dict[str, Any], account: Account) -> bool:
    start, end = place["span"]
    here = account.anchor
    return bool(here.document == place["file"] and here.start < end and start < here.end)


def _recall(
    rows: list[dict[str, Any]], found: tuple[Discrepancy, ...], fold: str, stamp: str
) -> Figure:
    chosen = [row for row in rows if row["fold"] == fold]
    met = [[d for d in found if meets(row, d)] for row in chosen]
    reasons = sum(
        any(d.likely_reason in row["reasons"] for d in ds)
        for row, ds in zip(chosen, met, strict=True)
    )
    hits = sum(bool(ds) for ds in met)
    note = f"{hits} of {len(chosen)}; {reasons} with an acceptable reason"
    return Figure(f"discrepancies.recall_{fold}", hits / len(chosen), "", note, stamp)
