"""Options told by one figure: what a side's word on one of them says of the others.

A side that put 8 hours into its own text and takes 10 takes 9 as well, and one that refuses 10
refuses 12: values that lie between its own and one it accepts are taken as accepted, values beyond
one it refuses as refused (preferences with a single peak, Black 1948, The Decisional Structure of
Group Choice). It is an inference, and each such score says so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from travaux.core.issues import Stance
from travaux.outcomes.models.choices import Choice
from travaux.outcomes.models.touching import differing

COUNTED = ("share", "days")  # kinds that go before plain numbers; money goes by its sign
FOR = {Stance.SUPPORT, Stance.DEMAND}


def peaked(
    choices: Sequence[Choice], own: Collection[str], stances: Mapping[int, Stance]
) -> dict[int, tuple[Stance, int]]:
    """For options with no stance: the one inferred, and the place of the option that it rests on.

    own: the drafts (ids) of the side; stances: what it makes of options (places) it is sure of.
    """
    values = _values(choices)
    peak = {values[k] for k in values if set(own) & set(choices[k].drafts)}
    if len(peak) != 1:
        return {}
    found = {}
    for k in values.keys() - stances.keys():
        for other in sorted(stances.keys() & values.keys()):
            stance = stances[other]
            near, far = (values[k], values[other])[:: 1 if stance in FOR else -1]
            if _farther(far, near, *peak) and stance in FOR | {Stance.OPPOSE}:
                found[k] = (Stance.SUPPORT if stance in FOR else Stance.OPPOSE, other)
    return found


def _farther(far: float, near: float, peak: float) -> bool:
    """Whether both lie on one side of `peak`, `near` nearer to it."""
    return (near - peak) * (far - peak) > 0 and abs(far - peak) > abs(near - peak)


def _values(choices: Sequence[Choice]) -> dict[int, float]:
    """The figure of each option that has one of the kind by which they differ."""
    kinds = differing(choices) - {"year"}
    first = [k for k in kinds if k in COUNTED or k.startswith("money")] or sorted(kinds)
    if len(first) != 1:
        return {}
    told = {
        k: {q.value for q in choice.quantities if q.kind == first[0]}
        for k, choice in enumerate(choices)
        if not choice.left_out
    }
    return {k: next(iter(values)) for k, values in told.items() if len(values) == 1}
