from __future__ import annotations

from textwrap import dedent

from travaux.core.documents import Document
from travaux.core.drafts import Witness
from travaux.core.ids import digest
from travaux.drafts import Located, find_witnesses


def document(text: str, title: str = "") -> Document:
    return Document(digest(text.encode()), "a.txt", title, "", "", "en", text)


def located(text: str, title: str = "") -> Located:
    return find_witnesses(document(dedent(text), title))


def only(text: str, title: str = "") -> Witness:
    found = located(text, title).witnesses
    assert len(found) == 1
    return found[0]


def labels(witness: Witness) -> list[str]:
    return [provision.label for provision in witness.provisions]


HARBOUR = """\
The envoys met for two days. A text of five points was seen on Monday.

BACKGROUND
1. The harbour will be opened to both fleets.
2. Lowmark agrees to withdraw its patrol boats within 30 days.
3. The parties undertake:
a. to mark the channel with buoys;
b. to share the cost of dredging equally.
4. A joint commission will be set up to monitor the channel.
5. Disputes shall be brought before the commission.
(Harbour Wire with agencies)
No comments yet
"""


def test_a_list_in_an_article_is_located_and_nothing_after_it() -> None:
    witness = only(HARBOUR)
    assert labels(witness) == ["1", "2", "3", "3.a", "3.b", "4", "5"]
    assert witness.name == "BACKGROUND"
    assert "agencies" not in HARBOUR[witness.start : witness.end]


def test_sub_points_stand_under_their_point_with_its_lead_in() -> None:
    witness = only(HARBOUR)
    by_label = {p.label: p for p in witness.provisions}
    assert by_label["3.a"].parent == by_label["3"].id
    assert by_label["3.a"].lead_in == "The parties undertake:"
    assert by_label["4"].lead_in == ""


def test_every_anchor_holds_its_own_words() -> None:
    for provision in only(HARBOUR).provisions:
        place = provision.anchors[0]
        assert HARBOUR[place.start : place.end] == place.exact == provision.text


def test_headings_of_an_essay_are_no_draft() -> None:
    text = "".join(
        f"{n}. Why the {thing} matters\n" + f"The {thing} was old and people liked it. " * 9 + "\n"
        for n, thing in enumerate(["harbour", "river", "bridge", "ferry"], 1)
    )
    found = located(text)
    assert found.witnesses == ()
    assert "headings" in found.passed_over[0].reason


def test_editor_notes_between_points_are_cut_out() -> None:
    witness = only(
        """\
        Draft agreement on the ferry

        1. The ferry shall run daily.
        2. Fares shall be set by the commission.
        [Editor's note: the next point was added by hand.]
        3. Each side will keep two boats in reserve.
        4. The line will be reviewed after one year.
        """
    )
    assert labels(witness) == ["1", "2", "3", "4"]
    assert [note.exact[:8] for note in witness.notes] == ["[Editor'"]
    assert "note" not in witness.provisions[1].text


def test_editor_notes_inside_a_point_are_cut_out_and_kept() -> None:
    witness = only(
        """\
        Draft agreement on the ferry

        1. The ferry shall run daily [Note: 20 boats in the older copy], except on Sundays. (A \
sentence of the first draft, on night boats, is struck out.)
        2. Fares shall be set by the commission (the “Fare Board”). [Editor: seen by us in part.]
        3. Each side will keep *two* boats [in reserve][at sea]. *(This was struck out by hand.)*
        4. The line will be reviewed after one year (Note by the secretariat: two years in A).
        """
    )
    assert [p.text for p in witness.provisions] == [
        "The ferry shall run daily, except on Sundays.",
        "Fares shall be set by the commission (the “Fare Board”).",
        "Each side will keep two boats [in reserve][at sea].",
        "The line will be reviewed after one year.",
    ]
    assert [note.exact.strip("*[(")[:6] for note in witness.notes] == [
        "Note: ",
        "A sent",
        "Editor",
        "This w",
        "Note b",
    ]
    assert "20" not in {slot.value for p in witness.provisions for slot in p.slots}
    assert "2" not in {slot.value for slot in witness.provisions[3].slots}


MET = """\
Joint communiqué

1. The ministers met in Harbour Town and exchanged views on the ferry.
2. {second}
3. Lowmark declared that it could accept a lower fare. Highmark opposed this.
4. {fourth}
5. {fifth}
"""


def test_a_communique_that_tells_what_was_said_is_no_draft() -> None:
    told = MET.format(
        second="Both sides agreed that the timetable needs further study.",
        fourth="The next meeting will open on 3 May.",
        fifth="The delegations took note of a letter from the fishermen.",
    )
    found = located(told)
    assert found.witnesses == ()
    assert "tell what was said and done" in found.passed_over[0].reason


def test_a_communique_with_undertakings_is_a_draft() -> None:
    bound = MET.format(
        second="Both sides agreed to open the harbour and will publish the timetable.",
        fourth="Lowmark shall withdraw its patrol boats within 30 days.",
        fifth="They further agreed to review this joint statement after one year.",
    )
    assert len(located(bound).witnesses) == 1


def test_points_quoted_piecemeal_make_one_excerpt() -> None:
    witness = only(
        """\
        What is wrong with the nine-point ferry plan

        Consider this from the plan:
        2. The ferry will run daily.
        I never believed a word of that, and neither did my neighbours.
        Then there is money, about which nobody asked us anything at all.
        Nobody.
        5. Fares will be agreed:
        a. by the two mayors;
        b. in writing.
        My neighbours laughed when they read it.
        They said so in the pub, and on the quay, and in the street.
        9. The old bridge will be closed.
        """
    )
    assert labels(witness) == ["2", "5", "5.a", "5.b", "9"]
    assert any("pub" in note.exact for note in witness.notes)


def test_items_run_together_on_one_line() -> None:
    witness = only(
        "The sides agreed the following terms: 1) guns will be withdrawn; 2) prisoners will be "
        "exchanged; 3) roads shall be opened; 4) monitors will report weekly.\n"
    )
    assert labels(witness) == ["1", "2", "3", "4"]
    assert witness.provisions[1].text == "prisoners will be exchanged;"


def test_articles_paragraphs_letters_and_bis() -> None:
    witness = only(
        """\
        Article 1 (Scope)
        1. This Agreement applies to the river.
        2. It shall not apply to:
          (a) lakes;
          (b) canals.
        Article 1bis
        The Parties shall exchange maps.
        Article 2
        1. A commission is established.
        2. It shall meet yearly.
        """
    )
    expected = ["Article 1", "Article 1(1)", "Article 1(2)", "Article 1(2)(a)", "Article 1(2)(b)"]
    expected += ["Article 1bis", "Article 2", "Article 2(1)", "Article 2(2)"]
    assert labels(witness) == expected
    assert witness.provisions[0].title == "Scope"
    assert witness.provisions[5].text == "The Parties shall exchange maps."


def test_i_between_h_and_j_is_a_letter_and_i_before_ii_is_roman() -> None:
    letters = "".join(f"({c}) the {c} boats shall be counted;\n" for c in "abcdefghij")
    witness = only("The Parties shall see that:\n" + letters)
    assert labels(witness) == list("abcdefghij")
    roman = only(
        "1. The boats shall be counted.\n2. The Parties shall:\n(i) count;\n(ii) report;\n"
        "(iii) publish.\n3. The count shall be final.\n4. It shall be kept.\n"
    )
    assert labels(roman) == ["1", "2", "2.i", "2.ii", "2.iii", "3", "4"]


def test_parts_with_one_list_each_are_read_apart() -> None:
    text = dedent(HARBOUR)
    from travaux.core.documents import Part, PartKind

    half = text.index("3. The parties")
    parts = (
        Part(0, half, PartKind.RESIDUE),
        Part(half, len(text), PartKind.ARTICLE, title="Harbour text"),
    )
    whole = Document("x" * 64, "a.txt", "", "", "", "en", text, parts=parts)
    (witness,) = find_witnesses(whole).witnesses
    assert labels(witness)[0] == "3"


def test_an_empty_document_has_no_witness() -> None:
    assert located("").witnesses == ()
    assert located("\n\n  \n").witnesses == ()


def test_headings_between_points_become_titles_and_a_chapeau_leads_in() -> None:
    witness = only(
        """\
        The Parties, having met in Torrin, have agreed:

        SECURITY
        1. to withdraw their boats;
        2. The guns shall leave within 3 days.

        ECONOMY
        3. The port shall be opened.
        4. A fund shall be set up.

        Done at Torrin on 3 May 2031.
        """
    )
    titles = {p.label: p.title for p in witness.provisions}
    assert titles == {"1": "SECURITY", "2": "", "3": "ECONOMY", "4": ""}
    leads = [bool(p.lead_in) for p in witness.provisions]
    assert leads == [True, False, False, False]
    assert "Done" not in witness.provisions[-1].text


def test_words_behind_sub_points_wrap_up_their_point() -> None:
    witness = only(
        """\
        1. The boats shall leave.
        2. A fund shall be set up:
           (a) by both sides;
           (b) in equal shares;
        taking into account what each has paid.
        3. The fund shall pay each year.
        """
    )
    wrap = next(p for p in witness.provisions if p.path[-1] == "end")
    assert wrap.text == "taking into account what each has paid."
    assert wrap.parent == witness.provisions[1].id
    assert wrap.lead_in == "A fund shall be set up:"


def test_footnotes_are_kept_apart() -> None:
    witness = only(
        "Draft\n\n1. The boats[^1] shall leave.\n\n[^1]: As Karsovia proposed.\n\n"
        "2. The guns shall leave.\n\n3. The men shall leave.\n\n4. All shall be counted.\n"
    )
    assert witness.provisions[0].text == "The boats shall leave."
    assert [note.exact for note in witness.notes] == ["[^1]: As Karsovia proposed."]


def test_two_texts_in_one_article_are_two_witnesses() -> None:
    points = "1. The boats shall {0}.\n2. Guns shall {0}.\n3. Men shall {0}.\n4. All shall rest.\n"
    found = located(
        points.format("leave") + "\nThe counter-proposal reads:\n" + points.format("stay")
    )
    assert [len(w.provisions) for w in found.witnesses] == [4, 4]
    assert found.witnesses[1].name == "The counter-proposal reads:"


def test_lists_that_begin_anew_under_headings_are_one_text() -> None:
    witness = only(
        "Security\n1. The boats shall leave.\n2. The guns shall leave.\n"
        "Economy\n1. The port shall be opened.\n2. Trade shall be free.\n"
    )
    assert [p.title for p in witness.provisions] == ["Security", "", "Economy", ""]


def test_preamble_articles_and_annexes() -> None:
    witness = only(
        """\
        PREAMBLE
        The Parties,
        Recalling the talks of Torrin,
        Article 1 - Boats
        The boats shall leave.
        They shall leave by night.
        Article 2 - Guns
        1. The guns shall leave.
        Note: the sides still discuss this.
        2. They shall not return.
        ANNEX I
        List of boats
        1. The Heron shall leave first.
        ANNEX II
        1. Guns shall be listed.
        """
    )
    assert labels(witness) == [
        "PREAMBLE", "Article 1", "Article 2", "Article 2(1)", "Article 2(2)",
        "ANNEX I", "ANNEX I, 1", "ANNEX II", "ANNEX II, 1",
    ]  # fmt: skip
    by_label = {p.label: p for p in witness.provisions}
    assert by_label["Article 1"].title == "Boats"
    assert by_label["Article 1"].text == "The boats shall leave. They shall leave by night."
    assert by_label["ANNEX I"].title == "List of boats"
    assert [note.exact[:5] for note in witness.notes] == ["Note:"]


def test_points_of_a_table_are_read() -> None:
    witness = only(
        "Draft agreement\n| No. | Text |\n| 1 | The boats shall leave. |\n"
        "| 2 | The guns shall leave. |\n| 3 | The men shall leave. |\n| 4 | All shall rest. |\n"
    )
    assert [p.text for p in witness.provisions][:2] == [
        "The boats shall leave.", "The guns shall leave.",
    ]  # fmt: skip


def test_numbered_questions_instructions_and_references_are_no_draft() -> None:
    for line in (
        "{0}. Will you sign the petition on our page?",
        "{0}. Click the button and you will see your files.",
        "{0}. Smith, J. (2031), The River, https://example.org/{0}, retrieved in May.",
        "{0}. The minister said that boats will leave, according to his aide.",
    ):
        text = "".join(line.format(n) + "\n" for n in range(1, 7))
        found = located(text)
        assert found.witnesses == ()
        assert len(found.passed_over) == 1
