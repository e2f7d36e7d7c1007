"""What is new, changed or gone: between two records, and since a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from travaux.core.judgements import Action, Judgement
from travaux.core.news import Became, NewsItem
from travaux.core.record import Record
from travaux.reports.dossier import render_dossier
from travaux.reports.news_between import changes_between
from travaux.reports.news_since import changes_since
from travaux.workbench.build import build

TALKS = """
name = "The toll"
[[parties]]
name = "Ostmark"
kind = "state"
[[parties]]
name = "Westmark"
kind = "state"
[[drafts]]
name = "First text"
date = "2031-03-01"
files = ["first.txt"]
[[drafts]]
name = "Second text"
date = "2031-04-01"
files = ["second.txt"]
"""
FIRST = """
1. Ostmark will pay a toll of 40 crowns for each ship.
2. Westmark will open the canal before 1 May 2032.
3. A joint board of five members will keep the register.
4. The toll will be paid within 30 days of each passage.
5. Disputes will be settled by the court at Lund.
"""
SECOND = FIRST.replace("40 crowns", "60 crowns").replace("five members", "seven members")
MARCH = """
The foreign minister of Ostmark, Ada Bell, said on 5 March 2031 that her government rejects the
toll of 40 crowns for each ship. "Point 1 is unacceptable," Ada Bell said.
"""
APRIL = """
The foreign minister of Ostmark, Ada Bell, said on 7 April 2031 that her government accepts the
toll of 60 crowns for each ship. "We support point 1 of the second text," Ada Bell said.
"""
SOURCES = """file,date,publisher
march.txt,2031-03-06,Courier
april.txt,2031-04-08,Courier
"""
Make = Callable[..., Record]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Builds a pile of the named files; the same pile is built once."""
    texts = {"first.txt": FIRST, "second.txt": SECOND, "march.txt": MARCH, "april.txt": APRIL}
    built: dict[tuple[tuple[str, str], ...], Record] = {}

    def make(*names: str, **other: str) -> Record:
        files = {f"{n}.txt": texts[f"{n}.txt"] for n in names} | {
            f"{n}.txt": text for n, text in other.items()
        }
        key = tuple(sorted(files.items()))
        if key not in built:
            folder = tmp_path_factory.mktemp("pile")
            (folder / "talks.toml").write_text(TALKS, "utf-8")
            dates = (
                "file,date,publisher\nmarch.txt,2031-03-06,Courier\napril.txt,2031-04-08,Courier\n"
            )
            (folder / "sources.csv").write_text(dates, "utf-8")
            for name, text in files.items():
                (folder / name).write_text(text, "utf-8")
            built[key] = build([folder], tmp_path_factory.mktemp("out"), jobs=0).record
        return built[key]

    return make


def of(items: tuple[NewsItem, ...], noun: str) -> list[NewsItem]:
    return [item for item in items if item.noun == noun]


def test_a_record_brings_nothing_against_itself(made: Make) -> None:
    record = made("first", "march")
    assert changes_between(record, record) == ()


def test_all_of_a_first_record_is_new(made: Make) -> None:
    record = made("first", "march")
    found = changes_between(Record(), record)
    assert {item.became for item in found} == {Became.NEW}
    assert len(of(found, "statement")) == len(record.statements)


def test_a_new_draft_says_what_it_changed_in_substance(made: Make) -> None:
    found = changes_between(made("first", "march"), made("first", "march", "second"))
    (draft,) = of(found, "draft")
    assert draft.words == "Second text"
    assert "no text of it" in draft.before  # talks.toml had named it
    assert "1 text of it" in draft.after
    substance = {i.words: i.after for i in of(found, "provision")}
    assert "40" in substance["Second text 1"]
    assert "60" in substance["Second text 1"]
    assert "five" in substance["Second text 3"]
    assert "Second text 2" not in substance
    assert not of(found, "statement")


def test_a_change_of_mind_shows_both_stances(made: Make) -> None:
    old = made("first", "second", "march")
    new = made("first", "second", "march", "april")
    changed = [
        item
        for item in of(changes_between(old, new), "position")
        if item.became is Became.CHANGED and item.words.startswith("Ostmark")
    ]
    assert any("oppose" in i.before and "support" in i.after for i in changed)
    back = of(changes_between(new, old), "position")
    assert any("support" in i.before and "oppose" in i.after for i in back)


def test_an_edited_draft_shows_the_provision_before_and_after(made: Make) -> None:
    edited = FIRST.replace("40 crowns", "45 crowns")
    found = changes_between(made("first", "march"), made("march", first=edited))
    (document,) = of(found, "document")
    (provision,) = of(found, "provision")
    assert document.became is provision.became is Became.CHANGED
    assert "40 crowns" in provision.before
    assert "45 crowns" in provision.after


def test_a_statement_whose_place_moved_is_the_same(made: Make) -> None:
    record = made("first", "march")
    statement = record.statements[0]
    piece = statement.content[0]
    shorter = replace(piece, end=piece.end - 2, exact=piece.exact[:-2])
    moved = replace(statement, id="statement-other", content=(shorter, *statement.content[1:]))
    other = replace(record, statements=(moved, *record.statements[1:]))
    assert of(changes_between(record, other), "statement") == []


def test_a_rejected_statement_is_gone_and_says_by_whom(made: Make) -> None:
    record = made("first", "march")
    gone = record.statements[0]
    word = Judgement("j", "statement", gone.id, Action.REJECT, "Mara", "2031-05-01T10:00:00")
    other = replace(record, statements=record.statements[1:], judgements=(word,))
    found = changes_between(record, other)
    (item,) = of(found, "statement")
    assert (item.became, item.why) == (Became.GONE, "rejected by Mara")
    assert [i.date for i in of(found, "judgement")] == ["2031-05-01"]


def test_since_a_day_shows_that_day_and_later_only(made: Make) -> None:
    record = made("first", "second", "march", "april")
    everything = changes_since(record)
    later = changes_since(record, "2031-04-01")
    assert later == tuple(i for i in everything if i.date >= "2031-04-01")
    assert {i.words.split(" · ")[-1] for i in of(later, "document")} == {"april.txt"}
    assert [i.words for i in of(later, "draft")] == ["Second text"]
    assert changes_since(record, "2040-01-01") == ()


def test_since_a_day_a_change_of_mind_names_the_stance_before(made: Make) -> None:
    record = made("first", "second", "march", "april")
    changed = [i for i in of(changes_since(record, "2031-04-01"), "position") if i.before]
    assert any("oppose" in i.before and "support" in i.after for i in changed)


def test_the_page_shows_what_the_build_brought_and_can_filter_by_day(made: Make) -> None:
    old, new = made("first", "march"), made("first", "march", "second")
    news = changes_between(old, new)
    pages = {name: page.decode() for name, page in render_dossier(new, news=news)}
    tree = html.fromstring(pages["changes.html"])
    assert "Second text" in " ".join(e.text_content() for e in tree.xpath("//ul[@class='news']"))
    dates = tree.xpath("//table[@id='changes']//tr/@data-date")
    assert dates == sorted(dates, reverse=True)
    assert tree.xpath("//input[@type='date'][@name='since']/@value")
    first = html.fromstring(dict(render_dossier(new))["changes.html"].decode())
    assert "did not replace another" in first.text_content()


def test_a_build_keeps_what_it_brought(tmp_path: Path) -> None:
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "one.txt").write_text(MARCH, "utf-8")
    assert build([folder], tmp_path / "out", jobs=0).news is None
    (folder / "two.txt").write_text(APRIL, "utf-8")
    brought = build([folder], tmp_path / "out", jobs=0).news
    assert brought is not None
    assert [i.words.split(" · ")[-1] for i in of(brought, "document")] == ["two.txt"]
    again = build([folder], tmp_path / "out", jobs=0)
    assert not again.changed
    assert again.news == brought
