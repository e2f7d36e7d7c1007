"""Who the source words mean (first version: the words themselves)."""

from __future__ import annotations

from collections.abc import Sequence

from travaux.core.parties import party_id
from travaux.core.statements import Speaker
from travaux.discourse.attribution import Attribution
from travaux.discourse.syntax import Syntax


def speakers_of(
    syntax: Syntax, found: Sequence[Attribution], above: Sequence[int]
) -> list[Speaker | None]:
    """One speaker (or None) for each attribution."""
    return [_speaker(syntax, each) for each in found]


def _speaker(syntax: Syntax, each: Attribution) -> Speaker | None:
    if each.source is None:
        return None
    name = syntax.text[slice(*each.source)].rstrip(",")
    return Speaker(party_id(name), name, how="the words of the source")
