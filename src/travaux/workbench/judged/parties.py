"""The parties as people judged them: merged, split, affiliated, renamed, and those added by hand.

Splits are applied before merges, so that what was taken out of one party can go into another. A
chain of merges ends at its last party; in a ring of merges nobody is merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from travaux.core.judgements import Judgement
from travaux.core.parties import Affiliation, Merge, Party, PartyKind, party_id
from travaux.core.statements import Speaker, Statement
from travaux.workbench.judged.ground import Ground
from travaux.workbench.judged.standing import Said, value

BY_HAND = "judged"


def by_hand(judgement: Judgement) -> str:
    """How a value that a person gave came about, in words."""
    return f"{BY_HAND} by {judgement.who}"


@dataclass(frozen=True)
class Cast:
    """The parties that stand, by id in the record's order. lead: id -> id it was merged into;
    split: id -> (alias, id it went to or stays with), longest first; changed: ids whose speakers
    must be rewritten; ids: folded name or alias -> id."""

    parties: Mapping[str, Party]
    affiliations: tuple[Affiliation, ...]
    lead: Mapping[str, str]
    split: Mapping[str, tuple[tuple[str, str], ...]]
    changed: frozenset[str]
    ids: Mapping[str, str]

    def meant(self, party: str, printed: str) -> str:
        """The id that stands for `party` where it was `printed` so."""
        folded = printed.casefold()
        party = next((to for alias, to in self.split.get(party, ()) if alias in folded), party)
        return self.lead.get(party, party)

    def speaker(self, name: str, judgement: Judgement) -> Speaker | None:
        """The speaker that a person named; None where the name is empty (nobody)."""
        if not name:
            return None
        key = self.ids.get(name.casefold(), party_id(name))
        known = self.parties.get(self.lead.get(key, key))
        how = by_hand(judgement)
        if known is None:
            return Speaker(key, name, how=how)
        return Speaker(known.id, known.name, known.named, known.kind.value, how)

    def differing(self, other: Cast) -> set[str]:
        """Ids of the parties that are not in both casts the same, or are merged or split
        differently."""
        tables = (
            (self.parties, other.parties),
            (self.lead, other.lead),
            (self.split, other.split),
        )
        ids: set[str] = set()
        for mine, theirs in tables:
            keys = mine.keys() | theirs.keys()
            ids |= {key for key in keys if mine.get(key) != theirs.get(key)}
        return ids | {to for cast in (self, other) for at, to in cast.lead.items() if at in ids}

    def renamed(self, statement: Statement) -> Statement:
        """`statement` with its speaker as the cast has it."""
        speaker = statement.speaker
        if speaker is None or speaker.party not in self.changed:
            return statement
        printed = statement.source.exact if statement.source else speaker.name
        party = self.parties.get(self.meant(speaker.party, printed))
        if party is None:
            return statement
        name = party.name if speaker.named else speaker.name
        now = replace(speaker, party=party.id, name=name, kind=party.kind.value)
        return statement if now == speaker else replace(statement, speaker=now)


def cast_of(ground: Ground, said: Mapping[str, Said], names: Iterable[str] = ()) -> Cast:
    """The cast of `ground` with what is `said` of parties (target -> field -> judgement).

    names: those that people gave to speakers; who is unknown becomes a party of its own.
    """
    parties = dict(ground.index.parties)
    split = _split(parties, said)
    ids = _ids(parties)
    for name in sorted(set(names) - {""}):
        if name.casefold() not in ids:
            parties.setdefault(party_id(name), Party(party_id(name), name))
            ids[name.casefold()] = party_id(name)
    for target, fields in said.items():
        if target in parties:
            parties[target] = _with_fields(parties[target], fields)
    lead = _leads(parties, said)
    affiliations = _merge(parties, lead, said, _affiliations(ground, said))
    changed = frozenset(said) | frozenset(split) | frozenset(lead) | frozenset(lead.values())
    ordered = sorted(parties.values(), key=lambda p: (p.name, p.id))
    return Cast({p.id: p for p in ordered}, affiliations, lead, split, changed, ids)


def _ids(parties: Mapping[str, Party]) -> dict[str, str]:
    """Ids by folded name; a name goes before an alias."""
    found: dict[str, str] = {}
    for party in parties.values():
        found.setdefault(party.name.casefold(), party.id)
    for party in parties.values():
        for alias in party.aliases:
            found.setdefault(alias.casefold(), party.id)
    return found


def _split(
    parties: dict[str, Party], said: Mapping[str, Said]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """Take the aliases out that were split off, each group as a party of its own."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for target, fields in said.items():
        whole = parties.get(target)
        if whole is None or "split" not in fields:
            continue
        taken = tuple(value(fields["split"]))
        fresh = Party(party_id(taken[0], "", target), taken[0], whole.kind, taken[1:])
        parties[fresh.id] = fresh
        parties[target] = replace(whole, aliases=tuple(a for a in whole.aliases if a not in taken))
        kept = {whole.name, *whole.aliases} - set(taken)
        ends = {**dict.fromkeys(kept, target), **dict.fromkeys(taken, fresh.id)}
        longest = sorted(((a.casefold(), to) for a, to in ends.items()), key=_longest_first)
        found[target] = tuple(longest)
    return found


def _longest_first(pair: tuple[str, str]) -> tuple[int, str]:
    """The longest name that is printed decides: "Port Authority" is not split with "Authority"."""
    return -len(pair[0]), pair[0]


FIELDS: Mapping[str, Callable[[Party, Any], Party]] = {
    "name": lambda p, name: replace(p, name=name, aliases=_spelled(p, name)),
    "kind": lambda p, kind: replace(p, kind=PartyKind(kind)),
    "side": lambda p, side: replace(p, side=side),
    "can_bind": lambda p, binds: replace(p, can_bind=binds),
    "affiliation": lambda p, body: replace(p, affiliation=body),
}
"""What a judgement on each field of a party makes of it."""


def _spelled(party: Party, name: str) -> tuple[str, ...]:
    return tuple(sorted({*party.aliases, party.name} - {name}))


def _with_fields(party: Party, fields: Said) -> Party:
    for field, change in FIELDS.items():
        if field in fields:
            party = change(party, value(fields[field]))
    return party


def _leads(parties: Mapping[str, Party], said: Mapping[str, Said]) -> dict[str, str]:
    """Id -> the id it ends in, for every merged party."""
    into = {t: value(f["merge"]) for t, f in said.items() if "merge" in f and t in parties}
    ends = {target: _end(target, into) for target in into}
    return {target: end for target, end in ends.items() if end in parties and end != target}


def _end(target: str, into: Mapping[str, str]) -> str:
    seen = {target}
    at = target
    while at in into:
        at = into[at]
        if at in seen:
            return target
        seen.add(at)
    return at


def _merge(
    parties: dict[str, Party],
    lead: Mapping[str, str],
    said: Mapping[str, Said],
    ties: tuple[Affiliation, ...],
) -> tuple[Affiliation, ...]:
    """Put merged parties into their leads (in place); the affiliations with ids that stand."""
    for target in sorted(lead):
        one = parties[target]
        parties[lead[target]] = _joined(parties[lead[target]], one, said[target]["merge"])
    for target in lead:
        del parties[target]
    for party in list(parties.values()):
        body = lead.get(party.affiliation, party.affiliation)
        if body != party.affiliation or body == party.id:
            parties[party.id] = replace(party, affiliation="" if body == party.id else body)
    moved = (
        replace(t, party=lead.get(t.party, t.party), body=lead.get(t.body, t.body)) for t in ties
    )
    return tuple(dict.fromkeys(t for t in moved if t.party != t.body))


def _joined(lead: Party, other: Party, judgement: Judgement) -> Party:
    reason = f"{by_hand(judgement)}: {judgement.why}" if judgement.why else by_hand(judgement)
    names = {*lead.aliases, *other.aliases, other.name} - {lead.name}
    return replace(
        lead,
        aliases=tuple(sorted(names)),
        affiliation=lead.affiliation or other.affiliation,
        merges=(*lead.merges, *other.merges, Merge(other.name, BY_HAND, reason)),
        mentions=tuple(sorted({*lead.mentions, *other.mentions})),
    )


def _affiliations(ground: Ground, said: Mapping[str, Said]) -> tuple[Affiliation, ...]:
    given = {t: value(f["affiliation"]) for t, f in said.items() if "affiliation" in f}
    kept = [tie for tie in ground.record.affiliations if tie.party not in given]
    return (*kept, *(Affiliation(target, body) for target, body in sorted(given.items()) if body))
