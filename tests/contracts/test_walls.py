"""What import-linter cannot see: built-in `open`, clocks, dynamic imports in stage rooms."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "travaux"
STAGE_ROOMS = (
    "core",
    "corpus",
    "discourse",
    "drafts",
    "issues",
    "monitoring",
    "outcomes",
    "reports",
)
MODULES = [path for room in STAGE_ROOMS for path in sorted((PACKAGE / room).rglob("*.py"))]
BANNED_NAMES = {"open", "eval", "exec", "__import__", "input", "print", "breakpoint"}
BANNED_METHODS = {"now", "today", "utcnow", "import_module"}
JUNK_DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "base",
    "misc",
    "manager",
    "managers",
}


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_stage_rooms_open_nothing_and_read_no_clock(module: Path) -> None:
    calls = [
        node.func
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]
    names = {f.id for f in calls if isinstance(f, ast.Name)}
    methods = {f.attr for f in calls if isinstance(f, ast.Attribute)}
    assert not names & BANNED_NAMES
    assert not methods & BANNED_METHODS


def test_no_junk_drawers() -> None:
    names = {path.stem for path in PACKAGE.rglob("*")}
    assert not names & JUNK_DRAWERS


@pytest.mark.parametrize(
    "room", sorted(p.name for p in PACKAGE.iterdir() if p.is_dir() and p.name != "__pycache__")
)
def test_every_room_says_what_it_eats_and_makes(room: str) -> None:
    said = ast.get_docstring(ast.parse((PACKAGE / room / "__init__.py").read_text("utf-8"))) or ""
    assert len(said) > 60, (
        f"{room}/__init__.py needs a docstring: what it eats, makes, must not know"
    )
