"""`python -m bench [NAME …]`: measure, print one table, fail where a figure falls below its floor.

Each module of this folder with a `measure(data: Path) -> list[Figure]` is a measure.
"""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
import time
import tomllib
from pathlib import Path

from bench.figures import Figure, data_folder

FLOORS = Path(__file__).with_name("floors.toml")


def measures() -> list[str]:
    """Names of the modules of this folder that measure, sorted."""
    folder = Path(__file__).parent
    return sorted(p.stem for p in folder.glob("*.py") if "\ndef measure(" in p.read_text("utf-8"))


def verdict(figure: Figure, floors: dict[str, dict[str, object]]) -> str:
    """ "ok", "FELL", "other data" or "no floor" for one figure."""
    floor = floors.get(figure.name)
    if floor is None:
        return "no floor"
    if floor.get("data", "") != figure.data:
        return "other data"
    bound = float(str(floor["floor"]))
    kept = figure.value >= bound if figure.best == "high" else figure.value <= bound
    return "ok" if kept else "FELL"


def main(argv: list[str]) -> int:
    """Measure the named modules (all by default) and print the table; 1 where a figure fell."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(measures()))
    parser.add_argument("--skip", action="append", default=[], help="leave this measure out")
    parser.add_argument(
        "--within", type=float, default=float("inf"), help="seconds; begin no measure later"
    )
    options = parser.parse_args(argv)
    names = options.names or [n for n in measures() if n not in options.skip]
    if len(names) == 1:
        return measured(names[0])
    until = time.monotonic() + options.within
    return max([looked_at(name, until) for name in names], default=0)


def looked_at(name: str, until: float) -> int:
    """Measure one module in a process of its own; 1 where a figure fell twice.

    A peak of memory is that of a process and all its children, hence the process. Machines are
    shared, so a speed that fell gets a second look; a figure of quality is the same both times.
    until: by time.monotonic(); a measure that would begin later is left out, and that is said.
    """
    if time.monotonic() > until:
        print(f"{name:48} not measured: the time allowed is over", flush=True)
        return 0
    command = [sys.executable, "-m", "bench", name]
    if not subprocess.run(command).returncode:
        return 0
    print(f"{name:48} again, as a figure fell or the measure broke off", flush=True)
    return subprocess.run(command).returncode


def measured(name: str) -> int:
    """Measure one module and print its rows; 1 where a figure fell."""
    floors = tomllib.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    fell = 0
    for figure in importlib.import_module(f"bench.{name}").measure(data_folder()):
        said = verdict(figure, floors)
        fell += said == "FELL"
        row = f"{figure.name:48} {figure.value:10.4f} {figure.unit:8} {said:10} {figure.note}"
        print(row, flush=True)
    return 1 if fell else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
