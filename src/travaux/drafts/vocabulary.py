"""The words that drafting questions are asked by (`drafting.toml`), as compiled patterns."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _table() -> dict[str, dict[str, Any]]:
    file = resources.files("travaux.drafts").joinpath("drafting.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def words(section: str, entry: str) -> tuple[str, ...]:
    """The entries of one list of `drafting.toml`."""
    found = _table()[section][entry]
    return (found,) if isinstance(found, str) else tuple(found)


def union(*entries: tuple[str, str]) -> str:
    """The entries of several lists as one alternation, longest first."""
    listed = {word for section, entry in entries for word in words(section, entry)}
    return "|".join(sorted(listed, key=lambda w: (-len(w), w)))


@cache
def pattern(*entries: tuple[str, str], whole: bool = True) -> re.Pattern[str]:
    """Any of the entries, ignoring case; `whole`: at word borders, else as they stand."""
    alternatives = union(*entries)
    border = rf"\b(?:{alternatives})\b" if whole else f"(?:{alternatives})"
    return re.compile(border, re.IGNORECASE)


@cache
def stems(section: str, entry: str) -> re.Pattern[str]:
    """Words that start with any of the entries, ignoring case."""
    return re.compile(rf"\b(?:{union((section, entry))})", re.IGNORECASE)
