"""Coming in: the address that works once, log-in, its limit, roles' names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import ORIGIN, browser
from travaux.core.errors import SettingsError, UsageError
from travaux.web.attempts import PER_ADDRESS, PER_NAME, WINDOW, Attempts
from travaux.web.desk import Desk
from travaux.web.enrolling import add_user, remove_user
from travaux.web.sessions import LIFETIME, Sessions
from travaux.web.users import Role, admitted, read_users

PASSWORD = "a long enough one"  # noqa: S105 - of users that are made here


def test_the_address_opens_once(desk: Desk) -> None:
    first, second = browser(desk), browser(desk)
    answer = first.get(f"/enter?token={desk.token.value}")
    assert answer.status_code == 200
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said
    assert first.get("/").status_code == 200
    assert second.get(f"/enter?token={desk.token.value}").status_code == 403
    assert second.get("/").status_code == 401


@pytest.mark.parametrize("token", ["", "wrong", "é" * 43])
def test_a_wrong_token_opens_nothing_and_spends_nothing(desk: Desk, token: str) -> None:
    assert browser(desk).get("/enter", params={"token": token}).status_code == 403
    assert desk.token.take(desk.token.value)


@pytest.fixture
def team(desk: Desk, tmp_path: Path) -> Desk:
    """The server with three named users."""
    file = tmp_path / "users.toml"
    for name, role in (("Rita", "reader"), ("Carl", "coder"), ("Ed", "editor")):
        add_user(file, name, role, PASSWORD)
    desk.users = read_users(file.read_text("utf-8"), file.name)
    return desk


def log_in(client: TestClient, name: str, password: str) -> int:
    form = client.get("/login").text
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', form)
    assert token
    sent = {"name": name, "password": password, "csrf": token[1]}
    return client.post("/login", data=sent, headers={"origin": ORIGIN}).status_code


def test_named_users_log_in_with_their_password(team: Desk) -> None:
    client = browser(team)
    assert client.get("/").headers["location"] == "/login"
    assert client.get(f"/enter?token={team.token.value}").headers["location"] == "/login"
    assert log_in(client, "Carl", "wrong") == 401
    assert log_in(client, "Nobody", PASSWORD) == 401
    assert log_in(client, "Carl", PASSWORD) == 200
    assert "Carl" in client.get("/").text


def test_the_log_in_form_carries_a_token_of_its_browser(team: Desk) -> None:
    sent = {"name": "Carl", "password": PASSWORD, "csrf": "0" * 64}
    answer = browser(team).post("/login", data=sent, headers={"origin": ORIGIN})
    assert answer.status_code == 403


def test_a_log_in_begins_a_new_key(team: Desk) -> None:
    client = browser(team)
    client.get("/login")
    before = client.cookies[team.cookie]
    log_in(client, "Rita", PASSWORD)
    assert client.cookies[team.cookie] != before
    assert team.sessions.of(before) is None


def test_too_many_failures_have_to_wait(team: Desk) -> None:
    client = browser(team)
    for _ in range(PER_NAME):
        assert log_in(client, "Ed", "wrong") == 401
    assert log_in(client, "Ed", PASSWORD) == 429
    assert log_in(client, "Rita", PASSWORD) == 200


def test_failures_are_forgotten_in_time() -> None:
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    for number in range(PER_ADDRESS):
        attempts.failed(f"name {number}", "192.0.2.1")
    assert attempts.wait("another", "192.0.2.1") == pytest.approx(WINDOW)
    assert attempts.wait("another", "192.0.2.2") == 0
    now[0] = WINDOW + 1
    assert attempts.wait("another", "192.0.2.1") == 0


def test_a_session_ends() -> None:
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    session = sessions.open("Ana", Role.READER)
    assert sessions.of(session.key) == session
    now[0] = LIFETIME
    assert sessions.of(session.key) is None


def test_the_users_file_tells_no_password_and_is_private(tmp_path: Path) -> None:
    file = tmp_path / "users.toml"
    add_user(file, 'Ann "A" <b>', "coder", PASSWORD)
    text = file.read_text("utf-8")
    assert PASSWORD not in text
    assert file.stat().st_mode & 0o077 == 0
    users = read_users(text, "users.toml")
    assert admitted(users, 'Ann "A" <b>', PASSWORD)
    assert not admitted(users, 'Ann "A" <b>', PASSWORD + "x")
    remove_user(file, 'Ann "A" <b>')
    assert "Ann" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [("", "coder", PASSWORD), ("Ann", "king", PASSWORD), ("Ann", "coder", "short")],
)
def test_a_user_that_will_not_do_is_refused(
    tmp_path: Path, name: str, role: str, password: str
) -> None:
    with pytest.raises(UsageError):
        add_user(tmp_path / "users.toml", name, role, password)


def test_a_bad_users_file_tells_all_its_faults() -> None:
    text = '[[users]]\nname = "A"\nrole = "x"\npassword = "clear"\n[[users]]\nname = "a"\n'
    with pytest.raises(SettingsError) as caught:
        read_users(text, "users.toml")
    assert len(caught.value.faults) == 5


def test_roles_cover_those_below() -> None:
    assert Role.EDITOR.covers(Role.CODER)
    assert not Role.READER.covers(Role.CODER)
