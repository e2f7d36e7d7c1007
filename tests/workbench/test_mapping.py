from __future__ import annotations

import os
from pathlib import Path

import pytest

from travaux.workbench.build import build

SABOTAGE = """
import os, sys
if any("spawn" in word or "multiprocessing" in word for word in sys.argv + sys.orig_argv):
    from travaux import corpus
    honest = corpus.read_document
    def read_document(data, file, *rest, **more):
        if file == "crash.txt":
            os._exit(17)
        return honest(data, file, *rest, **more)
    corpus.read_document = read_document
"""


def test_a_file_that_kills_its_reader_costs_only_itself(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    === a.txt
    The mayor said that the bridge is closed.
    === crash.txt
    This file has the reader's process end without a word.
    === z.txt
    According to the union, forty jobs are at risk.
    """
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(SABOTAGE)
    source = Path(__file__).parents[2] / "src"
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "site"), str(source)]))
    record = build([pile], tmp_path / "out", jobs=2).record
    assert [d.file for d in record.documents] == ["a.txt", "z.txt"]
    assert [(p.code, p.file) for p in record.problems] == [("reader-crashed", "crash.txt")]


def test_a_stage_that_raises_is_a_problem_and_the_file_is_kept(
    pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    === a.txt
    The mayor said that the bridge is closed.
    """

    def broken(*_: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr("travaux.discourse.attribute", broken)
    record = build([pile], tmp_path / "out", jobs=0).record
    assert [d.file for d in record.documents] == ["a.txt"]
    assert record.statements == ()
    (problem,) = record.problems
    assert problem.code == "stage-failed"
    assert "no such luck" in problem.sentence
