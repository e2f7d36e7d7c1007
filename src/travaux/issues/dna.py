"""Coded statements <-> the tables of a Discourse Network Analyzer file (version 3.0).

`coded_in` reads the statements of the type that has person, organization, concept and agreement;
`dna_file` lays out documents and coded statements as such a file. Nothing here opens a file: the
tables are plain rows (`store.dna` reads and writes them). Strings are cut to the 190 characters
that the format allows.
"""

from __future__ import annotations

import base64
import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from travaux.core.documents import Document
from travaux.core.networks import Cell, CodedStatement, DnaFile, DnaTable

SHORT = 190
ROUNDS = 100_000
SALT = 16
VARIABLES = ("person", "organization", "concept", "agreement")
TEXTS = VARIABLES[:3]
PERMISSIONS = 16
LOOK = (0, 14)  # a coder's refresh interval and font size
COLOURS = ((255, 255, 0), (51, 153, 255), (255, 102, 102), (102, 255, 0), (178, 102, 255))

Row = Mapping[str, Cell]


def hashed_password(password: str, salt: bytes) -> str:
    """A coder's password as the format keeps it: base64 of salt and SHA-256, iterated 100,000
    times over salt and password. salt: 16 bytes, drawn by the caller."""
    if len(salt) != SALT:
        raise ValueError(f"a salt has {SALT} bytes, not {len(salt)}")
    digest = salt + password.encode("utf-8")
    for _ in range(ROUNDS):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode("ascii")


def password_matches(stored: str, password: str) -> bool:
    """Whether `password` is the one that was stored."""
    salt = base64.b64decode(stored)[:SALT]
    return len(salt) == SALT and hashed_password(password, salt) == stored


def coded_in(file: DnaFile) -> tuple[CodedStatement, ...]:
    """The coded statements of a .dna file, in its order; statement types without the four
    variables are left aside. document is the title, id the file's number."""
    variables = _variables(file)
    documents = {row["ID"]: row for row in _rows(file, "DOCUMENTS")}
    coders = {row["ID"]: str(row["Name"]) for row in _rows(file, "CODERS")}
    values = _values(file)
    return tuple(
        _statement(row, variables[row["StatementTypeId"]], documents, coders, values)
        for row in _rows(file, "STATEMENTS")
        if row["StatementTypeId"] in variables and row["DocumentId"] in documents
    )


def _rows(file: DnaFile, name: str) -> list[dict[str, Cell]]:
    table = file.table(name)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def _variables(file: DnaFile) -> dict[Cell, dict[str, Cell]]:
    """Statement type -> variable name -> its number, for types that have all four."""
    found: dict[Cell, dict[str, Cell]] = {}
    for row in _rows(file, "VARIABLES"):
        found.setdefault(row["StatementTypeId"], {})[str(row["Variable"])] = row["ID"]
    return {kind: names for kind, names in found.items() if set(VARIABLES) <= names.keys()}


def _values(file: DnaFile) -> dict[tuple[Cell, Cell], Cell]:
    """(statement, variable) -> its value, of whatever type."""
    entities = {row["ID"]: row["Value"] for row in _rows(file, "ENTITIES")}
    found: dict[tuple[Cell, Cell], Cell] = {}
    for row in _rows(file, "DATASHORTTEXT"):
        found[row["StatementId"], row["VariableId"]] = entities.get(row["Entity"])
    for name in ("DATABOOLEAN", "DATAINTEGER", "DATALONGTEXT"):
        for row in _rows(file, name):
            found[row["StatementId"], row["VariableId"]] = row["Value"]
    return found


def _statement(
    row: Row,
    variables: Mapping[str, Cell],
    documents: Mapping[Cell, Row],
    coders: Mapping[Cell, str],
    values: Mapping[tuple[Cell, Cell], Cell],
) -> CodedStatement:
    document = documents[row["DocumentId"]]
    text = {name: str(values.get((row["ID"], variables[name])) or "") for name in TEXTS}
    return CodedStatement(
        str(row["ID"]),
        str(document["Title"]),
        datetime.fromtimestamp(_number(document["Date"]), UTC).date().isoformat(),
        text["person"],
        text["organization"],
        text["concept"],
        _number(values.get((row["ID"], variables["agreement"]))),
        coders.get(row["Coder"], ""),
        _number(row["Start"]),
        _number(row["Stop"]),
    )


def _number(cell: Cell) -> int:
    return int(cell) if isinstance(cell, int | float) else 0


@cache
def _format() -> dict[str, Any]:
    return tomllib.loads(files("travaux.issues").joinpath("dna.toml").read_text("utf-8"))


def dna_file(
    documents: Sequence[Document],
    rows: Iterable[CodedStatement],
    passwords: Mapping[str, str],
) -> DnaFile:
    """Documents and coded statements as a .dna file.

    passwords: coder -> stored password (`hashed_password`), the first one the administrator; every
    coder of `rows` needs one (KeyError otherwise). Statements of documents that are not given, and
    empty ones, are left out: the format has no place for them.
    """
    numbers = {d.id: n for n, d in enumerate(documents, 1)}
    kept = [r for r in rows if r.document in numbers and r.start < r.end]
    coders = {name: n for n, name in enumerate(passwords, 1)}
    scale = "boolean" if {r.agreement for r in kept} <= {0, 1} else "integer"
    entities = _entities(kept)
    made: dict[str, list[tuple[Cell, ...]]] = {
        "SETTINGS": [("version", _format()["version"]), ("date", _format()["date"])],
        "CODERS": [_coder(n, name, passwords[name]) for name, n in coders.items()],
        "DOCUMENTS": [_document(numbers[d.id], d) for d in documents],
        "STATEMENTTYPES": [(1, "DNA Statement", 239, 208, 51)],
        "VARIABLES": [
            (n, name, scale if name == "agreement" else "short text", 1)
            for n, name in enumerate(VARIABLES, 1)
        ],
        "CODERRELATIONS": list(_relations(len(coders))),
        "STATEMENTS": [
            (n, 1, numbers[r.document], r.start, r.end, coders[r.coder])
            for n, r in enumerate(kept, 1)
        ],
        "ENTITIES": [
            (number, variable, value, 0, 0, 0, None)
            for (variable, value), number in entities.items()
        ],
        "DATASHORTTEXT": list(_short_texts(kept, entities)),
        f"DATA{scale.upper()}": [(n, n, 4, r.agreement) for n, r in enumerate(kept, 1)],
    }
    return DnaFile(tuple(_table(name, made.get(name, ())) for name in _format()["tables"]))


def _table(name: str, rows: Sequence[tuple[Cell, ...]]) -> DnaTable:
    columns = _format()["tables"][name]
    names = tuple(column.split()[0] for column in columns)
    return DnaTable(name, f"CREATE TABLE {name}({', '.join(columns)})", names, tuple(rows))


def _coder(number: int, name: str, password: str) -> tuple[Cell, ...]:
    colour = COLOURS[(number - 1) % len(COLOURS)]
    return (number, name[:SHORT], *colour, *LOOK, password, 300, 0, 0, 1, *[1] * PERMISSIONS)


def _document(number: int, document: Document) -> tuple[Cell, ...]:
    title = (document.title or document.file)[:SHORT]
    source = document.publisher[:SHORT]
    return (number, title, document.text, 1, "", source, "", "", "", _seconds(document.date))


def _seconds(iso: str) -> int:
    """The ISO day as seconds since 1970; 0 where none is known."""
    padded = iso + "-01-01"[len(iso) - 4 :] if len(iso) in (4, 7) else iso
    try:
        day = date.fromisoformat(padded[:10])
    except ValueError:
        return 0
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _relations(coders: int) -> Iterator[tuple[Cell, ...]]:
    """Every coder may see and edit every other's work."""
    pairs = [(a, b) for a in range(1, coders + 1) for b in range(1, coders + 1) if a != b]
    for number, (one, other) in enumerate(pairs, 1):
        yield number, one, other, 1, 1, 1, 1


def _entities(rows: Sequence[CodedStatement]) -> dict[tuple[int, str], int]:
    """(variable, value) -> number, for every name that is used, and an empty one a variable."""
    values = {(v, getattr(r, TEXTS[v - 1])[:SHORT]) for r in rows for v in (1, 2, 3)}
    ordered = sorted(values | {(v, "") for v in (1, 2, 3)})
    return {entity: number for number, entity in enumerate(ordered, 1)}


def _short_texts(
    rows: Sequence[CodedStatement], entities: Mapping[tuple[int, str], int]
) -> Iterator[tuple[Cell, ...]]:
    number = 0
    for statement, row in enumerate(rows, 1):
        for variable, name in enumerate(TEXTS, 1):
            number += 1
            value = getattr(row, name)[:SHORT]
            yield number, statement, variable, entities[variable, value]
