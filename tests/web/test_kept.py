"""Values kept while what they rest on is the same object; what takes long is not waited for."""

from __future__ import annotations

import threading
import time

import pytest

from travaux.web.kept import Kept, Worked


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
