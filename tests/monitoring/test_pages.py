"""The pages of a run: complete, linked within, and without anything their policy would forbid."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.core.errors import SettingsError, UsageError
from travaux.core.surveys import Tie
from travaux.reports.monitoring_pictures import consequences
from travaux.reports.monitoring_timelines import Scale, ticks, timeline
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


def test_a_timeline_shows_both_boards_gaps_and_the_deadline() -> None:
    done = monitor(VELA / "cards.yaml", VELA / "log.csv", "2031-10-15")
    names = {c.id: c.name for c in done.cards.commitments}
    lives = {
        names[a.commitment]: (a, b)
        for a, b in zip(done.boards[0].assessments, done.boards[1].assessments, strict=True)
    }
    assert timeline(lives["release"], "") == ""
    release = timeline(lives["release"], "2031-07-01")
    assert 'class="gap"' in release and 'class="moved alleged"' in release
    assert "as alleged: in force from 2031-07-01, violated from 2031-09-04" in release
    assert 'class="due"' in timeline(lives["patrols/Karsovia"], "2031-07-01")
    assert 'class="due"' not in release
    assert ">pending<" in timeline(lives["filling"], "2031-07-01")


@given(st.integers(700_000, 730_000), st.integers(1, 40_000))
def test_dates_on_the_axis_stand_clear_of_each_other(first: int, days: int) -> None:
    scale = Scale(first, first + days)
    marks = ticks(scale)
    assert marks[0] == first and marks[-1] == scale.last and marks == sorted(set(marks))
    places = [min(scale.x(day), 900 - 66) for day in marks]
    assert days < 12 or all(b - a >= 40 for a, b in pairwise(places)), places


def test_settings_are_said_and_suppositions_answered() -> None:
    done = monitor(VELA / "cards.yaml", None, "2031-10-15")
    assert ("silence", "is unknown") in settings_said(done.cards)
    words = ["2031-08-01 pumping_station_built by Merrow where place = above the Delta"]
    (moved,) = what_follows(done, "2031-10-15", words)
    assert moved.name == "pumping" and moved.after.state.value == "violated"


def test_wrong_use_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="“soon” is not a date"):
        monitor(VELA / "cards.yaml", None, "soon")
    with pytest.raises(UsageError, match="could not be read"):
        monitor(tmp_path / "none.yaml", None, "2031-10-15")
    with pytest.raises(UsageError, match="is not an event"):
        done = monitor(VELA / "cards.yaml", None, "2031-10-15")
        what_follows(done, "2031-10-15", ["2031-08-01 by by"])
    bad = tmp_path / "bad.yaml"
    bad.write_text("cards: [{id: a, kind: promise}]", "utf-8")
    with pytest.raises(SettingsError) as raised:
        monitor(bad, None, "2031-10-15")
    assert len(raised.value.faults) == 3 and "line 1" in raised.value.faults[0]
