"""Text -> the parties it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from travaux.core.parties import Party

SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Names:
    """Names and aliases (folded) -> party ids, and the pattern that finds them."""

    ids: Mapping[str, str]
    pattern: re.Pattern[str] | None

    def named_in(self, text: str) -> tuple[str, ...]:
        """Ids of the parties named in a text, in the order of their first mention."""
        return tuple(dict.fromkeys(party for party, _ in self.places(text)))

    def places(self, text: str) -> list[tuple[str, re.Match[str]]]:
        """Each mention with the id of its party."""
        if self.pattern is None:
            return []
        return [(self.ids[m[0].casefold()], m) for m in self.pattern.finditer(text)]


def names_of(parties: Iterable[Party]) -> Names:
    """The names of all named parties; longer names are found before shorter ones."""
    ids = {
        name.casefold(): party.id
        for party in parties
        if party.named
        for name in (*party.aliases, party.name)
        if len(name) >= SHORTEST
    }
    longest = sorted(ids, key=lambda name: (-len(name), name))
    joined = "|".join(re.escape(name) for name in longest)
    pattern = re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE) if joined else None
    return Names(ids, pattern)
