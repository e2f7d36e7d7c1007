from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from travaux.core.record import Record
from travaux.reports.dossier import render_dossier
from travaux.workbench.build import build

PILE = Path(__file__).parents[2] / "examples" / "vela-river"
Pages = dict[str, str]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return build([PILE], tmp_path_factory.mktemp("out"), jobs=0).record


@pytest.fixture(scope="module")
def pages(record: Record) -> Pages:
    return {name: data.decode() for name, data in render_dossier(record)}


def test_every_link_leads_to_an_element_that_is_there(pages: Pages) -> None:
    ids = {name: set(html.fromstring(page).xpath("//@id")) for name, page in pages.items()}
    links = 0
    for name, page in pages.items():
        for href in html.fromstring(page).xpath("//a/@href"):
            file, _, place = href.partition("#")
            assert (file or name) in ids, f"{name}: {href}"
            assert not place or place in ids[file or name], f"{name}: {href}"
            links += 1
    assert links > 200


def test_every_statement_leads_to_its_exact_words(record: Record, pages: Pages) -> None:
    trees = {name: html.fromstring(page) for name, page in pages.items() if "source-" in name}
    for statement in record.statements:
        tree = trees[f"source-{statement.document[:12]}.html"]
        for piece in statement.content:
            places = ((e, int(e.get("data-o"))) for e in tree.xpath("//*[@data-o]"))
            lit = "".join(e.text_content() for e, at in places if piece.start <= at < piece.end)
            assert lit.split() == piece.exact.split()


def test_nothing_is_fetched_and_only_our_own_script_may_run(pages: Pages) -> None:
    for page in pages.values():
        tree = html.fromstring(page)
        assert tree.xpath("//@src") == []
        assert tree.xpath("//link|//iframe|//object|//embed|//img|//base") == []
        assert len(tree.xpath("//script")) == 1
        assert tree.xpath("//@style") == []
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"(?:href|src|action)=\"(?:https?:)?//", page)


def test_pages_have_one_heading_a_language_and_labelled_fields(pages: Pages) -> None:
    for name, page in pages.items():
        tree = html.fromstring(page)
        assert tree.get("lang") == "en", name
        assert len(tree.xpath("//h1")) == 1, name
        assert len(tree.xpath("//main[@id='main']")) == 1, name
        for field in tree.xpath("//input|//select"):
            labels = tree.xpath("//label[@for=$id]", id=field.get("id") or "-")
            assert labels or field.xpath("ancestor::label"), name
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), name


def test_hostile_text_is_only_text(pile: Path, tmp_path: Path) -> None:
    """
    === title-script-alert(1).txt
    The mayor, <b onclick="x()">Eva</b> "Lind" & co, said that <script>alert(2)</script> is closed.
    {{ 7 * 7 }} {% for x in y %} javascript:alert(3) ' onmouseover='alert(4)
    """
    record = build([pile], tmp_path / "out", jobs=0).record
    for _, data in render_dossier(record):
        tree = html.fromstring(data.decode())
        assert len(tree.xpath("//script")) == 1
        assert tree.xpath("//@onclick|//@onmouseover|//b[@onclick]") == []
        assert "{{ 7 * 7 }}" not in data.decode() or "49" not in tree.text_content()


def test_an_empty_record_says_so_on_every_page() -> None:
    pages = {name: data.decode() for name, data in render_dossier(Record("Nothing yet"))}
    assert "No attributed statement was found" in pages["statements.html"]
    assert "No numbered text was found" in pages["drafts.html"]
    assert "None: every file was read whole" in pages["problems.html"]
