"""Turn a `Page` into HTML: the dossier's templates and parts inside the app's own frame.

Templates of this room go before those of `reports`; `page.html` is the frame of both, so that a
page of the dossier becomes one of the app by that alone. Everything is escaped; the style and the
script are files of this package, so that the policy can forbid any other.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from travaux import __version__
from travaux.web.addresses import app_address, in_app, with_query
from travaux.web.answering import Asked, Page
from travaux.web.desk import Desk

MENU: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("", (("/", "Overview"), ("/inbox", "Inbox"))),
    (
        "Read",
        (
            ("/sources", "Sources"),
            ("/statements", "Statements"),
            ("/parties", "Parties"),
            ("/chronology", "Chronology"),
        ),
    ),
    (
        "Text",
        (("/drafts", "Drafts"), ("/table", "Side by side"), ("/findings", "Drafting questions")),
    ),
    (
        "Compare",
        (
            ("/positions", "Positions"),
            ("/issues", "Issues"),
            ("/discrepancies", "Discrepancies"),
            ("/networks", "Networks"),
        ),
    ),
    ("Decide", (("/outcomes", "Is there a deal?"), ("/commitments", "Commitments"))),
    (
        "Record",
        (
            ("/activity", "Activity"),
            ("/coding", "Code blind"),
            ("/add-documents", "Add documents"),
            ("/problems", "Problems"),
        ),
    ),
)

ASSETS = {
    "dossier.css": ("travaux.reports", "text/css"),
    "dossier.js": ("travaux.reports", "text/javascript"),
    "monitoring.css": ("travaux.reports", "text/css"),
    "app.css": ("travaux.web", "text/css"),
    "app.js": ("travaux.web", "text/javascript"),
    "judge.js": ("travaux.web", "text/javascript"),
    "adding.js": ("travaux.web", "text/javascript"),
}


def rendered(desk: Desk, asked: Asked, page: Page) -> str:
    """The HTML of one page for the person who asks."""
    session = asked.session
    values = {
        "menu": MENU if session else (),
        "current": page.current,
        "dossier": desk.record.name or "Negotiation",
        "title": page.title,
        "version": __version__,
        "session": session,
        "csrf": session.csrf if session else "",
        "several": bool(desk.users),
        "said": desk.told(session.key) if session else "",
        "assets": asset_addresses(),
        "seen": desk.live.page_seen if session else "",
        "query": asked.query,
        "path": asked.path,
    }
    template = environment().get_template(page.template)
    return in_app(template.render(values | dict(page.values)))


@cache
def environment() -> Environment:
    """The templates of this room, then those of `reports`; all escape."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("travaux.web"), PackageLoader("travaux.reports")]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # else every page asks the disk whether its templates are the same
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["with_query"] = with_query
    made.filters["in_app"] = app_address
    return made


@cache
def asset(name: str) -> tuple[bytes, str]:
    """A file of the package that pages need, and its media type. Raises KeyError."""
    package, media = ASSETS[name]
    return files(package).joinpath("assets", name).read_bytes(), media


@cache
def asset_addresses() -> dict[str, Any]:
    """The address of each asset by its name; it changes with the content, so it may be kept."""
    return {
        name: f"/assets/{hashlib.sha256(asset(name)[0]).hexdigest()[:12]}/{name}" for name in ASSETS
    }
