"""Acts told in other words than the agreement's: is each linked, and is what it says understood?

Self-written gold (so the figures flatter). Seven agreements were written before the rules; the half
aside, two of them whole, was not looked at while they were made. Three came after the first figures
and were developed on; the last two, `fresh`, were written when the rules stood and measured once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bench.figures import Figure, data_hash
from travaux.core.anchors import Anchor
from travaux.core.commitments import Commitment, LogEntry
from travaux.core.parties import Party, party_id
from travaux.core.statements import Speaker, Statement, StatementKind
from travaux.monitoring.cards import read_cards
from travaux.monitoring.read_events import entries_of
from travaux.monitoring.tellings import Sources

GOLD = Path(__file__).with_name("gold") / "told_otherwise.toml"
_EVENT = {"done": "", "broken": "", "not done": "not_done", "in part": "done_in_part"}


def measure(data: Path) -> list[Figure]:
    """Recall and precision of links with their meaning, and standings right, of each part."""
    rows = list(told())
    hash_ = data_hash([GOLD])
    return [
        figure
        for part in ("dev", "aside", "fresh")
        for figure in _figures(part, [r for r in rows if _part(r[0]) == part], hash_)
    ]


def _part(row: Mapping[str, Any]) -> str:
    return next((part for part in ("aside", "fresh") if row.get(part)), "dev")


def told() -> list[tuple[Mapping[str, Any], Sequence[LogEntry]]]:
    """Each telling of the gold with the entries that it makes."""
    found = []
    for agreement in tomllib.loads(GOLD.read_text("utf-8"))["agreement"]:
        cards = cards_of(agreement)
        found += [(row, entries(row, agreement, cards)) for row in agreement["telling"]]
    return found


def cards_of(agreement: Mapping[str, Any]) -> Sequence[Commitment]:
    """The cards of one agreement: the event of each is its id, the act only words."""
    cards = [c | {"act": _event(c["id"]), "words": {"act": c["act"]}} for c in agreement["cards"]]
    read = read_cards(yaml.safe_dump({"cards": cards}).encode(), "gold.yaml")
    assert not read.faults, read.faults
    return read.commitments


def entries(
    row: Mapping[str, Any], agreement: Mapping[str, Any], cards: Sequence[Commitment]
) -> Sequence[LogEntry]:
    """What one telling makes for the cards."""
    words = row["words"]
    parties = [Party(party_id(name), name) for name in agreement["parties"]]
    place = Anchor("d", 0, len(words), words)
    who = Speaker(party_id(row["by"]), row["by"])
    said = Statement("s", "d", StatementKind.INDIRECT, (place,), speaker=who, date="2031-08-08")
    return entries_of([], cards, Sources([said], parties, (), [agreement["monitor"]]))


def right(row: Mapping[str, Any], entry: LogEntry) -> bool:
    """Whether an entry is the one that the gold asks for."""
    if not row["act"]:
        return False
    kind = _EVENT.get(row["says"], row["says"])
    event = _event(row["act"])
    return (entry.of, entry.type) == (event, kind) if kind else entry.type == event


def _event(card: str) -> str:
    """A name that tells nothing of the act."""
    return f"e_{card}_n"


def _figures(
    part: str, rows: Sequence[tuple[Mapping[str, Any], Sequence[LogEntry]]], hash_: str
) -> list[Figure]:
    wanted = [(row, made) for row, made in rows if row["act"]]
    hits = [(row, e) for row, made in wanted for e in made if right(row, e)]
    made = sum(len(each) for _, each in rows)
    standing = sum(e.status == row["status"] for row, e in hits)
    note = f"{len(wanted)} tellings, {len(rows) - len(wanted)} near misses"
    return [
        Figure(f"told.recall_{part}", len(hits) / len(wanted), "share", note, hash_),
        Figure(f"told.precision_{part}", len(hits) / max(1, made), "share", f"{made} links", hash_),
        Figure(f"told.standing_{part}", standing / max(1, len(hits)), "share", "", hash_),
    ]


if __name__ == "__main__":  # what is wrong on the half developed on
    for row, made in told():
        fine = any(right(row, e) for e in made) if row["act"] else not made
        if not fine and _part(row) == "dev":
            print(row["act"], row.get("says"), "|", row["words"], [(e.type, e.why) for e in made])
