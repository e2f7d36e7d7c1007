"""Accounts -> pairs of which one names the other's outlet and gives its value: they count once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from travaux.issues.measures import Measure
from travaux.issues.reasons import Traits, differ

SHORTEST = 4  # letters of an outlet's name
NEXT = 48  # accounts of an outlet, those nearest in value, that one who quotes it is held against


class Quoting:
    """Who names which outlet, among measures."""

    def __init__(self, found: Sequence[Measure]) -> None:
        self._found = found
        printed = {m.passage.publisher.strip() for m in found}
        names = sorted((n for n in printed if len(n) >= SHORTEST), key=lambda n: (-len(n), n))
        joined = "|".join(map(re.escape, names))
        self._names = re.compile(rf"\b(?:{joined})\b") if names else None

    def pairs(self, group: Sequence[int], traits: Sequence[Traits]) -> Iterator[tuple[int, int]]:
        """Pairs (quoted, quoting) of a group's accounts of one value."""
        by_outlet: dict[str, list[int]] = {}
        for n in sorted(group, key=lambda n: (traits[n].value, n)):
            by_outlet.setdefault(self._outlet(n), []).append(n)
        for quoting in group:
            for outlet in self._named(quoting) & by_outlet.keys():
                for quoted in _nearest(by_outlet[outlet], traits, traits[quoting].value):
                    elsewhere = self._document(quoting) != self._document(quoted)
                    if elsewhere and not differ(traits[quoted], traits[quoting]):
                        yield quoted, quoting

    def _named(self, at: int) -> set[str]:
        """The outlets that a sentence names, its own left out."""
        text = self._found[at].passage.text
        named = set(self._names.findall(text)) if self._names else set()
        return named - {self._outlet(at)}

    def _outlet(self, at: int) -> str:
        return self._found[at].passage.publisher.strip()

    def _document(self, at: int) -> str:
        return self._found[at].passage.document


def _nearest(accounts: Sequence[int], traits: Sequence[Traits], value: float) -> Sequence[int]:
    """The accounts, sorted by value, that are nearest to `value` in their order."""
    if len(accounts) <= NEXT:
        return accounts
    at = bisect_left(accounts, value, key=lambda n: traits[n].value)
    return accounts[max(0, at - NEXT // 2) : at + NEXT // 2]
