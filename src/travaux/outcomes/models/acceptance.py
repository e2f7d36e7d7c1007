"""What a side makes of each option of an issue, from its positions and the drafts it tabled.

Support and demand put an option between one half and 1, opposition between 0 and one half, a
condition anywhere; a draft counts as supported by its authors. What several statements say is
spanned, and a newer word goes before an older one on the same option. Where nothing says that the
side accepts an option it may not: opposed, conditional and unspoken options carry a red line that
may or may not hold, so that silence is never consent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from travaux.core.issues import Position, Stance
from travaux.core.outcomes import Amount, Basis, BasisKind, RedLine, Valuation
from travaux.outcomes.models.between import peaked
from travaux.outcomes.models.choices import Choice, Menu
from travaux.outcomes.models.touching import Said, touched
from travaux.outcomes.models.wording import shortened

ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)
INFERRED = "inferred"  # the first word of the note of a leaning that follows from another
EVEN = Amount(ONE, ONE)  # the weight of an issue by default
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
    date: str = ""


def valued(
    menu: Menu,
    held: Sequence[Position],
    tabled: Iterable[str],
    said: Said,
    weight: Amount = EVEN,
) -> tuple[Valuation, tuple[RedLine, ...]]:
    """What a side with the positions `held` (on this issue) and the drafts `tabled` (ids) makes of
    each choice."""
    own = set(tabled)
    leanings: list[list[Leaning]] = [[] for _ in menu.choices]
    for position in held:
        for option, stance in touched(menu.choices, position, own, said).items():
            leanings[option].append(Leaning(stance, _basis(position), position.since))
    leanings = [_newest(found) for found in leanings]
    one_mind = {k: f[0].stance for k, f in enumerate(leanings) if len({o.stance for o in f}) == 1}
    for k, (stance, other) in peaked(menu.choices, own, one_mind).items():
        leanings[k] = [_inferred(stance, leanings[other], menu.choices[other])]
    for option, choice in enumerate(menu.choices):
        if own & set(choice.drafts):
            leanings[option].append(Leaning(Stance.SUPPORT, Basis(BasisKind.DRAFTS)))
    lines = (_line(menu.issue, o, found) for o, found in enumerate(leanings))
    return (
        Valuation(menu.issue, weight, tuple(map(_score, leanings))),
        tuple(line for line in lines if line),
    )


def spoken(valuation: Valuation) -> bool:
    """Whether any score rests on something said or tabled."""
    return any(score.basis.kind is not BasisKind.DEFAULT for score in valuation.scores)


def _inferred(stance: Stance, rests: Sequence[Leaning], other: Choice) -> Leaning:
    """A leaning that follows from one towards `other`."""
    where = "which is farther from" if stance is Stance.SUPPORT else "which is nearer to"
    verb = "takes" if stance is Stance.SUPPORT else "refuses"
    note = f"{INFERRED}: it {verb} “{other.text}”, {where} its own text"
    joined = _joined(rests)
    return Leaning(stance, Basis(joined.kind, joined.statements, note))


def _newest(found: Sequence[Leaning]) -> list[Leaning]:
    """The leanings that share a stance with the newest of them."""
    last = max((one.date for one in found), default="")
    held = {one.stance for one in found if one.date == last}
    return [one for one in found if one.stance in held]


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
