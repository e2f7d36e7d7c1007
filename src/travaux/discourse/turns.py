"""The turns of a transcript or interview: who a printed label is, and who is addressed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from travaux.core.parties import PartyKind, party_id
from travaux.core.statements import Speaker
from travaux.discourse.attribution import Attribution
from travaux.discourse.cast import Cast
from travaux.discourse.characters import Character
from travaux.discourse.roles import is_class
from travaux.discourse.standing import of_noun
from travaux.discourse.syntax import Syntax
from travaux.discourse.transcripts import TURN
from travaux.discourse.unnamed import DESCRIBED, outlet

_LETTERS = re.compile(r"[^\W\d_]+")


class Turns:
    """The labelled turns among some sorted attributions of a document."""

    def __init__(self, syntax: Syntax, cast: Cast, found: Sequence[Attribution]) -> None:
        self.syntax = syntax
        self.cast = cast
        self.numbers = [n for n, each in enumerate(found) if is_turn(each)]
        self.labels = [self._label(found[n]) for n in self.numbers]

    def _label(self, turn: Attribution) -> str:
        text = self.syntax.text[slice(*turn.source)] if turn.source else ""
        return " ".join(text.split("(")[0].split()).casefold()

    def speaker(self, turn: Attribution) -> Speaker | Character | None:
        """Who a turn's label is: a person of that surname, the outlet that asks, or somebody by
        function ("HOST"); None where the label has to be read like any other source."""
        if turn.source is None:
            return None
        words = _LETTERS.findall(self._label(turn))
        root = self.syntax.token_from(turn.source[0])
        if not words:
            return None
        if len(words) == 1:
            person = self.cast.bearing(words[0])
            if person is not None:
                return person
        home = outlet(self.syntax, root)
        if set(words) <= set(_LETTERS.findall(home.casefold())):
            how = "a label with a word of the outlet's name"
            return Speaker(party_id(home), home, True, PartyKind.OUTLET, how)
        function = is_class(words[-1], "office", "person") or of_noun(words[-1]).value != "unknown"
        if len(words) == 1 and function:
            name, kind = words[0].capitalize(), PartyKind.UNNAMED
            return Speaker(party_id(name, kind, home), name, False, kind, DESCRIBED)
        return None

    def other(self, turn: int) -> int | None:
        """The turn of whoever a turn is said to: the last with another label, else the next."""
        if turn not in self.numbers:
            return None
        at = self.numbers.index(turn)
        order = [*reversed(range(at)), *range(at + 1, len(self.numbers))]
        return next((self.numbers[n] for n in order if self.labels[n] != self.labels[at]), None)


def is_turn(each: Attribution) -> bool:
    """Whether an attribution is a labelled turn of a transcript."""
    return ("cue", TURN) in each.why
