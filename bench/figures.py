"""One measured figure, and the hash of the data it was measured on."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `name` is its key in floors.toml ("polnear.content_exact_f1").

    data: `data_hash` of the files it was measured on, "" for self-made data. note: anything a
    reader should know, such as the peer's figure in the same run. best: "high" or "low".
    """

    name: str
    value: float
    unit: str = ""
    note: str = ""
    data: str = ""
    best: str = "high"


def data_folder() -> Path:
    """`$TRAVAUX_DATA`, else ../shared/data beside the project."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("TRAVAUX_DATA", beside))


def data_hash(files: Iterable[Path]) -> str:
    """Twelve hex digits over names and bytes of `files`, whatever their order and wherever the
    data lie: labels of this folder come after them."""
    total = hashlib.sha256()
    own = Path(__file__).parent
    for file in sorted(files, key=lambda file: (file.is_relative_to(own), file)):
        total.update(file.name.encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:12]


def f1(found: int, right: int, gold: int) -> float:
    """Harmonic mean of precision right/found and recall right/gold; 0.0 where undefined."""
    return 2 * right / (found + gold) if found + gold else 0.0
