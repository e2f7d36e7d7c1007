"""A model from a record: options from drafts and demands, acceptability from positions.

Positions say what a party accepts, not what it would trade, so the model is one of acceptability:
each option scores between 0 (rejected) and 1 (wanted), as an interval (`INTERVALS`); silence stays
anywhere in between; every weight is 1 by default; opposition is a red line that may or may not
hold; and a party walks away only over a red line (reservation value 0, a default). An analyst
sharpens it by writing a talks.model.yaml.

Who speaks for a body counts as that body. Where talks.toml gives parties a side, the sides are
those who negotiate, each with the positions of all its members; where it gives none, states and
organisations are, and where there are none of these, whoever has a name and is no outlet. Where
several positions of a party touch one option, its interval spans them all.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from travaux.core.issues import Issue, Option, Position, Stance
from travaux.core.outcomes import (
    Amount,
    Basis,
    BasisKind,
    Interests,
    Model,
    RedLine,
    Tabled,
    Valuation,
)
from travaux.core.parties import PartyKind
from travaux.core.record import Record

ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)
INTERVALS: dict[Stance, tuple[Fraction, Fraction]] = {
    Stance.SUPPORT: (HALF, ONE),
    Stance.DEMAND: (HALF, ONE),
    Stance.CONDITIONAL: (ZERO, ONE),
    Stance.OPPOSE: (ZERO, HALF),
}
NEGOTIATORS = {PartyKind.STATE, PartyKind.ORGANISATION}
AS_DRAFTED, LEFT_OUT = "as drafted", "left out"


def model_from_record(record: Record) -> Model:
    """The model that the positions of `record` support; parties without a position are left out.

    An issue with fewer than two options is a choice between “as drafted” and “left out”.
    """
    counted = _negotiators(record)
    held = [
        p for p in record.positions if p.stance in INTERVALS and not p.until and p.party in counted
    ]
    spoken = {p.issue for p in held}
    issues = tuple(_choice(issue) for issue in record.issues if issue.id in spoken)
    of_provision = {p.id: p.draft for p in record.provisions}
    return Model(
        record.name,
        issues,
        tuple(
            _interests(name, issues, [p for p in held if counted[p.party] == name], of_provision)
            for name in sorted({counted[p.party] for p in held})
        ),
        drafts=tuple(_draft(draft.id, draft.name, issues) for draft in record.drafts),
    )


def _negotiators(record: Record) -> dict[str, str]:
    """For each party (id) whose positions count, the name it counts under."""
    sides = {party.id: party.side for party in record.parties if party.side}
    if sides:
        return sides
    bodies = _bodies(record)
    named = [p for p in record.parties if p.named and p.kind is not PartyKind.OUTLET]
    names = {p.id: p.name for p in named if p.kind in NEGOTIATORS} or {p.id: p.name for p in named}
    return {
        p.id: names[bodies.get(p.id, p.id)]
        for p in record.parties
        if bodies.get(p.id, p.id) in names
    }


def _choice(issue: Issue) -> Issue:
    if len(issue.options) >= 2:
        return issue
    drafted = issue.options[0] if issue.options else Option(AS_DRAFTED)
    return Issue(issue.id, issue.name, issue.provisions, (drafted, Option(LEFT_OUT)))


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


def _interests(
    name: str, issues: tuple[Issue, ...], held: list[Position], of_provision: dict[str, str]
) -> Interests:
    valuations, lines = [], list[RedLine]()
    for issue in issues:
        mine = [p for p in held if p.issue == issue.id]
        touched = [
            [p for p in mine if _touches(p, issue, o, of_provision)]
            for o in range(len(issue.options))
        ]
        scores = tuple(_score(positions) for positions in touched)
        valuations.append(Valuation(issue.id, Amount(ONE, ONE), scores))
        lines += [
            RedLine(issue.id, o, certain=False, basis=_basis(opposed))
            for o, positions in enumerate(touched)
            if (opposed := [p for p in positions if p.stance is Stance.OPPOSE])
        ]
    away = Amount(ZERO, ZERO, Basis(note="walks away only over a red line"))
    return Interests(name, tuple(valuations), away, tuple(lines))


def _touches(position: Position, issue: Issue, option: int, of_provision: dict[str, str]) -> bool:
    """Whether a position is about this option: the value it demands, else the draft it speaks
    about, else (a position on the issue as a whole) whatever a draft says."""
    here = issue.options[option]
    valued = [_says(o, position) for o in issue.options]
    if position.stance is Stance.DEMAND or any(valued):
        return valued[option]
    draft = of_provision.get(position.provision, "")
    from_draft = [draft in o.drafts for o in issue.options] if draft else []
    if any(from_draft):
        return from_draft[option]
    return here.text != LEFT_OUT and (bool(here.drafts) or here.text == AS_DRAFTED)


def _says(option: Option, position: Position) -> bool:
    value = position.value.casefold().strip()
    text = option.text.casefold()
    named = position.stance is Stance.DEMAND and position.party in option.parties
    return named or (bool(value) and (value in text or text in value))


def _score(positions: list[Position]) -> Amount:
    if not positions:
        return Amount(ZERO, ONE)
    ends = [INTERVALS[p.stance] for p in positions]
    return Amount(min(low for low, _ in ends), max(high for _, high in ends), _basis(positions))


def _basis(positions: Iterable[Position]) -> Basis:
    statements = sorted({s for p in positions for s in p.statements})
    return Basis(BasisKind.STATEMENTS if statements else BasisKind.DEFAULT, tuple(statements))


def _draft(draft: str, name: str, issues: tuple[Issue, ...]) -> Tabled:
    """A draft as a package: on each issue the option it is the only source of, if there is one."""
    chosen = []
    for issue in issues:
        own = [o for o, option in enumerate(issue.options) if draft in option.drafts]
        if len(own) == 1:
            chosen.append((issue.id, own[0]))
    return Tabled(name, tuple(chosen))
