"""Search on the command line: only what matches is fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.test_archive import DOC, record
from travaux.store import Archive, replace_record
from travaux.workbench.searching import search


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "record.travaux"
    replace_record(file, record(), {}, {})
    return file


def test_statements_come_before_documents(path: Path) -> None:
    statement, document = search(path, "night boats")
    assert (statement["kind"], statement["who"]) == ("statement", "the ferry union")
    assert (statement["words"], statement["file"]) == ("the night boats would stop", "a.txt")
    assert (document["id"], document["words"], document["file"]) == (DOC, "Ferries", "a.txt")


def test_nothing_is_found_for_words_that_are_not_there(path: Path) -> None:
    assert search(path, "glacier") == []


def test_the_record_is_not_loaded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def loaded(*_: object) -> None:
        raise AssertionError("all nouns of a table were read")

    monkeypatch.setattr(Archive, "nouns", loaded)
    assert len(search(path, "night boats")) == 2
