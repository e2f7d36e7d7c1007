"""Numbers of a model file, with what they rest on."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from travaux.core.outcomes import Amount, Basis, BasisKind
from travaux.outcomes.exact import exact

RESTS_ON = {
    "statements": BasisKind.STATEMENTS,
    "drafts": BasisKind.DRAFTS,
    "judgement": BasisKind.JUDGEMENT,
    "default": BasisKind.DEFAULT,
}


def middle(given: Amount) -> Fraction:
    """The middle of the range."""
    return (given.low + given.high) / 2


def amount(
    value: Any,
    ends: tuple[Fraction, Fraction],
    place: str,
    faults: list[str],
    given: Any = None,
    of_range: bool = False,
) -> Amount:
    """A number, a range or "unknown" (then `ends`) with what it rests on. of_range: a per cent
    value is that share of the way from one end to the other."""
    inner = value["value"] if isinstance(value, dict) else value
    named = (value if isinstance(value, dict) else given) or {}
    rests = basis(named)
    if inner == "unknown":
        return Amount(*ends, rests if "rests_on" in named else Basis(note="unknown"))
    numbers = [_number(n, ends, of_range) for n in (inner if isinstance(inner, list) else [inner])]
    if numbers[0] > numbers[-1]:
        faults.append(f"{place}: the range {inner} is the wrong way round")
    return Amount(numbers[0], numbers[-1], rests)


def _number(value: Any, ends: tuple[Fraction, Fraction], of_range: bool) -> Fraction:
    if of_range and str(value).strip().endswith("%"):
        return ends[0] + exact(value) * (ends[1] - ends[0])
    return exact(value)


def basis(given: Any) -> Basis:
    """What a number in the file rests on: what it says, else its statements, else the analyst's
    judgement."""
    given = given or {}
    statements = tuple(str(s) for s in given.get("statements", []))
    told = BasisKind.STATEMENTS if statements else BasisKind.JUDGEMENT
    return Basis(RESTS_ON.get(given.get("rests_on"), told), statements, str(given.get("note", "")))
