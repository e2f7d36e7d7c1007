"""Long lists a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams

from travaux.web.addresses import with_query
from travaux.web.answering import whole_number

ROWS = 50  # of a page


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list. items: those shown; number: of all; first, last: counted from 1.

    before, after: addresses of the neighbouring pages, "" at the ends.
    """

    items: tuple[Any, ...]
    number: int
    first: int
    last: int
    page: int
    pages: int
    before: str = ""
    after: str = ""


def leaf(items: Any, path: str, query: QueryParams, rows: int = ROWS) -> Leaf:
    """The page of `items` that `?page=` of the address asks for, the last where it is beyond;
    `?at=` asks for the page on which the thing with that id stands.

    items: a sequence, or an array of numbers.
    """
    pages = max(1, -(-len(items) // rows))
    page = min(whole_number(query, "page", _page_of(items, query.get("at", ""), rows)), pages)
    first = (page - 1) * rows
    shown = tuple(items[first : first + rows])
    return Leaf(
        shown,
        len(items),
        first + 1 if shown else 0,
        first + len(shown),
        page,
        pages,
        with_query(path, query, page=page - 1 if page > 2 else None, at=None) if page > 1 else "",
        with_query(path, query, page=page + 1, at=None) if page < pages else "",
    )


def _page_of(items: Any, key: str, rows: int) -> int:
    """The page on which the item with this id stands, the first where there is none."""
    places = (n for n, item in enumerate(items) if getattr(item, "id", "") == key)
    return next(places, 0) // rows + 1 if key else 1
