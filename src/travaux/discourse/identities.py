"""Which party each voice is: known beforehand, in the table, a person, a body, or on its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from travaux.core.parties import Merge, Party, PartyKind, party_id
from travaux.discourse.gazetteer import Entry, look_up, state_of_demonym
from travaux.discourse.names import fold, given, plain_key, same_given, same_surname
from travaux.discourse.persons import person_of
from travaux.discourse.roles import is_class
from travaux.discourse.short_forms import Shortened
from travaux.discourse.titles import without_article
from travaux.discourse.voices import Voice, VoiceKey

_GOVERNING = {
    "government", "administration", "presidency", "regime", "authorities", "cabinet", "ministry",
    "leadership", "officials", "side", "delegation", "negotiators",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identity:
    """The party a voice belongs to, and the merges that led there."""

    id: str
    name: str
    kind: PartyKind
    merges: tuple[Merge, ...] = ()


def identities(
    found: Mapping[VoiceKey, Voice], known: Sequence[Party], shortened: Shortened | None = None
) -> dict[VoiceKey, Identity]:
    """The identity of every voice. Depends on the set of voices, what is known beforehand and the
    short forms of the pile (short_forms.py) only."""
    table = KnownNames(known)
    persons = {v.name: v for v in found.values() if v.named and _is_person(v)}
    mistaken = {v.name: v for v in found.values() if v.named and _may_be_surname(v)}
    merged = person_of({**mistaken, **persons})
    merged = {n: m for n, m in merged.items() if n in persons or m[1] is not None}
    own = {key: _identity(voice, table, merged) for key, voice in found.items()}
    return {key: _lengthened(key, own, table, shortened or {}) for key in own}


def _lengthened(
    key: VoiceKey,
    own: Mapping[VoiceKey, Identity],
    table: KnownNames,
    shortened: Mapping[str, tuple[str, Merge]],
) -> Identity:
    """The identity of the longer name where the voice's is a short form that nobody declared."""
    name, named, _ = key
    if not named or name not in shortened or table.named(name) is not None:
        return own[key]
    longer, merge = shortened[name]
    body = own.get((longer, True, ""), own[key])
    return replace(body, merges=(*body.merges, merge)) if body != own[key] else body


def _may_be_surname(voice: Voice) -> bool:
    """A single word that was taken for a body: perhaps a surname ("Lavrov") out of context."""
    unsure = voice.kind in {PartyKind.UNKNOWN, PartyKind.ORGANISATION}
    return unsure and " " not in voice.name and look_up(voice.name) is None


def _is_person(voice: Voice) -> bool:
    return voice.kind is PartyKind.PERSON


def _identity(
    voice: Voice, table: KnownNames, merged: Mapping[str, tuple[str, Merge | None]]
) -> Identity:
    if not voice.named:
        return _unnamed(voice)
    if voice.name in merged:
        return _person(voice, table, merged)
    party = table.named(voice.name)
    if party is not None:
        return _as_known(voice.name, party, ())
    return _group(voice, table, merged) or _body(voice, table)


def _unnamed(voice: Voice) -> Identity:
    """An unnamed source is a party of its own outlet, never of another."""
    shown = voice.shown if _is_digest(voice.outlet) else f"{voice.shown}, in {voice.outlet}"
    return Identity(party_id(voice.name, "unnamed", voice.outlet), shown, PartyKind.UNNAMED)


def _is_digest(outlet: str) -> bool:
    return len(outlet) == 64 and all(c in "0123456789abcdef" for c in outlet)


def _person(
    voice: Voice, table: KnownNames, merged: Mapping[str, tuple[str, Merge | None]]
) -> Identity:
    canonical, merge = merged[voice.name]
    merges = (merge,) if merge else ()
    party = table.named(voice.name) or table.person(canonical) or table.person(voice.name)
    if party is not None:
        return _as_known(voice.name, party, merges)
    return Identity(party_id(fold(canonical)), canonical, PartyKind.PERSON, merges)


def _as_known(name: str, party: Party, merges: tuple[Merge, ...]) -> Identity:
    if plain_key(name) != plain_key(party.name):
        merges = (
            *merges,
            Merge(name, "known", f"“{name}” is named for {party.name} in talks.toml"),
        )
    return Identity(party.id, party.name, party.kind, merges)


def _group(
    voice: Voice, table: KnownNames, merged: Mapping[str, tuple[str, Merge | None]]
) -> Identity | None:
    """ "A and B" under the canonical names of both, in alphabetical order."""
    if voice.kind is not PartyKind.GROUP or " and " not in voice.name:
        return None
    members = [part for comma in voice.name.split(", ") for part in comma.split(" and ")]
    names = sorted({_canonical(member, table, merged) for member in members if member})
    name = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
    merge = (
        Merge(voice.name, "members", f"“{voice.name}” are {name}") if name != voice.name else None
    )
    return Identity(party_id(name), name, PartyKind.GROUP, (merge,) if merge else ())


def _canonical(name: str, table: KnownNames, merged: Mapping[str, tuple[str, Merge | None]]) -> str:
    if name in merged:
        return merged[name][0]
    party, entry = table.named(name), look_up(name)
    return party.name if party else entry.name if entry else name


def _body(voice: Voice, table: KnownNames) -> Identity:
    """A state, body or outlet: by the table, or under its own name."""
    entry, merge = look_up(voice.name), None
    if entry is None:
        entry, merge = _governing(voice)
    elif plain_key(entry.name) != plain_key(voice.name):
        merge = _table_merge(voice.name, entry)
    if entry is None:
        name = without_article(voice.name)
        kind = PartyKind.ORGANISATION if voice.kind is PartyKind.UNNAMED else voice.kind
        return Identity(party_id(plain_key(name)), name, kind)
    merges = (merge,) if merge else ()
    party = table.named(entry.name) or table.entry(entry)
    if party is not None:
        return Identity(party.id, party.name, party.kind, merges)
    return Identity(party_id(entry.name), entry.name, entry.kind, merges)


def _governing(voice: Voice) -> tuple[Entry | None, Merge | None]:
    """ "Norway's foreign ministry", "the Norwegian government", "the Norwegians": the state."""
    words = voice.name.replace("’s", " ").replace("'s", " ").split()
    state = next((s for s in map(_state, words) if s), "")
    if not state and voice.kind is PartyKind.ORGANISATION:
        state = next((_state(body) for body, _ in sorted(voice.affiliations)), "")
    people = bool(state) and len(words) == 1
    if not state or not (people or any(is_class(w, "body") or w in _GOVERNING for w in words)):
        return None, None
    if not people and not {w.lower() for w in words} & _GOVERNING:
        return None, None
    government = f"the government of {state}"
    reason = f"“{voice.name}” is taken for {government}"
    return (
        Entry(state, PartyKind.STATE, "metonym", state),
        Merge(voice.name, "metonym", reason, 0.8, government),
    )


def _state(word: str) -> str:
    entry = look_up(word)
    return (entry.state if entry else "") or state_of_demonym(word)


def _table_merge(name: str, entry: Entry) -> Merge:
    if entry.how == "seat":
        stands = f"the government of {entry.name}" if entry.state else entry.name
        return Merge(name, "metonym", f"“{name}” stands for {stands}", 0.9, stands)
    return Merge(name, "table", f"“{name}” is another name of {entry.name}")


class KnownNames:
    """The parties known beforehand, by every name they may be printed under."""

    def __init__(self, known: Sequence[Party]) -> None:
        self._persons = [p for p in known if p.kind in {PartyKind.PERSON, PartyKind.UNKNOWN}]
        self._names: dict[str, Party] = {}
        self._entries: dict[str, Party] = {}
        for party in known:
            for name in (party.name, *party.aliases):
                self._names.setdefault(plain_key(without_article(name)), party)
                entry = look_up(name) if party.kind is not PartyKind.PERSON else None
                if entry is not None and entry.how in {"name", "other name"}:
                    self._entries.setdefault(entry.name, party)

    def named(self, name: str) -> Party | None:
        """The known party with exactly this name or alias (case and accents levelled)."""
        return self._names.get(plain_key(without_article(name)))

    def entry(self, entry: Entry) -> Party | None:
        """The known party that the table knows under another name."""
        return self._entries.get(entry.name)

    def person(self, name: str) -> Party | None:
        """The known person whose name this is in another spelling, if only one fits."""
        fitting = [p for p in self._persons if any(_same(name, n) for n in (p.name, *p.aliases))]
        return fitting[0] if len(fitting) == 1 else None


def _same(name: str, other: str) -> bool:
    return bool(given(name)) and same_surname(name, other) and same_given(name, other)
