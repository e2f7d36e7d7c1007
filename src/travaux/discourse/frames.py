"""What one frame of the lexicon found below a cue: the noun that all content finders return."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.discourse.lexicon import Cue


@dataclass(frozen=True, slots=True)
class Content:
    """Tokens [first, last] both inclusive; cue_last: last token of the cue; score in [0, 1]."""

    cue: Cue
    first: int
    last: int
    cue_last: int
    reason: str
    score: float
    more: tuple[tuple[int, int], ...] = ()
