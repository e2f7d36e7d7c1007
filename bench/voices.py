"""Whether what stands as a speaker can speak: the self-written gold of voices.toml, half held out.

An item is right when its text gives a statement with a speaker where the source stands for
somebody, a body, people or a text, and none with a speaker where it does not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.figures import Figure, data_hash
from bench.gold_items import GOLD, items, share, statements_of


def measure(data: Path) -> list[Figure]:
    """Share of items right: all, the half looked at, the half held out."""
    gold = items("voices", "voices")
    right = {item["id"]: is_right(item) for item in gold}
    held = {item["id"] for item in gold if item["held_out"]}
    stamp = data_hash([GOLD / "voices.toml"])
    halves = {"all": set(right), "seen": set(right) - held, "held_out": held}
    return [
        Figure(f"voices.{half}", share(right, ids), "share", f"{len(ids)} items", stamp)
        for half, ids in halves.items()
    ]


def is_right(item: dict[str, Any]) -> bool:
    """Whether the text has a speaker exactly where it should."""
    spoken = any(s.speaker is not None for s in statements_of(item["text"], "auto"))
    return spoken == bool(item["party"])
