"""The sheet to code blind, and the figures of a record."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from travaux.core.codings import MACHINE, Category
from travaux.core.errors import UsageError
from travaux.core.judgements import Action
from travaux.store import open_archive
from travaux.workbench.agreeing import agreement_of, coding_sheet, read_sheet
from travaux.workbench.build import build, refresh
from travaux.workbench.judging import judge

TEXT = """
The minister, Ada Bell, said on Tuesday that the toll is acceptable to her government.
The mayor, Ben Cole, said that the bridge must be closed. The pilot Cleo Dunn said she was tired.
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "one.txt").write_text(TEXT, "utf-8")
    return build([tmp_path / "pile"], tmp_path / "out", jobs=0).path


def filled(sheet: str, **answers: str) -> str:
    """The sheet with the same answers on every line."""
    rows = list(csv.DictReader(io.StringIO(sheet)))
    made = io.StringIO()
    writer = csv.DictWriter(made, list(rows[0]))
    writer.writeheader()
    writer.writerows(row | {k.replace("_", " "): v for k, v in answers.items()} for row in rows)
    return made.getvalue()


def loaded(path: Path):  # type: ignore[no-untyped-def]
    with open_archive(path) as archive:
        return archive.load()


def test_a_sheet_holds_words_and_nothing_of_what_the_machine_made_of_them(path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(coding_sheet(path, 2))))
    assert len(rows) == 2
    for row in rows:
        assert row["content"].split()[0] in row["sentence"]
        assert not any(row[column] for column in ("is a statement", "speaker", "stance", "about"))


def test_two_coders_and_the_machine_are_compared(path: Path) -> None:
    sheet = coding_sheet(path, 9)
    number = len(list(csv.DictReader(io.StringIO(sheet))))
    before = loaded(path)
    assert read_sheet(path, filled(sheet, is_a_statement="yes", speaker="Ada Bell"), "Mara") > 0
    read_sheet(path, filled(sheet, is_a_statement="no"), "Niko")
    refresh(path)
    after = loaded(path)
    assert after.statements == before.statements
    found = {(a.category, a.coders): a for a in agreement_of(after)}
    assert found[Category.STATEMENT, ("Mara", "Niko")].share == 0.0
    assert found[Category.STATEMENT, ("Mara", MACHINE)].share == 1.0
    speakers = found[Category.SPEAKER, ("Mara", MACHINE)]
    assert speakers.units == number
    assert len(speakers.differing) == sum(
        s.speaker is None or s.speaker.name != "Ada Bell" for s in before.statements
    )
    assert found[Category.STATEMENT, ("Mara", "Niko", MACHINE)].units == number


def test_open_judgements_are_left_out_where_only_blind_ones_are_asked_for(path: Path) -> None:
    target = loaded(path).statements[0].id
    judge(path, target, Action.CHANGE, "Mara", "stance", "oppose")
    refresh(path)
    record = loaded(path)
    assert any(a.category is Category.STANCE for a in agreement_of(record))
    assert agreement_of(record, blind=True) == ()


def test_the_machine_is_not_said_to_agree_with_who_overruled_it(path: Path) -> None:
    target = loaded(path).statements[0].id
    judge(path, target, Action.CHANGE, "Mara", "speaker", "Somebody Else")
    refresh(path)
    found = agreement_of(loaded(path))
    assert next(a for a in found if a.category is Category.SPEAKER).share == 0.0


def test_a_sheet_with_a_wrong_answer_changes_nothing(path: Path) -> None:
    sheet = coding_sheet(path, 3)
    for wrong in (filled(sheet, stance="glad"), filled(sheet, is_a_statement="perhaps"), "a,b\n"):
        with pytest.raises(UsageError):
            read_sheet(path, wrong, "Mara")
    assert loaded(path).judgements == ()
