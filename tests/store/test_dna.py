"""A .dna file is read and written whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from travaux.core.errors import RecordDamaged, RecordError
from travaux.core.networks import DnaFile, DnaTable
from travaux.store.dna import read_dna, write_dna

FILE = DnaFile(
    (
        DnaTable("SETTINGS", "CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT)",
                 ("Property", "Value"), (("version", "3"), ("odd", None))),
        DnaTable("B", 'CREATE TABLE B(ID INTEGER, "a b" BLOB, c REAL)', ("ID", "a b", "c"),
                 ((1, b"\x00\xff", 0.5), (2, b"", -1.0))),
    )
)  # fmt: skip


def test_a_round_trip_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.dna"
    write_dna(FILE, path)
    assert read_dna(path) == FILE
    write_dna(read_dna(path), path)
    assert read_dna(path) == FILE
    assert [p.name for p in tmp_path.iterdir()] == ["x.dna"]


def test_what_is_no_dna_file(tmp_path: Path) -> None:
    bad = tmp_path / "bad.dna"
    bad.write_bytes(b"this is not a database, only some words that go on for a while" * 20)
    with pytest.raises(RecordDamaged):
        read_dna(bad)
    with pytest.raises(RecordError):
        read_dna(tmp_path / "none.dna")


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x.dna"
    write_dna(FILE, path)
    with pytest.raises(RecordError):
        write_dna(DnaFile((DnaTable("C", "DROP TABLE B", ("a",)),)), path)
    with pytest.raises(RecordError):
        write_dna(DnaFile((DnaTable("C", "CREATE TABLE C(a UNIQUE)", ("a",), ((1,), (1,))),)), path)
    assert read_dna(path) == FILE


def test_reading_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.dna"
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE A(x)")
        base.commit()
    before = path.read_bytes()
    read_dna(path)
    assert path.read_bytes() == before
