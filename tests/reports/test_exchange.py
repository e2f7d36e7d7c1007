from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from travaux.core.record import Record
from travaux.reports.exchange import WRITERS, json_lines
from travaux.reports.spreadsheet import DANGEROUS, csv_tables, safe_cell, table
from travaux.workbench.build import build
from travaux.workbench.exporting import export

PILE = Path(__file__).parents[2] / "examples" / "vela-river"
OWN = {
    "affiliations",
    "duplicates",
    "groups",
    "variants",
    "threads",
    "redlines",
    "burdens",
    "reliances",
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return build([PILE], tmp_path_factory.mktemp("out"), jobs=0).record


@pytest.mark.parametrize("name", sorted(set(WRITERS) - OWN))
def test_every_line_fits_its_schema(record: Record, name: str) -> None:
    schema = json.loads(
        files("travaux.reports").joinpath("schemas", f"{name}.schema.json").read_text()
    )
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    lines = dict(json_lines(record))[f"{name}.jsonl"].decode().splitlines()
    for line in lines:
        assert [e.message for e in validator.iter_errors(json.loads(line))] == []


def test_every_offset_is_the_quote(record: Record) -> None:
    tables = {
        name: [json.loads(x) for x in data.decode().splitlines()]
        for name, data in json_lines(record)
    }
    texts = {d["id"]: d["text"] for d in tables["documents.jsonl"]}
    seen = 0

    def check(value: object, document: str) -> None:
        nonlocal seen
        if isinstance(value, list):
            for item in value:
                check(item, document)
        if isinstance(value, dict):
            document = value.get("document", document)
            if {"start", "end", "text"} <= set(value):
                assert texts[document][value["start"] : value["end"]] == value["text"]
                seen += 1
            for key, item in value.items():
                if key != "parts":
                    check(item, document)

    for name, lines in tables.items():
        if name != "documents.jsonl":
            check(lines, "")
    assert seen > 100


@given(st.text())
def test_no_text_makes_a_cell_that_begins_like_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(DANGEROUS)
    assert cell.removeprefix("'") == text.replace("\x00", "") or cell == text


def test_a_table_reads_back_and_keeps_numbers(record: Record) -> None:
    read = list(csv.DictReader(io.StringIO(table([{"a": "=1+1", "b": -2, "c": {"d": None}}]))))
    assert read == [{"a": "'=1+1", "b": "-2", "c.d": ""}]
    statements = dict(csv_tables(record))["statements.csv"].decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(statements)))) == len(record.statements)


def test_parquet_holds_the_same_rows(record: Record, tmp_path: Path) -> None:
    import duckdb

    export(record, tmp_path, "parquet")
    read = duckdb.read_parquet(str(tmp_path / "statements.parquet"))
    assert read.count("*").fetchall() == [(len(record.statements),)]
