"""What the README and the design promise: verbs, help, no network, no extras needed."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from typer.main import get_command

from travaux.cli import app
from travaux.reports.dossier import render_dossier
from travaux.workbench import settings
from travaux.workbench.build import build
from travaux.workbench.watch_settings import KEYS

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "vela-river"
VERBS = sorted(get_command(app).commands)  # type: ignore[attr-defined]
README = (ROOT / "README.md").read_text("utf-8")


def travaux(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")} | settings
    command = [sys.executable, "-m", "travaux.cli", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_documented_and_helps(verb: str) -> None:
    assert f"travaux {verb}" in README
    command = get_command(app).commands[verb]  # type: ignore[attr-defined]
    assert command.help
    assert all(getattr(p, "help", None) for p in command.params if p.name != "help")


def test_the_readme_names_no_verb_that_is_not_there() -> None:
    named = set(re.findall(r"`(?:\.venv/bin/)?travaux ([a-z]+)", README))
    assert named <= set(VERBS) | {"VERB"}


def test_every_key_of_the_settings_is_documented() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    tables = (settings.PARTY, settings.DRAFT, settings.TOP, KEYS, settings.NOTE_FIELDS)
    for key in (key for table in tables for key in table):
        assert re.search(rf"^\| `\[*{key}\]*` \|", page, re.MULTILINE), key
    assert "docs/settings.md" in README


def test_a_build_asks_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was asked for")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    built = build([EXAMPLE], tmp_path, jobs=0)
    assert built.record.statements
    assert dict(render_dossier(built.record))


def test_wrong_use_is_one_sentence_and_exit_code_two(tmp_path: Path) -> None:
    done = travaux("build", str(tmp_path / "nowhere"), "-o", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "Name a folder, or files." in done.stderr


@pytest.mark.parametrize("columns", ["40", "80", "140"])
def test_statements_can_be_read_on_any_terminal(columns: str, tmp_path: Path) -> None:
    said = "that the toll of the northern bridge is far too high for the fishermen of the coast"
    file = tmp_path / "one.txt"
    file.write_text(f"The mayor, Ben Cole, said {said}.", "utf-8")
    done = travaux("statements", str(file), "--engine", "rules", COLUMNS=columns)
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= int(columns)
    if columns != "140":  # in a table other cells stand between
        assert said.split() == [w for w in done.stdout.split() if w in said.split()]
    assert "fishermen" in done.stdout
    assert "Ben Cole" in done.stdout


def test_strict_exits_with_one_where_the_material_has_problems(tmp_path: Path) -> None:
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "junk.txt").write_bytes(bytes(range(256)) * 10)
    words = ("build", str(tmp_path / "pile"), "-o", str(tmp_path / "out"), "-j", "0")
    assert travaux(*words).returncode == 0
    done = travaux(*words, "--strict")
    assert done.returncode == 1
    assert "junk.txt" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
@pytest.mark.parametrize("later", [0.0, 1.5])  # while the workers import; while they read
def test_an_interrupt_stops_a_build_cleanly(later: float, tmp_path: Path) -> None:
    words = ["build", str(EXAMPLE), "-o", str(tmp_path / "out"), "-j", "2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "travaux.cli", *words],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # A shell starts what runs in its background with Ctrl-C ignored, these tests included.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while process.poll() is None and len(psutil.Process(process.pid).children()) < 2:
        time.sleep(0.02)  # until the readers are being started
    time.sleep(later)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2, said
    assert "Stopped before the build was complete." in said
    assert "Traceback" not in said
    assert not (tmp_path / "out" / "record.travaux").exists()
