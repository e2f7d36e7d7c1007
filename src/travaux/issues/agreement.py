"""Two coders' readings of the same statements -> how far they agree, and where they do not.

Krippendorff's alpha for nominal data (Krippendorff 2011, Computing Krippendorff's
Alpha-Reliability): 1 - observed / expected disagreement over pairable values; missing values are
allowed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from travaux.core.networks import CodedStatement


@dataclass(frozen=True, slots=True)
class CategoryAgreement:
    """Of one category: how often both, only the one and only the other coder gave it."""

    category: str
    both: int
    only_one: int
    only_other: int

    @property
    def precision(self) -> float:
        """Share of the first coder's uses that the second shares; 0 where there are none."""
        return self.both / (self.both + self.only_one) if self.both + self.only_one else 0.0

    @property
    def recall(self) -> float:
        """Share of the second coder's uses that the first shares; 0 where there are none."""
        return self.both / (self.both + self.only_other) if self.both + self.only_other else 0.0


def alpha(units: Iterable[Sequence[str]]) -> float:
    """Krippendorff's alpha of `units`: for each thing coded, the values that coders gave it.

    1.0 where all agree; 0.0 at chance; 1.0 too where there is one value only.
    """
    pairable = [unit for unit in units if len(unit) > 1]
    together: defaultdict[tuple[str, str], float] = defaultdict(float)
    for unit in pairable:
        for pair in permutations(unit, 2):
            together[pair] += 1 / (len(unit) - 1)
    totals: defaultdict[str, float] = defaultdict(float)
    for (value, _), weight in together.items():
        totals[value] += weight
    many = sum(totals.values())
    observed = sum(w for (one, other), w in together.items() if one != other)
    expected = sum(
        totals[one] * totals[other] for one in totals for other in totals if one != other
    )
    return 1.0 - observed * (many - 1) / expected if expected else 1.0


def confusion(pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
    """(first coder's value, second coder's value) -> how often."""
    return Counter(pairs)


def per_category(pairs: Iterable[tuple[str, str]]) -> tuple[CategoryAgreement, ...]:
    """Agreement on each category that either coder gave, sorted by name."""
    counts = confusion(pairs)
    categories = sorted({value for pair in counts for value in pair})
    return tuple(
        CategoryAgreement(
            name,
            counts.get((name, name), 0),
            sum(n for (one, other), n in counts.items() if one == name != other),
            sum(n for (one, other), n in counts.items() if other == name != one),
        )
        for name in categories
    )


def paired(
    rows: Iterable[CodedStatement], one: str, other: str, field: str = "agreement"
) -> list[tuple[str, str]]:
    """What two coders gave the same statement and concept, for all that both coded."""
    given: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        key = (row.id, row.concept if field == "agreement" else "")
        given.setdefault(key, {})[row.coder] = str(getattr(row, field))
    both = [coders for coders in given.values() if one in coders and other in coders]
    return [(coders[one], coders[other]) for coders in both]
