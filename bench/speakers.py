"""Who is behind a source: the self-written gold of speakers.toml, half of it held out.

An item is right when the statement whose cue and content meet those of the gold is by the named
speaker (or one that the gold accepts), after parties are merged as in a build.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.figures import Figure, data_hash
from bench.gold_items import GOLD, items, overlap, place, share, statements_of
from travaux.core.statements import Statement

ENGINES = {"": "auto", "_by_rules": "rules"}


def measure(data: Path) -> list[Figure]:
    """Share of items with the right speaker: all, the half looked at, the half held out."""
    gold = items("speakers", "speakers")
    figures = []
    for suffix, engine in ENGINES.items():
        right = {item["id"]: is_right(item, engine) for item in gold}
        figures += _figures(suffix, gold, right)
    return figures


def _figures(suffix: str, gold: list[dict[str, Any]], right: dict[str, bool]) -> list[Figure]:
    source = data_hash([GOLD / "speakers.toml"])
    halves = {
        "all": {item["id"] for item in gold},
        "seen": {item["id"] for item in gold if not item["held_out"]},
        "held_out": {item["id"] for item in gold if item["held_out"]},
    }
    return [
        Figure(f"speakers.{half}{suffix}", share(right, ids), "share", f"{len(ids)} items", source)
        for half, ids in halves.items()
    ]


def is_right(item: dict[str, Any], engine: str) -> bool:
    """Whether the item's attribution was found with its speaker."""
    found = attributed(item, statements_of(item["text"], engine))
    return found is not None and named(found) in {
        level(name) for name in (item["speaker"], *item.get("accept", []))
    }


def attributed(item: dict[str, Any], found: tuple[Statement, ...]) -> Statement | None:
    """The statement whose cue and content meet those of the item; the likest content wins."""
    text = item["text"]
    content = [place(text, words) for words in item["content"]]
    cue = place(text, item["cue"]) if item.get("cue") else None
    scored = [(overlap(content, [(a.start, a.end) for a in s.content]), s) for s in found]
    fitting = [(score, s) for score, s in scored if score > 0 and _meets(s, cue)]
    return max(fitting, key=lambda pair: (pair[0], pair[1].id), default=(0.0, None))[1]


def _meets(statement: Statement, cue: tuple[int, int] | None) -> bool:
    if cue is None:
        return True
    own = statement.cue
    return own is not None and own.start < cue[1] and cue[0] < own.end


def named(statement: Statement) -> str:
    """The levelled name of the statement's speaker, "" where nobody is named."""
    return level(statement.speaker.name) if statement.speaker else ""


def level(name: str) -> str:
    """A name without case, apostrophe style and leading article."""
    words = name.casefold().replace("’", "'").split()
    return " ".join(words[1:] if words[:1] and words[0] in {"the", "a", "an"} else words)
