"""One file's bytes on their way to the readers."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.core.documents import SourceNote


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file, its name, and what sources.csv says of it."""

    data: bytes
    file: str
    note: SourceNote | None = None
