"""How long the local app takes for a page at the server, on a record of 2,000 documents and 100,000
statements (big_record.py): each kind of page many times over, and at once after a judgement.

The time is that of the whole request through the app, guards and templates included, without the
network, by the clock and of the processor: the clock of a shared machine also counts its other
work. Pages are asked for one at a time; what takes long to work out (networks, outcomes) is left
out: those pages never wait for it.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from starlette.testclient import TestClient

from bench.big_record import WORDS, written
from bench.figures import Figure
from travaux.core.judgements import Action
from travaux.web.app import create_app
from travaux.web.desk import Desk
from travaux.web.guards import Doors
from travaux.web.users import Role
from travaux.web.warming import made_to_stay, warm
from travaux.workbench.live import LiveRecord
from travaux.workbench.searching import Searcher

DOCUMENTS, STATEMENTS = 2_000, 100_000
TIMES = 40  # requests of each kind
FILTERED = "stance=oppose&kind=direct&sort=newest&outlet=Outlet "
HOST = "127.0.0.1:8437"


def kinds(desk: Desk, chance: random.Random) -> dict[str, Callable[[], str]]:
    """Kind of page -> an address of it, another one each time."""

    def word() -> str:
        return chance.choice(WORDS)

    def one(nouns: str, page: str, first: int = 10**6) -> str:
        return f"/{page}/{chance.choice(getattr(desk.record, nouns)[:first]).id}"

    return {
        "overview": lambda: "/",
        "sources": lambda: f"/sources?page={chance.randrange(1, 40)}",
        "source": lambda: f"/sources/{chance.choice(desk.record.documents).id[:12]}",
        "statements": lambda: f"/statements?page={chance.randrange(1, 2_000)}",
        "statements, filtered": lambda: f"/statements?{FILTERED}{chance.randrange(60)}",
        "statements, searched": lambda: f"/statements?q={word()}&stance=support",
        "parties": lambda: f"/parties?page={chance.randrange(1, 20)}",
        "party": lambda: one("parties", "parties", 100),
        "chronology": lambda: f"/chronology?page={chance.randrange(1, 150)}",
        "drafts": lambda: "/drafts",
        "draft": lambda: one("drafts", "drafts"),
        "provision": lambda: one("provisions", "provisions"),
        "table": lambda: f"/table?page={chance.randrange(1, 4)}",
        "findings": lambda: f"/findings?page={chance.randrange(1, 30)}",
        "positions": lambda: "/positions",
        "position": lambda: one("positions", "positions"),
        "issues": lambda: "/issues",
        "issue": lambda: one("issues", "issues"),
        "discrepancies": lambda: f"/discrepancies?page={chance.randrange(1, 90)}",
        "commitments": lambda: "/commitments",
        "problems": lambda: "/problems",
        "search": lambda: f"/search?q={word()} {word()}",
        "search, one word": lambda: f"/search?q={word()}",
    }


def measure(data: Path) -> list[Figure]:
    """95th percentile of each kind of page, and the worst of them."""
    with tempfile.TemporaryDirectory() as folder:
        return list(_figures(written(Path(folder) / "record.travaux", DOCUMENTS, STATEMENTS)))


def _figures(path: Path) -> Iterator[Figure]:
    began = time.perf_counter()
    with made_to_stay():
        live, search = LiveRecord.open(path), Searcher(path)
        desk = Desk(live=live, search=search, owner="Ana")
        warm(desk)
    yield Figure("web.open", time.perf_counter() - began, "s", "open and work out", best="low")
    session = desk.sessions.open("Ana", Role.EDITOR)
    app = create_app(desk, Doors(frozenset({HOST})))
    client = TestClient(app, base_url=f"http://{HOST}", cookies={desk.cookie: session.key})
    worst: dict[str, tuple[float, str]] = {}
    for name, address in kinds(desk, random.Random(2)).items():
        steady = [_timed(client, address()) for _ in range(TIMES)]
        late = [_after_judging(desk, client, address, n) for n in range(TIMES // 4)]
        group = "search" if "search" in name else "page"
        found = {group: _p95(steady, 0), f"{group}_cpu": _p95(steady, 1),
                 "judged": _p95(late, 0), "judged_cpu": _p95(late, 1)}  # fmt: skip
        for key, value in found.items():
            worst[key] = max(worst.get(key, (0.0, "")), (value, name))
        said = "processor {:.0f}; at once after a judgement {:.0f}, processor {:.0f}".format(
            *list(found.values())[1:]
        )
        key = f"web.{name.replace(', ', '_').replace(' ', '_')}"
        yield Figure(key, found[group], "ms", said, best="low")
    for group, (value, name) in worst.items():
        yield Figure(f"web.worst_{group}", value, "ms", name, best="low")
    search.close()
    live.close()


def _p95(times: list[tuple[float, float]], which: int) -> float:
    ordered = sorted(time[which] for time in times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _timed(client: TestClient, address: str) -> tuple[float, float]:
    """Milliseconds of one request by the clock, and of the processor (all threads)."""
    began, worked = time.perf_counter(), time.process_time()
    answer = client.get(address)
    took = time.perf_counter() - began, time.process_time() - worked
    assert answer.status_code == 200, (address, answer.status_code)
    return took[0] * 1000, took[1] * 1000


def _after_judging(
    desk: Desk, client: TestClient, address: Callable[[], str], turn: int
) -> tuple[float, float]:
    """As `_timed`, for the first request after somebody has changed a statement's speaker."""
    statement = desk.record.statements[turn * 997 % len(desk.record.statements)]
    desk.live.judge(statement.id, Action.CHANGE, "Ben", field="speaker", value=f"Ada Boro {turn}")
    return _timed(client, address())


def of_file(path: Path) -> Iterator[Figure]:
    """The figures for a copy of the record at `path`, for one who has made it already."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, Path(folder) / "record.travaux"))
        yield from _figures(copy)
