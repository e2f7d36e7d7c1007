"""The values of one facet as numbers: a code for each set of values that a statement has."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from travaux.web.facets import SEVERAL

Codes = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Spread:
    """Which single values the first `codes` codes stand for: code[n] stands for single[n]."""

    codes: int
    code: Codes
    single: Codes
    values: tuple[str, ...]

    def counted(self, codes: Codes) -> dict[str, int]:
        """How many of `codes` stand for each value, without those for which none does."""
        numbers = np.bincount(codes, minlength=self.codes)[: self.codes]
        counts = np.bincount(self.single, numbers[self.code], len(self.values)).astype(int)
        there = np.flatnonzero(counts)
        return {self.values[n]: int(counts[n]) for n in there.tolist()}


@dataclass
class Vocabulary:
    """The values of one facet and their codes; it only grows. values: by code, several joined by
    SEVERAL."""

    values: list[str] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)
    _singles: dict[str, int] = field(default_factory=dict)
    _pairs: list[tuple[int, int]] = field(default_factory=list)
    _spread: Spread | None = None

    def code(self, value: str) -> int:
        """The code of `value`, a new one where it has none."""
        found = self.codes.get(value)
        if found is None:
            found = len(self.values)
            for single in value.split(SEVERAL):
                self._pairs.append((found, self._singles.setdefault(single, len(self._singles))))
            self.values.append(value)  # last: who reads meanwhile knows only what is complete
            self.codes[value] = found
        return found

    @property
    def spread(self) -> Spread:
        """What the codes of now stand for."""
        known, codes = self._spread, len(self.values)
        if known is None or known.codes != codes:
            pairs = np.array([p for p in tuple(self._pairs) if p[0] < codes], np.int32)
            code, single = pairs.reshape(-1, 2).T
            known = self._spread = Spread(codes, code, single, tuple(self._singles))
        return known

    def holding(self, value: str) -> list[int]:
        """The codes of the values that are `value` or a set with it."""
        spread, single = self.spread, self._singles.get(value, -1)
        found: list[int] = spread.code[spread.single == single].tolist()
        whole = self.codes.get(value)
        return found if whole is None or whole in found else [*found, whole]
