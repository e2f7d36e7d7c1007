"""Words -> what must, may and must not be done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from travaux.issues.deeds import gist
from travaux.issues.terms import stem, table, words

LIGHT = {
    "be",
    "been",
    "is",
    "are",
    "have",
    "has",
    "had",
    "not",
    "to",
    "the",
    "a",
    "an",
    "it",
    "they",
}
AFTER = 7  # words behind a modal verb among which the deed stands
BEHIND = re.compile(rf"(?:\s+[^\s;:.,]+){{0,{AFTER}}}")


@dataclass(frozen=True, slots=True)
class Mode:
    """text[start:end], a modal verb with the words behind it, says that `done` (terms) must, may or
    must not be done; verb: the word that says what."""

    kind: str
    start: int
    end: int
    done: frozenset[str]
    verb: str = ""


def modes(text: str) -> list[Mode]:
    """What a text says must, may and must not be done, in order."""
    low = text.casefold()
    found: list[Mode] = []
    for match in deontic().finditer(low):
        kind = next(k for k, v in match.groupdict().items() if v)
        words_behind = BEHIND.match(text, match.end())
        behind = words_behind[0].split() if words_behind else []
        done = gist(" ".join(behind)) | {stem(w) for w in words(" ".join(behind[:3]))}
        if kind == "duty" and re.search(r"\bno(?: \w+){1,3}\s*$", low[: match.start()]):
            kind = "ban"
        end = words_behind.end() if words_behind else match.end()
        verb = next((stem(w) for w in words(" ".join(behind)) if w not in LIGHT), "")
        found.append(Mode(kind, match.start(), end, frozenset(done), verb))
    return found


@cache
def deontic() -> re.Pattern[str]:
    groups = table("deeds.toml")["deontic"]
    return re.compile(
        "|".join(rf"(?P<{kind}>\b(?:{'|'.join(entries)})\b)" for kind, entries in groups.items())
    )
