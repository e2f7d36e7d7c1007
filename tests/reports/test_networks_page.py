"""The page of the discourse networks."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from lxml import html

from travaux.core.networks import Bar, Camps, Discourse, Mode, Network
from travaux.reports.dossier import render
from travaux.reports.networks_page import networks_page

NAMES = ("Lakeland", "<b>Merrow</b>", "Vrana")
CONGRUENCE = Network(Mode.ONE, NAMES, NAMES, ((0, 1.0, 0), (1.0, 0, 0.5), (0, 0.5, 0)))
CONFLICT = Network(Mode.ONE, NAMES, NAMES, ((0, 0, 2.0), (0, 0, 0), (2.0, 0, 0)))
SHOWN = Discourse(
    CONGRUENCE,
    CONFLICT,
    ((0.0, 0.0), (1.0, 1.0), (0.5, 0.5)),
    (0, 0, 1),
    (Bar("tolls", 2, 1),),
    (
        Camps("2031-01-01", "2031-01-07", 0.5, (("Lakeland",), ("Vrana",))),
        Camps("2031-01-08", "2031-01-14", 1.0, (("Lakeland",), ("Vrana",))),
    ),
    3,
)


def page(discourse: Discourse | None) -> html.HtmlElement:
    return html.fromstring(render("networks.html", "networks.html", "X", networks_page(discourse)))


def test_the_network_is_drawn_and_told() -> None:
    tree = page(SHOWN)
    assert len(tree.xpath("//svg[@id='ties']//line")) == 2
    assert len(tree.xpath("//svg[@id='ties']//circle")) == 3
    pairs = [row.xpath("td/text()") for row in tree.xpath("//table")[-1].xpath("tbody/tr")]
    assert pairs[0] == ["Lakeland", "<b>Merrow</b>", "1.00", "0.00"]
    assert ["Lakeland", "Vrana", "0.00", "2.00"] in pairs
    assert tree.xpath("//ol/li/text()") == ["Lakeland, <b>Merrow</b>"]  # one alone is no coalition


def test_all_that_is_drawn_lies_in_the_picture() -> None:
    values = networks_page(SHOWN)
    assert all(0 <= n["x"] <= values["width"] for n in values["nodes"])
    assert all(0 <= n["y"] <= values["height"] for n in values["nodes"])
    assert all(0 <= p["y"] <= values["curve_height"] for p in values["curve"])


def test_parties_at_one_spot_are_drawn_apart_and_who_has_no_tie_is_named() -> None:
    names = (*NAMES, "Ost", "Pell")
    row = (0, 1.0, 1.0, 1.0, 0)
    weights = (row, (1.0, 0, 0, 0, 0), (1.0, 0, 0, 0, 0), (1.0, 0, 0, 0, 0), (0,) * 5)
    crowded = replace(
        SHOWN,
        congruence=Network(Mode.ONE, names, names, weights),
        places=((0.5, 0.5),) * 4 + ((1.0, 1.0),),
        coalition=(0,) * 5,
    )
    values = networks_page(crowded)
    heights = sorted(node["y"] for node in values["nodes"])
    assert all(later - earlier >= 20 for earlier, later in pairwise(heights))
    assert values["alone"] == ["Pell"]
    assert len(values["nodes"]) == 4


def test_names_are_escaped_and_nothing_is_styled_in_place() -> None:
    tree = page(SHOWN)
    assert tree.xpath("//main//b") == []
    assert tree.xpath("//@style") == []


def test_without_a_network_the_page_says_so() -> None:
    assert "no network to draw" in page(None).text_content()
