from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from travaux.core.record import NOUNS
from travaux.workbench.reading import KINDS
from travaux.workbench.stages import GIVEN, STAGES, Stage, lineage_of, of_scope, stage_page

HANDED_ON = {"documents", *GIVEN}
"""`documents` is every `document` of the map half; KINDS' other values are concatenated."""


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_every_read_has_an_earlier_write(stage: Stage) -> None:
    earlier = {w for s in STAGES[: STAGES.index(stage)] for w in s.writes}
    assert set(stage.reads) <= earlier | HANDED_ON


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_takes_as_many_values_as_it_reads(stage: Stage) -> None:
    assert len(inspect.signature(stage.function).parameters) == len(stage.reads)


def test_each_value_is_written_by_one_stage() -> None:
    written = [value for stage in STAGES for value in stage.writes]
    assert len(written) == len(set(written))


def test_document_stages_come_first() -> None:
    scopes = [stage.scope for stage in STAGES]
    assert scopes == sorted(scopes)  # "document" before "record"


def test_every_cached_value_has_a_kind_to_be_read_back_as() -> None:
    kept = {value for stage in of_scope("document") if stage.kept for value in stage.writes}
    assert kept == set(KINDS)


def test_every_noun_that_a_build_fills_is_in_the_record() -> None:
    written = {value for stage in of_scope("record") for value in stage.writes}
    assert written - set(NOUNS) <= {
        "merged", "slots", "drafted", "card_problems", "log_problems",
    }  # fmt: skip


def test_raising_a_version_makes_what_depends_on_it_stale() -> None:
    attribute = next(stage for stage in STAGES if stage.name == "attribute")
    assert {line.split("/")[0] for line in lineage_of(attribute)} == {
        "read",
        "annotate",
        "attribute",
    }


def test_the_page_on_stages_is_made_from_the_table() -> None:
    page = Path(__file__).parents[2] / "docs" / "stages.md"
    assert page.read_text("utf-8") == stage_page(), "run: make docs"
