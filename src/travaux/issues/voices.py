"""Statements -> whose words stand at a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from travaux.core.anchors import Anchor
from travaux.core.statements import Statement

SPAN = 2_000  # characters of a document that are looked up together


class Voices:
    """The statements by the stretches of text that their contents touch."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._at: dict[tuple[str, int], list[Statement]] = {}
        for statement in statements:
            touched = {
                stretch
                for piece in statement.content
                for stretch in range(piece.start // SPAN, piece.end // SPAN + 1)
            }
            for stretch in sorted(touched):
                self._at.setdefault((statement.document, stretch), []).append(statement)

    def innermost(self, place: Anchor) -> Statement | None:
        """The shortest statement whose content holds the place, None where none does."""
        return _shortest(self._around(place))

    def speaker(self, place: Anchor) -> str:
        """The party whose words they are; "" in the document's own voice."""
        return _speaker(self.innermost(place))

    def named_speaker(self, place: Anchor) -> str:
        """The named party whose words they are, "members" of a union passed over for who spoke of
        them; "" where nobody is named."""
        around = self._around(place)
        return _speaker(_shortest(s for s in around if s.speaker and s.speaker.named))

    def _around(self, place: Anchor) -> Iterator[Statement]:
        return (s for s in self._near(place) if _holds(s, place))

    def _near(self, place: Anchor) -> Sequence[Statement]:
        return self._at.get((place.document, place.start // SPAN), ())


def _holds(statement: Statement, place: Anchor) -> bool:
    return any(c.start <= place.start and place.end <= c.end for c in statement.content)


def _shortest(found: Iterable[Statement]) -> Statement | None:
    return min(found, key=lambda s: sum(len(c.exact) for c in s.content), default=None)


def _speaker(said: Statement | None) -> str:
    return said.speaker.party if said and said.speaker else ""
