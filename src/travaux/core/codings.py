"""Codings: what each coder, person or machine, made of the same statements; how far they agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MACHINE = "machine"  # the coder's name of what was proposed
NOTHING = "(none)"  # a coder's value where a thing was looked at and found to have none


class Category(StrEnum):
    """What of a statement is coded."""

    STATEMENT = "is a statement"
    SPEAKER = "speaker"
    STANCE = "stance"
    LINK = "link"


@dataclass(frozen=True, slots=True, order=True)
class Coding:
    """`coder` gave the statement `unit` (an id) `value` in `category`.

    value: of STATEMENT "yes" or "no"; of SPEAKER a name; of STANCE a stance; of LINK the labels of
    provisions, sorted and joined by " | "; NOTHING where there is none. blind: whether the coder
    saw neither the machine's proposal nor another's word; what the machine proposed always is.
    """

    unit: str
    category: Category
    value: str
    coder: str
    blind: bool = True


@dataclass(frozen=True, slots=True)
class ValueAgreement:
    """Of one value: how often both coders, only the one, and only the other gave it."""

    value: str
    both: int
    only_one: int
    only_other: int

    @property
    def agreement(self) -> float:
        """Share of its uses in which the other coder gave it too (Dice); 1 where there are none."""
        uses = 2 * self.both + self.only_one + self.only_other
        return 2 * self.both / uses if uses else 1.0

    @property
    def precision(self) -> float:
        """Share of the first coder's uses that the second shares; 0 where there are none."""
        return self.both / (self.both + self.only_one) if self.both + self.only_one else 0.0

    @property
    def recall(self) -> float:
        """Share of the second coder's uses that the first shares; 0 where there are none."""
        return self.both / (self.both + self.only_other) if self.both + self.only_other else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement (an id) that two coders coded differently."""

    unit: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far `coders` (two, or all there are) agree in one category.

    units: statements that at least two of them coded. share: observed agreement over pairs of
    codings. alpha: Krippendorff's, None where nothing varies or nothing was coded twice, for then
    it is not defined. values, confusion (value of the first, of the second, how often) and
    differing stand for two coders only.
    """

    category: Category
    coders: tuple[str, ...]
    units: int
    share: float
    alpha: float | None
    values: tuple[ValueAgreement, ...] = ()
    confusion: tuple[tuple[str, str, int], ...] = ()
    differing: tuple[Difference, ...] = ()
