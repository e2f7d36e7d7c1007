"""Monitors' reports, sentence by sentence: whose word, of which day; and acts told in them."""

from __future__ import annotations

from travaux.core.commitments import Evidence
from travaux.core.documents import Document
from travaux.monitoring.cards import read_cards
from travaux.monitoring.report_tellings import report_tellings
from travaux.workbench.watching import entries_in_reports

CARDS = read_cards(
    b"""
agreement: Truce
begins: 2031-03-01
cards:
  - {id: fire, kind: prohibition, bearer: both sides, act: firing by anybody where count >= 1,
     words: {act: fire across the river}}
  - {id: guns, kind: duty, bearer: both sides, act: heavy_guns_withdrawn by anybody,
     due: by 2031-04-01}
  - {id: all, kind: duty, bearer: both sides, act: prisoners_released by anybody}
  - {id: look, kind: duty, deed: keep up, bearer: both sides, act: access_restricted by anybody,
     words: {act: ensure monitoring of the withdrawal of guns}}
""",
    "c.yaml",
)


def report(text: str, date: str = "2031-05-20") -> Document:
    return Document("d" + text[:9], "r.txt", "", "", date, "en", text)


def told(text: str) -> list[tuple[str, str]]:
    found = entries_in_reports([(report(text), "the Watch")], CARDS)
    return [(e.type, e.of) for e in found if e.why]


def test_each_sentence_has_its_own_day() -> None:
    text = (
        "Between 1 and 14 May the Watch kept patrols. On 6 May guns fired at Harn. In December a"
        " bridge fell. The truce, which took effect on 2 March, was praised. The team will travel"
        " north from 3 to 9 June."
    )
    days = [(t.happened, t.until) for t in report_tellings(report(text), "the Watch")]
    whole = ("2031-05-01", "2031-05-14")
    assert days == [whole, ("2031-05-06", ""), whole, whole, whole]


def test_what_others_claim_is_theirs() -> None:
    text = "Between 1 and 14 May all was calm. The Front claimed that guns fired at Harn on 6 May."
    (entry,) = [e for e in entries_in_reports([(report(text), "the Watch")], CARDS) if e.why]
    assert (entry.status, entry.reporter) == (Evidence.ALLEGED, "others, in a report of the Watch")
    assert dict(entry.facts)["places"] == "Harn"


def test_acts_are_read_with_what_is_not_done() -> None:
    lead = "Between 1 and 14 May it rained. "
    assert told(lead + "The Watch heard shelling near Harn.") == [("firing", "")]
    assert told(lead + "Twelve howitzers were seen in violation of withdrawal lines.") == [
        ("not_done", "heavy_guns_withdrawn")
    ]
    assert told(lead + "The sides spoke of the failure to withdraw guns.") == [
        ("not_done", "heavy_guns_withdrawn")
    ]
    assert told(lead + "The Watch observed a release of prisoners at Harn.") == [
        ("done_in_part", "prisoners_released")
    ]
    assert told(lead + "Despite claims of a withdrawal of guns, nothing moved.") == []
    assert told(lead + "Access to the hills was restricted.") == [("access_restricted", "")]
