"""The cue vocabulary of lexicon.toml as typed, read-only tables."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from travaux.core.statements import Mode


@dataclass(frozen=True, slots=True)
class Cue:
    """What one entry of the lexicon says of a lemma; the fields are explained in the file."""

    lemma: str
    act: str
    mode: Mode
    strength: str
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries by lemma. A verb's cue has the frames of all its entries joined."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    adjectives: Mapping[str, tuple[Cue, ...]]
    phrases: Mapping[str, tuple[str, ...]]

    def verb(self, lemma: str, frame: str) -> Cue | None:
        """The first entry of the verb `lemma` that allows `frame`, or None."""
        return _with_frame(self.verbs.get(lemma, ()), frame)

    def noun(self, lemma: str, frame: str) -> Cue | None:
        """The first entry of the noun `lemma` that allows `frame`, or None."""
        return _with_frame(self.nouns.get(lemma, ()), frame)

    def adjective(self, lemma: str, frame: str) -> Cue | None:
        """The first entry of the adjective `lemma` that allows `frame`, or None."""
        return _with_frame(self.adjectives.get(lemma, ()), frame)


def _with_frame(entries: Iterable[Cue], frame: str) -> Cue | None:
    return next((cue for cue in entries if frame in cue.frames), None)


@cache
def lexicon() -> Lexicon:
    """The bundled lexicon, read once."""
    table = tomllib.loads(files("travaux.discourse").joinpath("lexicon.toml").read_text("utf-8"))
    phrases = {name: tuple(words) for name, words in table["phrases"].items()}
    return Lexicon(
        _entries(table["verb"]), _entries(table["noun"]), _entries(table["adjective"]), phrases
    )


def _entries(groups: Iterable[dict[str, Any]]) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, tuple[Cue, ...]] = {}
    for group in groups:
        mode, frames = Mode(group["mode"]), frozenset(group["frames"].split())
        for lemma in dict.fromkeys(group["lemmas"].split()):
            cue = Cue(lemma, group["class"], mode, group["strength"], frames)
            found[lemma] = (*found.get(lemma, ()), cue)
    return found
