"""Conditions, unknowns, relaxations and trades in words, those on one issue together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from travaux.core.issues import Issue
from travaux.core.outcomes import BasisKind, Model, Package
from travaux.outcomes.exact import shown
from travaux.outcomes.models.acceptance import INFERRED
from travaux.outcomes.packages.consent import Condition
from travaux.outcomes.packages.relaxations import Relaxation
from travaux.outcomes.packages.space import Space
from travaux.outcomes.packages.trades import Trade
from travaux.outcomes.packages.unknowns import Unknown

KINDS = {
    "alone": "One party alone",
    "fewest": "The fewest concessions",
    "least": "The smallest lowering of reservation values",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Sentence parts about one issue (its name; "" for those about none)."""

    issue: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        joined = "; ".join(self.parts)
        return f"on “{self.issue}”: {joined}" if self.issue else joined


def conditions_grouped(
    model: Model, table: Space, conditions: Iterable[Condition]
) -> tuple[Group, ...]:
    """Reservation values and red lines, by issue and party."""
    told: dict[str, dict[str, list[str]]] = {}
    alone = []
    for c in conditions:
        party = model.interests[c.party].party
        if c.is_red_line:
            issue = model.issues[c.issue]
            options = told.setdefault(issue.name, {}).setdefault(party, [])
            options.append(f"“{issue.options[c.option].text}”")
        else:
            value = table.exact(table.reservations)[c.party]
            alone.append(f"{party} wants at least {shown(value)}")
    first = [Group("", tuple(alone))] if alone else []
    return (
        *first,
        *(
            Group(issue, tuple(_refused(p, o) for p, o in parties.items()))
            for issue, parties in told.items()
        ),
    )


def _refused(party: str, options: Sequence[str]) -> str:
    return f"{party} does not accept {_list(options, 'or')}"


def unknowns_grouped(model: Model, unknowns: Iterable[Unknown]) -> tuple[Group, ...]:
    """What is not known, by issue; parties of whom the same is unknown are named together."""
    names = {issue.id: issue.name for issue in model.issues}
    told: dict[str, dict[Doubt, list[str]]] = {}
    for u in unknowns:
        doubts = told.setdefault(names.get(u.issue, ""), {})
        doubts.setdefault(_doubt(model, u), []).append(u.party)
    return tuple(
        Group(issue, tuple(doubt.of(parties) for doubt, parties in doubts.items()))
        for issue, doubts in told.items()
    )


def unknown_words(model: Model, unknown: Unknown) -> str:
    """One unknown with its issue."""
    names = {issue.id: issue.name for issue in model.issues}
    issue = names.get(unknown.issue, "")
    return _unknown(model, unknown) + (f" on “{issue}”" if issue else "")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is not known of one party or several: sentence parts with a place for their names."""

    one: str
    several: str

    def of(self, parties: Sequence[str]) -> str:
        """The doubt about these parties."""
        return (self.one if len(parties) == 1 else self.several).format(who=_list(parties, "and"))


def _unknown(model: Model, unknown: Unknown) -> str:
    return _doubt(model, unknown).of([unknown.party])


def _doubt(model: Model, unknown: Unknown) -> Doubt:
    if unknown.issue == "*":
        return _plain("everything unknown of {who}")
    if not unknown.issue:
        return Doubt("at what point {who} walks away", "at what point {who} walk away")
    if not unknown.doubtful:
        return _plain("what it is worth to {who}")
    one = next(one for one in model.interests if one.party == unknown.party)
    line = next(r for r in one.red_lines if (r.issue, r.option) == (unknown.issue, unknown.option))
    texts = next(i for i in model.issues if i.id == unknown.issue).options
    option = f"“{texts[unknown.option].text}”".replace("{", "{{").replace("}", "}}")
    statements = line.basis.kind is BasisKind.STATEMENTS
    inferred = line.basis.note.startswith(INFERRED)
    if statements and (inferred or not line.basis.note):
        verbs = ("stays opposed to", "stay opposed to")
    elif statements or line.basis.kind is BasisKind.DEFAULT:
        verbs = ("accepts", "accept")
    else:
        return _plain(f"whether the red line of {{who}} on {option} holds")
    note = f" ({line.basis.note})".replace("{", "{{").replace("}", "}}") if statements else ""
    tail = f"{option}{note}" if line.basis.note else option
    return Doubt(*(f"whether {{who}} {verb} {tail}" for verb in verbs))


def _plain(words: str) -> Doubt:
    return Doubt(words, words)


def relaxation_words(model: Model, one: Relaxation) -> str:
    """A relaxation in words."""
    sure = "" if one.best else " (the best found; a smaller one is not excluded)"
    parts = [str(group) for group in relaxation_grouped(model, one)]
    return f"{KINDS[one.kind]}: {'. '.join(parts) or 'nothing'}{sure}."


def relaxation_grouped(model: Model, one: Relaxation) -> tuple[Group, ...]:
    """What a relaxation gives up, by issue; parties that accept the same are named together."""
    lowered = tuple(
        f"{model.interests[low.party].party} goes down from {shown(low.before)} to "
        f"{shown(low.after)}"
        for low in one.lowered
    )
    told: dict[tuple[int, int], list[str]] = {}
    for c in one.dropped:
        told.setdefault((c.issue, c.option), []).append(model.interests[c.party].party)
    dropped = (
        Group(
            model.issues[issue].name,
            (
                f"{_list(parties, 'and')} {'accept' if len(parties) > 1 else 'accepts'} "
                f"“{model.issues[issue].options[option].text}”",
            ),
        )
        for (issue, option), parties in told.items()
    )
    return (*((Group("", lowered),) if lowered else ()), *dropped)


def trade_words(model: Model, trade: Trade) -> str:
    """A trade: what changes, and who gains what."""
    changes = "; ".join(
        change_words(model.issues[i], before, after) for i, before, after in trade.changes
    )
    gains = ", ".join(
        f"{one.party} +{shown(gain)}"
        for one, gain in zip(model.interests, trade.gains, strict=True)
    )
    return f"{changes} ({gains})"


def change_words(issue: Issue, before: int, after: int) -> str:
    """One issue changed."""
    options = issue.options
    return f"“{issue.name}” from “{options[before].text}” to “{options[after].text}”"


def changes(before: Package, after: Package) -> list[tuple[int, int, int]]:
    """(issue, option before, option after) where two packages differ."""
    pairs = enumerate(zip(before, after, strict=True))
    return [(i, a, b) for i, (a, b) in pairs if a != b]


def changed_words(model: Model, before: Package, after: Package) -> str:
    """`after` by what it changes in `before`."""
    told = [change_words(model.issues[i], a, b) for i, a, b in changes(before, after)]
    return "; ".join(told) or "nothing changed"


def _list(words: Sequence[str], joint: str) -> str:
    return f" {joint} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
