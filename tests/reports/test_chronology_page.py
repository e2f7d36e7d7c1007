"""The chronology's picture: lanes, shapes, deadlines; the matrix of positions: what is folded."""

from __future__ import annotations

from dataclasses import replace

from lxml import html

from travaux.core.anchors import anchor
from travaux.core.documents import Document
from travaux.core.drafts import Draft, Provision, Slot, SlotKind
from travaux.core.issues import Event, EventKind, EventStatus, Issue, Position, Stance
from travaux.core.parties import Party, PartyKind
from travaux.core.record import Record
from travaux.core.statements import Speaker, Statement, StatementKind
from travaux.reports.chronology_page import chronology_page
from travaux.reports.dossier import render_dossier
from travaux.reports.indexed import Indexed

TEXT = "**Talks** of the two lakes. Tolls are due by 30 June."
DOC = Document("d" * 64, "one.txt", "One", "Courier", "2031-05-06", "en", TEXT)
PLACE = anchor(DOC.id, TEXT, 0, 27)
LAKE = Party("party-lake", "Lakeland", PartyKind.STATE)
MARA = Party("party-mara", "Mara Lind", PartyKind.PERSON, affiliation=LAKE.id)
PAPER = Party("party-paper", "Courier", PartyKind.OUTLET)
REEDS = Party("party-reeds", "Reeds", PartyKind.GROUP)


def event(day: str, *parties: Party, kind: EventKind = EventKind.EVENT,
          status: EventStatus = EventStatus.REPORTED) -> Event:  # fmt: skip
    ids = tuple(p.id for p in parties)
    ident = f"event-{day}-{len(ids)}-{kind}-{status}"
    return Event(ident, day, "day", TEXT, (PLACE,), ids, status, kind=kind)


EVENTS = (
    event("1999-01-01", LAKE),
    event("2031-05-02", MARA),
    event("2031-05-03", PAPER),
    event("2031-05-20", REEDS, kind=EventKind.MEETING, status=EventStatus.SCHEDULED),
    event("2031-06-01", LAKE, kind=EventKind.DEADLINE, status=EventStatus.SCHEDULED),
)
LIMIT = Slot(SlotKind.DEADLINE, anchor(DOC.id, TEXT, 41, len(TEXT)), "--06-30")
DRAFT = Draft("draft-a", "First text", "2031-05-01")
TOLLS = Provision("prov-1", DRAFT.id, "1", ("1",), "Tolls are due by 30 June.", (PLACE,), 1,
                  slots=(LIMIT,))  # fmt: skip
RECORD = Record(
    "Lakes", (DOC,), parties=(LAKE, MARA, PAPER, REEDS), drafts=(DRAFT,), provisions=(TOLLS,),
    events=EVENTS,
)  # fmt: skip


def test_a_person_stands_in_the_lane_of_their_body_and_an_outlet_in_none() -> None:
    picture = chronology_page(Indexed(RECORD))["picture"]
    assert [lane["name"] for lane in picture["lanes"]] == ["Lakeland", "Reeds", "others"]
    rows = {mark["hint"][:10]: mark["y"] for mark in picture["marks"]}
    assert rows["1999-01-01"] == rows["2031-05-02"] == rows["2031-06-01"]
    assert rows["2031-05-03"] == max(rows.values())


def test_a_name_heard_once_is_no_lane_unless_it_is_declared_or_spoken_for() -> None:
    port = Party("party-port", "Harl", PartyKind.UNKNOWN)
    port_says = Statement("st", DOC.id, StatementKind.INDIRECT, (PLACE,),
                          speaker=Speaker(port.id, port.name))  # fmt: skip
    seen = (event("2031-05-02", LAKE), event("2031-05-03", port))

    def lanes(*parties: Party) -> list[str]:
        record = Record("", (DOC,), parties=parties, statements=(port_says,), events=seen)
        return [lane["name"] for lane in chronology_page(Indexed(record))["picture"]["lanes"]]

    assert lanes(LAKE, port) == ["Lakeland", "others"]
    assert lanes(LAKE, replace(port, aliases=("the port",))) == ["Lakeland", "Harl", "others"]
    assert lanes(LAKE, port, replace(MARA, affiliation=port.id)) == ["Lakeland", "Harl", "others"]


def test_what_is_to_come_has_marks_of_its_own_and_years_are_cut_short() -> None:
    picture = chronology_page(Indexed(RECORD))["picture"]
    shapes = {mark["hint"][:10]: mark["shape"] for mark in picture["marks"]}
    assert shapes["2031-05-20"] == "meeting"
    assert shapes["2031-06-01"] == "deadline"
    assert [gap["words"] for gap in picture["breaks"]] == ["32 years"]
    assert all(picture["left"] <= m["x"] <= picture["width"] for m in picture["marks"])


def test_limits_that_drafts_set_are_listed_and_marks_of_markdown_are_not_shown() -> None:
    pages = {name: page.decode() for name, page in render_dossier(RECORD)}
    tree = html.fromstring(pages["chronology.html"])
    (limit,) = tree.xpath("//h2[.='Deadlines in the drafts']/following::tbody[1]/tr")
    assert limit.xpath("string(td[1])") == "by 30 June"
    assert limit.xpath("string(td[2])") == "First text 1"
    assert "**" not in tree.xpath("string(//table[@id='events'])")
    assert "**" in html.fromstring(pages[f"source-{DOC.id[:12]}.html"]).text_content()


def said(number: int, party: Party) -> Statement:
    return Statement(f"st-{party.id}-{number}", DOC.id, StatementKind.INDIRECT, (PLACE,))


def position(party: Party, stance: Stance, since: str, until: str, *words: Statement) -> Position:
    key = f"position-{party.id}-{since}"
    ids = tuple(s.id for s in words)
    return Position(key, party.id, "issue-1", stance, "", "", ids, since, until)


def test_the_matrix_opens_on_parties_with_evidence_and_folds_the_others() -> None:
    words = [said(n, LAKE) for n in range(3)] + [said(9, REEDS)]
    record = Record(
        "Lakes", (DOC,), parties=(LAKE, REEDS), statements=tuple(words),
        issues=(Issue("issue-1", "Tolls", ()),),
        positions=(
            position(LAKE, Stance.SUPPORT, "2031-05-04", "", words[0], words[1]),
            position(LAKE, Stance.OPPOSE, "2031-05-01", "2031-05-04", words[2]),
            position(REEDS, Stance.DEMAND, "2031-05-02", "", words[3]),
        ),
    )  # fmt: skip
    pages = {name: page.decode() for name, page in render_dossier(record)}
    tree = html.fromstring(pages["positions.html"])
    shown, folded = tree.xpath("//table[contains(@class, 'matrix')]")
    assert shown.xpath(".//tbody/tr/th/a/text()") == ["Lakeland"]
    assert folded.xpath("ancestor::details and .//tbody/tr/th/a/text()")
    cell = shown.xpath(".//tbody/tr/td/a")[0]
    assert "support 3" in " ".join(cell.text_content().split())
    assert cell.get("href") == "issues.html#position-party-lake-2031-05-04"
    assert "±" in cell.text_content()
    changed = tree.xpath("string(//h2[.='Changes of mind']/following-sibling::ul)")
    assert changed.index("oppose") < changed.index("support")
