"""The table of residue cues (residue.toml), and which of them a line answers to."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from travaux.corpus.dates import first_date


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of residue.toml. last: only where nothing more of the article follows; weak:
    only beside another line of residue."""

    kind: str
    words: int
    pattern: re.Pattern[str]
    whole: bool = False
    ends: bool = False
    last: bool = False
    weak: bool = False

    def answers(self, line: str, words: int) -> bool:
        """Whether `line`, which has so many words, answers to this cue."""
        if words > self.words:
            return False
        return bool(self.pattern.fullmatch(line) if self.whole else self.pattern.search(line))


def _table() -> dict[str, Any]:
    file = resources.files("travaux.corpus").joinpath("residue.toml")
    return tomllib.loads(file.read_text("utf-8"))


@cache
def residue_cues() -> tuple[Cue, ...]:
    """The cues of residue.toml, in its order."""
    return tuple(
        Cue(**{**row, "pattern": re.compile(row["pattern"].replace("\n", ""), re.I)})
        for row in _table()["cue"]
    )


@cache
def _agency() -> Cue:
    """A line in brackets that names an agency, alone or after an outlet."""
    names = "|".join(map(re.escape, _table()["agencies"]))
    pattern = (
        rf"\((?:[\w.'’&-]+[ ,/]+){{0,6}}?(?:{names})(?:[ ,/]+(?:and |with )?[\w.'’&-]+){{0,3}}\)"
    )
    return Cue("agency", 9, re.compile(pattern), whole=True, ends=True)


MOST_WORDS = 220
MOST_CHARS = 3_000  # a longer line is no residue, whatever white space it is made of
_AROUND = " \t\r\n\f\u00a0*_#>:.!-–—•|[]"
_LABEL = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]\s+\S|\[)")  # never residue
_RULE = re.compile(r"[\s*_=~•·#+|–—-]+")
_ITEMS = re.compile(r"\s+[|·•»›/]\s+|\s{4,}|\t")
RULE = Cue("rule", 9, _RULE, whole=True, ends=True)
_BAR = re.compile(r"\s*[|·•»›/]\s*")
MOST_ITEMS = 15
MENU = Cue("navigation", 60, _ITEMS)
MENU_ITEMS, MENU_WORDS = 4, 3  # a bar of at least so many items of at most so many words each


def cue_of(line: str) -> Cue | None:
    """The first cue that `line` (a paragraph) answers to, or None."""
    if len(line) > MOST_CHARS:
        return None
    if _RULE.fullmatch(line):
        return RULE
    if _LABEL.match(line):
        return None
    words = len(line.split())
    if line.startswith("(") and _agency().answers(line.strip(), words):
        return _agency()
    if words > MOST_WORDS:
        return None
    bare = " ".join(line.split()).strip(_AROUND)
    if not bare:
        return None
    found = next((c for c in residue_cues() if c.answers(bare, words)), None)
    if found is None or found.weak or found.last:
        return MENU if _is_menu(line) or _is_bar(line) else found
    return found


def _is_bar(line: str) -> bool:
    """A row of buttons: every item is one by the cues, if only a weak one."""
    items = [item.strip(_AROUND) for item in _BAR.split(line.strip()) if item.strip(_AROUND)]
    if not 2 <= len(items) <= MOST_ITEMS:
        return False
    cues = [c for c in residue_cues() if c.whole]
    return all(any(c.answers(i, len(i.split())) for c in cues) for i in items)


def _is_menu(line: str) -> bool:
    """A bar of short capitalised items; a table row or a dateline is none."""
    items = [item.strip() for item in _ITEMS.split(line.strip()) if item.strip()]
    if len(items) < MENU_ITEMS or line.lstrip().startswith("|") or first_date(line):
        return False
    return all(
        len(i.split()) <= MENU_WORDS and i[0].isupper() and not any(c.isdigit() for c in i)
        for i in items
    )
