"""A small team at once: 20 readers and 5 coders on `travaux serve` for a minute.

The server is a process of its own, as users run it, on the record of 2,000 documents and 100,000
statements (big_record.py), asked over the loopback address only. A reader looks at a page every one
to three seconds, a coder judges a statement as often. Counted: errors, the time of each answer as
the reader's clock sees it, and judgements that were acknowledged but are not in the record file
after the server was killed (SIGKILL) in the midst of it. The clock counts this process's own work
and the machine's other work too.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.big_record import WORDS, written
from bench.figures import Figure
from travaux.store import open_archive

DOCUMENTS, STATEMENTS = 2_000, 100_000
READERS, CODERS, SECONDS = 20, 5, 60
PAUSE = (1.0, 3.0)  # seconds between two requests of one person
OPENED = re.compile(r"(http://127\.0\.0\.1:\d+)/enter\?token=\S+")
CSRF = re.compile(r'name="csrf" content="([^"]+)"')
STANCES = ("support", "oppose", "none stated")


@dataclass
class Tally:
    """What 25 people met: milliseconds of each answer, errors, ids of acknowledged judgements."""

    took: list[float] = field(default_factory=list)
    judged: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)


def measure(data: Path) -> list[Figure]:
    """95th percentile of pages and of judgements, errors, and judgements lost by a kill."""
    with tempfile.TemporaryDirectory() as folder:
        record = written(Path(folder) / "record.travaux", DOCUMENTS, STATEMENTS)
        tally = _a_minute(record)
        with closing(open_archive(record)) as archive:
            kept = {judgement.id for judgement in archive.judgements()}
    return list(_figures(tally, kept))


def _figures(tally: Tally, kept: set[str]) -> Iterator[Figure]:
    lost = [each for each in tally.acknowledged if each not in kept]
    said = f"{READERS} readers, {len(tally.took)} pages in {SECONDS} s"
    yield Figure("web_load.page_p95", _p95(tally.took), "ms", said, best="low")
    said = f"{CODERS} coders, {len(tally.acknowledged)} judgements acknowledged"
    yield Figure("web_load.judge_p95", _p95(tally.judged), "ms", said, best="low")
    said = "; ".join(tally.errors[:3])
    yield Figure("web_load.errors", float(len(tally.errors)), "", said, best="low")
    yield Figure("web_load.lost", float(len(lost)), "", "after kill -9", best="low")


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _a_minute(record: Path) -> Tally:
    command = [sys.executable, "-m", "travaux.cli", "serve", str(record), "--port", "0"]
    server = subprocess.Popen(
        [*command, "--no-browser"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert server.stdout is not None
    try:
        opened = next(m for line in server.stdout if (m := OPENED.search(line)))
        return _visited(opened, lambda: os.kill(server.pid, signal.SIGKILL))
    finally:
        server.kill()
        server.wait()
        server.stdout.close()


def _visited(opened: re.Match[str], kill: Callable[[], None]) -> Tally:
    """Let everybody work for a minute, then kill the server while the coders still judge."""
    tally, stop, killed = Tally(), threading.Event(), threading.Event()
    with httpx.Client(base_url=opened[1], timeout=60) as door:
        door.get(opened[0], follow_redirects=True)
        cookies = dict(door.cookies)
        csrf = CSRF.search(door.get("/statements").text)
        assert csrf is not None
        found = door.get("/api/statements", params={"size": 100}).json()
    ids = [row["id"] for row in next(v for v in found.values() if isinstance(v, list))]

    def person(work: Callable[[httpx.Client, random.Random], None], number: int) -> None:
        chance = random.Random(number)
        with httpx.Client(base_url=opened[1], cookies=cookies, timeout=60) as client:
            while not stop.is_set():
                try:
                    work(client, chance)
                except httpx.HTTPError as error:
                    if not killed.is_set():
                        tally.errors.append(repr(error))
                stop.wait(chance.uniform(*PAUSE))

    def read(client: httpx.Client, chance: random.Random) -> None:
        began = time.perf_counter()
        answer = client.get(_page(chance, ids))
        tally.took.append(1_000 * (time.perf_counter() - began))
        if answer.status_code != 200:
            tally.errors.append(f"{answer.status_code} {answer.url.path}")

    def judge(client: httpx.Client, chance: random.Random) -> None:
        word = {"noun": "statement", "target": chance.choice(ids), "action": "change",
                "field": "stance", "value": chance.choice(STANCES)}  # fmt: skip
        headers = {"x-csrf-token": csrf[1], "origin": opened[1]}
        began = time.perf_counter()
        answer = client.post("/api/judgements", json=word, headers=headers)
        tally.judged.append(1_000 * (time.perf_counter() - began))
        if answer.status_code == 200:
            tally.acknowledged += [each["id"] for each in answer.json()["judgements"]]
        elif not killed.is_set():
            tally.errors.append(f"{answer.status_code} {answer.text[:80]}")

    people = [threading.Thread(target=person, args=(read, n)) for n in range(READERS)]
    people += [threading.Thread(target=person, args=(judge, 100 + n)) for n in range(CODERS)]
    for each in people:
        each.start()
    time.sleep(SECONDS)
    killed.set()
    kill()
    stop.set()
    for each in people:
        each.join()
    return tally


def _page(chance: random.Random, ids: list[str]) -> str:
    return chance.choice(
        [
            "/",
            f"/statements?page={chance.randrange(1, 2_000)}",
            f"/statements?q={chance.choice(WORDS)}",
            f"/search?q={chance.choice(WORDS)}",
            f"/sources?page={chance.randrange(1, 40)}",
            f"/chronology?page={chance.randrange(1, 100)}",
            f"/judge/statement/{chance.choice(ids)}",
            *("/positions", "/issues", "/drafts", "/discrepancies", "/table"),
        ]
    )
