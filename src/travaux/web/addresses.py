"""Where things stand in the app, and how an address of the dossier becomes one of the app.

The dossier's page parts carry the dossier's addresses (`source-….html#s-10-25`). The app shows the
same parts, so it turns each into its own by one table. Document text is escaped in those parts, so
that an `href="…"` in them can only be one that this package wrote.
"""

from __future__ import annotations

import re
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

LINK = re.compile(r'href="(?P<page>[a-z0-9-]+)\.html(?:#(?P<place>[A-Za-z0-9_.-]+))?"')

# Page of the dossier (a pattern for its name) -> address in the app, {page} being what the pattern
# caught and {place} what stood behind the #. The first line that fits counts.
TABLE: tuple[tuple[re.Pattern[str], bool | None, str], ...] = tuple(
    (re.compile(pattern), with_place, to)
    for pattern, with_place, to in (
        (r"index", None, "/"),
        (r"source-(.+)", True, "/sources/{page}#{place}"),
        (r"source-(.+)", False, "/sources/{page}"),
        (r"(draft-.+)", True, "/provisions/{place}"),
        (r"(draft-.+)", False, "/drafts/{page}"),
        (r"parties", True, "/parties/{place}"),
        (r"issues", True, "/issues/{place}"),
        (r"discrepancies", True, "/discrepancies#{place}"),
        (r"table", None, "/table"),
        (r"overlap", None, "/outcomes"),
        (r"packages", None, "/outcomes/packages"),
        (r"stability", None, "/outcomes/stability"),
        (r"(.+)", True, "/{page}#{place}"),
        (r"(.+)", False, "/{page}"),
    )
)


def in_app(html: str) -> str:
    """Page parts of the dossier with the app's addresses in place of the dossier's."""
    return LINK.sub(_link, html)


def app_address(address: str) -> str:
    """One address of the dossier (`parties.html#party-…`) as the app's; others as they are."""
    found = LINK.fullmatch(f'href="{address}"')
    return _address(found["page"], found["place"] or "") if found else address


def _link(found: re.Match[str]) -> str:
    return f'href="{_address(found["page"], found["place"] or "")}"'


def _address(page: str, place: str) -> str:
    for pattern, with_place, to in TABLE:
        fits = pattern.fullmatch(page)
        if fits and with_place in (None, bool(place)):
            return to.format(page=fits[1] if pattern.groups else page, place=place)
    return f"/{page}"


def with_query(path: str, query: QueryParams, **changes: str | int | None) -> str:
    """`path` with the query of the address asked for, some of it changed; None takes one away."""
    kept = [(key, value) for key, value in query.multi_items() if key not in changes and value]
    new = [(key, str(value)) for key, value in changes.items() if value not in (None, "")]
    return f"{path}?{urlencode(kept + new)}" if kept or new else path
