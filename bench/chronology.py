"""Dated events of ukraine-2025 against a hand-labelled table of offsets and dates."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bench.figures import Figure, data_hash
from travaux.core.documents import Document, Part, PartKind
from travaux.core.issues import Event
from travaux.issues import chronicle

GOLD = Path(__file__).with_name("gold") / "ukraine_events.toml"


def measure(data: Path) -> list[Figure]:
    """Recall of dated events with the right date, by half; share of found ones that are right."""
    files = sorted((data / "ukraine-2025").glob("*.txt"))
    stamp = data_hash([*files, GOLD])
    rows = tomllib.loads(GOLD.read_text())
    found = chronicle([document(f, rows["part"]) for f in files])
    return [_recall(rows["event"], found, fold, stamp) for fold in ("dev", "aside")]


def document(file: Path, rows: list[dict[str, Any]]) -> Document:
    """A file with the articles and dates that the table gives."""
    text = file.read_bytes().decode("utf-8")
    mine = [row for row in rows if row["file"] == file.name]
    ends = [*(row["start"] for row in mine[1:]), len(text)]
    parts = tuple(
        Part(row["start"], end, PartKind.ARTICLE, date=row["date"], publisher=f"{file.name}/{n}")
        for n, (row, end) in enumerate(zip(mine, ends, strict=True))
    )
    return Document(file.name, file.name, "", "", mine[0]["date"], "en", text, parts=parts)


def right(row: dict[str, Any], event: Event) -> bool:
    """Whether an event is told at the row's place, with its date."""
    start, end = row["span"]
    here = any(a.document == row["file"] and a.start < end and start < a.end for a in event.anchors)
    return here and event.date.startswith(row["date"])


def _recall(rows: list[dict[str, Any]], found: tuple[Event, ...], fold: str, stamp: str) -> Figure:
    chosen = [row for row in rows if row["fold"] == fold]
    hits = sum(any(right(row, event) for event in found) for row in chosen)
    note = f"{hits} of {len(chosen)} events with the right date; {len(found)} found in all"
    return Figure(f"chronology.recall_{fold}", hits / len(chosen), "", note, stamp)
