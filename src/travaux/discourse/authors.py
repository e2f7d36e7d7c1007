"""Speakers that no noun phrase names: an article's author, a speaker again, several at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from travaux.core.parties import PartyKind, party_id
from travaux.core.statements import Speaker
from travaux.discourse.roles import gender_of_given
from travaux.discourse.syntax import Syntax


def author_of(syntax: Syntax, token: int) -> Speaker:
    """ "I" and "we" outside quotation marks: who wrote the article."""
    part = syntax.document.part_at(syntax.tokens[token].start)
    singular = syntax.lower[token] in {"i", "me", "my", "mine", "myself"}
    named = (part.author if part else "") if singular else ""
    title = (part.title if part else "") or syntax.document.title
    titled = _LETTER.search(title)
    named = named or (titled[1].strip() if titled and not singular else "")
    named = named or (part.publisher if part else "") or syntax.document.publisher
    if named:
        person = (singular and part and part.author) or gender_of_given(named)
        kind = PartyKind.PERSON if person else PartyKind.OUTLET
        return Speaker(party_id(named), named, True, kind, "first person of the article")
    scope, kind = syntax.document.id, PartyKind.UNNAMED
    key = party_id("the author", kind, scope)
    return Speaker(key, "the author", False, kind, "first person of the article")


_LETTER = re.compile(
    r"\b(?:letter|statement|declaration|communiqué|appeal|message|manifesto|position|demands)"
    r"\s+(?:of|by|from)\s+(?:the\s+)?([^:|–—]{3,60})$",
    re.IGNORECASE,
)


def again(known: Speaker, how: str) -> Speaker:
    """A speaker met before, known in another way."""
    return Speaker(
        known.party, known.name, known.named, known.kind, how, known.role, known.affiliation
    )


def group(names: Sequence[str], how: str) -> Speaker:
    """The speaker that several named ones make together."""
    name = ", ".join(names[:-1]) + " and " + names[-1]
    return Speaker(party_id(name), name, True, PartyKind.GROUP, how)
