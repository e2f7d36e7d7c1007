"""What a second process gives to a build: a figure of the clock, and one of processor time.

`python -m bench crew` builds the same pile with one and with two processes, each in a fresh
process, in turns, and takes the best of each: on a quiet machine the ratio of the clock counts. On
a busy one it is noise; then the processor time tells. It is taken phase by phase, of the parent
and of each worker: a phase cannot be shorter than its busiest process, nor than its share of two
cores. `--articles`, `--turns` and `--engine` choose pile, repeats and rules or tagger.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from bench.figures import Figure
from bench.synthetic import write_articles

CORES = 2
ARTICLES, TURNS = 250, 2


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of a build: processor seconds of the parent and of each worker."""

    name: str
    parent: float
    workers: tuple[float, ...]

    @property
    def least(self) -> float:
        """Seconds that it takes at least where CORES are free for it."""
        each = (self.parent, *self.workers)
        return max(*each, sum(each) / CORES)


@dataclass(frozen=True, slots=True)
class Run:
    """A build: seconds by the clock, and its phases."""

    seconds: float
    phases: tuple[Phase, ...]

    @property
    def least(self) -> float:
        return sum(phase.least for phase in self.phases)


def measure(data: Path) -> list[Figure]:
    """How much faster two processes are than one, by the clock and by processor time."""
    return figures(ARTICLES, TURNS, "rules")


def figures(articles: int, turns: int, engine: str) -> list[Figure]:
    """The two ratios on so many synthetic articles."""
    with tempfile.TemporaryDirectory() as place:
        pile = write_articles(Path(place) / "pile", articles)
        runs = [(_alone(pile, 1, engine), _alone(pile, 2, engine)) for _ in range(turns)]
    one, two = (min((r[at] for r in runs), key=lambda run: run.least) for at in (0, 1))
    clock = [min(r[at].seconds for r in runs) for at in (0, 1)]
    said = "; ".join(f"{p.name} {_said(p)}" for p in two.phases)
    return [
        Figure(
            "crew.two_to_one_clock",
            clock[0] / clock[1],
            "ratio",
            f"{articles} articles: {clock[0]:.1f} s alone, {clock[1]:.1f} s with two",
        ),
        Figure(
            "crew.two_to_one_worked",
            one.least / two.least,
            "ratio",
            f"{one.least:.1f} s to {two.least:.1f} s; parent | workers: {said}",
        ),
    ]


def _said(phase: Phase) -> str:
    return f"{phase.parent:.1f} | {' '.join(f'{w:.1f}' for w in phase.workers) or '-'}"


def _alone(pile: Path, jobs: int, engine: str) -> Run:
    """The run of one build in a fresh process."""
    with tempfile.TemporaryDirectory() as out:
        words = [sys.executable, "-m", "bench.crew", "--run", str(pile), out]
        more = ["--jobs", str(jobs), "--engine", engine]
        done = subprocess.run([*words, *more], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    phases = (Phase(p["name"], p["parent"], tuple(p["workers"])) for p in told["phases"])
    return Run(told["seconds"], tuple(phases))


def built(pile: Path, out: Path, jobs: int, engine: str) -> Run:
    """Build `pile` into `out` as the command line does, and watch."""
    began = time.perf_counter()
    from travaux.workbench.hiring import hired
    from travaux.workbench.progress import Progress

    watch = Watch()
    with hired([pile], out, jobs) as crew:
        from travaux.workbench.build import build
        from travaux.workbench.dossier import Binding

        progress = Progress(begin=lambda what, total: watch.begin(what))
        binding = Binding(crew)
        done = build([pile], out, engine, jobs, progress, crew=crew, known=binding.known)
        binding.write(done.path, done.record, out / "dossier", progress, done.news)
        watch.begin("")
    return Run(time.perf_counter() - began, tuple(watch.phases))


class Watch:
    """Notes what each process has worked whenever a phase begins."""

    def __init__(self) -> None:
        self.phases: list[Phase] = []
        self._name, self._before = "Starting", self._worked()
        self._before[os.getpid()] = 0.0

    def begin(self, name: str) -> None:
        now = self._worked()
        spent = {pid: seconds - self._before.get(pid, 0.0) for pid, seconds in now.items()}
        parent = spent.pop(os.getpid())
        workers = tuple(round(s, 2) for s in spent.values() if s > 0)
        self.phases.append(Phase(self._name, round(parent, 2), workers))
        self._name, self._before = name, now

    @staticmethod
    def _worked() -> dict[int, float]:
        own = psutil.Process()
        return {p.pid: sum(p.cpu_times()[:2]) for p in (own, *own.children())}


def main() -> None:
    """Measure as asked, or, with --run, be the process that is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--engine", default="rules")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--run", nargs=2, type=Path, metavar=("PILE", "OUT"))
    options = parser.parse_args()
    if options.run:
        pile, out = options.run
        print(json.dumps(asdict(built(pile, out, options.jobs, options.engine))))
        return
    for figure in figures(options.articles, options.turns, options.engine):
        print(f"{figure.name:28} {figure.value:.3f}  {figure.note}", flush=True)


if __name__ == "__main__":
    main()
