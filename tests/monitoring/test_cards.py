"""Cards: three notations, one meaning; every fault at once; the Vela treaty's boards."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.core.commitments import CommitmentKind as Kind
from travaux.monitoring.assess import assess
from travaux.monitoring.cards import CardFile, read_cards
from travaux.monitoring.norms import Between, Due, Is, Never, Pattern, Where
from travaux.monitoring.phrases import Misread, Reader
from travaux.monitoring.read_log import read_log

VELA = Path(__file__).parents[2] / "examples" / "vela-river-monitoring"

YAML = b"""
agreement: Pact
begins: 2031-07-01
events: {signed: the depositary}
cards:
  - id: pay
    kind: duty
    bearer: Karst
    counterparty: Moor
    act: paid by bearer to counterparty where crowns >= 50
    due: 30 days after signed
    consequence: "violated: activate halt"
    verifier: not in the text
    words: {act: pay 50 crowns, due: within 30 days of signature}
  - id: halt
    kind: power
    bearer: Moor
    act: halted
    trigger: only as a consequence
"""
TABLE = [
    ["id", "kind", "bearer", "counterparty", "act", "trigger", "due", "consequence", "verifier",
     "act words", "due words"],
    ["@agreement", "Pact"],
    ["@begins", "2031-07-01"],
    ["@events", "signed: the depositary"],
    ["pay", "duty", "Karst", "Moor", "paid by bearer to counterparty where crowns >= 50", "",
     "30 days after signed", "violated: activate halt", "not in the text", "pay 50 crowns",
     "within 30 days of signature"],
    ["halt", "power", "Moor", "", "halted", "only as a consequence"],
]  # fmt: skip


def spreadsheet() -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in TABLE:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def table() -> bytes:
    quoted = (",".join(f'"{cell}"' for cell in row) for row in TABLE)
    return "\n".join(quoted).encode()


@pytest.mark.parametrize(("data", "file"), [(table(), "c.csv"), (spreadsheet(), "c.xlsx")])
def test_tables_mean_what_yaml_means(data: bytes, file: str) -> None:
    one, other = read_cards(YAML, "c.yaml"), read_cards(data, file)
    assert one.faults == other.faults == ()
    assert other.agreement == one.agreement
    assert other.commitments == one.commitments


def test_a_read_back_says_what_was_understood() -> None:
    pay = read_cards(YAML, "c.yaml").commitments[0]
    assert pay.read_back == (
        "Karst must pay 50 crowns (event “paid by Karst to Moor where crowns >= 50”). "
        "This is due within 30 days after “signed”. Once it is violated, “halt” begins. "
        "Not in the text: trigger, condition, verifier, enforcer."
    )
    assert pay.slot("verifier").stated is False and pay.slot("act").stated is True


FAULTY = b"""agreement: Pact
beginz: 2031-07-01
settings: {late performance: perhaps}
cards:
  - id: pay
    kind: promise
    bearer: Karst
    act: paid
  - id: ship
    kind: duty
    bearer: Karst
    act: shipped
    due: soon
  - id: ship
    kind: duty
    bearer: Karst
    act: shipped
    trigger: approved by Moor
  - id: end
    kind: power
    bearer: Moor
    act: ended
    consequence: "exercised: suspend freight"
  - kind: power
"""


def test_every_fault_is_reported_at_once_with_its_line() -> None:
    found = read_cards(FAULTY, "c.yaml").faults
    said = {(line, why.split(",")[0].split(";")[0]) for line, why in found}
    assert {line for line, _ in said} == {2, 3, 6, 13, 14, 19, 24}
    assert (13, "ship") in said and (14, "id “ship” was used in line 9 already") in said
    assert (19, "end: there is no card “freight”") in said
    assert any(line == 14 and "approved" in why for line, why in found)
    assert sum(line == 24 for line, _ in found) == 3


def test_unreadable_files_are_faults_not_exceptions() -> None:
    assert read_cards(b"cards: [", "c.yaml").faults
    assert read_cards(b"not a workbook", "c.xlsx").faults
    assert read_cards(b"", "c.yaml").faults


def test_phrases() -> None:
    read = Reader("Karst", "Moor")
    assert read.act("paid to bearer where kind = gold") == Pattern(
        "paid", "", "Karst", (Where("kind", "=", "gold"),)
    )
    assert read.due("before 6 months") == Due(within=0, months=6, strict=True)
    assert read.due("not in the text") is None
    found = read.condition("not a is fulfilled")
    assert isinstance(found, Never) and isinstance(found.part, Is)
    assert isinstance(read.condition("from a until b"), Between)
    with pytest.raises(Misread, match="neither a date nor a span"):
        read.due("in good time")


def vela() -> CardFile:
    return read_cards((VELA / "cards.yaml").read_bytes(), "cards.yaml")


def board(as_of: str, name: str, known_by: str = "") -> dict[str, tuple[str, str]]:
    cards = vela()
    entries, problems = read_log((VELA / "log.csv").read_bytes(), "log.csv")
    assert not problems
    names = {c.id: c.name for c in cards.commitments}
    boards = assess(cards.agreement, cards.commitments, entries, as_of, known_by)
    found = next(b for b in boards if b.name == name)
    return {names[a.commitment]: (a.state.value, a.since) for a in found.assessments}


def test_the_vela_treaty_as_verified() -> None:
    now = board("2031-10-15", "verified")
    assert now["patrols/Merrow"] == ("fulfilled", "2031-07-30")
    assert now["patrols/Karsovia"] == ("fulfilled_late", "2031-08-06")
    assert now["suspension"][0] == "conditional"
    assert now["payment"][0] == "pending"
    assert board("2031-08-02", "verified", "2031-10-15")["patrols/Karsovia"][0] == "violated"


def test_what_is_contested_stands_on_the_alleged_board_only() -> None:
    alleged, verified = (board("2031-10-15", name) for name in ("alleged", "verified"))
    assert alleged["suspension"] == ("in_force", "2031-09-04")
    assert verified["release"][0] == "in_force" and alleged["release"][0] == "violated"


def test_a_board_does_not_know_what_was_found_later() -> None:
    assert board("2031-08-02", "verified")["patrols/Merrow"][0] == "violated"
    assert board("2031-08-02", "verified", "2031-10-15")["patrols/Merrow"][0] == "fulfilled"


def test_card_kinds() -> None:
    kinds = {c.name: c.kind for c in vela().commitments}
    assert kinds["low-flow"] is Kind.PERMISSION and kinds["pumping"] is Kind.PROHIBITION


def test_a_repeated_duty_needs_a_period_and_a_count_a_number() -> None:
    cards = b"""cards:
  - {id: a, kind: duty, deed: repeat, bearer: Karst, act: reported}
  - {id: b, kind: duty, deed: count, bearer: Karst, act: paid, count: "-1"}
"""
    assert [(line, why) for line, why in read_cards(cards, "c.yaml").faults] == [
        (2, "a needs “every”"),
        (3, "b, count: “-1” is not a number above zero"),
    ]


def test_an_alias_of_itself_is_no_trap() -> None:
    assert read_cards(b"cards: &a [{id: *a}]", "c.yaml").faults


@given(st.binary(max_size=80), st.sampled_from(["c.yaml", "c.csv", "c.xlsx"]))
def test_any_bytes_are_read_or_are_faults(data: bytes, file: str) -> None:
    read_cards(data, file)


WORDS = (
    "id: ", "kind: duty", "deed: repeat", "bearer: [a, b]", "act: x by", "due: 3 days", "words: []",
    "trigger: a is b", "every: x", "cards:", "- ", "  ", "\n", "{", "}",
    "consequence: 'violated: end a'",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_any_cells_are_read_or_are_faults(pieces: list[str]) -> None:
    read_cards("".join(pieces).encode(), "c.yaml")


@pytest.mark.parametrize(
    ("data", "file", "said"),
    [
        (bytes(range(256)) * 9, "c.csv", "it is not text in UTF-8"),
        (bytes(range(256)) * 9, "c.yaml", "save it as YAML, CSV or XLSX"),
        (b"name,what\na,b\n" * 9, "c.csv", "names no column “id”"),
        (b"PK nothing", "c.xlsx", "it is not an XLSX workbook"),
    ],
)
def test_what_is_no_card_file_is_said_in_one_sentence(data: bytes, file: str, said: str) -> None:
    ((_, why),) = read_cards(data, file).faults
    assert said in why


def test_a_span_longer_than_dates_can_say_is_no_span() -> None:
    with pytest.raises(Misread, match="neither a date nor a span"):
        Reader().due("99999 years after signed")
