"""Values kept while what they rest on is the same object; what takes long is not waited for."""

from __future__ import annotations

import threading
import time

import pytest

from travaux.core.record import Record
from travaux.core.steps import Parted, Step
from travaux.reports.indexed import Indexed
from travaux.web.kept import LATELY, Kept, Worked
from travaux.workbench.live import Since


def test_a_value_is_made_once_for_the_same_objects() -> None:
    kept, made = Kept(), []
    one, other = ["a"], ["a"]

    def make() -> int:
        made.append(1)
        return len(made)

    assert kept.of("x", (one,), make) == kept.of("x", (one,), make) == 1
    assert kept.of("x", (other,), make) == 2


def test_many_who_ask_at_once_wait_for_one() -> None:
    kept, made, rests = Kept(), [], (object(),)

    def make() -> int:
        made.append(1)
        time.sleep(0.05)
        return len(made)

    threads = [threading.Thread(target=kept.of, args=("x", rests, make)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def test_what_takes_long_is_shown_as_of_before_meanwhile() -> None:
    kept, go = Kept(), threading.Event()
    old, new = (object(),), (object(),)
    assert kept.soon("x", old, lambda: "old", patience=5) == Worked("old", True)

    def slow() -> str:
        go.wait(5)
        return "new"

    assert kept.soon("x", new, slow, patience=0.01) == Worked("old", False)
    go.set()
    until = time.monotonic() + 5
    while not (worked := kept.soon("x", new, slow)).fresh:
        assert time.monotonic() < until
    assert worked == Worked("new", True)


def test_what_fails_is_told_and_not_tried_for_ever() -> None:
    kept, rests, tried = Kept(), (object(),), []

    def fail() -> str:
        tried.append(1)
        raise ValueError("no")

    kept.soon("x", rests, fail, patience=1)
    with pytest.raises(ValueError, match="no"):
        kept.soon("x", rests, fail)
    assert len(tried) == 1
    assert kept.soon("x", (object(),), lambda: "yes", patience=5) == Worked("yes", True)


class Versions:
    """A record's versions: every one is its number, a step to it is the numbers in between."""

    def __init__(self) -> None:
        self.now, self.forgotten = 1, 0
        self.index = Indexed(Record())

    def since(self, version: int) -> Since:
        known = version > self.forgotten
        step = {"parties": Parted(come=tuple(range(version + 1, self.now + 1)))} if known else None
        return Since(self.now, self.index, step)


def test_what_follows_is_made_once_and_then_carried_on() -> None:
    kept, versions, made = Kept(), Versions(), []

    def make(index: Indexed) -> list[int]:
        made.append(versions.now)
        return [versions.now]

    def follow(before: list[int], index: Indexed, step: Step) -> list[int]:
        return [*before, *step["parties"].come]

    def now() -> list[int]:
        return kept.following("x", versions.since, make, follow)

    first = now()
    assert (first, now() is first) == ([1], True)
    versions.now = 4
    assert (now(), first) == ([1, 2, 3, 4], [1])
    versions.now, versions.forgotten = 9, 8
    assert (now(), made) == ([9], [1, 9])


def test_of_what_people_make_up_only_the_last_is_kept() -> None:
    kept, made = Kept(), []
    rests: tuple[object, ...] = (object(),)

    def value(name: str) -> str:
        def make() -> str:
            made.append(name)
            return name

        return kept.lately(name, rests, make)

    for number in range(LATELY + 1):
        value(str(number))
    assert value(str(LATELY)) == str(LATELY)
    assert len(made) == LATELY + 1
    value("0")
    assert made[-1] == "0"
    rests = (object(),)
    value("0")
    assert made[-2:] == ["0", "0"]
