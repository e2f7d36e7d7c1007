"""Who speaks for whom: the bodies that titles name, as ties between parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from travaux.core.parties import Affiliation, Party, PartyKind, party_id
from travaux.discourse.gazetteer import look_up, state_named
from travaux.discourse.identities import Identity, KnownNames
from travaux.discourse.names import plain_key
from travaux.discourse.roles import is_class
from travaux.discourse.titles import without_article
from travaux.discourse.voices import Voice, VoiceKey


def affiliations_of(
    found: Mapping[VoiceKey, Voice],
    meant: Mapping[VoiceKey, Identity],
    known: Sequence[Party],
) -> list[tuple[Affiliation, Identity]]:
    """Every tie that the documents state, with the body it leads to; sorted, each once."""
    table = KnownNames(known)
    ties: dict[tuple[str, str, str], tuple[Affiliation, Identity]] = {}
    for key, voice in found.items():
        for body, role in sorted(voice.affiliations):
            where = body_named(body, table)
            if where is None or where.id == meant[key].id:
                continue
            place = voice.role_places.get((body, role))
            tie = Affiliation(meant[key].id, where.id, role, anchor=place)
            ties.setdefault((tie.party, tie.body, tie.role), (tie, where))
    return [ties[key] for key in sorted(ties)]


def body_named(words: str, table: KnownNames) -> Identity | None:
    """The party that the body of a title is: known, a state ("Kremlin"), or a body of the table."""
    bare = without_article(words)
    party = table.named(bare)
    entry, state = look_up(bare), state_named(bare)
    if party is None and entry is not None:
        party = table.entry(entry)
    if party is not None:
        return Identity(party.id, party.name, party.kind)
    if entry is not None and entry.how != "seat":
        return Identity(party_id(entry.name), entry.name, entry.kind)
    if state:
        party = table.named(state)
        return Identity(*(party.id, party.name, party.kind) if party else
                        (party_id(state), state, PartyKind.STATE))  # fmt: skip
    if not bare[:1].isupper() or not _is_body(bare):
        return None
    return Identity(party_id(plain_key(bare)), bare, PartyKind.ORGANISATION)


def _is_body(name: str) -> bool:
    """A proper name of several words that ends like a body's ("Lake Council")."""
    words = name.split()
    return len(words) > 1 and is_class(words[-1], "body_name", "outlet_name", "body")


def side_of(party: Party, others: Mapping[str, Party]) -> Party:
    """The party with the side of the one it speaks for, where it has none of its own."""
    body = others.get(party.affiliation)
    return replace(party, side=body.side) if body and body.side and not party.side else party
