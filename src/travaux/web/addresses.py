"""Where things stand in the app, and how an address of the dossier becomes one of the app.

The dossier's page parts carry the dossier's addresses (`source-….html#s-10-25`). The app shows the
same parts, so it turns each into its own by one table. Document text is escaped in those parts, so
that an `href="…"` in them can only be one that this package wrote.
"""

from __future__ import annotations

import re
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

LINK = re.compile(r'href="(?P<page>[a-z0-9-]+)\.html(?P<place>#[A-Za-z0-9_.-]*)?"')

# Address in the dossier without “.html” (a pattern) -> address in the app. The first that fits
# counts. `?at=` opens the page of a list on which a thing stands.
TABLE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"index(?:#.*)?", "/"),
        (r"source-(\w+)(#.+)?", "/sources/{0}{1}"),
        (r"draft-\w+#(.+)", "/provisions/{0}"),
        (r"(draft-\w+)", "/drafts/{0}"),
        (r"life-(\w+)(?:#.*)?", "/lives/{0}"),
        (r"parties#(.+)", "/parties/{0}"),
        (r"issues#(position-.+)", "/positions/{0}"),
        (r"issues#(issue-.+)", "/issues/{0}"),
        (r"overlap(?:#.*)?", "/outcomes"),
        (r"(packages|stability)(?:#.*)?", "/outcomes/{0}"),
        (r"(discrepancies|chronology|table|commitments)#(.+)", "/{0}?at={1}#{1}"),
        (r"card(?:#.*)?", "/commitments"),
        (r"(kept(?:-[\w-]+)?)(#.+)?", "/{0}{1}"),
        (r"(\w+)-?\d*#?", "/{0}"),
        (r"(\w+)(#.+)", "/{0}{1}"),
    )
)


def in_app(html: str) -> str:
    """Page parts of the dossier with the app's addresses in place of the dossier's."""
    return LINK.sub(_link, html)


def app_address(address: str) -> str:
    """One address of the dossier (`parties.html#party-…`) as the app's; others as they are."""
    found = LINK.fullmatch(f'href="{address}"')
    return _address(found) if found else address


def _link(found: re.Match[str]) -> str:
    return f'href="{_address(found)}"'


def _address(found: re.Match[str]) -> str:
    said = found["page"] + (found["place"] or "")
    fits = ((pattern.fullmatch(said), to) for pattern, to in TABLE)
    return next((_filled(to, match) for match, to in fits if match), f"/{found['page']}")


def _filled(to: str, match: re.Match[str]) -> str:
    return to.format(*(group or "" for group in match.groups()))


def with_query(path: str, query: QueryParams, **changes: str | int | None) -> str:
    """`path` with the query of the address asked for, some of it changed; None takes one away."""
    kept = [(key, value) for key, value in query.multi_items() if key not in changes and value]
    new = [(key, str(value)) for key, value in changes.items() if value not in (None, "")]
    return f"{path}?{urlencode(kept + new)}" if kept or new else path
