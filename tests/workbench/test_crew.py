"""Functions of the standard library, for the workers import what they are to call."""

from __future__ import annotations

import math
import os
import signal
import time
from functools import partial

import pytest

from travaux.core.errors import WorkersFailed
from travaux.workbench.crew import Crew


def nothing(given: object) -> None:
    return None


def test_what_is_made_comes_in_the_order_of_what_was_given() -> None:
    given = [float(n) for n in range(60)]
    made = [math.sqrt(n) for n in given]
    with Crew(3) as crew:
        assert list(crew.in_order(math.sqrt, given, lost=nothing)) == made
    assert list(Crew(0).in_order(math.sqrt, given, lost=nothing)) == made


def test_a_worker_that_dies_costs_its_job_alone() -> None:
    with Crew(2) as crew:
        first = crew.begin(os._exit, 17)
        others = [crew.begin(math.sqrt, 4.0) for _ in range(6)]
        assert crew.result(first, lost=lambda given: f"lost {given}") == "lost 17"
        assert [crew.result(job, lost=nothing) for job in others] == [2.0] * 6


def test_what_a_worker_raises_is_raised_here() -> None:
    with Crew(1) as crew, pytest.raises(ValueError, match="math domain"):
        list(crew.in_order(math.sqrt, [-1.0], lost=nothing))


def test_workers_that_cannot_start_are_not_started_for_ever() -> None:
    with Crew(2, prepared=("travaux.there_is_no_such_room",)) as crew, pytest.raises(WorkersFailed):
        list(crew.in_order(math.sqrt, [1.0, 2.0], lost=nothing))


def test_a_busy_worker_does_not_hold_up_the_end() -> None:
    began = time.monotonic()
    with Crew(1) as crew:
        crew.result(crew.begin(math.sqrt, 1.0), lost=nothing)
        crew.begin(time.sleep, 600)
    assert time.monotonic() - began < 300


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals are POSIX")
def test_workers_never_see_an_interrupt_not_even_while_they_start() -> None:
    masked = partial(signal.pthread_sigmask, signal.SIG_BLOCK)
    with Crew(2) as crew:
        jobs = [crew.begin(masked, ()) for _ in range(2)]
        assert all(signal.SIGINT in crew.result(job, lost=nothing) for job in jobs)
    assert signal.SIGINT not in masked(())
