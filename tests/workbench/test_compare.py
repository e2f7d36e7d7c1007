"""`travaux compare` and `travaux check` straight from files, without a record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from travaux.cli import app
from travaux.core.errors import UsageError
from travaux.workbench.check import check_files, checked_text, rules_text
from travaux.workbench.compare import FORMATS, compare_files, rendered

ONE = "Outline\n\n1. The port shall open within ten days.\n\n2. Ships pay 5 crowns a day.\n"
TWO = "Plan\n\n1. Wells are shared.\n\n2. The port should open within ten days.\n\n3. Ships pay 7 crowns a day.\n"  # noqa: E501


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = [tmp_path / "one.txt", tmp_path / "two.md"]
    for file, text in zip(made, (ONE, TWO), strict=True):
        file.write_text(text, encoding="utf-8")
    return made


def test_two_files_are_compared_in_the_order_given(files: list[Path]) -> None:
    comparison, problems = compare_files(files)
    assert [d.name for d in comparison.drafts] == ["one.txt", "two.md"] and not problems
    back, _ = compare_files(files[::-1])
    assert [d.name for d in back.drafts] == ["two.md", "one.txt"]
    assert {k.value for c in comparison.changes for k in c.kinds} == {
        "added",
        "reworded",
        "renumbered",
    }


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_every_format_is_written(files: list[Path], tmp_path: Path, ending: str) -> None:
    comparison, _ = compare_files(files)
    data = rendered(comparison, tmp_path / f"x.{ending}")
    assert len(data) > 100 and data == rendered(comparison, tmp_path / f"x.{ending}")


def test_wrong_use_says_what_to_do(files: list[Path], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="two drafts"):
        compare_files(files[:1])
    with pytest.raises(UsageError, match="no file"):
        compare_files([*files, tmp_path / "three.txt"])
    with pytest.raises(UsageError, match="docx"):
        rendered(compare_files(files)[0], tmp_path / "x.pages")
    with pytest.raises(UsageError, match="travaux check"):
        check_files([])


def test_a_text_without_numbers_is_compared_by_paragraph(tmp_path: Path) -> None:
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("The port opens at dawn.\n\nWells are shared by both towns.\n")
    two.write_text("The port opens at noon.\n\nWells are shared by both towns.\n")
    comparison, _ = compare_files([one, two])
    assert [c.kinds[0].value for c in comparison.changes] == ["reworded", "same"]


def test_check_prints_questions_and_who_carries_what(files: list[Path]) -> None:
    text = checked_text(check_files(files)[0])
    assert "one.txt:" in text and "[weak-modality]" in text and "Who carries what" in text
    assert "[weak-modality]" not in checked_text(check_files(files, ["weak-modality"])[0])


def test_the_verbs_work_from_the_command_line(files: list[Path], tmp_path: Path) -> None:
    run = CliRunner().invoke
    names = [str(file) for file in files]
    shown = run(app, ["compare", *names])
    assert shown.exit_code == 0 and "shall → should: weaker" in shown.stdout
    told = json.loads(run(app, ["compare", *names, "--json"]).stdout)
    assert {"drafts", "provisions", "changes", "threads"} == told.keys()
    to = tmp_path / "redline.docx"
    assert run(app, ["compare", *names, "-o", str(to)]).exit_code == 0 and to.stat().st_size
    checked = run(app, ["check", names[1], "--json"])
    assert json.loads(checked.stdout)[0]["findings"][0]["rule"]
    assert run(app, ["check", "--rules"]).stdout == rules_text()


def test_what_cannot_be_read_is_said_and_no_comparison_is_shown(
    files: list[Path], tmp_path: Path
) -> None:
    empty, scan = tmp_path / "empty.txt", tmp_path / "scan.pdf"
    empty.write_text("")
    scan.write_bytes(bytes(range(256)) * 4)
    with pytest.raises(UsageError, match=r"1 of 2 files .*empty\.txt"):
        compare_files([files[0], empty])
    with pytest.raises(UsageError, match=r"0 of 2 files .*empty\.txt.*scan\.pdf"):
        compare_files([empty, scan])
    with pytest.raises(UsageError, match="is a folder"):
        compare_files([files[0], tmp_path])
    with pytest.raises(UsageError, match=r"scan\.pdf"):
        check_files([scan])
    partly = CliRunner().invoke(app, ["compare", *map(str, files), str(empty)])
    assert partly.exit_code == 1 and "1 added" in partly.stdout


def test_one_text_in_several_files_stands_in_each_column(tmp_path: Path) -> None:
    made = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")]
    for file, text in zip(made, (ONE, TWO, ONE), strict=True):
        file.write_text(text, encoding="utf-8")
    comparison, _ = compare_files([*made, made[0]])
    assert [d.name for d in comparison.drafts] == ["a.txt", "b.txt", "c.txt", "a.txt (2)"]
    opening = next(t for t in comparison.threads if len([c for c in t.cells if c]) == 4)
    assert len({p for cell in opening.cells for p in cell}) == 4


def test_rules_of_a_file_are_those_that_asked(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("1. Sanctions will be lifted.\n2. See Article 9.\n", encoding="utf-8")
    said = CliRunner().invoke(app, ["check", str(file), "--rules"]).stdout
    assert "a.txt:" in said and "no-actor: " in said and "duplicate-label: " not in said
