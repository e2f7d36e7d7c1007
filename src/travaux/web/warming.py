"""Work out before the first request what every first request would have to wait for."""

from __future__ import annotations

from travaux.web.answering import Asked, Page
from travaux.web.desk import Desk
from travaux.web.frames import environment, rendered
from travaux.web.issue_pages import issues_page, positions_page
from travaux.web.overview_pages import overview_page
from travaux.web.sessions import Session
from travaux.web.source_pages import sources_page, targets_of
from travaux.web.statement_pages import statements_page
from travaux.web.users import Role

FIRST = (overview_page, sources_page, statements_page, positions_page, issues_page)


def warm(desk: Desk) -> None:
    """Fill what is kept, and read every template once."""
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)
    targets_of(desk, desk.index)
    asked = Asked("/", session=Session("", desk.owner, Role.READER, 0.0, ""))
    for page in FIRST:
        answer = page(desk, asked)
        if isinstance(answer, Page):
            rendered(desk, asked, answer)
