"""The pages of a run: complete, linked within, and without anything their policy would forbid."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from travaux.core.errors import SettingsError, UsageError
from travaux.core.surveys import Tie
from travaux.reports.monitoring_pictures import consequences, life
from travaux.workbench.monitoring import monitor, settings_said, what_follows, write_pages

VELA = Path(__file__).parents[2] / "examples" / "vela-river-monitoring"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("run")
    done = monitor(VELA / "cards.yaml", VELA / "log.csv", "2031-10-15")
    write_pages(done, "2031-10-15", folder)
    return {p.name: p.read_text("utf-8") for p in folder.glob("*.html")}


def test_every_link_within_leads_somewhere(pages: dict[str, str]) -> None:
    for text in pages.values():
        for file, _, place in (h.partition("#") for h in re.findall(r'href="([^"]*)"', text)):
            target = pages[file] if file else text
            assert not place or f'id="{place}"' in target


def test_nothing_that_the_policy_forbids(pages: dict[str, str]) -> None:
    for text in pages.values():
        assert not re.search(r"<[^>]+\sstyle=|<[^>]+\son\w+=|https?://(?!www\.w3\.org)", text)


def test_the_board_shows_both_readings_and_says_where_nobody_looked(pages: dict[str, str]) -> None:
    board = pages["index.html"]
    assert board.count('class="commitment"') == 13
    assert "as alleged:" in board and "silence there is not compliance" in board
    assert "late performance <b>cures</b>" in board


def test_pictures_are_well_formed(pages: dict[str, str]) -> None:
    for text in pages.values():
        for picture in re.findall(r"<svg.*?</svg>", text, re.S):
            ElementTree.fromstring(picture)  # noqa: S314 - our own markup
    assert pages["consequences.html"].count("marker-end") >= 3
    assert "<svg" in pages["scoreboard.html"] and "<svg" in pages["index.html"]


def test_a_circle_of_ties_is_drawn_once() -> None:
    ties = [
        Tie("a", "b", "violated"),
        Tie("b", "a", "violated", "2031-01-01"),
        Tie("b", "<c>", "x"),
    ]
    picture = consequences(ties, {"a": "violated"})
    assert picture.count("<rect") == 3 and "&lt;c&gt;" in picture and "tie happened" in picture
    assert consequences([], {}) == ""


def test_a_life_needs_a_beginning() -> None:
    done = monitor(VELA / "cards.yaml", VELA / "log.csv", "2031-10-15")
    assessment = next(a for a in done.boards[0].assessments if len(a.links) > 1)
    assert life(assessment, "") == "" and "<rect" in life(assessment, "2031-07-01")


def test_settings_are_said_and_suppositions_answered() -> None:
    done = monitor(VELA / "cards.yaml", None, "2031-10-15")
    assert ("silence", "is unknown") in settings_said(done.cards)
    words = ["2031-08-01 pumping_station_built by Merrow where place = above the Delta"]
    (moved,) = what_follows(VELA / "cards.yaml", None, "2031-10-15", words)
    assert moved.name == "pumping" and moved.after.state.value == "violated"


def test_wrong_use_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="“soon” is not a date"):
        monitor(VELA / "cards.yaml", None, "soon")
    with pytest.raises(UsageError, match="could not be read"):
        monitor(tmp_path / "none.yaml", None, "2031-10-15")
    with pytest.raises(UsageError, match="is not an event"):
        what_follows(VELA / "cards.yaml", None, "2031-10-15", ["2031-08-01 by by"])
    bad = tmp_path / "bad.yaml"
    bad.write_text("cards: [{id: a, kind: promise}]", "utf-8")
    with pytest.raises(SettingsError) as raised:
        monitor(bad, None, "2031-10-15")
    assert len(raised.value.faults) == 3 and "line 1" in raised.value.faults[0]
