"""Who stands where, carried on by a step, is who stands where in the whole record."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from travaux.core.issues import Position, Stance
from travaux.core.steps import parted
from travaux.reports.standing import of_party, pair_of, standing_of, stood_on

DAYS = ("", "2031-01-01", "2031-02-01")
POSITION = st.builds(
    Position,
    id=st.uuids().map(str),
    party=st.sampled_from(["", "ana", "ben", "cy"]),
    issue=st.sampled_from(["i1", "i2"]),
    stance=st.sampled_from(Stance),
    statements=st.lists(st.sampled_from("stuv"), min_size=1, max_size=3, unique=True).map(tuple),
    since=st.sampled_from(DAYS),
)
RECORD = st.lists(POSITION, max_size=12).map(lambda found: tuple(sorted(found, key=pair_of)))


@given(RECORD, RECORD, st.lists(st.booleans(), min_size=24, max_size=24))
def test_a_step_comes_to_what_the_whole_record_comes_to(
    old: tuple[Position, ...], others: tuple[Position, ...], kept: list[bool]
) -> None:
    stay = [position for position, stays in zip(old, kept, strict=False) if stays]
    new = tuple(sorted([*stay, *others], key=pair_of))
    before = standing_of(old)
    assert stood_on(before, new, parted(old, new)) == standing_of(new)
    assert before == standing_of(old)


@given(RECORD)
def test_the_positions_of_a_party_stand_together(positions: tuple[Position, ...]) -> None:
    for party in ("", "ana", "nobody"):
        assert list(of_party(positions, party)) == [p for p in positions if p.party == party]


def position(stance: Stance, since: str, party: str = "ana") -> Position:
    return Position(f"{party}{since}", party, "i1", stance, statements=("s",), since=since)


def test_who_changed_their_mind_last_comes_first() -> None:
    turns = standing_of(
        [
            position(Stance.SUPPORT, "2031-01-01"),
            position(Stance.OPPOSE, "2031-03-01"),
            position(Stance.SUPPORT, "2031-02-01", "ben"),
            position(Stance.DEMAND, "2031-04-01", "ben"),
            position(Stance.SUPPORT, "2031-01-01", "cy"),
            position(Stance.SUPPORT, "2031-09-01", "cy"),
        ]
    ).newest_turns
    assert turns == [[("ben", "i1")], [("ana", "i1")]]
