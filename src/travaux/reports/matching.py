"""Which noun of one record is which of another: by a key, by a place in common, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from travaux.core.issues import Issue
from travaux.core.record import Record
from travaux.reports.indexed import grouped

Key = Callable[[Any], Any]


def matched(olds: Sequence[Any], news: Sequence[Any], key: Key) -> Iterator[tuple[Any, Any]]:
    """Pairs with the same key, the old ones first; None where one side has none."""
    here, there = ({key(noun): noun for noun in nouns} for nouns in (olds, news))
    yield from ((here.get(k), there.get(k)) for k in dict.fromkeys([*here, *there]))


def paired(
    olds: Sequence[Any], news: Sequence[Any], places: Callable[[Any], list[tuple[Any, int, int]]]
) -> Iterator[tuple[Any, Any]]:
    """Pairs with the same id, then those that overlap in a place: (scope, start, end)."""
    there = {noun.id: noun for noun in news}
    left = [noun for noun in olds if noun.id not in there]
    same = {noun.id for noun in olds}
    free = grouped(
        ((place, noun) for noun in news if noun.id not in same for place in places(noun)),
        lambda item: item[0][0],
    )
    taken: set[str] = set()
    for noun in olds:
        if noun.id in there:
            yield noun, there[noun.id]
    for noun in left:
        found = _overlapping(places(noun), free, taken)
        taken |= {found.id} if found else set()
        yield noun, found
    yield from ((None, n) for n in news if n.id not in same and n.id not in taken)


def _overlapping(places: Iterable[tuple[Any, int, int]], free: Any, taken: set[str]) -> Any:
    """The noun, not taken yet, that has most characters in common with `places`; None if none."""
    shared: dict[str, int] = {}
    nouns: dict[str, Any] = {}
    for scope, start, end in places:
        for (_, first, last), noun in free.get(scope, ()):
            common = min(end, last) - max(start, first)
            if common > 0 and noun.id not in taken:
                shared[noun.id] = shared.get(noun.id, 0) + common
                nouns[noun.id] = noun
    best = max(shared, key=lambda ident: (shared[ident], ident), default=None)
    return nouns[best] if best else None


def issues_now(old: Record, new: Record) -> dict[str, str]:
    """Old issue id -> id of the issue that it is now."""
    labels = {p.id: (p.draft, p.label) for r in (old, new) for p in r.provisions}

    def marks(issue: Issue) -> list[Any]:
        kept = [p for p in issue.provisions if p in labels]
        return [issue.id, *issue.provisions, *(labels[p] for p in kept), issue.name]

    now = {mark: issue.id for issue in reversed(new.issues) for mark in reversed(marks(issue))}
    found = ((i.id, next((now[m] for m in marks(i) if m in now), "")) for i in old.issues)
    return {was: ident for was, ident in found if ident}


def parties_now(old: Record, new: Record) -> dict[str, str]:
    """Old party id -> id of the party that goes by its name now, where it has another id."""
    names = {name: p.id for p in new.parties for name in (*p.aliases, p.name)}
    known = {p.id for p in new.parties}
    return {p.id: names[p.name] for p in old.parties if p.id not in known and p.name in names}
