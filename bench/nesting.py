"""Chains of who says that who said: self-written gold, half of each set held out.

`nesting.toml` is the first set; `chains.toml` was written later, before the code was tried on it.

A chain is right when a chain of statements, each directly within the one before and the first
within none, has every source's words and every content (Jaccard of characters at least one half).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.figures import Figure, data_hash
from bench.gold_items import GOLD, Span, items, overlap, place, share, statements_of
from travaux.core.statements import Statement

SETS = {"": "nesting", "second_": "chains"}
ENGINES = {"": "auto", "_by_rules": "rules"}
LIKE = 0.5


def measure(data: Path) -> list[Figure]:
    """Share of whole chains that are right: all, the half looked at, the half held out."""
    return [
        figure
        for prefix, name in SETS.items()
        for suffix, engine in ENGINES.items()
        for figure in _figures(prefix, name, suffix, engine)
    ]


def _figures(prefix: str, name: str, suffix: str, engine: str) -> list[Figure]:
    gold = items(name, "chains")
    right = {item["id"]: is_right(item, engine) for item in gold}
    source = data_hash([GOLD / f"{name}.toml"])
    return [
        Figure(
            f"nesting.{prefix}{half}{suffix}",
            share(right, ids),
            "share",
            f"{len(ids)} chains",
            source,
        )
        for half, ids in halves(gold).items()
    ]


def halves(gold: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Ids of all items, of those looked at, of those held out."""
    held = {item["id"] for item in gold if item["held_out"]}
    everything = {item["id"] for item in gold}
    return {"all": everything, "seen": everything - held, "held_out": held}


def is_right(item: dict[str, Any], engine: str) -> bool:
    """Whether the whole chain was found."""
    found = statements_of(item["text"], engine)
    tops = [s for s in found if not s.within]
    return any(_follows(top, found, links(item)) for top in tops)


def links(item: dict[str, Any]) -> list[tuple[Span, Span]]:
    """(source, content) places of each link, a content inside the content before it."""
    result: list[tuple[Span, Span]] = []
    around: Span | None = None
    for source, content in item["links"]:
        inner = place(item["text"], content, around)
        result.append((_source(item["text"], source, around, inner), inner))
        around = inner
    return result


def _source(text: str, words: str, around: Span | None, content: Span) -> Span:
    """The source's place in the content before; a relay ("citing X") stands outside of it."""
    try:
        return place(text, words, around)
    except ValueError:
        return place(text, words)


def _follows(
    statement: Statement, found: tuple[Statement, ...], wanted: list[tuple[Span, Span]]
) -> bool:
    source, content = wanted[0]
    own = statement.source
    if own is None or not (own.start < source[1] and source[0] < own.end):
        return False
    if overlap([content], [(a.start, a.end) for a in statement.content]) < LIKE:
        return False
    inner = [s for s in found if s.within == statement.id]
    return len(wanted) == 1 or any(_follows(each, found, wanted[1:]) for each in inner)
