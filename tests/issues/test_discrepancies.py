"""Accounts of the same thing that differ, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.issues.builders import document, draft, party, place, provisions, statement
from travaux.core.documents import Document, DuplicateGroup
from travaux.core.drafts import Change, ChangeKind, Draft, Provision, Variant
from travaux.core.issues import Discrepancy
from travaux.core.parties import PartyKind
from travaux.core.statements import Statement
from travaux.drafts import read_slots
from travaux.issues import find_discrepancies


def found(
    *documents: Document,
    drafts: tuple[Draft, ...] = (),
    provisions: tuple[Provision, ...] = (),
    changes: tuple[Change, ...] = (),
    variants: tuple[Variant, ...] = (),
    statements: tuple[Statement, ...] = (),
    duplicates: tuple[DuplicateGroup, ...] = (),
) -> tuple[Discrepancy, ...]:
    slots = {d.id: read_slots(d.text, d.id) for d in documents}
    return find_discrepancies(
        documents,
        slots=slots,
        drafts=drafts,
        provisions=provisions,
        changes=changes,
        variants=variants,
        statements=statements,
        duplicates=duplicates,
    )


def reasons(*texts: str, dates: tuple[str, ...] = ("2031-05-06", "2031-05-06")) -> list[str]:
    documents = [
        document(text, f"d{n}", date)
        for n, (text, date) in enumerate(zip(texts, dates, strict=True))
    ]
    return [d.likely_reason for d in found(*documents)]


def test_two_counts_of_one_thing_contradict() -> None:
    one = document("Some 300 growers stood at the bridge of Harn with drums.", "one")
    two = document("There were 120 growers with drums at the bridge of Harn.", "two")
    (only,) = found(one, two)
    assert only.likely_reason == "contradiction"
    assert [(a.value, a.unit, a.document) for a in only.values] == [
        ("300", "growers", "one"),
        ("120", "growers", "two"),
    ]
    assert only.values[0].anchor.exact == "300 growers"


def test_a_bare_value_is_an_account_of_the_value_before_it() -> None:
    (only,) = found(document("Some 300 growers stood on the bank. The police counted 120."))
    assert [a.value for a in only.values] == ["300", "120"]


@pytest.mark.parametrize(
    ("texts", "dates", "reason"),
    [
        (
            ("At least 14 people have died in the flood at Brann.",
             "The number of dead in the flood at Brann has risen to 23."),
            ("2031-03-21", "2031-03-25"),
            "date",
        ),
        (
            ("Growers hold 45,000 hectares of rice fields in the Delta.",
             "Growers hold 61,000 hectares of rice fields in the Delta and the whole of Merrow."),
            ("2031-03-21", "2031-03-21"),
            "scope",
        ),
        (
            ("A dam loan of $140 billion will be secured by river bonds.",
             "A dam loan of €140 billion will be secured by river bonds."),
            ("2031-03-21", "2031-03-21"),
            "translation",
        ),
    ],
)  # fmt: skip
def test_innocent_differences_have_their_reason(
    texts: tuple[str, str], dates: tuple[str, str], reason: str
) -> None:
    assert reasons(*texts, dates=dates) == [reason]


def test_a_corrected_figure_is_no_contradiction() -> None:
    text = "The gauge stood at 9.1 metres. The office had first given 9.6 metres, an error."
    (only,) = found(document(text))
    assert only.likely_reason == "correction"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "About 118,000 tonnes of grain left Ostrava.",
            "Some 120,000 tonnes of grain left Ostrava.",
        ),
        ("The army lost 300 boats at Harn.", "The bakery at Vrana sold 120 loaves."),
        ("The union asked for 300 boats at Harn.", "The fleet has 120 boats at Harn."),
        ("Harn has 300 boats.", "Harn has 300 boats."),
    ],
)
def test_what_does_not_differ(one: str, two: str) -> None:
    assert reasons(one, two) == []


def test_a_document_does_not_contradict_itself_in_its_own_voice() -> None:
    assert found(document("Karsovia voted by 88 votes. Merrow voted by 104 votes.")) == ()


def test_days_of_one_event() -> None:
    one = document("The ferry Ostrava sank off Vrana on 20 March 2031.", "one")
    two = document("The ferry Ostrava sank off Vrana on 19 March 2031.", "two")
    (only,) = found(one, two)
    assert (only.slot, only.likely_reason) == ("date", "contradiction")
    assert {a.value for a in only.values} == {"2031-03-19", "2031-03-20"}


def test_yes_against_no() -> None:
    text = "An official said Feld offered 60 million crowns at a dinner. Her ministry denied this."
    (only,) = found(document(text))
    assert (only.slot, only.likely_reason) == ("yes or no", "denial")
    assert [a.value for a in only.values] == ["yes", "no"]


def test_one_actor_against_another() -> None:
    text = "Radio claims that Lomm left the room. A friend swears that it was Feld who left."
    (only,) = found(document(text))
    assert [a.value for a in only.values] == ["Lomm", "Feld"]


def test_arithmetic() -> None:
    text = "The text raises the flow from 120 to 150 litres. That is an increase of 40 per cent."
    (only,) = found(document(text))
    assert only.likely_reason == "arithmetic"
    assert "25 per cent" in only.explanation
    assert found(document(text.replace("40", "25"))) == ()
    (only,) = found(document("The plan would slash the garrison by 250 per cent."))
    assert only.likely_reason == "arithmetic"


OLD, NEW = draft("Spring", "2031-03-01"), draft("Summer", "2031-06-01")
SPRING = document("1. The garrison of Harn is limited to 900 soldiers.", "spring")
SUMMER = document("1. The garrison of Harn is limited to 700 soldiers.", "summer")


def drafted() -> tuple[tuple[Provision, ...], tuple[Change, ...]]:
    made = []
    for of, text in ((OLD, SPRING), (NEW, SUMMER)):
        (one,) = provisions(of, text.text[3:])
        made.append(replace(one, anchors=(place(text, text.text[3:]),)))
    kinds = (ChangeKind.REWORDED,)
    change = Change("c", OLD.id, (made[0].id,), NEW.id, (made[1].id,), kinds, 0.9, "")
    return tuple(made), (change,)


def told(*texts: str) -> list[Discrepancy]:
    made, changes = drafted()
    reports = [document(text, f"r{n}") for n, text in enumerate(texts)]
    return list(
        found(SPRING, SUMMER, *reports, drafts=(OLD, NEW), provisions=made, changes=changes)
    )


def test_reports_of_two_drafts_differ_by_version() -> None:
    (only,) = told(
        "Under the text the garrison of Harn would have 900 soldiers.",
        "Under the text the garrison of Harn would have 700 soldiers.",
    )
    assert only.likely_reason == "version"
    assert only.about.startswith("issue-")


def test_a_report_that_no_draft_bears_out_is_shown_with_the_texts_sentence() -> None:
    (only,) = told("Under the text the garrison of Harn would have 300 soldiers.")
    assert only.likely_reason == "contradiction"
    assert {a.document for a in only.values} == {"r0", "spring", "summer"}


def test_a_demand_is_not_a_report() -> None:
    assert told("Lakeland demanded a garrison of 300 soldiers at Harn.") == []


def test_one_partys_lowest_figure_told_twice_is_one_thing() -> None:
    offer = document("1. Wages of ferrymen rise by 4 per cent in July.", "offer")
    (wages,) = provisions(OLD, offer.text[3:])
    wages = replace(wages, anchors=(place(offer, offer.text[3:]),))
    said: list[tuple[Document, Statement]] = []
    for who, words in (
        ("Mara Lind", "ferrymen will not take a rise in wages of anything below 7 per cent"),
        (
            "Mara Lind",
            "nobody would settle for nothing less than 6.5 per cent on wages of ferrymen",
        ),
        ("Odd Brae", "he was holding out for wages of ferrymen that rise by 9 per cent"),
    ):
        told_by = document(f"{who} said {words}.", f"{who} {len(said)}")
        said.append((told_by, statement(told_by, words, who, "said")))
    documents, statements = zip(*said, strict=True)
    parts = {"drafts": (OLD,), "provisions": (wages,), "statements": statements}
    (only,) = found(offer, *documents, **parts)
    assert {a.value for a in only.values} == {"7", "6.5"}


def test_witnesses_that_differ_are_translations() -> None:
    one = document("Nothing is built before 2038.", "one")
    two = document("Nothing is built until the end of 2038.", "two")
    (built,) = provisions(OLD, one.text)
    built = replace(built, anchors=(place(one, one.text),))
    variant = Variant(built.id, "w", two.text, place(two, two.text), 0.8)
    (only,) = found(one, two, drafts=(OLD,), provisions=(built,), variants=(variant,))
    assert only.likely_reason == "translation"


def test_a_reprint_is_no_second_account() -> None:
    one = document("Some 300 growers stood at the bridge of Harn with drums.", "one")
    copy = document("Some 310 growers stood at the bridge of Harn with drums.", "two")
    group = DuplicateGroup("g", (("one", 0, len(one.text)), ("two", 0, len(copy.text))), 0.95)
    assert len(found(one, copy)) == 0  # about 300
    other = replace(copy, text=copy.text.replace("310", "900"))
    assert len(found(one, other)) == 1
    assert found(one, other, duplicates=(group,)) == ()


def test_an_account_names_who_gives_it() -> None:
    one = document("Mara Lind said 300 growers stood at the bridge of Harn with drums.", "one")
    two = document("There were 120 growers with drums at the bridge of Harn.", "two")
    said = statement(one, "300 growers stood at the bridge of Harn with drums", "Mara Lind", "said")
    (only,) = found(one, two, statements=(said,))
    assert said.speaker is not None
    assert [(a.party, a.statement) for a in only.values] == [
        (said.speaker.party, said.id),
        ("", ""),
    ]


@given(st.permutations(range(3)))
def test_order_of_documents_changes_nothing(order: list[int]) -> None:
    documents = [
        document("Some 300 growers stood at the bridge of Harn with drums.", "one"),
        document("There were 120 growers with drums at the bridge of Harn.", "two"),
        document("With drums, 90 growers came to the bridge of Harn.", "three"),
    ]
    assert found(*(documents[n] for n in order)) == found(*documents)


def test_all_of_a_thing_against_a_part_of_it() -> None:
    one = document("Under the plan parts of the Delta would be demilitarised for good.", "one")
    two = document("Under the plan all of the Delta would be demilitarised next year.", "two")
    (only,) = found(one, two)
    assert (only.slot, only.likely_reason) == ("extent", "scope")
    assert {(a.value, a.anchor.exact) for a in only.values} == {
        ("part", "parts of the Delta"),
        ("all", "all of the Delta"),
    }
    assert only.title.startswith("Whether all of the Delta or parts of the Delta would be")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Parts of the Delta would be demilitarised.", "All of the Delta voted for the union."),
        ("Parts of the Delta would be demilitarised.", "All of Vrana would be demilitarised."),
        ("Some of the prisoners were freed in May.", "Most of the prisoners were freed in May."),
    ],
)
def test_what_is_no_extent_of_one_thing(one: str, two: str) -> None:
    assert found(document(one, "one"), document(two, "two")) == ()


def test_who_called_a_meeting_off() -> None:
    one = document("The envoy Ruth Feld cancelled her meeting with Lomm in Harn.", "one")
    two = document("A meeting with Feld was set for Harn, but Lomm pulled out.", "two")
    (only,) = found(one, two)
    assert (only.slot, only.likely_reason) == ("actor", "contradiction")
    assert {a.value for a in only.values} == {"Ruth Feld", "Lomm"}


def test_an_office_may_be_the_person_named_before_it() -> None:
    one = document("Lomm cancelled the meeting with Feld in Harn on fish.", "one")
    two = document("Lomm was to meet Feld in Harn, but the Merrish leader pulled out.", "two")
    assert found(one, two) == ()
    three = document("Feld was to meet in Harn about fish, but the leader pulled out.", "three")
    assert [d.slot for d in found(one, three)] == ["actor"]


def test_titles_with_days_are_no_event() -> None:
    one = document("The Vela treaty, draft as of 3 April 2031", "one")
    two = document("The Vela treaty, draft as of 8 April 2031", "two")
    assert found(one, two) == ()


def test_a_text_is_published_once() -> None:
    one = document("The plan, first leaked to the radio on 4 May 2031, has nine points.", "one")
    two = document("Envoys wrote letters until the plan went public on 3 May 2031.", "two")
    (only,) = found(one, two)
    assert (only.slot, only.likely_reason) == ("date", "contradiction")
    rival = document("A rival plan was published by the union on 5 May 2031.", "three")
    assert found(one, rival) == ()


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "The garrison in the disputed regions has new huts. They are warm.",
            "The bakery at Vrana sold loaves.",
        ),
        ("Envoys spent three days in Vrana with Feld.", "Ten days after that, Feld sat in Vrana."),
        (
            "Karsovia called for a cap of 300 boats at Harn.",
            "The plan sets a cap of 120 boats at Harn.",
        ),
    ],
)
def test_what_is_no_account_of_one_thing(one: str, two: str) -> None:
    assert reasons(one, two) == []


KARSOVIA, MERROW = party("Karsovia", PartyKind.STATE), party("Merrow", PartyKind.STATE)
FELD = replace(party("Oriane Feld", PartyKind.PERSON, "Feld"), affiliation=KARSOVIA.id)


def taken(one: str, two: str, later: str = "2031-05-06") -> list[tuple[str, str]]:
    documents = [document(one, "one"), document(two, "two", later)]
    return [
        (d.title, d.likely_reason)
        for d in find_discrepancies(documents, slots={}, parties=(KARSOVIA, MERROW, FELD))
    ]


def test_whether_a_party_has_accepted_the_text() -> None:
    no = "The outline (not clear which) has already been rejected by Karsovia, envoys said."
    yes = "Feld said on Thursday she would take the outline as a basis for more talks."
    title = "Whether Karsovia has accepted the text: yes or no"
    assert taken(no, yes) == [(title, "contradiction")]
    assert taken(no, yes, "2031-05-09") == [(title, "date")]


@pytest.mark.parametrize(
    "other",
    [
        "Feld said on Thursday she would take the outline as a basis.",
        "Merrow rejected the outline on Thursday.",
        "Karsovia rejected point 4 of the outline on Thursday.",
        "The outline will certainly be rejected by Karsovia.",
        "Karsovia has not rejected the outline.",
    ],
)
def test_what_is_no_other_word_on_the_text(other: str) -> None:
    assert taken("Karsovia has accepted the outline, an envoy said.", other) == []


def test_a_condition_is_no_account_of_the_text() -> None:
    nine = draft("nine")
    (text,) = provisions(nine, "Karsovia shall fill the Torrin reservoir over six years.")
    source = Document(text.anchors[0].document, "n.txt", "", "", "", "en", text.text)
    told = document(
        "Karsovia can agree to a plan for the Torrin reservoir on condition that the payment "
        "is fixed for ten years."
    )
    assert found(source, told, drafts=(nine,), provisions=(text,)) == ()
