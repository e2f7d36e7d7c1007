"""A log against its cards: what no card would hear is asked about."""

from __future__ import annotations

from travaux.monitoring.assess import assess
from travaux.monitoring.cards import read_cards
from travaux.monitoring.check_log import log_problems
from travaux.monitoring.read_log import read_log

CARDS = read_cards(
    b"""
agreement: Supply
begins: 2030-01-10
parties: [Ward, Medisup]
cards:
  - {id: pay, kind: duty, deed: count, count: 600, sum of: crowns, bearer: Ward,
     act: paid by bearer}
""",
    "c.yaml",
)


def said(row: str) -> list[str]:
    entries, problems = read_log(f"type,by,happened,until,crowns\n{row}\n".encode(), "l.csv")
    assert not problems
    return [p.sentence for p in log_problems(entries, CARDS, "l.csv")]


def test_slips_of_the_pen_are_asked_about() -> None:
    assert said("paid,Ward,2030-02-01,,5") == []
    assert said("payd,Ward,2030-02-01,,5") == [
        "l.csv: no card is about “payd”. Did you mean “paid”?"
    ]
    assert said("paid,Wardd,2030-02-01,,5") == ["l.csv: “Wardd” is no party. Did you mean “Ward”?"]
    assert "ends before it begins" in said("paid,Ward,2030-02-01,2030-01-01,5")[0]
    assert "crowns is “many”" in said("paid,Ward,2030-02-01,,many")[0]


def test_a_number_may_have_commas_and_an_id_stands_once() -> None:
    entries, problems = read_log(
        b'id,type,by,happened,crowns\na,paid,Ward,2030-02-01,"1,400"\na,paid,Ward,2030-03-01,5\n',
        "l.csv",
    )
    assert [dict(e.facts)["crowns"] for e in entries] == [1400]
    assert "“a” was used by a row before" in problems[0].sentence


def test_what_is_done_of_a_sum_so_far_counts_before_the_end() -> None:
    entries, _ = read_log(b"type,by,happened,crowns\npaid,Ward,2030-02-01,400\n", "l.csv")
    alleged = assess(CARDS.agreement, CARDS.commitments, entries, "2030-03-01")[1]
    (own,) = alleged.assessments
    assert own.state.value == "in_force" and own.score == 2
    assert own.cause.endswith("400 of 600 crowns so far.")
