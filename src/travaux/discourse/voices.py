"""Every speaker of every document under one key, with what the documents say of it.

A `Voice` is what statements share before parties are made: a name (or, unnamed, a description
within one outlet), its spellings, roles, affiliations and places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from travaux.core.anchors import Anchor
from travaux.core.documents import Document
from travaux.core.parties import PartyKind
from travaux.core.statements import Speaker, Statement
from travaux.discourse.names import plain_key

VoiceKey = tuple[str, bool, str]  # name as printed, named, outlet (unnamed sources only)


@dataclass(slots=True)
class Voice:
    """One speaker as the documents print it. affiliations: (body, role, anchor or None)."""

    name: str
    named: bool
    outlet: str
    kinds: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    printed: Counter[str] = field(default_factory=Counter)
    affiliations: set[tuple[str, str]] = field(default_factory=set)
    role_places: dict[tuple[str, str], Anchor] = field(default_factory=dict)
    mentions: set[Anchor] = field(default_factory=set)

    @property
    def kind(self) -> PartyKind:
        """The kind most documents give it; of equals the first in alphabetical order."""
        known = [k for k in self.kinds if k != PartyKind.UNKNOWN] or list(self.kinds)
        return PartyKind(min(known, key=lambda k: (-self.kinds[k], k)))

    @property
    def shown(self) -> str:
        """Its name as most statements print it; of equals the first in alphabetical order."""
        return min(self.printed, key=lambda n: (-self.printed[n], n), default=self.name)

    @property
    def count(self) -> int:
        """How many statements it makes."""
        return sum(self.kinds.values())


def voices(statements: Iterable[Statement], documents: Sequence[Document]) -> dict[VoiceKey, Voice]:
    """All voices of the statements by key, sorted: the order of the input does not matter."""
    by_id = {document.id: document for document in documents}
    found: dict[VoiceKey, Voice] = {}
    for statement in statements:
        if statement.speaker is not None:
            key = voice_key(statement, statement.speaker, by_id)
            _add(found.setdefault(key, Voice(*key)), statement, statement.speaker)
    return dict(sorted(found.items()))


def voice_key(statement: Statement, speaker: Speaker, by_id: dict[str, Document]) -> VoiceKey:
    """The key of a statement's speaker; an unnamed one belongs to its outlet."""
    if speaker.named:
        return (speaker.name, True, "")
    return (plain_key(speaker.name), False, outlet_of(statement, by_id))


def outlet_of(statement: Statement, by_id: dict[str, Document]) -> str:
    """The publisher of the part the statement stands in, else of its document, else its id."""
    document = by_id.get(statement.document)
    if document is None:
        return statement.document
    part = document.part_at(statement.start)
    return (part.publisher if part else "") or document.publisher or document.id


def _add(voice: Voice, statement: Statement, speaker: Speaker) -> None:
    voice.kinds[speaker.kind] += 1
    voice.printed[speaker.name] += 1
    if statement.source is None:
        return
    voice.mentions.add(statement.source)
    voice.words[statement.source.exact.strip(" ,")] += 1
    if speaker.affiliation:
        tie = (speaker.affiliation, speaker.role)
        voice.affiliations.add(tie)
        if speaker.role and speaker.role in statement.source.exact:
            place = voice.role_places.get(tie, statement.source)
            voice.role_places[tie] = min(place, statement.source)
