"""Whether two witnesses give the same draft, or two versions of it.

Theory. Two translations (or press copies) of one text keep its numbering and its figures, and
differ a little almost everywhere. Two versions of a text keep most provisions to the letter and
differ in a few, in figures, in modality, or in the number of points. So, over the provisions of
one path: figures that clash part them; many equal ones with a few unlike ones part them; many
alike ones without a clash join them. What the user said of the drafts known goes before all this.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz

from travaux.core.drafts import Provision, SlotKind, Witness

LIKE = 0.55  # mean likeness of provisions of one path, from which witnesses may be one draft's
EQUAL = 0.97  # likeness from which two wordings count as the same
UNLIKE = 0.75  # likeness below which, among equal neighbours, one is reworded
FIGURES = {SlotKind.NUMBER, SlotKind.MONEY, SlotKind.SHARE, SlotKind.DURATION, SlotKind.DEADLINE}


class Kinship(NamedTuple):
    """same: whether both are one draft's; score: mean likeness over common provisions; why."""

    same: bool
    score: float
    reason: str


Key = tuple[tuple[str, ...], int]


def keyed(provisions: tuple[Provision, ...]) -> dict[Key, Provision]:
    """Provisions by path and how many of this path came before (numbering may restart)."""
    found: dict[Key, Provision] = {}
    seen: dict[tuple[str, ...], int] = {}
    for provision in provisions:
        count = seen.get(provision.path, 0)
        seen[provision.path] = count + 1
        found[provision.path, count] = provision
    return found


def likeness(one: str, other: str) -> float:
    """Likeness of two wordings, 0-1, without regard to case (normalised indel distance)."""
    return fuzz.ratio(one.casefold(), other.casefold()) / 100


def kinship(one: Witness, other: Witness, days_apart: int | None = None) -> Kinship:
    """Whether two witnesses give one draft; symmetrical. days_apart: of their documents."""
    a, b = keyed(one.provisions), keyed(other.provisions)
    common = [k for k in a if k in b and a[k].text and b[k].text]
    if not common:
        return Kinship(False, 0.0, "no number in common")
    scores = [likeness(a[k].text, b[k].text) for k in common]
    score = sum(scores) / len(scores)
    clashes = sum(clash(a[k], b[k]) for k in common)
    reason = _parting(one, other, scores, clashes, len(common), days_apart)
    if reason:
        return Kinship(False, score, reason)
    return Kinship(True, score, f"{len(common)} provisions of the same number, {score:.0%} alike")


def _parting(
    one: Witness, other: Witness, scores: list[float], clashes: int, common: int, days: int | None
) -> str:
    """What parts two witnesses, "" if nothing does."""
    score = sum(scores) / len(scores)
    if score < LIKE:
        return f"provisions of one number are only {score:.0%} alike"
    if clashes > max(0, common // 40):
        return f"{clashes} provisions differ in figures"
    equal = sum(s >= EQUAL for s in scores)
    unlike = sum(s < UNLIKE for s in scores)
    partial = is_partial(one) or is_partial(other)
    if equal >= 0.5 * common and unlike and not partial:
        return f"{unlike} of {common} provisions are reworded, the others the same"
    if not partial and _points(one) != _points(other) and (days is None or days > 2):
        return f"{_points(one)} points and {_points(other)} points"
    return ""


PARTIAL = 0.7  # share of the numbers up to its highest that a whole text carries at least


def is_partial(witness: Witness) -> bool:
    """Whether a witness gives only some of its text's points: its numbers have many holes."""
    numbers = {int(p.path[0]) for p in witness.provisions if p.path[0].isdigit()}
    return bool(numbers) and len(numbers) < PARTIAL * max(numbers)


def _points(witness: Witness) -> int:
    return sum(not p.parent for p in witness.provisions)


def clash(one: Provision, other: Provision) -> bool:
    """Whether both state figures of one kind and unit, and no figure of the shorter list is in
    the longer: 600,000 against 800,000 troops. Days, weeks and months are compared as days."""
    figures = [_figures(p) for p in (one, other)]
    for key in figures[0].keys() & figures[1].keys():
        fewer, more = sorted((figures[0][key], figures[1][key]), key=len)
        if not fewer <= more:
            return True
    return False


def _figures(provision: Provision) -> dict[tuple[str, str], set[float | str]]:
    found: dict[tuple[str, str], set[float | str]] = {}
    for slot in provision.slots:
        if slot.kind not in FIGURES:
            continue
        bound = slot.high if slot.high is not None else slot.low
        timed = slot.kind in (SlotKind.DURATION, SlotKind.DEADLINE)
        key = ("time", "") if timed else (slot.kind.value, slot.unit if _counted(slot.unit) else "")
        if bound is not None and bound > 0:
            found.setdefault(key, set()).add(round(bound, 1))
    return found


def _counted(unit: str) -> bool:
    """Translations name what is counted in other words; only units of measure must agree."""
    return unit in ("USD", "EUR", "GBP", "RUB", "UAH", "percent", "km", "miles", "troops")
