"""The key of `examples/vela-river` and the words of its files, read without the corpus room."""

from __future__ import annotations

import re
import tomllib
from html import unescape
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDER = EXAMPLES / "vela-river"
KEY = EXAMPLES / "keys" / "vela-river.toml"


def load_key() -> dict[str, Any]:
    """The key as TOML gives it."""
    return tomllib.loads(KEY.read_text(encoding="utf-8"))


def flat(words: str) -> str:
    """`words` with every run of white space as one space."""
    return " ".join(words.split())


def words_of(name: str) -> str:
    """The words of a file, flat. A Word or PDF file is read from the text it was made of.

    Tracked changes are taken as accepted, and comments are left out.
    """
    made_of = EXAMPLES / "binaries" / "vela-river" / f"{name}.md"
    path = made_of if made_of.exists() else FOLDER / name
    text = path.read_text(encoding="utf-8")
    if name.endswith(".html"):
        text = unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", text))
    text = re.sub(r"\{-.*?-\}|\{>.*?<\}", "", text)
    return flat(re.sub(r"\{\+|\+\}", "", text))
