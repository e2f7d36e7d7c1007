"""The people of `web_load`: 20 who read and 5 who judge, each with a pause between two requests.

They are threads of one process and ask with plain sockets: with a client that does more for each
request, the client is the slower half.
"""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.big_record import WORDS

READERS, CODERS = 20, 5
PAUSE = (1.0, 3.0)  # seconds between two requests of one person
STANCES = ("support", "oppose", "none stated")


@dataclass
class Tally:
    """What the people met. took: (kind of page, milliseconds of its answer); judged: milliseconds
    of each judgement; acknowledged: ids of judgements; worked: seconds of this process's
    processor."""

    took: list[tuple[str, float]] = field(default_factory=list)
    judged: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    worked: float = 0.0

    @property
    def pages(self) -> list[float]:
        return [took for _, took in self.took]


@dataclass(frozen=True, slots=True)
class Door:
    """How to come in. headers: what every request carries; csrf: what a judgement carries too;
    ids: the statements that the coders judge."""

    host: str
    headers: dict[str, str]
    csrf: str
    ids: Sequence[str]


class Visitor:
    """One person's connection, which stays open between requests."""

    def __init__(self, door: Door, number: int) -> None:
        self.door = door
        self.chance = random.Random(number)
        self._line = http.client.HTTPConnection(door.host, timeout=60)

    def asked(self, method: str, path: str, body: str = "", **more: str) -> tuple[int, bytes]:
        """Status and body of one answer."""
        self._line.request(method, path, body or None, self.door.headers | more)
        answer = self._line.getresponse()
        return answer.status, answer.read()

    def close(self) -> None:
        self._line.close()


def read(visitor: Visitor, tally: Tally) -> None:
    """Look at one page."""
    path = page(visitor.chance, visitor.door.ids)
    began = time.perf_counter()
    status, _ = visitor.asked("GET", path)
    took = 1_000 * (time.perf_counter() - began)
    tally.took.append((path.partition("?")[0].split("/statement-")[0], took))
    if status != http.client.OK:
        tally.errors.append(f"{status} {path}")


def judge(visitor: Visitor, tally: Tally) -> None:
    """Say what stance one statement takes."""
    door, chance = visitor.door, visitor.chance
    word = {"noun": "statement", "target": chance.choice(door.ids), "action": "change",
            "field": "stance", "value": chance.choice(STANCES)}  # fmt: skip
    more = {"content-type": "application/json", "x-csrf-token": door.csrf}
    began = time.perf_counter()
    origin = f"http://{door.host}"
    status, said = visitor.asked("POST", "/api/judgements", json.dumps(word), origin=origin, **more)
    tally.judged.append(1_000 * (time.perf_counter() - began))
    if status == http.client.OK:
        tally.acknowledged += [each["id"] for each in json.loads(said)["judgements"]]
    else:
        tally.errors.append(f"{status} {said[:80]!r}")


def page(chance: random.Random, ids: Sequence[str]) -> str:
    """The address that a reader goes to next."""
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


def crowd(door: Door, seconds: float, at_the_end: Callable[[], None]) -> Tally:
    """Let everybody work for so long; `at_the_end` happens while the last are still asking."""
    tally, stop = Tally(), threading.Event()

    def person(work: Callable[[Visitor, Tally], None], number: int) -> None:
        visitor = Visitor(door, number)
        while not stop.wait(visitor.chance.uniform(*PAUSE)):
            try:
                work(visitor, tally)
            except (OSError, http.client.HTTPException) as error:
                if not stop.is_set():
                    tally.errors.append(repr(error))
        visitor.close()

    works = [read] * READERS + [judge] * CODERS
    people = [threading.Thread(target=person, args=(w, n)) for n, w in enumerate(works)]
    began = time.process_time()
    for each in people:
        each.start()
    time.sleep(seconds)
    tally.worked = time.process_time() - began
    stop.set()
    at_the_end()
    for each in people:
        each.join()
    return tally
