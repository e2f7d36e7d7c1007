"""`travaux serve` as a process: its address, its end, what it refuses to do, whom it talks to."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import psutil
import pytest
from typer.testing import CliRunner

from tests.web.conftest import browser
from travaux.cli import app
from travaux.core.errors import MissingExtra, RecordNewer, TravauxError, UsageError
from travaux.web.desk import Desk
from travaux.web.enrolling import add_user
from travaux.web.serving import Wishes, doors_for, listening, users_of
from travaux.web.sessions import Session
from travaux.web.warming import warm

ROOT = Path(__file__).parents[2]
PASSWORD = "a long enough one"  # noqa: S105 - of a user that is made here


@pytest.fixture
def served(record: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running server and the address it tells."""
    command = [sys.executable, "-m", "travaux.cli", "serve", str(record)]
    process = subprocess.Popen(
        [*command, "--port", "0", "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if found := re.search(r"http://\S+", line):
            yield process, found[0]
            break
    else:
        raise AssertionError("".join(lines))
    process.kill()
    process.wait()


def test_it_opens_once_talks_to_nobody_and_stops_cleanly(
    served: tuple[subprocess.Popen[str], str], record: Path
) -> None:
    process, address = served
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with opener.open(address, timeout=20) as answer:
        assert answer.status == 200
    base = address.split("/enter")[0]
    for page in ("/", "/statements", "/sources"):
        with opener.open(base + page, timeout=20) as answer:
            assert b"<main" in answer.read()
    sockets = psutil.Process(process.pid).net_connections()
    assert {s.laddr.ip for s in sockets} == {"127.0.0.1"}
    assert all(s.raddr.ip == "127.0.0.1" for s in sockets if s.raddr)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) in (0, -signal.SIGINT, 130)
    rest = process.stdout.read() if process.stdout else ""
    assert "Traceback" not in rest
    assert not list(record.parent.glob("*.html"))


def refusal(*words: str) -> TravauxError:
    done = CliRunner().invoke(app, ["serve", *words, "--no-browser"])
    assert isinstance(done.exception, TravauxError), done.output
    assert done.exception.todo
    return done.exception


def test_a_missing_record_is_said_so(tmp_path: Path) -> None:
    assert "no record" in str(refusal(str(tmp_path / "record.travaux"), "--port", "0"))


def test_a_record_of_a_newer_version_is_refused(record: Path) -> None:
    with sqlite3.connect(record) as connection:
        connection.execute("PRAGMA user_version = 999")
    assert isinstance(refusal(str(record), "--port", "0"), RecordNewer)


def test_a_port_in_use_is_said_so(record: Path) -> None:
    with listening("127.0.0.1", 0) as door:
        port = door.getsockname()[1]
        assert f"127.0.0.1:{port}" in str(refusal(str(record), "--port", str(port)))


def test_without_the_extra_it_says_what_to_install(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError("no", name="starlette")

    monkeypatch.setattr("travaux.cli.serving.importlib.import_module", missing)
    error = refusal(str(record))
    assert isinstance(error, MissingExtra)
    assert "travaux[web]" in str(error)


def test_elsewhere_needs_users_and_tls(record: Path, tmp_path: Path) -> None:
    users = tmp_path / "users.toml"
    add_user(users, "Ana", "editor", PASSWORD)
    with pytest.raises(UsageError, match="nobody would have to log in"):
        users_of(Wishes(record, "0.0.0.0"))  # noqa: S104
    with pytest.raises(UsageError, match="in the clear"):
        users_of(Wishes(record, "192.0.2.7", users=users))
    assert users_of(Wishes(record, "192.0.2.7", users=users, trusted_network=True))
    cert, key = tmp_path / "c.pem", tmp_path / "k.pem"
    assert users_of(Wishes(record, "192.0.2.7", users=users, cert=cert, key=key))
    with pytest.raises(UsageError, match="both"):
        users_of(Wishes(record, cert=tmp_path / "c.pem"))


def test_a_users_file_that_others_can_read_is_refused(record: Path, tmp_path: Path) -> None:
    users = tmp_path / "users.toml"
    add_user(users, "Ana", "editor", PASSWORD)
    users.chmod(0o644)
    with pytest.raises(UsageError, match="chmod"):
        users_of(Wishes(record, users=users))


def test_the_names_it_answers_to() -> None:
    doors = doors_for(Wishes(Path("r"), "192.0.2.7", names=("desk.example",)), 8437)
    assert doors.hosts == {"192.0.2.7:8437", "desk.example:8437"}
    assert doors_for(Wishes(Path("r")), 9).hosts == {"127.0.0.1:9", "localhost:9"}
    assert "[::1]:9" in doors_for(Wishes(Path("r"), "::1"), 9).hosts


def test_no_page_asks_the_network(
    desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(desk, session)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was asked for")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    warm(desk)
    for page in ("/", "/sources", "/statements?q=harbour", "/networks", "/outcomes", "/table"):
        assert client.get(page).status_code == 200
    until = time.monotonic() + 20
    while any(t.name.startswith("making") for t in threading.enumerate()):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert client.get("/networks").status_code == 200


def test_no_asset_names_another_server() -> None:
    web = ROOT / "src" / "travaux"
    for path in [*web.glob("web/assets/*"), *web.glob("web/templates/*")]:
        said = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|url\(\s*['\"]?(?!data:)\w+:|@import", said), path
