"""Speakers of all documents -> parties: one for each, every merge with its reason.

Persons are clustered by name (persons.py); states and bodies by the bundled table, where a
capital, palace or ministry stands for its government (`Merge.standing_for`); unnamed sources stay
apart, one an outlet and description. What the user said beforehand (`known`) overrides all of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from travaux.core.documents import Document
from travaux.core.parties import Affiliation, Party
from travaux.core.statements import Statement
from travaux.discourse.affiliations import affiliations_of, side_of
from travaux.discourse.identities import Identity, KnownNames, identities
from travaux.discourse.short_forms import short_forms
from travaux.discourse.voices import Voice, VoiceKey, voice_key, voices

_ALIASES = 24  # the commonest spellings of a party that are listed


@dataclass(frozen=True, slots=True)
class Merging:
    """parties: sorted by name; statements: as given, speakers renamed, sorted as given;
    affiliations: who speaks for whom, by party ids, sorted."""

    parties: tuple[Party, ...]
    statements: tuple[Statement, ...]
    affiliations: tuple[Affiliation, ...] = ()


def merge_parties(
    statements: Sequence[Statement],
    documents: Sequence[Document],
    known: Sequence[Party] = (),
) -> Merging:
    """One party for each speaker across documents, and the statements with these speakers.

    known: the parties of talks.toml; their ids, names, kinds and sides are kept, and a speaker
    that carries one of their names or aliases is theirs, and so is a source in exactly such words
    (“the union”), whoever it was taken for in its text. Order of the input changes nothing but the
    order of `statements`.
    """
    table = KnownNames(known)
    statements = [_as_told(statement, table) for statement in statements]
    found = voices(statements, documents)
    meant = identities(found, known, short_forms(found.values(), documents))
    ties = affiliations_of(found, meant, known)
    parties = _parties(found, meant, ties, known)
    renamed = _renamed(statements, documents, meant)
    return Merging(parties, renamed, tuple(tie for tie, _ in ties))


def _as_told(statement: Statement, table: KnownNames) -> Statement:
    """The statement with the known party as its speaker where its source words are such a name."""
    speaker, words = statement.speaker, statement.source.exact if statement.source else ""
    party = table.named(words) if speaker and words else None
    if speaker is None or party is None or speaker.name == party.name:
        return statement
    how = f"“{words}” is named for {party.name} in talks.toml"
    named = replace(speaker, party=party.id, name=party.name, named=True, kind=party.kind, how=how)
    return replace(statement, speaker=named)


def _renamed(
    statements: Sequence[Statement],
    documents: Sequence[Document],
    meant: Mapping[VoiceKey, Identity],
) -> tuple[Statement, ...]:
    by_id = {document.id: document for document in documents}
    return tuple(_rename(statement, by_id, meant) for statement in statements)


def _rename(
    statement: Statement, by_id: dict[str, Document], meant: Mapping[VoiceKey, Identity]
) -> Statement:
    speaker = statement.speaker
    if speaker is None:
        return statement
    who = meant[voice_key(statement, speaker, by_id)]
    name = who.name if speaker.named else speaker.name
    return replace(statement, speaker=replace(speaker, party=who.id, name=name, kind=who.kind))


def _parties(
    found: Mapping[VoiceKey, Voice],
    meant: Mapping[VoiceKey, Identity],
    ties: Sequence[tuple[Affiliation, Identity]],
    known: Sequence[Party],
) -> tuple[Party, ...]:
    gathered: dict[str, list[tuple[Voice, Identity]]] = defaultdict(list)
    for key, voice in found.items():
        gathered[meant[key].id].append((voice, meant[key]))
    said = {party.id: party for party in known}
    bodies = _main_bodies(tie for tie, _ in ties)
    made = {p: _party(members, said.get(p), bodies.get(p, "")) for p, members in gathered.items()}
    for party in known:
        made.setdefault(party.id, party)
    for _, body in ties:
        made.setdefault(body.id, Party(body.id, body.name, body.kind))
    sided = [side_of(party, made) for party in made.values()]
    return tuple(sorted(sided, key=lambda p: (p.name, p.id)))


def _party(members: Sequence[tuple[Voice, Identity]], said: Party | None, body: str) -> Party:
    who = members[0][1]
    names = {name for voice, _ in members for name in _printed(voice)} - {who.name}
    merges = {merge for _, identity in members for merge in identity.merges}
    mentions = {mention for voice, _ in members for mention in voice.mentions}
    base = said or Party(who.id, who.name, who.kind, named=members[0][0].named)
    return replace(
        base,
        aliases=tuple(sorted({*base.aliases, *names})[:_ALIASES]),
        affiliation=base.affiliation or body,
        merges=tuple(sorted({*base.merges, *merges}, key=lambda m: (m.alias, m.how, m.reason))),
        mentions=tuple(sorted({*base.mentions, *mentions})),
    )


def _main_bodies(ties: Iterable[Affiliation]) -> dict[str, str]:
    """For each party the first body, in order of ids, that it speaks for now."""
    main: dict[str, str] = {}
    for tie in ties:
        if not _former(tie.role):
            main.setdefault(tie.party, tie.body)
    return main


def _former(role: str) -> bool:
    return role.lower().startswith(("former", "ex-", "then", "late "))


def _printed(voice: Voice) -> set[str]:
    """The names under which a party is printed: proper names only, no pronouns, no phrases."""
    if not voice.named:
        return set()
    own = set(voice.name.split())
    kept = {w for w in voice.words if set(w.split()) <= own}
    return {voice.name, *kept} - {""}
