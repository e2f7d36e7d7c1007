"""Which printed names are one party across documents: the self-written gold of parties.toml.

Each pile is attributed and merged as in a build; a pair is found where its two sources lead to one
party. A wrong merge hides more than a missed one, so precision is pinned beside recall.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.figures import Figure, data_hash
from bench.gold_items import GOLD, items, parsed, place
from travaux.core.documents import Document
from travaux.core.statements import Statement
from travaux.discourse import attribute, merge_parties

Judged = tuple[bool, bool]  # whether the pair is one party, whether it was found to be


def measure(data: Path) -> list[Figure]:
    """Precision and recall of pairs: all, the half looked at, the half held out."""
    gold = items("parties", "piles")
    source = data_hash([GOLD / "parties.toml"])
    judged = {pile["id"]: judged_pairs(pile) for pile in gold}
    figures = []
    for half, ids in _halves(gold).items():
        pairs = [pair for name in sorted(ids) for pair in judged[name]]
        for what, value in _figures(pairs).items():
            note = f"{len(pairs)} pairs, {sum(same for same, _ in pairs)} of them one party"
            figures.append(Figure(f"party_pairs.{what}_{half}", value, "share", note, source))
    return figures


def _halves(gold: list[dict[str, Any]]) -> dict[str, set[str]]:
    held = {pile["id"] for pile in gold if pile["held_out"]}
    everything = {pile["id"] for pile in gold}
    return {"all": everything, "seen": everything - held, "held_out": held}


def _figures(pairs: list[Judged]) -> dict[str, float]:
    right = sum(same and found for same, found in pairs)
    joined, wanted = sum(found for _, found in pairs), sum(same for same, _ in pairs)
    return {
        "precision": right / joined if joined else 1.0,
        "recall": right / wanted if wanted else 1.0,
    }


def judged_pairs(pile: dict[str, Any]) -> list[Judged]:
    """For each pair of a pile whether it is one party and whether it was merged."""
    documents, found = _merged(pile)
    result = []
    for first, words, second, others, same in pile["pairs"]:
        one = party_at(documents[first], words, found)
        other = party_at(documents[second], others, found)
        result.append((same, one is not None and one == other))
    return result


def _merged(pile: dict[str, Any]) -> tuple[list[Document], tuple[Statement, ...]]:
    read = [parsed(text) for text in pile["documents"]]
    found = [s for document, annotation in read for s in attribute(document, annotation)]
    documents = [document for document, _ in read]
    return documents, merge_parties(found, documents).statements


def party_at(document: Document, words: str, found: tuple[Statement, ...]) -> str | None:
    """The party of the first statement whose source meets `words`, or None."""
    start, end = place(document.text, words)
    for each in found:
        source, speaker = each.source, each.speaker
        if each.document != document.id or source is None or speaker is None:
            continue
        if source.start < end and start < source.end:
            return speaker.party
    return None
