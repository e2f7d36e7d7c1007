"""What changed: which records are compared, and what a build keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from travaux.core.errors import UsageError
from travaux.core.judgements import Action
from travaux.core.news import Became
from travaux.workbench.build import build, refresh
from travaux.workbench.judging import judge
from travaux.workbench.news import changes, kept_in, told

ONE = "The mayor, Ben Cole, said on 5 May 2031 that the bridge is closed."
TWO = "The minister, Ada Bell, said on 7 May 2031 that the toll is unacceptable."


@pytest.fixture
def records(tmp_path: Path) -> tuple[Path, Path]:
    """A record of one file, and one of two in another folder."""
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "one.txt").write_text(ONE, "utf-8")
    first = build([pile], tmp_path / "first", jobs=0).path
    (pile / "two.txt").write_text(TWO, "utf-8")
    return first, build([pile], tmp_path / "second", jobs=0).path


def test_two_records_the_older_first(records: tuple[Path, Path]) -> None:
    brought = changes(records)
    assert {item.became for item in brought} == {Became.NEW}
    assert any("Ada Bell" in item.words for item in brought)
    assert {item.became for item in changes(records[::-1])} == {Became.GONE}


def test_one_record_and_a_day(records: tuple[Path, Path]) -> None:
    later = changes(records[1:], "2031-05-06")
    assert later
    assert all(item.date >= "2031-05-06" for item in later)


@pytest.mark.parametrize("since", ["soon", "2031-13-01", "5 May 2031"])
def test_a_day_that_is_none_is_wrong_use(records: tuple[Path, Path], since: str) -> None:
    with pytest.raises(UsageError, match="not a date"):
        changes(records[:1], since)


def test_two_records_and_a_day_or_a_first_build_are_wrong_use(records: tuple[Path, Path]) -> None:
    with pytest.raises(UsageError):
        changes(records, "2031-05-06")
    with pytest.raises(UsageError, match="did not replace another"):
        changes(records[:1])


def test_a_judgement_keeps_what_the_last_build_brought(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "one.txt").write_text(ONE, "utf-8")
    build([pile], tmp_path / "out", jobs=0)
    (pile / "two.txt").write_text(TWO, "utf-8")
    built = build([pile], tmp_path / "out", jobs=0)
    assert built.news == kept_in(built.path)
    judge(built.path, built.record.statements[0].id, Action.CONFIRM, "Mara")
    refresh(built.path)
    assert kept_in(built.path) == built.news


def test_news_are_told_a_heading_a_noun(records: tuple[Path, Path]) -> None:
    lines = told(changes(records)).splitlines()
    assert lines[0].startswith("document (1)")
    assert any(line.startswith("  new ") and "two.txt" in line for line in lines)
    assert told(()) == "Nothing changed.\n"
