from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.core.anchors import Anchor
from travaux.core.drafts import Draft, DraftStatus, Provision, Slot, SlotKind
from travaux.core.issues import Issue, Position, Stance
from travaux.core.outcomes import BasisKind, Interests, Model
from travaux.core.parties import Party, PartyKind
from travaux.core.record import Record
from travaux.outcomes.analysis import analysed
from travaux.outcomes.answers import headline
from travaux.outcomes.models.from_record import model_from_record
from travaux.outcomes.models.quantities import Quantity, bound, quantities, refused
from travaux.outcomes.models.readback import readback
from travaux.outcomes.models.wording import named, shortened
from travaux.outcomes.packages.unknowns import Sureness

HALF = Fraction(1, 2)
SAYS = {
    "p1": ("plan", "1", "North will keep at most 600 guards in the valley."),
    "q1": ("reply", "1", "North shall keep at most 800 guards in the valley."),
    "p2": ("plan", "2", "The harbour is leased to South for twenty years."),
    "p3": ("plan", "3", "The valley road will be open to all."),
    "q3": ("reply", "3", "The valley road shall be open to all."),
}


def provision(place: str) -> Provision:
    draft, label, text = SAYS[place]
    anchor = Anchor("doc", 0, len(text), text)
    slots = tuple(
        Slot(SlotKind.NUMBER, Anchor("doc", 0, 1, f"{n} guards"), n, float(n), float(n), "guards")
        for n in ("600", "800")
        if n in text
    )
    return Provision(place, draft, label, (label,), text, (anchor,), int(label), slots=slots)


def record() -> Record:
    """Two sides, one of them through a spokesman, on two issues that count."""
    whole = DraftStatus.PUBLISHED
    return Record(
        "talks",
        parties=(
            Party("north", "North", PartyKind.STATE, side="North"),
            Party("south", "South", PartyKind.STATE, side="South"),
            Party("speaker", "A speaker", affiliation="north", side="North"),
            Party("guest", "A guest"),
        ),
        drafts=(
            Draft("plan", "Plan", "2025-01-01", whole, ("South",)),
            Draft("reply", "Reply", "2025-02-01", whole),
        ),
        provisions=tuple(map(provision, SAYS)),
        issues=(
            Issue("i1", "Guards", ("p1", "q1")),
            Issue("i2", "Lease", ("p2",)),
            Issue("i3", "Road", ("p3", "q3")),
        ),
        positions=(
            Position("1", "speaker", "i1", Stance.DEMAND, "q1", "at most 800 guards", ("s1",)),
            Position("2", "south", "i1", Stance.OPPOSE, "q1", statements=("s2", "s3")),
            Position("3", "north", "i2", Stance.OPPOSE, "p2", statements=("s4",)),
            Position(
                "4", "south", "i2", Stance.OPPOSE, "p2", statements=("s0",), until="2025-02-01"
            ),
            Position("5", "guest", "i3", Stance.OPPOSE, "p3", statements=("s6",)),
        ),
    )


def cells(model: Model, party: int, issue: int) -> list[list[Fraction]]:
    scores = model.interests[party].valuations[issue].scores
    return [[score.low, score.high] for score in scores]


def lines(one: Interests) -> list[tuple[str, int, bool]]:
    return [(r.issue, r.option, r.certain) for r in one.red_lines]


def test_options_are_the_values_that_differ_and_leaving_out() -> None:
    model = model_from_record(record())
    assert [i.name for i in model.issues] == [
        "North shall keep at most … guards in the valley",
        "The harbour is leased to South for twenty years",
    ]
    assert [[o.text for o in i.options] for i in model.issues] == [
        ["at most 600 guards (Plan)", "at most 800 guards (Reply)"],
        ["as in Plan", "left out"],
    ]
    assert [d.choices for d in model.drafts] == [(("i1", 0), ("i2", 0)), (("i1", 1), ("i2", 1))]


def test_acceptability_comes_from_stances_and_own_drafts_and_silence_is_unknown() -> None:
    model = model_from_record(record())
    north, south = model.interests
    assert cells(model, 0, 0) == [[HALF, 1], [HALF, 1]]  # at most 800 takes 600 as well
    assert cells(model, 1, 0) == [[HALF, 1], [0, HALF]]  # its own draft; opposed
    assert cells(model, 0, 1) == [[0, HALF], [HALF, 1]]  # who opposes it can live without
    assert cells(model, 1, 1) == [[HALF, 1], [0, 1]]
    assert lines(north) == [("i2", 0, False)]
    assert lines(south) == [("i1", 1, False), ("i2", 1, False)]
    assert south.valuations[0].scores[0].basis.kind is BasisKind.DRAFTS
    assert south.valuations[0].scores[1].basis.statements == ("s2", "s3")
    assert south.red_lines[1].basis.kind is BasisKind.DEFAULT


def test_what_is_not_modelled_is_listed_with_its_reason() -> None:
    model = model_from_record(record())
    assert [(o.kind, o.name, o.why) for o in model.omitted] == [
        (
            "issue",
            "The valley road will be open to all",
            "no side speaks on it, and drafts differ in words at most",
        ),
        ("party", "A guest", "has no side in talks.toml; 1 position"),
    ]
    assert "Not modelled (party, has no side in talks.toml; 1 position): 1: A guest." in readback(
        model
    )


def test_silence_is_never_consent() -> None:
    found = analysed(model_from_record(record()))
    assert found.verdict.sureness is Sureness.DEPENDS
    assert headline(found) == (
        "Whether there is room for a deal depends on whether North stays opposed to “as in Plan” "
        "on “The harbour is leased to South for twenty years”."
    )
    assert found.verdict.enough_to_block
    agreed = replace(record(), positions=record().positions[:1])
    agreed = replace(agreed, drafts=(replace(agreed.drafts[0], authors=("South", "North")),))
    assert analysed(model_from_record(agreed)).verdict.sureness is Sureness.YES


def test_provisions_under_one_number_that_tell_of_the_same_are_one_issue() -> None:
    apart = replace(
        record(),
        issues=(Issue("i1", "Guards", ("p1",)), Issue("i9", "Guards too", ("q1",))),
    )
    positions = tuple(replace(p, issue="i9") for p in record().positions[:2])
    model = model_from_record(replace(apart, positions=positions))
    assert [[o.text for o in i.options] for i in model.issues] == [
        ["at most 600 guards (Plan)", "at most 800 guards (Reply)"]
    ]


def test_demands_become_options_once_and_only_where_they_are_about_the_issue() -> None:
    demands = (
        Position("1", "north", "i1", Stance.DEMAND, "p1", "a force of 900 guards", ("s1",)),
        Position("2", "speaker", "i1", Stance.DEMAND, "p1", "that a force of 900 guards", ("s2",)),
        Position("3", "south", "i1", Stance.DEMAND, "p1", "600 guards, not 900", ("s3",)),
        Position("4", "north", "i1", Stance.DEMAND, "p1", "that its term has ended", ("s4",)),
    )
    model = model_from_record(replace(record(), positions=demands))
    assert [o.text for o in model.issues[0].options] == [
        "at most 600 guards (Plan)",
        "at most 800 guards (Reply)",
        "900 guards (asked by North)",
    ]
    assert cells(model, 1, 0)[2] == [0, HALF]
    assert ("demand", "its term has ended") in [(o.kind, o.name) for o in model.omitted]


def test_who_negotiates_without_sides_is_who_speaks_on_two_issues() -> None:
    plain = replace(
        record(), parties=tuple(replace(p, side="") for p in record().parties), drafts=()
    )
    paper = Party("paper", "A paper", PartyKind.OUTLET)
    noisy = (
        *record().positions[1:4],
        Position("6", "south", "i2", Stance.SUPPORT, "p2", statements=("s9",)),
        Position("7", "paper", "i1", Stance.OPPOSE, "p1"),
        Position("8", "paper", "i2", Stance.OPPOSE, "p2"),
    )
    model = model_from_record(replace(plain, parties=(*plain.parties, paper), positions=noisy))
    assert [one.party for one in model.interests] == ["South"]


def test_a_record_without_positions_makes_an_empty_model() -> None:
    assert model_from_record(Record()).interests == ()


@settings(max_examples=20, deadline=None)
@given(st.permutations(record().positions), st.permutations(record().issues))
def test_the_order_of_the_record_never_changes_the_options(
    positions: list[Position], issues: list[Issue]
) -> None:
    plain = model_from_record(record())
    mixed = model_from_record(replace(record(), positions=tuple(positions), issues=tuple(issues)))
    options = {i.id: [o.text for o in i.options] for i in mixed.issues}
    assert options == {i.id: [o.text for o in i.options] for i in plain.issues}
    assert [one.party for one in mixed.interests] == [one.party for one in plain.interests]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at least six years", [("days", 2190)]),
        ("€140 billion against the cash", [("money €", 140e9)]),
        ("85,000 soldiers", [("number", 85000)]),
        ("2 per cent before 2038", [("share", 2), ("year", 2038)]),
        ("60 days after ratification, not 30", [("days", 60), ("days", 30)]),
        ("the fifth round", []),
    ],
)
def test_quantities(text: str, found: list[tuple[str, float]]) -> None:
    assert quantities(text) == tuple(Quantity(*one) for one in found)


def test_bounds_and_refusals() -> None:
    assert [bound(t) for t in ("no fewer than six", "at most six", "six")] == [1, -1, 0]
    assert refused("60 days, not 30") == ("60 days", "30")
    assert refused("not now") == ("not now", "")


def test_names_and_labels() -> None:
    texts = ["A fee of 40 crowns is due by May.", "A fee of 55 crowns is due by May and June."]
    name, labels = named(texts, [["40 crowns"], ["55 crowns"]])
    assert name == "A fee of … crowns is due by May"
    assert labels == ["40 crowns", "55 crowns, and June"]
    other = ["The army has a cap of 600 men.", "Its forces shall number 800 soldiers in peace."]
    assert named(other, [["600 men"], ["800 soldiers"]])[1] == ["600 men", "800 soldiers"]
    assert named(other, [[], []])[1] == [shortened(t) for t in other]
    assert named(["It is open.", "It is open to all."], [[], []])[1] == [
        "without “to all”",
        "to all",
    ]
