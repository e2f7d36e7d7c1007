"""Coming in and leaving: the address that opens once, the log-in of named users."""

from __future__ import annotations

import math
import secrets

from travaux.core.errors import UsageError
from travaux.web.answering import (
    Address,
    Answer,
    Asked,
    Asset,
    Entered,
    Left,
    Moved,
    NotAllowed,
    NotThere,
    Page,
)
from travaux.web.desk import Desk
from travaux.web.frames import asset
from travaux.web.users import Role, admitted

USED = "This address has been used, or it is not of this run of the server."


def enter(desk: Desk, asked: Asked) -> Answer:
    """Open the one session that the token of the opened address stands for."""
    if desk.users:
        return Moved("/login")
    if asked.session:
        return Moved("/")
    if not desk.token.take(asked.query.get("token", "")):
        raise NotAllowed(USED, "Stop the server and run travaux serve again for a new address.")
    return Entered(desk.sessions.open(desk.owner, Role.EDITOR))


def log_in_page(desk: Desk, asked: Asked) -> Answer:
    """The form for name and password, tied to this browser by a cookie of its own."""
    if asked.session:
        return Moved("/")
    return _form(desk, asked)


def log_in(desk: Desk, asked: Asked) -> Answer:
    """Open a session for a name and its password; not too often where they do not fit."""
    name = asked.sent("name").strip()
    wait = desk.attempts.wait(name.casefold(), asked.client)
    if wait:
        minutes = math.ceil(wait / 60)
        said = f"Too many log-ins have failed. Try again in {minutes} minutes."
        return _form(desk, asked, said, 429)
    user = admitted(desk.users, name, asked.sent("password"))
    if user is None:
        desk.attempts.failed(name.casefold(), asked.client)
        return _form(desk, asked, "Name and password do not fit.", 401)
    desk.attempts.succeeded(name.casefold())
    return Entered(desk.sessions.open(user.name, user.role))


def log_out(desk: Desk, asked: Asked) -> Answer:
    """End the session."""
    return Left(asked.session)


def _form(desk: Desk, asked: Asked, wrong: str = "", status: int = 200) -> Page:
    if not desk.users:
        raise UsageError("This server has one user.", "Open the address that the terminal shows.")
    key = asked.cookie or secrets.token_urlsafe(32)
    values = {"csrf": desk.sessions.token_for(key), "wrong": wrong, "name": asked.sent("name")}
    return Page("login.html", values, title="Log in", status=status, cookie=key)


def file_of_pages(desk: Desk, asked: Asked) -> Answer:
    """The style and script of the pages."""
    try:
        return Asset(*asset(asked.parts["name"]))
    except KeyError as error:
        raise NotThere("There is no such file.") from error


ADDRESSES = (
    Address("/enter", enter, least=None),
    Address("/login", log_in_page, least=None),
    Address("/login", log_in, method="POST", least=None),
    Address("/logout", log_out, method="POST"),
    Address("/assets/{mark}/{name}", file_of_pages, least=None),
)
