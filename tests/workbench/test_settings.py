from __future__ import annotations

from pathlib import Path

import pytest

from travaux.core.errors import SettingsError
from travaux.workbench.folder import gather
from travaux.workbench.settings import parse_notes, parse_talks, read_talks

GOOD = """
name = "Harbour talks"
[[parties]]
name = "Dockers' Union"
kind = "organisation"
aliases = ["the dockers"]
can_bind = true
[[parties]]
name = "Ada Brink"
affiliation = "Dockers' Union"
[[drafts]]
name = "First offer"
date = "2031-02-01"
status = "leaked"
files = ["offer.txt"]
"""


def test_talks_are_read() -> None:
    talks = parse_talks(GOOD.encode())
    assert talks.name == "Harbour talks"
    assert talks.parties[0].aliases == ("the dockers",)
    assert talks.parties[1].affiliation == talks.parties[0].id
    assert talks.drafts[0].files == ("offer.txt",)


def test_every_fault_is_told_at_once_with_what_was_expected() -> None:
    bad = """
    colour = "red"
    [[parties]]
    kind = "planet"
    aliases = "the dockers"
    [[drafts]]
    name = "A"
    status = "maybe"
    """
    with pytest.raises(SettingsError) as told:
        parse_talks(bad.encode())
    said = str(told.value)
    assert len(told.value.faults) == 5
    assert "unknown key “colour”" in said
    assert "number 1 needs a name" in said
    assert "aliases must be a list of texts" in said
    assert "kind is “planet”, expected one of" in said
    assert "status is “maybe”" in said


@pytest.mark.parametrize("data", [b"name = ", b"\xff\xfe\x00", b"parties = 3", b"parties = [1]"])
def test_what_is_no_talks_file_is_said(data: bytes) -> None:
    with pytest.raises(SettingsError, match=r"talks\.toml"):
        parse_talks(data)


def test_notes_are_read_with_or_without_a_byte_order_mark() -> None:
    notes = parse_notes("﻿file,title,date\na.txt,One,2031-01-02\n".encode())
    assert notes["a.txt"].title == "One"
    assert notes["a.txt"].publisher == ""


def test_faulty_notes_name_every_line() -> None:
    with pytest.raises(SettingsError) as told:
        parse_notes(b"file,colour\na.txt,red\n,blue\nb.txt,red,more\n")
    assert len(told.value.faults) == 3


WATCH = """
[monitoring]
as_of = "2031-10-15"
cards = "cards.yaml"
monitors = ["treaty monitor"]
what_if = ["2031-11-01 paid by Karst"]
"""


def test_what_is_monitored_is_read_with_its_files(tmp_path: Path) -> None:
    cards = b"cards:\n  - {id: pay, kind: duty, bearer: Karst, act: paid}\n"
    (tmp_path / "cards.yaml").write_bytes(cards)
    (tmp_path / "talks.toml").write_text(WATCH)
    watch = read_talks(tmp_path).watch
    assert watch is not None and watch.cards is not None and watch.cards.bytes == cards
    assert (watch.as_of, watch.monitors) == ("2031-10-15", ("treaty monitor",))
    (tmp_path / "a.txt").write_text("Karst paid on 1 August 2031.")
    assert [file.file for file in gather([tmp_path]).files] == ["a.txt"]


def test_faults_of_what_is_monitored_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as told:
        parse_talks(b'[monitoring]\nknown_by = "soon"\nwhat_if = ["soon paid"]')
    assert len(told.value.faults) == 3
    with pytest.raises(SettingsError, match="cards must be a file's name"):
        parse_talks(b"[monitoring]\ncards = 3")
    (tmp_path / "talks.toml").write_text(WATCH + 'log = "none.csv"')
    (tmp_path / "cards.yaml").write_text("cards:\n  - {id: pay}\n  - {id: pay}\n")
    with pytest.raises(SettingsError) as read:
        read_talks(tmp_path)
    assert "none.csv could not be read" in str(read.value) and len(read.value.faults) > 6
