"""Who may do what: every address of the table asks for its role, its session and its token."""

from __future__ import annotations

import pytest

from tests.web.conftest import ORIGIN, browser
from travaux.web.answering import Address
from travaux.web.desk import Desk
from travaux.web.routes import ADDRESSES
from travaux.web.users import Role

CHANGES = [a for a in ADDRESSES if a.changes and a.least is not None]
READS = [a for a in ADDRESSES if not a.changes and a.least is not None]


def name(address: Address) -> str:
    return f"{address.method} {address.path}"


def filled(address: Address) -> str:
    return address.path.replace("{", "x").replace("}", "")


@pytest.mark.parametrize("address", READS + CHANGES, ids=name)
def test_nobody_gets_in_without_a_session(desk: Desk, address: Address) -> None:
    headers = {"origin": ORIGIN}
    answer = browser(desk).request(address.method, filled(address), headers=headers)
    assert answer.status_code == 401


@pytest.mark.parametrize("address", CHANGES, ids=name)
def test_a_change_asks_for_its_role_and_its_token(desk: Desk, address: Address) -> None:
    assert address.least
    headers = {"origin": ORIGIN}
    below = [role for role in Role if not role.covers(address.least)]
    for role in below:
        session = desk.sessions.open("Rita", role)
        sent = {"csrf": session.csrf}
        client = browser(desk, session)
        answer = client.request(address.method, filled(address), data=sent, headers=headers)
        assert answer.status_code == 403
    editor = browser(desk, desk.sessions.open("Ed", Role.EDITOR))
    answer = editor.request(address.method, filled(address), headers=headers)
    assert answer.status_code == 403


def test_only_coming_in_is_open_to_anybody() -> None:
    opened = {address.path for address in ADDRESSES if address.least is None}
    assert opened == {"/enter", "/login", "/assets/{mark}/{name}"}


def test_whatever_judges_asks_for_a_coder_at_least() -> None:
    for address in CHANGES:
        if address.path != "/logout":
            assert address.least
            assert address.least.covers(Role.CODER), address.path
