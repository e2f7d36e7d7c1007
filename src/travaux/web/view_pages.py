"""Views of the statements that somebody saved under a name."""

from __future__ import annotations

from travaux.core.errors import UsageError
from travaux.web.answering import Address, Answer, Asked, Moved
from travaux.web.desk import Desk
from travaux.web.users import Role
from travaux.workbench.saved_views import SavedView

PLACE = "/statements"


def save_view(desk: Desk, asked: Asked) -> Answer:
    """Keep what the page of statements shows under a name."""
    address = asked.sent("address")
    if address.partition("?")[0] != PLACE:
        raise UsageError("Only a view of the statements can be saved.")
    name = " ".join(asked.sent("name").split())
    desk.views.keep(SavedView(name, address, asked.who))
    return Moved(address, f"Saved as “{name}”.")


def drop_view(desk: Desk, asked: Asked) -> Answer:
    """Forget a view; the statements stay as they are."""
    desk.views.drop(asked.sent("name"))
    return Moved(PLACE, "The view is dropped.")


ADDRESSES = (
    Address("/views", save_view, method="POST", least=Role.CODER, words="Save a view"),
    Address("/views/drop", drop_view, method="POST", least=Role.CODER, words="Drop a view"),
)
