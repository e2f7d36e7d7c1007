from __future__ import annotations

from fractions import Fraction

import pytest

from travaux.core.issues import Position, Stance
from travaux.core.outcomes import Amount, BasisKind
from travaux.outcomes.models.between import peaked
from travaux.outcomes.models.choices import Choice
from travaux.outcomes.models.quantities import quantities
from travaux.outcomes.models.stress import weights
from travaux.outcomes.models.touching import Said, touched

DRAFTS = {"offer": "2031-03-01", "answer": "2031-03-10", "bridge": "2031-03-20"}
OUT = Choice("left out", "")
HOURS = [
    Choice(f"{n} hours", text, (draft,), quantities=quantities(text))
    for draft, n in (("offer", 12), ("answer", 8), ("bridge", 10))
    for text in [f"Shifts last at most {n} hours."]
]
GUARDS = [
    Choice("hired", "Private guards may be hired.", ("offer",)),
    Choice("never", "Private guards shall not be hired.", ("answer",)),
    Choice("asked", "private guards for the port", (), ("west",)),
]


def found(
    choices: list[Choice],
    stance: Stance,
    words: str,
    draft: str = "offer",
    own: tuple[str, ...] = (),
    day: str = "2031-03-25",
    value: str = "",
) -> dict[int, Stance]:
    position = Position("p", "north", "i", stance, "at " + draft, value, ("s",), day)
    said = Said({"s": words}, DRAFTS, {f"at {d}": d for d in DRAFTS})
    return touched(choices, position, own, said)


def test_a_figure_says_which_option_is_meant_whatever_draft_was_linked() -> None:
    assert found(HOURS, Stance.SUPPORT, "ten hours are acceptable") == {2: Stance.SUPPORT}
    assert found(HOURS, Stance.OPPOSE, "nobody can work twelve hours", "bridge") == {
        0: Stance.OPPOSE
    }
    assert found(HOURS, Stance.OPPOSE, "fourteen hours were a scandal") == {}
    assert found(HOURS, Stance.OPPOSE, "no shifts longer than 9 hours") == {
        0: Stance.OPPOSE,
        2: Stance.OPPOSE,
    }
    assert found(HOURS, Stance.SUPPORT, "the shifts are fair") == {0: Stance.SUPPORT}


def test_a_refusal_of_every_kind_reaches_what_other_drafts_allow() -> None:
    refused = {0: Stance.OPPOSE, 1: Stance.SUPPORT, 2: Stance.OPPOSE}
    assert found(GUARDS, Stance.OPPOSE, "it would never accept private guards") == refused
    assert found(GUARDS, Stance.OPPOSE, "it rejects any ban on guards") == {
        0: Stance.SUPPORT,
        1: Stance.OPPOSE,
        2: Stance.SUPPORT,
    }
    alike = [GUARDS[0], OUT]
    assert found(alike, Stance.OPPOSE, "it rejects any guards") == {
        0: Stance.OPPOSE,
        1: Stance.SUPPORT,
    }


def test_nobody_refuses_its_own_draft_or_one_that_is_not_yet_made() -> None:
    words = "the text on shifts is an insult"
    assert found(HOURS, Stance.OPPOSE, words, "answer", ("answer",)) == {2: Stance.OPPOSE}
    assert found(HOURS, Stance.OPPOSE, words, "answer", (), "2031-03-02") == {0: Stance.OPPOSE}
    assert found(HOURS, Stance.OPPOSE, words, "bridge") == {2: Stance.OPPOSE}


def test_a_demand_in_other_words_is_the_option_that_says_so() -> None:
    asked = found(GUARDS, Stance.DEMAND, "", value="to keep hired private guards")
    assert asked == {0: Stance.DEMAND}
    told = "Ten hours was more than we hoped for. We shall work eight hours."
    assert found(HOURS, Stance.DEMAND, told, value=told) == {1: Stance.DEMAND}


@pytest.mark.parametrize(
    ("stances", "inferred"),
    [
        ({1: Stance.SUPPORT, 0: Stance.SUPPORT}, {2: (Stance.SUPPORT, 0)}),
        ({1: Stance.SUPPORT, 2: Stance.OPPOSE}, {0: (Stance.OPPOSE, 2)}),
        ({1: Stance.SUPPORT, 2: Stance.SUPPORT}, {}),
        ({1: Stance.SUPPORT, 0: Stance.CONDITIONAL}, {}),
    ],
)
def test_what_lies_between_is_taken_and_what_lies_beyond_is_refused(
    stances: dict[int, Stance], inferred: dict[int, tuple[Stance, int]]
) -> None:
    assert peaked(HOURS, {"answer"}, stances) == inferred
    assert peaked(HOURS, set(), stances) == {}


def test_weights_are_ranges_that_name_what_they_rest_on() -> None:
    words = {"a": "we will never do it", "b": "no", "c": "no", "d": "perhaps", "e": "yes"}
    held = [
        Position("1", "n", "i1", Stance.OPPOSE, statements=("a",), since="2031-01-02"),
        Position("2", "n", "i1", Stance.OPPOSE, statements=("b",), since="2031-02-01"),
        Position("3", "n", "i1", Stance.OPPOSE, statements=("c",), since="2031-02-02"),
        Position("4", "n", "i2", Stance.SUPPORT, statements=("d",), since="2031-01-01"),
        Position("5", "n", "i3", Stance.SUPPORT, statements=("e",), since="2031-03-01"),
    ]
    found = weights(held, words)
    assert [found["i1"].low, found["i1"].high] == [Fraction(1), Fraction(4)]
    assert found["i1"].basis.kind is BasisKind.STATEMENTS
    assert found["i1"].basis.statements == ("a", "b", "c")
    assert found["i1"].basis.note == (
        "says “never”; speaks on it 3 times, 2 times on others; among the first things it demanded "
        "or refused"
    )
    assert found["i2"] == found["i3"] == Amount(found["i2"].low, found["i2"].low)


def test_what_a_condition_gives_the_figure_of_is_wanted() -> None:
    words = "it could not sign unless shifts last ten hours"
    value = "unless shifts last ten hours"
    assert found(HOURS, Stance.CONDITIONAL, words, value=value) == {2: Stance.SUPPORT}
    value = "unless the twelve hours are dropped"
    assert Stance.SUPPORT not in found(HOURS, Stance.CONDITIONAL, words, value=value).values()
