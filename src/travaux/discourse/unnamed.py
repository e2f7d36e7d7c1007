"""Sources that no name stands for: "a senior official", "his office", and words that look so.

A description is a party of its own, within its outlet. A possessor in it is named where it is
known ("his office" is "Danil Hask's office"); a capitalised word that the parser took for a common
noun is a name after all; and what cannot speak ("Point 7", "24 per cent") is nobody.
"""

from __future__ import annotations

from functools import cached_property

from travaux.core.parties import PartyKind, party_id
from travaux.core.statements import Speaker
from travaux.discourse.cast import Cast
from travaux.discourse.characters import Character
from travaux.discourse.gazetteer import look_up
from travaux.discourse.standing import NO_PARTY, Standing, of_noun, standing
from travaux.discourse.syntax import Syntax
from travaux.discourse.titles import description, owned

DESCRIBED = "described, not named"


class Nameless:
    """The unnamed sources of one document."""

    def __init__(self, syntax: Syntax, cast: Cast) -> None:
        self.syntax = syntax
        self.cast = cast

    def speaker(self, root: int, owner: str = "") -> Speaker | Character | None:
        """Who the noun phrase at `root` stands for; None where it cannot speak.

        owner: the name behind its possessive pronoun, "" where it has none or nobody knows.
        """
        name = owned(self.syntax, root, description(self.syntax, root), owner)
        entry = look_up(name)
        if entry is not None:
            return Speaker(party_id(name), name, True, entry.kind, "a name of the bundled table")
        if self._is_name(root):
            known = self.cast.bearing(self.syntax.tokens[root].text)
            named = Speaker(party_id(name), name, True, PartyKind.UNKNOWN, "a proper name")
            return known or named
        if standing(self.syntax, root) in NO_PARTY:
            return None
        scope, kind = outlet(self.syntax, root), PartyKind.UNNAMED
        return Speaker(party_id(name, kind, scope), name, False, kind, DESCRIBED)

    def _is_name(self, root: int) -> bool:
        """A proper noun; or a capitalised word that the text never prints small, and that is no
        common noun for people or things."""
        token, word = self.syntax.tokens[root], self.syntax.lower[root]
        if not token.text[:1].isupper():
            return False
        if token.pos == "PROPN":
            return description(self.syntax, root)[:1].isupper()
        common = of_noun(token.lemma.lower(), word) is not Standing.UNKNOWN
        return token.pos in {"NOUN", "ADJ", "VERB", "X"} and not common and word not in self._small

    @cached_property
    def _small(self) -> frozenset[str]:
        """Every word that the document prints without a capital."""
        return frozenset(t.text for t in self.syntax.tokens if t.text[:1].islower())


def outlet(syntax: Syntax, token: int) -> str:
    """What an unnamed source belongs to: the publisher, else the document."""
    part = syntax.document.part_at(syntax.tokens[token].start)
    return (part.publisher if part else "") or syntax.document.publisher or syntax.document.id
