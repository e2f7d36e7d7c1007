"""A record that is monitored: boards, log and pages are made of its own documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.workbench.test_judging_cards import TALKS, TREATY
from travaux.core.commitments import Evidence, LogEntry
from travaux.core.record import Record
from travaux.reports.dossier import render_dossier
from travaux.store import open_archive
from travaux.workbench.build import build
from travaux.workbench.monitoring import monitor, what_if

ARTICLE = """The pond patrols
By a correspondent
2 August 2031

On 30 July 2031 Karst withdrew its patrols from the pond, officials said.

"Karst has withdrawn its patrols," the Pond Watch said on 2 August 2031.
"""
LOG = (
    "type,by,happened,reported,found,status,reporter,words,source\n"
    "fill_pond,Moor,2031-08-01,2031-08-02,,alleged,Karst,Karst withdrew its patrols,article.txt\n"
    "fill_pond,Moor,soon,,,alleged,Karst,,\n"
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    (folder / "treaty.txt").write_text(TREATY)
    (folder / "article.txt").write_text(ARTICLE)
    (folder / "log.csv").write_text(LOG)
    more = 'log = "log.csv"\nmonitors = ["Pond Watch"]\nwhat_if = ["2031-10-01 fill_pond by Moor"]'
    (folder / "talks.toml").write_text(TALKS + more)
    return build([folder], tmp_path_factory.mktemp("out"), "rules", 0).path


@pytest.fixture(scope="module")
def record(path: Path) -> Record:
    with open_archive(path) as archive:
        return archive.load()


def entries(record: Record, type_: str) -> list[LogEntry]:
    (run,) = record.surveys
    return [e for e in run.entries if type_ in e.type]


def test_boards_are_kept_in_the_record(record: Record) -> None:
    (run,) = record.surveys
    assert record.assessments == run.assessments and len(run.assessments) >= 6
    assert {a.as_of for a in run.assessments} == {"2031-10-15"}
    assert run.supposed[0].events == ("2031-10-01 fill_pond by Moor",)
    assert any("line 3" in problem.sentence for problem in record.problems)


def test_the_log_has_what_was_given_and_what_documents_tell(record: Record) -> None:
    (given,) = entries(record, "fill")
    (document,) = [d for d in record.documents if d.file == "article.txt"]
    (place,) = given.anchors
    assert document.text[place.start : place.end] == "Karst withdrew its patrols"
    told = entries(record, "withdraw")
    assert {e.by for e in told} == {"Karst"} and all(e.confidence >= 0.6 for e in told)
    verified = [e for e in told if e.status is Evidence.VERIFIED]
    assert [e.reporter for e in verified] == ["Pond Watch"]
    assert any(e.happened == "2031-07-30" and e.status is Evidence.ALLEGED for e in told)


def test_every_link_of_its_pages_leads_somewhere(record: Record) -> None:
    pages = {name: data.decode() for name, data in render_dossier(record)}
    ids = {name: set(html.fromstring(page).xpath("//@id")) for name, page in pages.items()}
    kept = [name for name in pages if name.startswith(("kept", "commitments", "card"))]
    assert len(kept) == 7
    links = [(n, h) for n in kept for h in html.fromstring(pages[n]).xpath("//a/@href")]
    for name, href in links:
        file, _, place = href.partition("#")
        there = not place or place in ids[file or name]
        assert (file or name) in pages and there, f"{name}: {href}"
    assert any(href.startswith("source-") for name, href in links if name == "kept-log.html")


def test_questions_are_asked_of_a_records_own_cards(path: Path) -> None:
    kinds = {weakness.kind for weakness in what_if(path)}
    assert any("verif" in kind for kind in kinds)


DEEDS = (
    "fill the pond", "pay the fishers", "open the lock", "mend the weir", "count the herons",
)  # fmt: skip


def test_a_text_that_nobody_is_known_to_have_agreed_is_said_to_be_none(tmp_path: Path) -> None:
    offer = "Offer of 2 August 2031\n\n" + "".join(
        f"{n}. Karst shall {act} by 1 October 2031.\n" for n, act in enumerate(DEEDS, 1)
    )
    (tmp_path / "offer.txt").write_text(offer)
    kept = build([tmp_path], tmp_path / "out", "rules", 0).path
    assert "not-agreed" in {p.code for p in monitor(kept, None, "2031-09-01").problems}
    told = '[[drafts]]\nname = "The offer"\nfiles = ["offer.txt"]\nstatus = "agreed"\n'
    (tmp_path / "talks.toml").write_text(told)
    kept = build([tmp_path], tmp_path / "out", "rules", 0).path
    assert "not-agreed" not in {p.code for p in monitor(kept, None, "2031-09-01").problems}
