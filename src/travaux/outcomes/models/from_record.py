"""A model from a record: options from drafts and demands, acceptability from positions.

Positions say what a party accepts, not what it would trade, so the model is one of acceptability
(acceptance.py): every weight is 1 unless a side stresses an issue (stress.py: a range), and a party
walks away only over a red line (reservation value 0, a default). An analyst sharpens it by writing
a talks.model.yaml.

Who speaks for a body counts as that body. Where talks.toml gives parties a side, the sides are
those who negotiate, each with the positions and drafts of all its members; where it gives none,
states and organisations that speak on SPOKEN issues or more are, and where there are none of these,
whoever has a name and is no outlet. What is left out is listed with its reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from travaux.core.issues import Issue, Position
from travaux.core.outcomes import (
    Amount,
    Basis,
    Interests,
    Model,
    Omission,
    Tabled,
)
from travaux.core.parties import PartyKind
from travaux.core.record import Record
from travaux.outcomes.models.acceptance import EVEN, spoken, valued
from travaux.outcomes.models.choices import WHOLE, Menu, menu
from travaux.outcomes.models.gather_issues import gathered, moved
from travaux.outcomes.models.stress import weights
from travaux.outcomes.models.touching import Said
from travaux.outcomes.models.voices import placed, said, voices

NEGOTIATORS = {PartyKind.STATE, PartyKind.ORGANISATION}
SPOKEN = 2
ZERO = Fraction(0)


def model_from_record(record: Record) -> Model:
    """The model that the positions and drafts of `record` support; `omitted` lists the rest."""
    issues, into = gathered(record.issues, {p.id: p for p in record.provisions}, _names(record))
    known = said(record)
    stated = moved(placed(voices(record), record, known), into)
    counted = _negotiators(record, stated)
    held = [p for p in stated if p.party in counted]
    tabled = _tabled(record, counted)
    menus = _menus(record, issues, held, counted)
    sides = sorted({counted[p.party] for p in held} | set(tabled))
    kept, dropped = list[Menu](), list[Omission]()
    for one in menus:
        why = _why_not(one, held, tabled.values())
        dropped += [Omission("demand", text, f"not about “{one.name}”") for text in one.aside]
        if why:
            dropped.append(Omission("issue", one.name, why))
        else:
            kept.append(one)
    interests = [
        _interests(side, kept, [p for p in held if counted[p.party] == side], tabled[side], known)
        for side in sides
    ]
    heard = [one for one in interests if any(map(spoken, one.valuations))]
    drafts = [_draft(draft.id, draft.name, kept) for draft in record.drafts]
    return Model(
        record.name,
        tuple(_issue(one) for one in kept) if heard else (),
        tuple(heard),
        drafts=tuple(d for d in drafts if d.choices),
        omitted=(*dropped, *_unheard(record, stated, counted)),
    )


def _negotiators(record: Record, stated: Sequence[Position]) -> dict[str, str]:
    """For each party (id) whose positions count, the name it counts under."""
    sides = {party.id: party.side for party in record.parties if party.side}
    if sides:
        return sides
    bodies = _bodies(record)
    named = [p for p in record.parties if p.named and p.kind is not PartyKind.OUTLET]
    names = {p.id: p.name for p in named if p.kind in NEGOTIATORS} or {p.id: p.name for p in named}
    speaks = defaultdict[str, set[str]](set)
    for p in stated:
        speaks[bodies.get(p.party, p.party)].add(p.issue)
    often = {party for party in names if len(speaks[party]) >= SPOKEN} or set(names)
    return {
        p.id: names[bodies.get(p.id, p.id)]
        for p in record.parties
        if bodies.get(p.id, p.id) in often
    }


def _bodies(record: Record) -> dict[str, str]:
    """For each party that speaks for another, the last in that line."""
    above = {p.id: p.affiliation for p in record.parties if p.affiliation}
    found = {}
    for party in above:
        at, seen = party, {party}
        while above.get(at, at) not in seen:
            at = above[at]
            seen.add(at)
        found[party] = at
    return found


def _tabled(record: Record, counted: Mapping[str, str]) -> dict[str, set[str]]:
    """For each side, the drafts (ids) one of its members is an author of."""
    members = {
        name.casefold(): counted[p.id]
        for p in record.parties
        if p.id in counted
        for name in (p.id, p.name, *p.aliases)
    }
    found = defaultdict[str, set[str]](set)
    for draft in record.drafts:
        for author in draft.authors:
            if author.casefold() in members:
                found[members[author.casefold()]].add(draft.id)
    return found


def _names(record: Record) -> frozenset[str]:
    """The capitalised words in the names of states, organisations and sides, folded."""
    known = [p for p in record.parties if p.named and (p.side or p.kind in NEGOTIATORS)]
    return frozenset(
        w.casefold()
        for p in known
        for name in (p.name, *p.aliases)
        for w in name.split()
        if w[:1].isupper()
    )


def _menus(
    record: Record,
    issues: Sequence[Issue],
    held: Sequence[Position],
    counted: Mapping[str, str],
) -> list[Menu]:
    provisions = {p.id: p for p in record.provisions}
    filled = Counter(p.draft for p in record.provisions)
    whole = [d.id for d in record.drafts if d.status in WHOLE and filled[d.id]]
    names = _names(record)
    drafts = {d.id: d.name for d in record.drafts}
    of_issue = defaultdict[str, list[Position]](list)
    for position in held:
        of_issue[position.issue].append(position)
    return [menu(i, provisions, drafts, whole, of_issue[i.id], names, counted) for i in issues]


def _why_not(one: Menu, held: Iterable[Position], tabled: Iterable[set[str]]) -> str:
    """Why an issue is not modelled; "" where it is."""
    if not one.provisions:
        return "spoken of as a whole, not as a provision"
    taken = [
        {k for k, choice in enumerate(one.choices) if drafts & set(choice.drafts)}
        for drafts in tabled
    ]
    if not any(p.issue == one.issue for p in held):
        if not any(taken):
            return "no side says anything on it"
        out = {k for k, choice in enumerate(one.choices) if choice.left_out}
        apart = any(t & out for t in taken) and any(t - out for t in taken)
        if not one.substantial and not apart:
            return "no side speaks on it, and drafts differ in words at most"
    if len(one.choices) < 2:
        return "only one option"
    return ""


def _issue(one: Menu) -> Issue:
    return Issue(one.issue, one.name, one.provisions, tuple(c.option for c in one.choices))


def _interests(
    side: str,
    menus: Sequence[Menu],
    held: Sequence[Position],
    tabled: set[str],
    known: Said,
) -> Interests:
    heavy = weights(held, known.words)
    found = [
        valued(m, [p for p in held if p.issue == m.issue], tabled, known, heavy.get(m.issue, EVEN))
        for m in menus
    ]
    away = Amount(ZERO, ZERO, Basis(note="walks away only over a red line"))
    lines = tuple(line for _, lines in found for line in lines)
    return Interests(side, tuple(valuation for valuation, _ in found), away, lines)


def _draft(draft: str, name: str, menus: Sequence[Menu]) -> Tabled:
    """A draft as a package: on each issue the option it is a source of."""
    chosen = []
    for one in menus:
        own = [o for o, choice in enumerate(one.choices) if draft in choice.drafts]
        if len(own) == 1:
            chosen.append((one.issue, own[0]))
    return Tabled(name, tuple(chosen))


def _unheard(
    record: Record, stated: Sequence[Position], counted: Mapping[str, str]
) -> list[Omission]:
    """The parties that take a stance but are not taken for negotiators."""
    silent = Counter(p.party for p in stated if p.party not in counted)
    sided = any(party.side for party in record.parties)
    why = "has no side in talks.toml" if sided else "no state or organisation that speaks often"
    names = {party.id: party.name for party in record.parties}
    return [
        Omission("party", names.get(party, party), f"{why}; {count} position{'s'[: count > 1]}")
        for party, count in sorted(silent.items(), key=lambda item: (-item[1], names[item[0]]))
    ]
