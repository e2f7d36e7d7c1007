from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from tests.outcomes.test_from_record import record
from tests.outcomes.test_models import valley
from travaux.core.outcomes import Interests
from travaux.core.record import Record
from travaux.outcomes.analysis import analysed
from travaux.outcomes.conflict_page import conflict_page
from travaux.outcomes.models.from_record import model_from_record
from travaux.outcomes.page_data import linked, package_page
from travaux.outcomes.stability.analysis import analysed_conflict
from travaux.reports.dossier import render_dossier
from travaux.reports.outcomes_charts import frontier_picture, tornado_picture
from travaux.reports.outcomes_graph import state_graph
from travaux.reports.outcomes_pages import outcome_pages

Data = dict[str, Any]


@pytest.fixture(scope="module")
def data() -> tuple[Data, Data]:
    model, conflict = valley()
    named = replace(
        model,
        interests=(replace(model.interests[0], party="Up<land>"), model.interests[1]),
        consents=(),
    )
    return package_page(analysed(named)), conflict_page(analysed_conflict(conflict))


def test_three_pages_each_with_its_answer(data: tuple[Data, Data]) -> None:
    pages = outcome_pages(*data)
    assert list(pages) == ["overlap.html", "packages.html", "stability.html"]
    assert "depends on" in pages["overlap.html"]
    assert "red line?" in pages["overlap.html"]
    assert "First draft" in pages["packages.html"]
    assert "Kalai-Smorodinsky" in pages["packages.html"]
    assert 'id="state-3"' in pages["stability.html"]
    assert "which it prefers, unsanctioned" in pages["stability.html"]
    assert outcome_pages(None, data[1]).keys() == {"stability.html"}


def test_words_are_escaped_and_nothing_is_fetched_or_run(data: tuple[Data, Data]) -> None:
    for page in outcome_pages(*data).values():
        assert "<land>" not in page
        assert "Up&lt;land&gt;" in page or "Up<" not in page
        assert not re.search(r"<script|style=|https?://|onclick", page)


def test_pages_stand_in_the_dossiers_frame(data: tuple[Data, Data]) -> None:
    files = dict(render_dossier(Record(name="talks"), deal=outcome_pages(*data)))
    page = files["packages.html"].decode()
    assert "Content-Security-Policy" in page
    assert "<svg" in page
    assert "&lt;svg" not in page
    bare = dict(render_dossier(Record(name="talks")))
    assert "no position of a party" in bare["overlap.html"].decode()
    assert "packages.html" not in bare


def test_numbers_link_to_the_statements_they_rest_on(data: tuple[Data, Data]) -> None:
    page = linked(data[0], {"statement-2": "source-1.html#s-1-2"})
    assert 'href="source-1.html#s-1-2"' in outcome_pages(page, None)["overlap.html"]


def test_pictures_mark_drafts_solutions_states_and_unknowns(data: tuple[Data, Data]) -> None:
    packages, conflict = data
    picture = frontier_picture(packages)
    assert picture.count("data-tip=") == len(packages["frontier"]["points"]) + len(
        {tuple(m["values"]) for m in packages["marks"]}
    )
    assert "First draft –" in picture
    graph = state_graph(conflict)
    assert graph.count("<circle") == 6
    assert "the status quo" in graph
    assert tornado_picture(packages).count("<rect") == len(packages["tornado"])


def test_more_than_two_parties_get_an_axis_each() -> None:
    model, _ = valley()
    third = Interests("Third", model.interests[0].valuations, model.interests[0].reservation)
    page = package_page(analysed(replace(model, interests=(*model.interests, third))))
    assert frontier_picture(page).count("<polyline") > len(page["marks"]) / 2
    assert "Third" in frontier_picture(page)


def test_a_record_page_says_who_is_silent_what_is_left_out_and_what_one_change_does() -> None:
    page = package_page(analysed(model_from_record(record())))
    html = outcome_pages(page, None)["overlap.html"]
    assert "? </b>" not in html
    assert "<b>?</b> says nothing" in html
    assert "<b>−</b> opposed; red line?" in html
    assert "<b>+</b> its own draft" in html
    assert "Not modelled (2)" in html
    assert "These must consent: North, South." in html
    assert "If one party changed its mind" in html
    assert [t["then"] for t in page["turns"]].count("then there is room for a deal") == 2
    assert sum(r["share"] for r in page["rests"]) == pytest.approx(1)
    assert "More than half" not in html


def test_marks_tell_their_package_by_pointer_and_keyboard(data: tuple[Data, Data]) -> None:
    picture = frontier_picture(data[0])
    assert picture.count('tabindex="0"') == picture.count("data-tip=")
    assert "The valley: shared" in picture
    graph = state_graph(data[1])
    assert graph.count('data-node="') == len(data[1]["states"])
    assert 'data-from="1"' in graph
    page = outcome_pages(*data)["stability.html"]
    assert "What would make the status quo hold" in page or data[1]["inverse"] == []


def test_a_floor_far_below_all_marks_does_not_stretch_the_picture(data: tuple[Data, Data]) -> None:
    near = frontier_picture(data[0])
    far = frontier_picture(data[0] | {"floor": [-9000.0, data[0]["floor"][1]]})
    assert ">-9000<" not in far
    assert near.count("data-tip=") == far.count("data-tip=")


def test_an_open_issue_names_the_option_that_fewest_refuse_and_who_is_silent() -> None:
    page = package_page(analysed(model_from_record(record())))
    guards = next(i for i in page["issues"] if "guards" in i["name"])
    assert guards["words"] == "all accept “at most 600 guards (Plan)”"
    lease = next(i for i in page["issues"] if "harbour" in i["name"])
    assert lease["words"] == "nearest: “left out”, nothing said by South"
