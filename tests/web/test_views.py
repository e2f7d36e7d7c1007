"""Saved views: kept beside the record, shown to all, never an address elsewhere."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import ORIGIN, browser
from travaux.core.errors import RecordError
from travaux.web.desk import Desk
from travaux.web.sessions import Session
from travaux.web.users import Role
from travaux.workbench.saved_views import SavedView, SavedViews

ADDRESS = "/statements?kind=direct&sort=newest"


def post(client: TestClient, session: Session, path: str, **sent: str) -> int:
    sent["csrf"] = session.csrf
    return client.post(path, data=sent, headers={"origin": ORIGIN}).status_code


def test_a_view_is_saved_shown_and_dropped(
    desk: Desk, client: TestClient, session: Session
) -> None:
    assert post(client, session, "/views", name="Direct <b>", address=ADDRESS) == 303
    assert SavedViews(desk.live.path).all() == (SavedView("Direct <b>", ADDRESS, "Ana"),)
    page = client.get("/statements").text
    assert "Direct &lt;b&gt;" in page
    assert 'href="/statements?kind=direct&amp;sort=newest"' in page
    assert post(client, session, "/views/drop", name="Direct <b>") == 303
    assert SavedViews(desk.live.path).all() == ()
    assert post(client, session, "/views/drop", name="Direct <b>") == 400


@pytest.mark.parametrize(
    ("name", "address"),
    [("x", "//evil.example/statements"), ("x", "https://evil.example"), ("x", "/logout"),
     ("", ADDRESS), ("x" * 81, ADDRESS), ("x", ADDRESS + "\n"), ("x", "/statements?" + "a" * 3000)],
)  # fmt: skip
def test_a_view_that_will_not_do_is_refused(
    client: TestClient, session: Session, name: str, address: str
) -> None:
    assert post(client, session, "/views", name=name, address=address) == 400


def test_a_reader_saves_nothing(desk: Desk) -> None:
    session = desk.sessions.open("Rita", Role.READER)
    client = browser(desk, session)
    assert post(client, session, "/views", name="x", address=ADDRESS) == 403
    assert "Save this view" not in client.get("/statements?kind=direct").text


def test_a_damaged_file_of_views_is_said_so(desk: Desk) -> None:
    desk.live.path.with_name("record.views.json").write_text("{")
    with pytest.raises(RecordError, match="cannot be read"):
        SavedViews(desk.live.path)
