"""A small team at once: 20 readers and 5 coders on `travaux serve` for a minute.

The server is a process of its own, as users run it, on the record of 2,000 documents and 100,000
statements (big_record.py), asked over the loopback address only. A reader looks at a page every one
to three seconds, a coder judges a statement as often. Counted: errors, the time of each answer as
the reader's clock sees it, and judgements that were acknowledged but are not in the record file
after the server was killed (SIGKILL) in the midst of it.

The clock counts the client's own work and the machine's other work too. So the same people also
visit, for a third of the time, a server that does nothing (web_empty.py): what they meet there is
the client and the machine, and is printed beside it. So is the server's processor time, which does
not depend on what else the machine does.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import httpx

from bench.big_record import written
from bench.figures import Figure
from bench.web_people import CODERS, READERS, Door, Tally, crowd
from travaux.store import open_archive

DOCUMENTS, STATEMENTS = 2_000, 100_000
SECONDS = 60
OPENED = re.compile(r"http://(127\.0\.0\.1:\d+)/enter\?token=\S+")
ANY = re.compile(r"(127\.0\.0\.1:\d+)")
CSRF = re.compile(r'name="csrf" content="([^"]+)"')


def measure(data: Path) -> list[Figure]:
    """95th percentile of pages and of judgements, errors, and judgements lost by a kill."""
    with tempfile.TemporaryDirectory() as folder:
        record = written(Path(folder) / "record.travaux", DOCUMENTS, STATEMENTS)
        return list(_measured(record))


def of_file(path: Path, seconds: int = SECONDS) -> Iterator[Figure]:
    """The figures for a copy of the record at `path`, for one who has made it already."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _measured(Path(shutil.copy(path, Path(folder) / "record.travaux")), seconds)


def _measured(record: Path, seconds: int = SECONDS) -> Iterator[Figure]:
    command = ["travaux.cli", "serve", str(record), "--port", "0", "--no-browser"]
    with _served(command, OPENED) as (server, opened):
        door = _entered(opened)
        before = _worked(server.pid)
        spent: list[float] = []

        def kill() -> None:
            spent.append(_worked(server.pid) - before)
            os.kill(server.pid, signal.SIGKILL)

        tally = crowd(door, seconds, kill)
    with closing(open_archive(record)) as archive:
        kept = {judgement.id for judgement in archive.judgements()}
    yield from _figures(tally, kept, spent[0], _of_nothing(door, seconds / 3), seconds)


def _figures(
    tally: Tally, kept: set[str], spent: float, nothing: Tally, seconds: float
) -> Iterator[Figure]:
    slow = _slowest(tally)
    said = f"{READERS} readers, {len(tally.took)} pages in {seconds:.0f} s; slowest kind {slow}"
    yield Figure("web_load.page_p95", _p95(tally.pages), "ms", said, best="low")
    said = f"{CODERS} coders, {len(tally.acknowledged)} judgements acknowledged"
    yield Figure("web_load.judge_p95", _p95(tally.judged), "ms", said, best="low")
    said = "pages of a server that does nothing, same people; judgements {:.0f}"
    nothing_p95 = _p95(nothing.pages), _p95(nothing.judged)
    note = said.format(nothing_p95[1])
    yield Figure("web_load.nothing_p95", nothing_p95[0], "ms", note, best="low")
    asked = len(tally.took) + len(tally.judged)
    said = f"of the server, a request; the client {1_000 * tally.worked / asked:.1f}"
    yield Figure("web_load.server_cpu", 1_000 * spent / asked, "ms", said, best="low")
    said = "; ".join(tally.errors[:3])
    yield Figure("web_load.errors", float(len(tally.errors)), "", said, best="low")
    lost = [each for each in tally.acknowledged if each not in kept]
    yield Figure("web_load.lost", float(len(lost)), "", "after kill -9", best="low")


def _slowest(tally: Tally) -> str:
    kinds = {kind for kind, _ in tally.took}
    means = {k: [took for kind, took in tally.took if kind == k] for k in kinds}
    worst = max(means, key=lambda k: _p95(means[k]))
    return f"{worst} {_p95(means[worst]):.0f}"


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


@contextmanager
def _served(
    command: Sequence[str], opened: re.Pattern[str]
) -> Iterator[tuple[subprocess.Popen[str], re.Match[str]]]:
    """A server in a process of its own, and the line in which it tells its address."""
    server = subprocess.Popen(
        [sys.executable, "-m", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert server.stdout is not None
    try:
        yield server, next(m for line in server.stdout if (m := opened.search(line)))
    finally:
        server.kill()
        server.wait()
        server.stdout.close()


def _entered(opened: re.Match[str]) -> Door:
    """The door of a server that has just told its address."""
    with httpx.Client(base_url=f"http://{opened[1]}", timeout=60) as client:
        client.get(opened[0], follow_redirects=True)
        csrf = CSRF.search(client.get("/statements").text)
        assert csrf is not None
        found = client.get("/api/statements", params={"rows": 100}).json()
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    return Door(opened[1], {"cookie": cookie}, csrf[1], [row["id"] for row in found["rows"]])


def _of_nothing(door: Door, seconds: float) -> Tally:
    """What the same people meet at a server that does nothing."""
    with _served(["bench.web_empty"], ANY) as (_, opened):
        return crowd(Door(opened[1], door.headers, door.csrf, door.ids), seconds, lambda: None)


def _worked(process: int) -> float:
    """Seconds of the processor that a process has used; 0.0 where the system does not say."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
