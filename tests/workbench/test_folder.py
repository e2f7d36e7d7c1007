from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from travaux.core.errors import UsageError
from travaux.workbench.folder import gather


def files(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("words")


def test_files_come_in_the_order_of_their_names_without_settings_and_hidden_ones(
    tmp_path: Path,
) -> None:
    files(tmp_path, "b.txt", "a/z.txt", "a.txt", ".hidden", ".git/x.txt", "out/old.txt")
    (tmp_path / "talks.toml").write_text('name = "T"')
    pile = gather([tmp_path], out=tmp_path / "out")
    assert [f.file for f in pile.files] == ["a.txt", "a/z.txt", "b.txt"]
    assert pile.talks.name == "T"


def test_links_are_not_followed_not_even_in_a_circle(tmp_path: Path) -> None:
    files(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "away.txt").symlink_to("/etc/hostname")
    pile = gather([tmp_path])
    assert [f.file for f in pile.files] == ["a.txt"]
    assert [p.code for p in pile.problems] == ["link-not-followed"] * 2


def test_a_file_too_large_is_a_problem_that_says_what_to_do(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as handle:
        handle.truncate(500_000_000)
    pile = gather([tmp_path])
    assert pile.files == ()
    assert "split it" in pile.problems[0].sentence


def test_a_file_without_permission_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files(tmp_path, "a.txt", "b.txt")  # root may read everything, so the system is asked for b
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "b.txt")
    assert [p.code for p in gather([tmp_path]).problems] == ["no-permission"]


def test_two_files_of_one_name_keep_their_folders(tmp_path: Path) -> None:
    files(tmp_path, "one/report.txt", "two/report.txt")
    pile = gather([tmp_path / "one/report.txt", tmp_path / "two/report.txt"])
    assert [f.file for f in pile.files] == ["one/report.txt", "two/report.txt"]


def test_nothing_to_read_is_said_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to read"):
        gather([tmp_path])
    with pytest.raises(UsageError, match="There is no"):
        gather([tmp_path / "nowhere"])


def test_sources_csv_may_not_describe_what_is_not_there(tmp_path: Path) -> None:
    files(tmp_path, "a.txt")
    (tmp_path / "sources.csv").write_text("file,title\na.txt,A\nb.txt,B\n")
    pile = gather([tmp_path])
    assert pile.files[0].note is not None
    assert pile.files[0].note.title == "A"
    assert [p.code for p in pile.problems] == ["note-without-file"]


def test_what_an_earlier_build_made_is_not_read(tmp_path: Path) -> None:
    files(tmp_path, "a.txt", "old/record.travaux", "old/x.txt", "old/dossier/index.html")
    files(tmp_path, "pages/.travaux-files", "pages/index.html")
    assert [f.file for f in gather([tmp_path], out=tmp_path / "new").files] == ["a.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_a_name_that_is_no_unicode_is_written_out(tmp_path: Path) -> None:
    folder = tmp_path / "pile"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("The mayor said no.\n")
    (source,) = gather([folder]).files
    assert source.file == "caf\\xe9.txt"
    assert source.path.read_text() == "The mayor said no.\n"


def test_a_folder_that_may_not_be_entered_is_said(
    pile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    === a.txt
    The mayor said no.
    === closed/b.txt
    The mayor said yes.
    """
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "closed")
    found = gather([pile])
    assert [f.file for f in found.files] == ["a.txt"]
    assert [(p.code, p.file) for p in found.problems] == [("no-permission", "closed")]
