from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.core.drafts import Slot, SlotKind
from travaux.drafts import read_slots


def of_kind(text: str, kind: SlotKind) -> list[Slot]:
    return [slot for slot in read_slots(text, "doc") if slot.kind is kind]


def only(text: str, kind: SlotKind) -> Slot:
    (slot,) = of_kind(text, kind)
    return slot


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "qualifier"),
    [
        ("The army is limited to 600,000 personnel.", None, 600_000, "troops", "limited to"),
        ("800,000 soldiers in peacetime", 800_000, 800_000, "troops", "in peacetime"),
        ("at least 120 gauges", 120, None, "gauges", "at least"),
        ("up to 12 boats", None, 12, "boats", "up to"),
        ("six hundred thousand troops", 600_000, 600_000, "troops", ""),
        ("between 200 and 250 boats", 200, 250, "boats", ""),
        ("200–250 boats", 200, 250, "boats", ""),
        ("1.5 million tonnes", 1_500_000, 1_500_000, "tonnes", ""),
        ("a zone no more than 50 km wide", None, 50, "km", "no more than"),
        ("20 villages or more", 20, None, "villages", "or more"),
    ],
)
def test_numbers(
    text: str, low: float | None, high: float | None, unit: str, qualifier: str
) -> None:
    slot = only(text, SlotKind.NUMBER)
    assert (slot.low, slot.high, slot.unit, slot.qualifier) == (low, high, unit, qualifier)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$100 billion of the fund", 1e11, "USD"),
        ("US$100bn", 1e11, "USD"),
        ("€40 million a year", 4e7, "EUR"),
        ("forty million euros", 4e7, "EUR"),
        ("1,250.50 dollars", 1250.5, "USD"),
    ],
)
def test_money(text: str, value: float, unit: str) -> None:
    slot = only(text, SlotKind.MONEY)
    assert (slot.low, slot.high, slot.unit) == (value, value, unit)


@pytest.mark.parametrize(
    ("text", "percent"),
    [("50 percent", 50), ("50%", 50), ("40 per cent", 40), ("by half", 50), ("two-thirds", 66.67)],
)
def test_shares(text: str, percent: float) -> None:
    assert only(text, SlotKind.SHARE).low == percent


@pytest.mark.parametrize(
    ("text", "value", "days"),
    [
        ("within 100 days of the signing of this text", "P100D", 100),
        ("no later than two weeks after ratification", "P2W", 14),
        ("by 1 March 2031", "2031-03-01", None),
        ("before the end of 2031 it is due by 2030", "2030", None),
        ("on day 2 of the ceasefire", "P2D", 2),
        ("the boats leave immediately", "immediately", 0),
    ],
)
def test_deadlines(text: str, value: str, days: float | None) -> None:
    slot = of_kind(text, SlotKind.DEADLINE)[-1]
    assert (slot.value, slot.low) == (value, days)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("signed 27 November 2031", "2031-11-27"),
        ("signed November 27, 2031", "2031-11-27"),
        ("signed 2031-11-27", "2031-11-27"),
        ("signed 27.11.2031", "2031-11-27"),
        ("signed November 2031", "2031-11"),
        ("signed 27 November", "--11-27"),
    ],
)
def test_dates(text: str, value: str) -> None:
    assert only(text, SlotKind.DATE).value == value


@pytest.mark.parametrize(
    ("text", "value", "strength"),
    [
        ("boats shall leave", "shall", 5),
        ("boats shall not leave", "shall not", 5),
        ("boats must leave", "must", 5),
        ("boats will leave", "will", 4),
        ("Both undertake to leave", "undertake to", 4),
        ("boats should leave", "should", 2),
        ("it is expected that boats leave", "is expected that", 1),
        ("boats may leave", "may", 0),
    ],
)
def test_modality_has_a_strength(text: str, value: str, strength: int) -> None:
    slot = only(text, SlotKind.MODALITY)
    assert (slot.value, slot.strength) == (value, strength)


def test_a_month_is_no_modality_and_a_reference_no_number() -> None:
    assert of_kind("In May 2031 the ferry sailed.", SlotKind.MODALITY) == []
    assert of_kind("Article 5 and points 3, 4 and 5 apply.", SlotKind.NUMBER) == []


def test_parties_and_places_are_told_apart() -> None:
    text = "Karsovia and North Merrow agree not to station boats in Torrin or on the Vela River."
    assert [s.value for s in of_kind(text, SlotKind.PARTY)] == ["Karsovia", "North Merrow"]
    assert [s.value for s in of_kind(text, SlotKind.PLACE)] == ["Torrin", "Vela River"]


def test_a_sentence_opener_is_no_party() -> None:
    assert of_kind("Sanctions will be lifted. Fishing resumes.", SlotKind.PARTY) == []


@given(st.text(max_size=300), st.integers(0, 10_000))
def test_anchors_are_exact_and_never_overlap(text: str, start: int) -> None:
    slots = read_slots(text, "doc", start)
    for slot in slots:
        place = slot.anchor
        assert text[place.start - start : place.end - start] == place.exact != ""
    for one, other in itertools.pairwise(slots):
        assert one.anchor.end <= other.anchor.start


_PIECES = st.sampled_from(
    ["600,000", "half", "of the", "troops", "$5bn", "within", "10 days", "May", "2031", "shall",
     "Karsovia", "in", "Torrin", "-", ".", ",", "by", "1 March", "at least", "not", "\n", "50 %"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=25))
def test_any_mixture_of_values_reads_without_overlap(pieces: list[str]) -> None:
    text = " ".join(pieces)
    slots = read_slots(text, "doc")
    assert all(a.anchor.end <= b.anchor.start for a, b in itertools.pairwise(slots))


@pytest.mark.parametrize(
    ("text", "low", "high", "exact"),
    [
        ("from 55 to 50 million crowns", 50e6, 55e6, "55 to 50 million crowns"),
        ("fell from 30,000 to 28,000 boats", 28_000, 30_000, "30,000 to 28,000 boats"),
        ("from 120 to 150 boats", 120, 150, "120 to 150 boats"),
        ("between 260,000 and 280,000 boats", 260_000, 280_000, "260,000 and 280,000 boats"),
    ],
)
def test_two_figures_of_one_value(text: str, low: float, high: float, exact: str) -> None:
    (slot,) = (s for s in read_slots(text, "d") if s.kind is SlotKind.NUMBER)
    assert (slot.low, slot.high) == (low, high)
    assert slot.anchor.exact in exact


def test_two_figures_of_two_values() -> None:
    assert [s.low for s in read_slots("12 locks and 15 boats", "d")] == [12, 15]
