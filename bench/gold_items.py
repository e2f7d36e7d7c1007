"""Reading the self-written gold: items, documents made of their texts, places of their words."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from travaux.core.annotation import Annotation
from travaux.core.documents import Document
from travaux.core.statements import Statement
from travaux.corpus import annotate, read_document
from travaux.discourse import attribute, merge_parties

GOLD = Path(__file__).with_name("gold")
Span = tuple[int, int]


def items(name: str, table: str) -> list[dict[str, Any]]:
    """The items of gold file `name`.toml under the array `table`."""
    found: list[dict[str, Any]] = tomllib.loads((GOLD / f"{name}.toml").read_text())[table]
    return found


@cache
def parsed(text: str) -> tuple[Document, Annotation]:
    """The text as a plain file, read and annotated by the corpus."""
    document = read_document(text.encode(), "gold.txt").document
    if document is None:
        raise ValueError(f"the gold text could not be read: {text[:60]}")
    return document, annotate(document)


def statements_of(text: str, engine: str) -> tuple[Statement, ...]:
    """The statements of a gold text, speakers merged into parties as in a whole build."""
    document, annotation = parsed(text)
    return merge_parties(attribute(document, annotation, engine), [document]).statements


def place(text: str, words: str, within: Span | None = None) -> Span:
    """Where `words` stand in the text at word borders, inside `within`. ValueError where not."""
    low, high = within or (0, len(text))
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)" if words else r"(?!)"
    found = re.compile(pattern).search(text, low, high)
    if found is None:
        raise ValueError(f"“{words}” does not stand in {text[low:high]!r}")
    return found.span()


def overlap(one: list[Span], other: list[Span]) -> float:
    """Jaccard likeness of two sets of characters given as spans."""
    mine = {i for a, b in one for i in range(a, b)}
    theirs = {i for a, b in other for i in range(a, b)}
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def share(right: dict[str, bool], wanted: set[str]) -> float:
    """The share of the wanted items that are right."""
    return sum(right[name] for name in wanted) / len(wanted) if wanted else 0.0
