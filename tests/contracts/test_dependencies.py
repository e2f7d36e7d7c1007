"""Every third-party import of the package is declared in pyproject.toml, and locked by hash."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
OPTIONAL_ROOMS = {"web": "web"}
LAZY = {"ray": "cluster"}
COMES_WITH = {"markupsafe": "jinja2"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", name, maxsplit=1)[0]).lower()


def declared(*extras: str) -> set[str]:
    lists = [PROJECT["dependencies"], *(PROJECT["optional-dependencies"][e] for e in extras)]
    return {canonical(name) for names in lists for name in names}


def third_party() -> set[tuple[str, str]]:
    """(room, top-level name) of each import from outside the package and the standard library."""
    found = set()
    for path in sorted((ROOT / "src" / "travaux").rglob("*.py")):
        room = path.relative_to(ROOT / "src" / "travaux").parts[0]
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            found |= {(room, name.split(".")[0]) for name in names}
    return {(room, n) for room, n in found if n not in sys.stdlib_module_names and n != "travaux"}


@pytest.mark.parametrize(("room", "name"), sorted(third_party()))
def test_what_is_imported_is_declared_and_locked(room: str, name: str) -> None:
    extras = [extra for extra in (OPTIONAL_ROOMS.get(room), LAZY.get(name)) if extra]
    wanted = COMES_WITH.get(name, name)
    distributions = {canonical(d) for d in packages_distributions().get(wanted, [wanted])}
    assert distributions & declared(*extras), f"{room} imports {name}: declare it in pyproject.toml"
    locked = {
        canonical(line)
        for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines()
        if re.match(r"[A-Za-z]", line)
    }
    assert name in LAZY or distributions & locked, (
        f"{name} is not in requirements.lock: run make lock"
    )
