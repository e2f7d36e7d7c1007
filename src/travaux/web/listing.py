"""Plain lists of a few thousand things: filtered and sorted by what stands in the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Generic, TypeVar

from starlette.datastructures import QueryParams

from travaux.web.kept import Kept

T = TypeVar("T")
SHOWN = 60  # values of a filter offered


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter as a form offers it: its values with their numbers, most first."""

    name: str
    words: str
    chosen: str
    values: tuple[tuple[str, int], ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Filter(Generic[T]):
    """One thing to filter by: its name in the address, the words before it, an item's values."""

    name: str
    words: str
    values: Callable[[T], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Listed:
    """The items that fit, and the form that narrows them further."""

    items: list[Any]
    choices: tuple[Choice, ...]
    words: str
    orders: Mapping[str, str]
    order: str

    @property
    def narrowed(self) -> bool:
        """Whether less than everything is asked for."""
        return bool(self.words or any(choice.chosen for choice in self.choices))


@dataclass(frozen=True, slots=True)
class Order(Generic[T]):
    """One order: the words it is called by, the key to sort by, and whether backwards."""

    words: str
    key: Callable[[T], Any]
    backwards: bool = False


def listed(
    items: Sequence[T],
    query: QueryParams,
    filters: Sequence[Filter[T]] = (),
    text: Callable[[T], str] | None = None,
    orders: Mapping[str, Order[T]] | None = None,
) -> Listed:
    """The `items` that the query of an address asks for. text: what `q=` looks into; orders: by
    name, the first is the default (`sort=`); items stay as they are where there are none."""
    words = " ".join(query.get("q", "").split())[:200]
    fitting = list(items)
    if words and text:
        wanted = words.casefold().split()
        fitting = [i for i in fitting if _holds(text(i).casefold(), wanted)]
    chosen = {f.name: query.get(f.name, "") for f in filters}
    active = [f for f in filters if chosen[f.name]]
    choices = tuple(_choice(fitting, f, active, chosen) for f in filters)
    fitting = [i for i in fitting if _fits(i, active, chosen)] if active else fitting
    known = dict(orders or {})
    order = query.get("sort", "") if query.get("sort", "") in known else next(iter(known), "")
    if order:
        fitting.sort(key=known[order].key, reverse=known[order].backwards)
    return Listed(fitting, choices, words, {n: o.words for n, o in known.items()}, order)


def listed_once(
    kept: Kept,
    name: str,
    rests_on: tuple[object, ...],
    items: Sequence[T],
    query: QueryParams,
    filters: Sequence[Filter[T]] = (),
    text: Callable[[T], str] | None = None,
    orders: Mapping[str, Order[T]] | None = None,
) -> Listed:
    """As `listed`; where nothing is narrowed, kept under `name` while what it rests on stays."""
    if query.get("q", "").split() or any(query.get(f.name) for f in filters):
        return listed(items, query, filters, text, orders)
    order = query.get("sort", "")
    name = f"{name} {order if order in (orders or ()) else ''}"
    return kept.of(name, rests_on, lambda: listed(items, query, filters, text, orders))


def _holds(text: str, wanted: Sequence[str]) -> bool:
    return all(word in text for word in wanted)


def _fits(item: T, active: Iterable[Filter[T]], chosen: Mapping[str, str]) -> bool:
    return all(chosen[f.name] in f.values(item) for f in active)


def _choice(
    items: Iterable[T], one: Filter[T], active: Sequence[Filter[T]], chosen: Mapping[str, str]
) -> Choice:
    """The values that remain for one filter when all others stand as asked."""
    others = [f for f in active if f.name != one.name]
    left = [i for i in items if _fits(i, others, chosen)] if others else items
    counts = Counter(chain.from_iterable(map(one.values, left)))
    counts.pop("", None)
    mine = chosen[one.name]
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = ordered[:SHOWN]
    if mine and mine not in dict(shown):
        shown = [(mine, counts.get(mine, 0)), *shown]
    return Choice(one.name, one.words, mine, tuple(shown), max(0, len(ordered) - len(shown)))
