"""A small record with a hostile document in it, and browsers' sides of the app."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from travaux.web.app import create_app
from travaux.web.desk import Desk
from travaux.web.guards import Doors
from travaux.web.sessions import Session
from travaux.web.users import Role
from travaux.workbench.build import build
from travaux.workbench.live import LiveRecord
from travaux.workbench.searching import Searcher

ORIGIN = "http://127.0.0.1:8437"
DOORS = Doors(frozenset({"127.0.0.1:8437", "localhost:8437"}))

FIRST = """Outline of the Aldermere accord (leaked, 2 March 2031)

1. The harbour will be shared by both towns.
2. Norhaven will pay 30 million marks to Sudhaven by 31 December 2031.
3. A joint council of 12 members will be formed.
"""
SECOND = """Revised outline of the Aldermere accord (leaked, 9 April 2031)

1. The harbour will be shared by both towns.
2. Norhaven will pay 45 million marks to Sudhaven by 31 December 2031.
3. A joint council of 10 members will be formed.
4. The lighthouse will be kept by Norhaven.
"""
TALK = """Harbour Gazette, 11 April 2031

Mayor Ilse Brandt of Norhaven said that her town could not pay 45 million marks. “Point 2 is a
demand, not an offer,” she told reporters.

Sudhaven's envoy Tomas Reyl said his side supports the joint council. According to a person close to
the talks, Norhaven had accepted a payment of 30 million marks in March.
"""
HOSTILE = """<script>alert("title")</script> & <b>bold</b>

Ilse Brandt said: “<img src=x onerror=alert(1)> <script>alert('words')</script> we will not sign.”
Tomas <svg onload=alert(2)> Reyl said that "javascript:alert(3)" href="index.html" is not a place.
"""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of four documents, to be copied and never changed."""
    folder = tmp_path_factory.mktemp("pile")
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND), ("talk.txt", TALK)):
        (folder / name).write_text(text, "utf-8")
    (folder / 'x" onclick=alert(4) <script>.txt').write_text(HOSTILE, "utf-8")
    (folder / "talks.toml").write_text(
        'name = "The <i>Aldermere</i> talks"\n'
        '[[drafts]]\nname = "Outline"\ndate = "2031-03-02"\nfiles = ["first.txt"]\n'
        '[[drafts]]\nname = "Revised outline"\ndate = "2031-04-09"\nfiles = ["second.txt"]\n'
        '[monitoring]\nas_of = "2032-02-01"\n',
        "utf-8",
    )
    out = tmp_path_factory.mktemp("built")
    build([folder], out, jobs=0)
    return out / "record.travaux"


@pytest.fixture
def record(built: Path, tmp_path: Path) -> Path:
    """A copy of the record, to be judged."""
    return Path(shutil.copy(built, tmp_path / "record.travaux"))


@pytest.fixture
def desk(record: Path) -> Iterator[Desk]:
    """The state of a server for one person."""
    live, search = LiveRecord.open(record), Searcher(record)
    yield Desk(live=live, search=search, owner="Ana")
    search.close()
    live.close()


def browser(desk: Desk, session: Session | None = None) -> TestClient:
    """A browser at the app; with the cookie of `session` where one is given."""
    cookies = {desk.cookie: session.key} if session else {}
    app = create_app(desk, DOORS)
    return TestClient(app, base_url=ORIGIN, cookies=cookies, follow_redirects=False,
                      client=("127.0.0.1", 5000))  # fmt: skip


@pytest.fixture
def session(desk: Desk) -> Session:
    """An open session of an editor."""
    return desk.sessions.open("Ana", Role.EDITOR)


@pytest.fixture
def client(desk: Desk, session: Session) -> TestClient:
    """The browser of an editor who has come in."""
    return browser(desk, session)


@pytest.fixture(scope="module")
def module_client(built: Path) -> Iterator[TestClient]:
    """The browser of an editor, shared by tests that change nothing."""
    live, search = LiveRecord.open(built), Searcher(built)
    desk = Desk(live=live, search=search, owner="Ana")
    yield browser(desk, desk.sessions.open("Ana", Role.EDITOR))
    search.close()
    live.close()
