"""What a side makes of each option of an issue, from its positions and the drafts it tabled.

Support and demand put an option between one half and 1, opposition between 0 and one half, a
condition anywhere; a draft counts as supported by its authors. What several statements say is
spanned. Where nothing says that the side accepts an option it may not: opposed, conditional
and unspoken options carry a red line that may or may not hold, so that silence is never consent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from travaux.core.issues import Position, Stance
from travaux.core.outcomes import Amount, Basis, BasisKind, RedLine, Valuation
from travaux.outcomes.models.choices import (
    Choice,
    Menu,
    demand_words,
    names_one,
)
from travaux.outcomes.models.quantities import bound, quantities, refused
from travaux.outcomes.models.wording import shortened

ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)
INTERVALS: dict[Stance, tuple[Fraction, Fraction]] = {
    Stance.SUPPORT: (HALF, ONE),
    Stance.DEMAND: (HALF, ONE),
    Stance.CONDITIONAL: (ZERO, ONE),
    Stance.OPPOSE: (ZERO, HALF),
}
SILENT = Basis(note="it says nothing on this option")


@dataclass(frozen=True, slots=True)
class Leaning:
    """A stance towards one option, and what it rests on."""

    stance: Stance
    basis: Basis


def valued(
    menu: Menu, held: Sequence[Position], tabled: Iterable[str], of_provision: dict[str, str]
) -> tuple[Valuation, tuple[RedLine, ...]]:
    """What a side with the positions `held` (on this issue) and the drafts `tabled` (ids) makes of
    each choice. of_provision: the draft of each provision."""
    leanings: list[list[Leaning]] = [[] for _ in menu.choices]
    for position in held:
        for option, stance in _touched(menu.choices, position, of_provision).items():
            leanings[option].append(Leaning(stance, _basis(position)))
    own = set(tabled)
    for option, choice in enumerate(menu.choices):
        if own & set(choice.drafts):
            leanings[option].append(Leaning(Stance.SUPPORT, Basis(BasisKind.DRAFTS)))
    lines = (_line(menu.issue, o, found) for o, found in enumerate(leanings))
    return (
        Valuation(menu.issue, Amount(ONE, ONE), tuple(map(_score, leanings))),
        tuple(line for line in lines if line),
    )


def spoken(valuation: Valuation) -> bool:
    """Whether any score rests on something said or tabled."""
    return any(score.basis.kind is not BasisKind.DEFAULT for score in valuation.scores)


def _touched(
    choices: Sequence[Choice], position: Position, of_provision: dict[str, str]
) -> dict[int, Stance]:
    """The options a position is about, with the stance it takes towards each."""
    if position.stance is Stance.DEMAND:
        return _demanded(choices, position)
    named = _named(choices, position.value)
    if named is not None:
        return {named: position.stance}
    draft = of_provision.get(position.provision, "")
    said = [k for k, c in enumerate(choices) if c.drafts and not c.left_out]
    about = [k for k in said if draft in choices[k].drafts] or said
    found: dict[int, Stance] = dict.fromkeys(about, position.stance)
    out = next((k for k, c in enumerate(choices) if c.left_out), None)
    if out is not None and position.stance is Stance.OPPOSE and about == said:
        found[out] = Stance.SUPPORT  # who wants none of the texts can live without one
    return found


def _demanded(choices: Sequence[Choice], position: Position) -> dict[int, Stance]:
    asked, not_so = refused(position.value)
    every = quantities(position.value)
    of = quantities(asked)
    found: dict[int, Stance] = {}
    if not_so and len(every) > len(of):
        found |= dict.fromkeys(_holding(choices, every[len(of) :]), Stance.OPPOSE)
    way = bound(asked)
    if len(of) == 1 and way:
        for k, choice in enumerate(choices):
            alike = [q.value for q in choice.quantities if q.kind == of[0].kind]
            if len(alike) == 1:
                met = (alike[0] - of[0].value) * way >= 0
                found[k] = Stance.DEMAND if met else Stance.OPPOSE
    at = names_one(choices, of)
    at = at if at is not None else _named(choices, demand_words(asked))
    if at is None:
        at = next((k for k, c in enumerate(choices) if position.party in c.parties), None)
    return found if at is None else found | {at: Stance.DEMAND}


def _holding(choices: Sequence[Choice], of: Iterable[object]) -> list[int]:
    return [k for k, c in enumerate(choices) if any(q in c.quantities for q in of)]


def _named(choices: Sequence[Choice], value: str) -> int | None:
    """The place of the choice whose text `value` names."""
    wanted = shortened(value).casefold()
    if not wanted:
        return None
    return next((k for k, c in enumerate(choices) if c.text.casefold() == wanted), None)


def _basis(position: Position) -> Basis:
    kind = BasisKind.STATEMENTS if position.statements else BasisKind.DEFAULT
    note = ""
    if position.stance is Stance.CONDITIONAL and position.value:
        note = f"on a condition: {shortened(position.value)}"
    return Basis(kind, tuple(sorted(position.statements)), note)


def _score(found: Sequence[Leaning]) -> Amount:
    if not found:
        return Amount(ZERO, ONE, SILENT)
    ends = [INTERVALS[one.stance] for one in found]
    return Amount(min(low for low, _ in ends), max(high for _, high in ends), _joined(found))


def _line(issue: str, option: int, found: Sequence[Leaning]) -> RedLine | None:
    """A red line that may hold, unless the option is only ever supported."""
    if not found:
        return RedLine(issue, option, certain=False, basis=SILENT)
    doubts = [o for o in found if o.stance in (Stance.OPPOSE, Stance.CONDITIONAL)]
    return RedLine(issue, option, certain=False, basis=_joined(doubts)) if doubts else None


def _joined(found: Sequence[Leaning]) -> Basis:
    """What several leanings rest on together: statements before drafts."""
    statements = tuple(sorted({s for one in found for s in one.basis.statements}))
    kinds = [one.basis.kind for one in found]
    order = (BasisKind.STATEMENTS, BasisKind.DRAFTS, BasisKind.DEFAULT)
    notes = dict.fromkeys(one.basis.note for one in found if one.basis.note)
    return Basis(next(k for k in order if k in kinds), statements, "; ".join(sorted(notes)))
