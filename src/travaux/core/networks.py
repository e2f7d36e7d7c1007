"""Discourse networks: coded statements, the networks made of them, and .dna files as tables.

After Leifeld (2017), Discourse Network Analysis: actors that agree or disagree on concepts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class CodedStatement:
    """An actor's agreement with a concept, as `coder` (a person's name, or "machine") saw it.

    agreement: 1 agree and 0 disagree, or from -2 to 2 on the finer scale. date: ISO day. start,
    end: half-open characters of the document's text. id: the statement's.
    """

    id: str
    document: str
    date: str
    person: str
    organization: str
    concept: str
    agreement: int
    coder: str = "machine"
    start: int = 0
    end: int = 0


class Mode(StrEnum):
    """Actors by concepts, or actors by actors."""

    TWO = "two-mode"
    ONE = "one-mode"


@dataclass(frozen=True, slots=True)
class Network:
    """weights[row][column]; a one-mode network has the same rows and columns, and is symmetric.

    since, until: ISO days of the window it was made of, "" where all were taken.
    """

    mode: Mode
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    weights: tuple[tuple[float, ...], ...]
    since: str = ""
    until: str = ""

    def weight(self, row: str, column: str) -> float:
        """The weight between two named nodes. Raises ValueError where one is not there."""
        return self.weights[self.rows.index(row)][self.columns.index(column)]


Cell = str | int | float | bytes | None


@dataclass(frozen=True, slots=True)
class DnaTable:
    """One table of a .dna file: the statement that makes it, its columns and its rows."""

    name: str
    made_by: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class DnaFile:
    """All tables of a .dna file, in the order in which they were made."""

    tables: tuple[DnaTable, ...]

    def table(self, name: str) -> DnaTable:
        """The table of this name. Raises KeyError where there is none."""
        found = next((t for t in self.tables if t.name == name), None)
        if found is None:
            raise KeyError(name)
        return found


@dataclass(frozen=True, slots=True)
class Camps:
    """Two camps of actors, and how polarised they are from 0 to 1, from `since` to `until`."""

    since: str
    until: str
    polarisation: float
    camps: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Bar:
    """How often a concept was agreed and disagreed with."""

    concept: str
    agree: int
    disagree: int


@dataclass(frozen=True, slots=True)
class Discourse:
    """What a page shows of the discourse: who agrees with whom, in which coalitions, over time.

    places: x and y of each node of `congruence`, from 0 to 1; coalition: the number of its group.
    """

    congruence: Network
    conflict: Network
    places: tuple[tuple[float, float], ...]
    coalition: tuple[int, ...]
    bars: tuple[Bar, ...]
    over_time: tuple[Camps, ...]
    coded: int = 0
