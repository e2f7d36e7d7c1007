"""Which requests are answered: host, origin, token, session, size; and with which headers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import ORIGIN, browser
from travaux.web.desk import Desk
from travaux.web.guards import HEADERS, LARGEST
from travaux.web.sessions import Session

PLACES = ("/", "/statements", "/nowhere", "/assets/0/app.css")


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "evil.example:8437", ""]
)
def test_a_host_that_is_not_this_server_gets_nothing(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "Aldermere" not in answer.text


@pytest.mark.parametrize(
    "origin",
    [None, "http://evil.example", "null", "https://127.0.0.1:8437", "http://127.0.0.1:9999"],
)
def test_a_change_from_another_origin_is_refused(
    client: TestClient, session: Session, origin: str | None
) -> None:
    headers = {"origin": origin} if origin else {}
    answer = client.post("/logout", data={"csrf": session.csrf}, headers=headers)
    assert answer.status_code == 403


def test_a_change_needs_the_token_of_its_session(
    desk: Desk, client: TestClient, session: Session
) -> None:
    headers = {"origin": ORIGIN}
    other = desk.sessions.open("Ben", session.role)
    for sent in ({}, {"csrf": ""}, {"csrf": "0" * 64}, {"csrf": other.csrf}):
        assert client.post("/logout", data=sent, headers=headers).status_code == 403
    answer = client.post("/logout", data={"csrf": session.csrf}, headers=headers)
    assert answer.status_code == 303
    assert desk.sessions.of(session.key) is None


def test_what_another_site_asks_for_is_not_answered(client: TestClient) -> None:
    embedded = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert client.get("/", headers=embedded).status_code == 403
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/", headers=followed).status_code == 200


@pytest.mark.parametrize("place", PLACES)
def test_every_answer_carries_the_headers(client: TestClient, place: str) -> None:
    for answer in (client.get(place), client.get(place, headers={"host": "evil.example"})):
        own = {"cache-control"} if answer.headers["content-type"].startswith("text/css") else set()
        for name in set(HEADERS) - own:
            assert answer.headers[name] == HEADERS[name]


def test_without_a_session_nothing_of_the_record_is_told(desk: Desk) -> None:
    stranger = browser(desk)
    for place in ("/", "/statements", "/statements?q=harbour"):
        answer = stranger.get(place)
        assert answer.status_code == 401
        assert "Brandt" not in answer.text


def test_a_body_that_is_too_large_is_refused(client: TestClient, session: Session) -> None:
    headers = {"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"}
    assert client.post("/logout", content=b"a" * (LARGEST + 1), headers=headers).status_code == 413

    def pieces() -> Iterator[bytes]:
        for _ in range(LARGEST // 1000 + 2):
            yield b"a" * 1000

    assert client.post("/logout", content=pieces(), headers=headers).status_code == 413


def test_a_web_socket_is_refused(client: TestClient) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/"):
        pass
