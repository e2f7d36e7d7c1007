"""What persons and the machine coded, from judgements; how far they agree."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.issues.builders import document, draft, statement
from travaux.core.codings import MACHINE, NOTHING, Category, Coding
from travaux.core.issues import ProvisionLink, Stance, StanceReading
from travaux.core.judgements import Action, Judgement, judgement_id
from travaux.issues.agreement import agreement_by_category, masi
from travaux.issues.codings import codings_of

DOC = document("Ada said the toll is fair. Ben said it must go. Cleo left.")
FAIR = statement(DOC, "the toll is fair", "Ada", "said")
GO = statement(DOC, "it must go", "Ben")
LINKS = [ProvisionLink(FAIR.id, "draft-a", "p1", "1", "likeness", 0.8)]
STANCES = [StanceReading(FAIR.id, "party", "p1", Stance.SUPPORT)]
NUMBER = iter(range(1000))


def word(
    who: str, action: Action, field: str = "", after: object = None, before: object = None,
    target: str = FAIR.id, blind: bool = True,
) -> Judgement:  # fmt: skip
    when = f"2031-05-06T10:00:00.{next(NUMBER):06}"
    old, new = ("" if v is None else json.dumps(v) for v in (before, after))
    key = judgement_id("statement", target, who, when, field)
    return Judgement(key, "statement", target, action, who, when, field, old, new, blind=blind)


def coded(*words: Judgement) -> dict[tuple[str, str], str]:
    """(category, coder) -> value of FAIR."""
    found = codings_of(words, [FAIR, GO], LINKS, STANCES)
    return {(c.category.value, c.coder): c.value for c in found if c.unit == FAIR.id}


def test_a_person_and_the_machine_are_two_coders() -> None:
    found = coded(word("Mara", Action.CHANGE, "stance", "oppose"))
    assert found["stance", "Mara"] == "oppose"
    assert found["stance", MACHINE] == "support"
    assert found["speaker", MACHINE] == "Ada"
    assert found["link", MACHINE] == "1"
    assert found["is a statement", "Mara"] == found["is a statement", MACHINE] == "yes"
    assert ("speaker", "Mara") not in found


def test_only_what_somebody_judged_is_coded() -> None:
    assert codings_of([], [FAIR, GO], LINKS, STANCES) == ()
    found = codings_of([word("Mara", Action.CONFIRM)], [FAIR, GO], LINKS, STANCES)
    assert {c.unit for c in found} == {FAIR.id}


def test_the_newest_word_of_each_person_counts_and_undo_is_ones_own() -> None:
    words = [
        word("Mara", Action.CHANGE, "stance", "oppose"),
        word("Niko", Action.CHANGE, "stance", "demand"),
        word("Mara", Action.CHANGE, "stance", "conditional"),
        word("Mara", Action.UNDO, "stance"),
    ]
    found = coded(*words)
    assert (found["stance", "Mara"], found["stance", "Niko"]) == ("oppose", "demand")


def test_the_machine_keeps_its_own_value_where_a_person_changed_the_record() -> None:
    changed = replace(STANCES[0], stance=Stance.OPPOSE)
    words = [
        word("Mara", Action.CHANGE, "stance", "oppose", before="support", blind=False),
        word("Niko", Action.CHANGE, "stance", "demand", before="oppose", blind=False),
    ]
    found = codings_of(words, [FAIR], LINKS, [changed])
    machine = next(c for c in found if c.coder == MACHINE and c.category is Category.STANCE)
    assert machine.value == "support"
    assert {c.blind for c in found if c.coder == "Mara"} == {False}


def test_a_rejection_is_a_no_and_an_added_statement_a_no_of_the_machine() -> None:
    assert coded(word("Mara", Action.REJECT))["is a statement", "Mara"] == "no"
    both = [word("Mara", Action.REJECT), word("Mara", Action.CHANGE, "speaker", "Ben")]
    assert coded(*both)["is a statement", "Mara"] == "no"
    added = codings_of([word("Mara", Action.ADD, target="new")], [FAIR])
    assert [(c.coder, c.value) for c in added] == [(MACHINE, "no"), ("Mara", "yes")]


def test_labels_of_links_are_a_sorted_set() -> None:
    found = coded(word("Mara", Action.CHANGE, "link", ["3", "1"]))
    assert found["link", "Mara"] == "1 | 3"
    assert coded(word("Mara", Action.CHANGE, "link", []))["link", "Mara"] == NOTHING


def test_a_stance_for_each_provision_is_one_value_of_the_statement() -> None:
    given = {"p1": "support", "p2": "oppose", "": "none stated"}
    assert coded(word("Mara", Action.CHANGE, "stance", given))["stance", "Mara"] == (
        "oppose | support"
    )


def test_a_draft_that_is_linked_is_its_whole_text() -> None:
    said = [word("Mara", Action.CHANGE, "link", ["draft-a"])]
    found = codings_of(said, [FAIR], LINKS, drafts=[draft("a")])
    assert [c.value for c in found if c.coder == "Mara" and c.category is Category.LINK] == [
        "the whole text"
    ]


def test_a_confirmed_field_gives_what_stood_there() -> None:
    assert coded(word("Mara", Action.CONFIRM, "speaker"))["speaker", "Mara"] == "Ada"


def codings(category: Category, **values: str) -> list[Coding]:
    """One letter a unit and coder; a dot for a unit that the coder left out."""
    return [
        Coding(f"u{n:02}", category, letter, coder)
        for coder, letters in values.items()
        for n, letter in enumerate(letters)
        if letter != "."
    ]


def test_alpha_of_two_coders_is_that_of_the_worked_example() -> None:
    """Krippendorff (2011), two coders, nominal: alpha = 0.095."""
    rows = codings(Category.STANCE, a="0100000010", b="1110010000")
    (found,) = agreement_by_category(rows)
    assert found.coders == ("a", "b")
    assert found.alpha == pytest.approx(0.095, abs=0.001)
    assert (found.units, found.share) == (10, 0.6)
    assert {(x, y): n for x, y, n in found.confusion}["0", "1"] == 3
    assert len(found.differing) == 4
    assert {v.value: (v.both, v.only_one, v.only_other) for v in found.values}["1"] == (1, 1, 3)


def test_more_than_two_coders_have_a_figure_together() -> None:
    """Krippendorff (2011), four coders, missing data, nominal: alpha = 0.743."""
    rows = codings(
        Category.SPEAKER,
        a="12332141 2..".replace(" ", ""),
        b="1233224125.3",
        c=".3332342251.",
        d="12332441251.",
    )
    found = agreement_by_category(rows)
    assert len(found) == 7
    assert found[-1].coders == ("a", "b", "c", "d")
    assert found[-1].alpha == pytest.approx(0.743, abs=0.001)


def test_no_alpha_where_nothing_varies_and_nothing_where_nothing_is_shared() -> None:
    (same,) = agreement_by_category(codings(Category.STATEMENT, a="yyy", b="yyy"))
    assert (same.share, same.alpha) == (1.0, None)
    assert agreement_by_category(codings(Category.STATEMENT, a="yy..", b="..yy")) == ()


def test_links_that_overlap_differ_less_than_links_that_do_not() -> None:
    assert masi("1", "1") == 0.0
    assert masi("1", "2") == 1.0
    assert masi("1 | 2", "1") == pytest.approx(1 - 2 / 3 / 2)
    assert masi("1 | 2", "2 | 3") == pytest.approx(1 - 1 / 3 / 3)
