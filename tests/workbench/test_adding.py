from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from travaux.core.errors import UsageError
from travaux.core.judgements import Action
from travaux.workbench.added import added_files, folder_of, put, safe_name
from travaux.workbench.adding import Adding
from travaux.workbench.build import build
from travaux.workbench.folder import SourceFile
from travaux.workbench.limited import LIMITS_MEMORY, Limits, read_limited
from travaux.workbench.live import LiveRecord
from travaux.workbench.reading import task_for

MAYOR = "The mayor said that the bridge is closed.\n"
UNION = b"According to the union, forty jobs are at risk. The union said that it will strike.\n"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("talk.txt", "talk.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\draft.PDF", "draft.pdf"),
        ("a\x00b<script>.html", "a_b_script_.html"),
        (".hidden.md", "hidden.md"),
        ("...txt", "document.txt"),
        ("con.txt", "_con.txt"),
        ("Überblick – 3.txt", "Überblick _ 3.txt"),
        ("x" * 400 + ".txt", "x" * 100 + ".txt"),
    ],
)
def test_names_are_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept


@pytest.mark.parametrize("given", ["tool.exe", "noending", "x.txt.sh", "..", "talks.toml", ""])
def test_files_of_other_kinds_are_refused(given: str) -> None:
    with pytest.raises(UsageError, match="no kind of file"):
        safe_name(given)


def test_equal_files_are_kept_once_and_equal_names_apart(tmp_path: Path) -> None:
    record = tmp_path / "record.travaux"
    names = [put(record, "a.txt", data).file for data in (b"one", b"two", b"one")]
    assert names == ["added/a.txt", "added/a (2).txt", "added/a.txt"]
    assert [f.path.read_bytes() for f in added_files(record)] == [b"two", b"one"]
    with pytest.raises(UsageError, match="empty"):
        put(record, "b.txt", b"")
    (folder_of(record) / "link.txt").symlink_to("/etc/hostname")
    assert len(added_files(record)) == 2


def test_documents_are_read_beside_put_in_and_survive_the_next_build(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "a.txt").write_text(MAYOR)
    path = build([pile], tmp_path / "out", jobs=0).path
    live = LiveRecord.open(path)
    first = live.index.record.statements[0]
    live.judge(first.id, Action.CHANGE, "Ana", field="speaker", value="Eva Lind")
    adding = Adding(path, live.catch_up)
    assert adding.add([("b.txt", UNION), ("junk.pdf", b"%PDF-1.4 nothing")]) == (
        "added/b.txt",
        "added/junk.pdf",
    )
    adding.wait(240)
    standing = adding.standing
    assert (standing.step, standing.said) == ("done", "")
    assert [f.state for f in standing.files] == ["read", "left out"]
    assert standing.files[1].said
    assert any("union" in item.words for item in standing.news)
    assert {d.file for d in live.index.record.documents} == {"a.txt", "added/b.txt"}
    speakers = {s.speaker.name for s in live.index.record.statements if s.speaker}
    assert "Eva Lind" in speakers
    again = build([pile], tmp_path / "out", jobs=0)
    assert {d.file for d in again.record.documents} == {"a.txt", "added/b.txt"}
    live.close()
    shutil.rmtree(tmp_path / "out")


def test_a_file_over_the_limits_is_left_out_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(MAYOR)
    task = task_for(SourceFile(path, "a.txt"), "rules", lambda key: None)
    (slow,) = read_limited([task], Limits(seconds=0.01))
    (problem,) = slow.values["reader_problems"]
    assert (problem.code, slow.values["document"]) == ("reader-too-slow", None)


@pytest.mark.skipif(
    not LIMITS_MEMORY or sys.platform == "darwin", reason="RLIMIT_AS holds on Linux"
)
def test_a_reader_that_wants_too_much_memory_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(MAYOR)
    task = task_for(SourceFile(path, "a.txt"), "rules", lambda key: None)
    (big,) = read_limited([task], Limits(seconds=120, memory=64 * 1024**2))
    assert big.values["document"] is None or not big.values["attributed"]
    said = [*big.values["reader_problems"], *big.values["locator_problems"]]
    assert said
