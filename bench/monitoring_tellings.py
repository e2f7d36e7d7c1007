"""Events read from what people say: is each linked to the right act, with the right standing?

Self-written gold, so the figures flatter; half was written and measured after the rules.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.figures import Figure, data_hash
from travaux.core.anchors import Anchor
from travaux.core.commitments import Commitment, LogEntry
from travaux.core.parties import Party, party_id
from travaux.core.statements import Speaker, Statement, StatementKind
from travaux.monitoring.draft_cards import cards_in
from travaux.monitoring.read_events import entries_of
from travaux.monitoring.tellings import Sources

GOLD = Path(__file__).with_name("gold") / "tellings.toml"


def measure(data: Path) -> list[Figure]:
    """Recall and precision of links, and standings right of those linked, of both halves."""
    gold = tomllib.loads(GOLD.read_text("utf-8"))
    cards = cards_in(gold["text"], ())
    hash_ = data_hash([GOLD])
    return [
        figure
        for part, aside in (("dev", False), ("aside", True))
        for figure in _figures(part, gold, cards, aside, hash_)
    ]


def _figures(
    part: str, gold: Mapping[str, Any], cards: Sequence[Commitment], aside: bool, hash_: str
) -> list[Figure]:
    rows = [row for row in gold["telling"] if row.get("aside", False) == aside]
    found = [(row, _entry(row, gold, cards)) for row in rows]
    right = [(r, e) for r, e in found if e and r["act"] and e.type.startswith(r["act"])]
    wanted, linked = sum(bool(r["act"]) for r in rows), sum(e is not None for _, e in found)
    standing = sum(e.status == r["status"] for r, e in right)
    missed = [r["words"] for r, e in found if r["act"] and e is None and part == "dev"]
    note = f"{wanted} tellings; missed: {'; '.join(missed) or 'none'}"
    return [
        Figure(f"tellings.recall_{part}", len(right) / wanted, "share", note, hash_),
        Figure(f"tellings.precision_{part}", len(right) / max(1, linked), "share", "", hash_),
        Figure(f"tellings.standing_{part}", standing / max(1, len(right)), "share", "", hash_),
    ]


def _entry(
    row: Mapping[str, Any], gold: Mapping[str, Any], cards: Sequence[Commitment]
) -> LogEntry | None:
    words = row["words"]
    parties = [Party(party_id(name), name) for name in gold["parties"]]
    place = Anchor("d", 0, len(words), words)
    who = Speaker(party_id(row["by"]), row["by"])
    said = Statement("s", "d", StatementKind.INDIRECT, (place,), speaker=who, date="2031-08-08")
    found = entries_of([], cards, Sources([said], parties, (), [gold["monitor"]]))
    return next(iter(found), None)
