"""How heavily an issue may weigh with a side, from what it stresses: a range and its evidence.

Nobody says numbers, so every issue weighs 1 by default. Three things say that one may weigh more,
and each raises the upper end of its range by one: words that shut a door (“never”, “a red line”);
OFTEN times as many statements as the side makes on an issue it speaks on; being among the first
things it demanded or refused. The lower end stays: saying a thing loudly is also a way to bargain.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from travaux.core.issues import Position, Stance
from travaux.core.outcomes import Amount, Basis, BasisKind

OFTEN, FEWEST = Fraction(3, 2), 3
ONE = Fraction(1)
FIRM = re.compile(
    r"\b(?:never|under no circumstances|non-?negotiable|not negotiable|red lines?|deal-?breakers?|"
    r"out of the question|unacceptable|not (?:be )?(?:up )?for (?:sale|discussion|negotiation)|"
    r"no (?:deal|agreement|treaty|signature)|(?:will|shall|can|would) not sign|won['’]t sign|"
    r"at any price|whatever the (?:cost|price)|precondition|cannot (?:live|do) without|vital|"
    r"matter of (?:survival|principle|life and death|safety))\b",
    re.IGNORECASE,
)
PUSHING = {Stance.DEMAND, Stance.OPPOSE}


def weights(held: Sequence[Position], words: Mapping[str, str]) -> dict[str, Amount]:
    """For each issue (id) that a side speaks on, its weight as a range. held: the side's positions;
    words: what statements (ids) say."""
    by_issue = defaultdict[str, list[Position]](list)
    for position in held:
        by_issue[position.issue].append(position)
    told = {issue: {s for p in ps for s in p.statements} for issue, ps in by_issue.items()}
    mean = Fraction(sum(map(len, told.values())), max(1, len(told)))
    first = min((p.since for p in held if p.stance in PUSHING and p.since), default="")
    return {
        issue: _weight(list(_evidence(ps, told[issue], mean, first, words)), told[issue])
        for issue, ps in by_issue.items()
    }


def _evidence(
    held: Sequence[Position],
    told: set[str],
    mean: Fraction,
    first: str,
    words: Mapping[str, str],
) -> Iterator[str]:
    firm = (FIRM.search(words.get(s, "")) for p in held for s in p.statements)
    found = next((match[0] for match in firm if match), "")
    if found:
        yield f"says “{found}”"
    if len(told) >= FEWEST and len(told) >= OFTEN * mean:
        yield f"speaks on it {len(told)} times, {float(mean):.1g} times on others"
    if first and any(p.since == first and p.stance in PUSHING for p in held):
        yield "among the first things it demanded or refused"


def _weight(evidence: Sequence[str], told: set[str]) -> Amount:
    if not evidence:
        return Amount(ONE, ONE)
    basis = Basis(BasisKind.STATEMENTS, tuple(sorted(told)), "; ".join(evidence))
    return Amount(ONE, ONE + len(evidence), basis)
