from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from travaux.core.errors import RecordBusy, UsageError
from travaux.core.judgements import Action
from travaux.core.record import Record
from travaux.store import open_archive
from travaux.store.locks import held
from travaux.workbench.build import build, refresh
from travaux.workbench.judged.record import judged
from travaux.workbench.judging import judge


def words(record: Record) -> set[tuple[str, str]]:
    return {(s.speaker.name if s.speaker else "", s.words) for s in record.statements}


def test_a_folder_becomes_a_record(pile: Path, tmp_path: Path) -> None:
    """
    === ferry.txt
    The harbour master, Ilse Brandt, said on Monday that the night ferry would stop in May.
    === offer.txt
    1. The company shall run six night boats a week.
    2. The union shall end the strike within ten days of signature.
    3. Fares will not rise before 1 January 2032.
    4. A joint committee will meet every month.
    """
    built = build([pile], tmp_path / "out", jobs=0)
    assert [d.file for d in built.record.documents] == ["ferry.txt", "offer.txt"]
    assert any("the night ferry would stop in May" in said for _, said in words(built.record))
    with open_archive(built.path) as archive:
        assert judged(archive.load()) == built.record


def test_a_second_build_changes_nothing_and_one_changed_file_is_read_alone(
    pile: Path, tmp_path: Path
) -> None:
    """
    === a.txt
    The mayor said that the bridge is closed.
    === b.txt
    The engineer said that the bridge is safe.
    """
    first = build([pile], tmp_path / "out", jobs=0)
    before = first.path.read_bytes()
    again = build([pile], tmp_path / "out", jobs=0)
    assert (again.changed, again.reread) == (False, 0)
    assert again.record == first.record
    assert again.path.read_bytes() == before
    (pile / "b.txt").write_text("The engineer said that the bridge is not safe.\n")
    third = build([pile], tmp_path / "out", jobs=0)
    assert (third.changed, third.reread) == (True, 1)


def test_neither_processes_nor_place_change_the_result(pile: Path, tmp_path: Path) -> None:
    """
    === a.txt
    The mayor said that the bridge is closed.
    === b.txt
    “We never closed it,” the engineer told reporters. She added that lorries still cross.
    === c.txt
    According to the union, forty jobs are at risk.
    """
    alone = build([pile], tmp_path / "one", jobs=0)
    two = build([pile], tmp_path / "two", jobs=2)
    assert two.record == alone.record
    moved = pile.rename(tmp_path / "elsewhere")
    assert build([moved], tmp_path / "three", jobs=0).record == alone.record


def test_judgements_survive_every_rebuild(pile: Path, tmp_path: Path) -> None:
    """
    === a.txt
    The mayor said that the bridge is closed. The engineer said that the bridge is safe.
    """
    built = build([pile], tmp_path / "out", jobs=0)
    wrong, right = sorted(built.record.statements, key=lambda s: s.start)
    judge(built.path, wrong.id, Action.REJECT, "Ana", why="hearsay")
    judge(built.path, right.id, Action.CHANGE, "Ana", "speaker", "Eva Lind")
    assert {name for name, _ in words(refresh(built.path))} == {"Eva Lind"}
    text = (pile / "a.txt").read_text()
    (pile / "a.txt").write_text("Yesterday it rained.\n" + text)
    rebuilt = build([pile], tmp_path / "out", jobs=0)
    assert {name for name, _ in words(rebuilt.record)} == {"Eva Lind"}
    assert len(rebuilt.record.judgements) == 2
    (pile / "a.txt").write_text("Nothing was said today.\n")
    gone = build([pile], tmp_path / "out", jobs=0)
    assert [p.code for p in gone.record.problems] == ["judgement-without-target"] * 2
    assert len(gone.record.judgements) == 2


def test_the_same_bytes_under_two_names_are_one_document(pile: Path, tmp_path: Path) -> None:
    """
    === a.txt
    The mayor said that the bridge is closed.
    === b.txt
    The mayor said that the bridge is closed.
    """
    record = build([pile], tmp_path / "out", jobs=0).record
    assert [(d.file, d.copies) for d in record.documents] == [("a.txt", ("b.txt",))]
    assert len(record.statements) == 1


def test_bad_files_are_problems_and_the_rest_is_read(pile: Path, tmp_path: Path) -> None:
    """
    === a.txt
    The mayor said that the bridge is closed.
    """
    (pile / "junk.txt").write_bytes(bytes(range(256)) * 40)
    (pile / "empty.txt").write_bytes(b"")
    record = build([pile], tmp_path / "out", jobs=0).record
    assert words(record)
    assert {p.file for p in record.problems} == {"junk.txt", "empty.txt"}
    assert all(p.sentence.endswith(".") for p in record.problems)


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "pile").mkdir()
    with pytest.raises(UsageError, match="nothing to read"):
        build([tmp_path / "pile"], tmp_path / "out")


def test_a_second_build_at_the_same_time_is_refused(pile: Path, tmp_path: Path) -> None:
    """
    === a.txt
    The mayor said that the bridge is closed.
    """
    (tmp_path / "out").mkdir()
    with held(tmp_path / "out" / "record.travaux", "build"), pytest.raises(RecordBusy):
        build([pile], tmp_path / "out", jobs=0)


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_a_kill_at_any_moment_leaves_the_old_record_whole(pile: Path, tmp_path: Path) -> None:
    """
    === a.txt
    The mayor said that the bridge is closed.
    """
    built = build([pile], tmp_path / "out", jobs=0)
    before = built.record
    for number in range(40):
        (pile / f"more-{number}.txt").write_text(f"The mayor said that bridge {number} is open.\n")
    code = (
        "import sys; from pathlib import Path; from travaux.workbench.build import build;"
        "build([Path(sys.argv[1])], Path(sys.argv[2]), jobs=0)"
    )
    for pause in (0.2, 1.5, 3.0):
        command = [sys.executable, "-c", code, str(pile), str(tmp_path / "out")]
        process = subprocess.Popen(
            command, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        )
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
        with open_archive(built.path) as archive:
            now = archive.load()
        assert now == before or len(now.documents) == 41
    assert len(build([pile], tmp_path / "out", jobs=0).record.documents) == 41
