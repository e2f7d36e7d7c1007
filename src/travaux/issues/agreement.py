"""Coders' readings of the same statements -> how far they agree, and where they do not.

Krippendorff's alpha (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability):
1 - observed / expected disagreement over pairable values; missing values are allowed. Values are
nominal, but of links, which are sets: their distance is MASI (Passonneau 2006), by which a set that
holds the other differs less than one that only overlaps it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, permutations

from travaux.core.codings import Agreement, Category, Coding, Difference, ValueAgreement
from travaux.core.networks import CodedStatement
from travaux.issues.codings import BETWEEN

Distance = Callable[[str, str], float]
PART, OVERLAP = 2 / 3, 1 / 3  # MASI's weights of sets that hold one another, and that overlap


def nominal(one: str, other: str) -> float:
    """1.0 for two values that differ."""
    return float(one != other)


def masi(one: str, other: str) -> float:
    """The distance of two sets of labels, from 0.0 for equal to 1.0 for disjoint ones."""
    a, b = set(one.split(BETWEEN)), set(other.split(BETWEEN))
    if a == b:
        return 0.0
    weight = PART if a <= b or b <= a else OVERLAP
    return 1.0 - weight * len(a & b) / len(a | b)


DISTANCES: Mapping[Category, Distance] = {Category.LINK: masi}


def alpha(units: Iterable[Sequence[str]], distance: Distance = nominal) -> float:
    """Krippendorff's alpha of `units`: for each thing coded, the values that coders gave it.

    1.0 where all agree; 0.0 at chance; 1.0 too where there is one value only.
    """
    expected = 0.0
    together: defaultdict[tuple[str, str], float] = defaultdict(float)
    for unit in (unit for unit in units if len(unit) > 1):
        for pair in permutations(unit, 2):
            together[pair] += 1 / (len(unit) - 1)
    totals: defaultdict[str, float] = defaultdict(float)
    for (value, _), weight in together.items():
        totals[value] += weight
    for one, other in permutations(totals, 2):
        expected += totals[one] * totals[other] * distance(one, other)
    observed = sum(w * distance(one, other) for (one, other), w in together.items())
    return 1.0 - observed * (sum(totals.values()) - 1) / expected if expected else 1.0


def agreement_by_category(codings: Iterable[Coding]) -> tuple[Agreement, ...]:
    """How far each two coders agree in each category, and all together where there are more.

    Sorted by category (in the order of `Category`) and coders, all together last; coders who have
    no statement in common are left out. For blind codings only, pass those that are.
    """
    found = []
    given: dict[Category, dict[str, dict[str, str]]] = {}
    for coding in sorted(codings):
        coders = given.setdefault(coding.category, {}).setdefault(coding.unit, {})
        coders[coding.coder] = coding.value
    for category in Category:
        units = given.get(category, {})
        names = sorted({coder for coders in units.values() for coder in coders})
        found += [_of_two(category, one, other, units) for one, other in combinations(names, 2)]
        if len(names) > 2:
            found.append(_of_all(category, tuple(names), units))
    return tuple(figure for figure in found if figure.units)


def _of_two(
    category: Category, one: str, other: str, units: Mapping[str, Mapping[str, str]]
) -> Agreement:
    both = {u: (c[one], c[other]) for u, c in units.items() if one in c and other in c}
    pairs = list(both.values())
    counts = sorted(confusion(pairs).items())
    return Agreement(
        category,
        (one, other),
        len(pairs),
        _share(pairs),
        _alpha(category, pairs),
        per_category(pairs),
        tuple((a, b, number) for (a, b), number in counts),
        tuple(Difference(u, a, b) for u, (a, b) in sorted(both.items()) if a != b),
    )


def _of_all(
    category: Category, coders: tuple[str, ...], units: Mapping[str, Mapping[str, str]]
) -> Agreement:
    values = [tuple(given.values()) for given in units.values() if len(given) > 1]
    pairs = [pair for unit in values for pair in combinations(unit, 2)]
    return Agreement(category, coders, len(values), _share(pairs), _alpha(category, values))


def _share(pairs: Sequence[tuple[str, str]]) -> float:
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else 0.0


def _alpha(category: Category, units: Sequence[Sequence[str]]) -> float | None:
    """Alpha, None where all values are one: no disagreement is expected then."""
    if len({value for unit in units for value in unit}) < 2:
        return None
    return alpha(units, DISTANCES.get(category, nominal))


def confusion(pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
    """(first coder's value, second coder's value) -> how often."""
    return Counter(pairs)


def per_category(pairs: Iterable[tuple[str, str]]) -> tuple[ValueAgreement, ...]:
    """Agreement on each value that either coder gave, sorted by name."""
    counts = confusion(pairs)
    return tuple(
        ValueAgreement(
            name,
            counts.get((name, name), 0),
            sum(n for (one, other), n in counts.items() if one == name != other),
            sum(n for (one, other), n in counts.items() if other == name != one),
        )
        for name in sorted({value for pair in counts for value in pair})
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
