"""Fixtures that every room's tests may use."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import pytest

HEADING = re.compile(r"^=== (?P<name>\S+)\n", re.MULTILINE)


@pytest.fixture
def pile(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The test's docstring as a miniature folder: a line `=== name.txt` begins each file."""
    function: Any = request.function
    pieces = HEADING.split(inspect.cleandoc(function.__doc__ or ""))
    folder = tmp_path / "pile"
    folder.mkdir()
    for name, text in zip(pieces[1::2], pieces[2::2], strict=True):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.strip("\n") + "\n", "utf-8")
    return folder
