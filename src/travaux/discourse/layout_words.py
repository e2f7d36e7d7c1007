"""The words and marks of print that layouts are told by: layouts.toml, and the bullets of lists."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

BULLET = re.compile(r"[ \t]*(?:[-*•·–—▪◦‣]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})  # tags of verbs that make a line a sentence


@cache
def layout_words() -> dict[str, frozenset[str]]:
    """The tables of layouts.toml, read once."""
    file = files("travaux.discourse").joinpath("layouts.toml")
    return {key: frozenset(words) for key, words in tomllib.loads(file.read_text("utf-8")).items()}
