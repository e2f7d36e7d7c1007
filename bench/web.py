"""How long the local app takes for a page at the server, on a record of 2,000 documents and 100,000
statements (big_record.py): each kind of page many times over, and at once after a judgement.

The time is that of the whole request through the app, guards and templates included, without the
network. Pages are asked for one at a time; what takes minutes to work out (networks, outcomes) is
switched off, as it runs beside the requests.
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
from travaux.web.warming import warm
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
    live, search = LiveRecord.open(path), Searcher(path)
    desk = Desk(live=live, search=search, owner="Ana")
    warm(desk)
    yield Figure("web.open", time.perf_counter() - began, "s", "open and work out", best="low")
    session = desk.sessions.open("Ana", Role.EDITOR)
    app = create_app(desk, Doors(frozenset({HOST})))
    client = TestClient(app, base_url=f"http://{HOST}", cookies={desk.cookie: session.key})
    worst = {"page": (0.0, ""), "search": (0.0, ""), "judged": (0.0, "")}
    for name, address in kinds(desk, random.Random(2)).items():
        steady = sorted(_timed(client, address()) for _ in range(TIMES))
        after = sorted(_after_judging(desk, client, address, n) for n in range(TIMES // 4))
        p95, late = steady[int(TIMES * 0.95)], after[-1]
        said = f"median {steady[TIMES // 2]:.0f}; at once after a judgement at most {late:.0f}"
        yield Figure(
            f"web.{name.replace(', ', '_').replace(' ', '_')}", p95, "ms", said, best="low"
        )
        group = "search" if "search" in name else "page"
        worst[group] = max(worst[group], (p95, name))
        worst["judged"] = max(worst["judged"], (late, name))
    for group, (value, name) in worst.items():
        yield Figure(f"web.worst_{group}", value, "ms", name, best="low")
    search.close()
    live.close()


def _timed(client: TestClient, address: str) -> float:
    """Milliseconds of one request."""
    began = time.perf_counter()
    answer = client.get(address)
    took = (time.perf_counter() - began) * 1000
    assert answer.status_code == 200, (address, answer.status_code)
    return took


def _after_judging(desk: Desk, client: TestClient, address: Callable[[], str], turn: int) -> float:
    """Milliseconds of the first request after somebody has changed the speaker of a statement."""
    statement = desk.record.statements[turn * 997 % len(desk.record.statements)]
    desk.live.judge(statement.id, Action.CHANGE, "Ben", field="speaker", value=f"Ada Boro {turn}")
    return _timed(client, address())


def of_file(path: Path) -> Iterator[Figure]:
    """The figures for a copy of the record at `path`, for one who has made it already."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(path, Path(folder) / "record.travaux"))
        yield from _figures(copy)
