"""The labels that Word prints before numbered paragraphs, which its file does not spell out.

ECMA-376 Part 1, §17.9: a paragraph names a list (numId) and a level (ilvl); numbering.xml says how
each level is written ("%1.%2"), in which style and from which number. A level starts anew after a
paragraph of a higher level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from travaux.corpus.numbering import ordinal

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES = {
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
    "decimalZero": "decimal-leading-zero",
}
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is written."""

    style: str = "decimal"
    pattern: str = "%1."
    start: int = 1
    suffix: str = " "


@dataclass(slots=True)
class Numbering:
    """The lists of a document and where each stands; `label` counts on."""

    lists: dict[str, dict[int, Level]]
    abstract: dict[str, str]
    overrides: dict[tuple[str, int], int]
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def label(self, list_id: str, level: int) -> str:
        """The label of the next paragraph of this list at this level, "" for a list unknown."""
        levels = self.lists.get(list_id)
        if not levels or not 0 <= level < LEVELS:
            return ""
        counts = self._counts(list_id)
        own = levels.get(level, Level())
        now = counts[level]
        counts[level] = own.start if now is None else now + 1
        for deeper in range(level + 1, LEVELS):
            counts[deeper] = None
        return self._written(levels, counts, level, own)

    def _counts(self, list_id: str) -> list[int | None]:
        """Lists made from one abstract list count on together, until one is told to restart."""
        counts = self.counts.setdefault(self.abstract.get(list_id, list_id), [None] * LEVELS)
        if list_id not in self.begun:
            self.begun.add(list_id)
            for (named, level), start in self.overrides.items():
                if named == list_id:
                    counts[level] = start - 1
        return counts

    def _written(
        self, levels: dict[int, Level], counts: list[int | None], level: int, own: Level
    ) -> str:
        if own.style == "bullet":
            return "•"
        if own.style == "none":
            return ""

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of = levels.get(at, Level())
            count = counts[at] if at < LEVELS else None
            return ordinal(
                of.start if count is None else count, of.style if at != level else own.style
            )

        return re.sub(r"%([1-9])", number, own.pattern)


def numbering_of(root: Any) -> Numbering:
    """The lists that numbering.xml (its root, or None) defines."""
    if root is None:
        return Numbering({}, {}, {})
    drawn = {a.get(W + "abstractNumId", ""): _levels(a) for a in root.iter(W + "abstractNum")}
    lists, abstract, overrides = {}, {}, {}
    for num in root.iter(W + "num"):
        name = num.get(W + "numId", "")
        of = num.find(W + "abstractNumId")
        abstract[name] = of.get(W + "val", "") if of is not None else ""
        lists[name] = dict(drawn.get(abstract[name], {}))
        for override in num.iter(W + "lvlOverride"):
            level = _number(override.get(W + "ilvl"), 0)
            lists[name].update({k: v for k, v in _levels(override).items() if k == level})
            start = override.find(W + "startOverride")
            if start is not None and level < LEVELS:
                overrides[(name, level)] = _number(start.get(W + "val"), 1)
    return Numbering(lists, abstract, overrides)


def _levels(parent: Any) -> dict[int, Level]:
    return {_number(lvl.get(W + "ilvl"), 0): _level(lvl) for lvl in parent.iter(W + "lvl")}


def _level(lvl: Any) -> Level:
    style = _val(lvl, "numFmt", "decimal")
    return Level(
        STYLES.get(style, style), _val(lvl, "lvlText", ""), _number(_val(lvl, "start", "1"), 1)
    )


def _val(parent: Any, name: str, default: str) -> str:
    child = parent.find(W + name)
    return str(child.get(W + "val", default)) if child is not None else default


def _number(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"\d{1,6}", value) else default
