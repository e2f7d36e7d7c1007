from __future__ import annotations

import itertools

from travaux.core.documents import Document
from travaux.core.drafts import DraftStatus, KnownDraft, Witness
from travaux.core.ids import digest
from travaux.drafts import Collation, collate, find_witnesses

PLAN = """\
1. The harbour will be opened to both fleets.
2. Lowmark will withdraw its patrol boats within 30 days.
3. The fleet of Highmark will be limited to 600 boats.
4. A joint commission will be established to watch the channel.
5. All prisoners will be exchanged.
"""
TRANSLATED = """\
1. The port is to be opened for the fleets of both.
2. Lowmark is to pull back its patrol boats within 30 days.
3. Highmark's fleet is to be limited to 600 boats.
4. A joint commission is to be set up to watch over the channel.
5. All prisoners are to be exchanged.
"""
LATER = PLAN.replace("600", "800").replace("All prisoners", "All prisoners and hostages")
QUOTED = """\
What the five-point plan says
From the plan:
2. Lowmark will withdraw its patrol boats within 30 days.
I do not believe a word of it, and said so in March and in April.
Nobody else believes it.
3. The fleet of Highmark will be limited:
a. to 600 boats;
b. in the inner harbour.
My neighbours laughed.
All of them did.
5. All prisoners will be exchanged.
"""


def document(text: str, file: str, date: str = "") -> Document:
    return Document(digest((file + text).encode()), file, "", "", date, "en", text)


def collated(*documents: Document, known: tuple[KnownDraft, ...] = ()) -> Collation:
    by_id = {d.id: d for d in documents}
    witnesses = [w for d in documents for w in find_witnesses(d).witnesses]
    results = [collate(order, by_id, known) for order in itertools.permutations(witnesses)]
    assert all(result == results[0] for result in results)
    return results[0]


def test_two_translations_are_one_draft_with_variants() -> None:
    found = collated(document(PLAN, "a.txt"), document(TRANSLATED, "b.txt"))
    (draft,) = found.drafts
    assert len(draft.witnesses) == 2
    assert [p.label for p in found.provisions] == ["1", "2", "3", "4", "5"]
    assert all(len(p.anchors) == 2 and p.draft == draft.id for p in found.provisions)
    assert len(found.variants) == 5
    assert all(0.3 < v.likeness < 1 for v in found.variants)


def test_another_figure_makes_another_draft() -> None:
    found = collated(document(PLAN, "a.txt", "2031-01-01"), document(LATER, "b.txt", "2031-02-01"))
    assert [len(d.witnesses) for d in found.drafts] == [1, 1]
    assert [d.date for d in found.drafts] == ["2031-01-01", "2031-02-01"]


def test_few_reworded_points_among_equal_ones_make_another_draft() -> None:
    reworded = PLAN.replace(
        "A joint commission will be established to watch the channel.",
        "Each side watches its own bank of the channel as it sees fit.",
    )
    found = collated(document(PLAN, "a.txt"), document(reworded, "b.txt"))
    assert len(found.drafts) == 2


def test_a_copy_with_a_typing_error_is_the_same_draft() -> None:
    copy = PLAN.replace("channel", "chanel")
    found = collated(document(PLAN, "a.txt"), document(copy, "b.txt"))
    assert len(found.drafts) == 1
    assert len(found.variants) == 1


def test_quoted_points_join_the_draft_they_quote_and_bring_what_it_lacks() -> None:
    found = collated(document(PLAN, "a.txt"), document(QUOTED, "b.txt"))
    (draft,) = found.drafts
    labels = [p.label for p in found.provisions]
    assert labels == ["1", "2", "3", "3.a", "3.b", "4", "5"]
    by_label = {p.label: p for p in found.provisions}
    assert by_label["3.a"].parent == by_label["3"].id
    assert len(by_label["2"].anchors) == 2
    assert draft.name == "five-point plan"
    assert draft.evidence[0].exact == "five-point plan"


def test_of_three_readings_the_one_nearest_to_the_others_is_best() -> None:
    odd = PLAN.replace("All prisoners will be exchanged.", "All captives are swapped at once!")
    texts = [odd + "6. The parties shall meet.\n", PLAN, PLAN.replace("exchanged.", "exchanged;")]
    documents = [document(t, f"{n}.txt", "2031-01-01") for n, t in enumerate(texts)]
    known = KnownDraft("plan", files=("0.txt", "1.txt", "2.txt"))
    found = collated(*documents, known=(known,))
    assert next(p for p in found.provisions if p.label == "5").text.startswith("All prisoners")


def test_what_the_user_said_goes_before_likeness() -> None:
    known = (
        KnownDraft("January text", "2031-01-01", DraftStatus.LEAKED, files=("a.txt",)),
        KnownDraft("March text", "2031-03-01", DraftStatus.REPORTED),
        KnownDraft("February text", "2031-02-01", DraftStatus.PUBLISHED, files=("b.txt",)),
    )
    found = collated(document(PLAN, "x/a.txt"), document(TRANSLATED, "x/b.txt"), known=known)
    assert [d.name for d in found.drafts] == ["January text", "February text", "March text"]
    assert [len(d.witnesses) for d in found.drafts] == [1, 1, 0]
    assert found.drafts[2].status is DraftStatus.REPORTED


def test_ids_keep_when_another_witness_comes() -> None:
    one = collated(document(PLAN, "a.txt", "2031-01-01"))
    two = collated(document(PLAN, "a.txt", "2031-01-01"), document(QUOTED, "b.txt"))
    assert one.drafts[0].id == two.drafts[0].id
    ids = {p.label: p.id for p in two.provisions}
    assert all(ids[p.label] == p.id for p in one.provisions)


def test_witnesses_come_back_without_provisions() -> None:
    found = collated(document(PLAN, "a.txt"))
    assert [type(w) for w in found.witnesses] == [Witness]
    assert found.witnesses[0].provisions == ()


def test_nothing_collates_to_nothing() -> None:
    assert collate([], {}) == Collation((), (), (), ())


def test_a_draft_known_from_reports_carries_the_sentences_that_name_it() -> None:
    report = document(
        "Boats sail at dawn. The 19-point plan drops the cap, a diplomat said. Nobody smiled.\n"
        "Of 119 points none is new. The refined text keeps Art. 3 on boats.\n",
        "report.txt",
    )
    known = KnownDraft("19 points", status=DraftStatus.REPORTED, aliases=("the refined text",))
    (draft,) = collate([], {report.id: report}, [known]).drafts
    assert [place.exact for place in draft.evidence] == [
        "The 19-point plan drops the cap, a diplomat said.",
        "The refined text keeps Art. 3 on boats.",
    ]
    assert draft.witnesses == ()
