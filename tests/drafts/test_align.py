"""Aligning: who became whom, told in kinds, with reasons, over any number of drafts."""

from __future__ import annotations

import random

import pytest

from tests.drafts.written import drafts, written
from travaux.core.documents import Document
from travaux.core.drafts import Change, ChangeKind, Draft
from travaux.core.ids import digest
from travaux.drafts import read_draft
from travaux.drafts.align import compare, in_order

BASE = """
1. The parties shall cease fire along the whole line of contact at noon on the first day.
2. Arvenia shall open the port of Sella to grain ships within ten days of signature.
3. Belmark shall release all detainees held in the eastern districts. Lists of names are exchanged in advance through the Commission.
4. A joint commission of six members shall settle disputes by majority.
5. The archives taken from Orvik shall be returned to its museum.
6. Observers may enter the buffer zone at any hour after giving notice.
"""  # noqa: E501


def links(*texts: str) -> dict[str, set[str]]:
    """'d0:3>d1:3,d1:4' -> kinds, for every change."""
    made, provisions = drafts(*texts)
    return {
        f"{','.join(c.before)}>{','.join(c.after)}": {k.value for k in c.kinds}
        for c in compare(made, provisions)
    }


def line(text: str, number: int) -> str:
    return text.strip().splitlines()[number - 1]


def without(text: str, number: int) -> list[str]:
    return [x.split(" ", 1)[1] for n, x in enumerate(text.strip().splitlines(), 1) if n != number]


def numbered(lines: list[str]) -> str:
    return "\n".join(f"{n}. {words}" for n, words in enumerate(lines, 1))


def test_the_same_text_is_the_same() -> None:
    assert set(map(frozenset, links(BASE, BASE).values())) == {frozenset({"same"})}


def test_a_new_number_after_an_insertion_is_renumbered_not_moved() -> None:
    lines = ["The towns shall share one fire brigade.", *without(BASE, 0)]
    found = links(BASE, numbered(lines))
    assert found[">d1:1"] == {"added"}
    assert all(found[f"d0:{n}>d1:{n + 1}"] == {"renumbered"} for n in range(1, 7))


def test_the_reason_counts_what_came_before() -> None:
    made, provisions = drafts(BASE, numbered(["The towns share a brigade.", *without(BASE, 0)]))
    second = next(c for c in compare(made, provisions) if c.before == ("d0:2",))
    assert "2 is now 3: 1 added before it" in second.reason


def test_what_leaves_its_neighbours_is_moved_and_the_rest_is_not() -> None:
    lines = without(BASE, 2)
    lines.insert(4, line(BASE, 2).split(" ", 1)[1])
    found = links(BASE, numbered(lines))
    assert found["d0:2>d1:5"] == {"moved"}
    assert [k for k, v in found.items() if "moved" in v] == ["d0:2>d1:5"]


def test_another_figure_is_a_rewording() -> None:
    assert links(BASE, BASE.replace("six members", "nine members"))["d0:4>d1:4"] == {"reworded"}


def test_a_provision_cut_in_two_is_split() -> None:
    cut = BASE.replace("districts. Lists", "districts.\n4. Lists")
    cut = numbered([x.split(" ", 1)[1] for x in cut.strip().splitlines()])
    assert links(BASE, cut)["d0:3>d1:3,d1:4"] == {"split"}
    assert links(cut, BASE)["d0:3,d0:4>d1:3"] == {"merged"}


def test_sub_points_of_a_point_are_a_split() -> None:
    cut = BASE.replace("3. Belmark", "3.a Belmark").replace(
        "districts. Lists", "districts.\n3.b Lists"
    )
    assert "split" in links(BASE, cut)["d0:3>d1:3.a,d1:3.b"]


def test_a_new_heading_over_old_points_moves_none() -> None:
    below = "\n".join(f"1.{x}" for x in BASE.strip().splitlines())
    found = links(BASE, f"1. Security\n{below}")
    assert all("moved" not in kinds for kinds in found.values())
    assert found["d0:4>d1:1.4"] == {"renumbered"}


def test_another_parent_is_a_move() -> None:
    one = "1. Security arrangements on land\n1.1 Mines shall be cleared by spring.\n2. Trade and transit\n2.1 Ports shall be open to all flags."  # noqa: E501
    two = "1. Security arrangements on land\n2. Trade and transit\n2.1 Ports shall be open to all flags.\n2.2 Mines shall be cleared by spring."  # noqa: E501
    assert links(one, two)["d0:1.1>d1:2.2"] == {"moved"}


def test_what_returns_is_linked_over_the_gap() -> None:
    gone = numbered(without(BASE, 5))
    found = links(BASE, gone, BASE)
    assert found["d0:5>"] == {"deleted"}
    assert found["d0:5>d2:5"] == {"same"}


def test_equal_sentences_are_told_apart_by_their_neighbours() -> None:
    text = "1. Ports open.\n1.a By June.\n2. Roads open.\n2.a By June.\n3. Mines go.\n3.a By June."
    assert all(kinds == {"same"} for kinds in links(text, text).values())


def test_every_provision_is_accounted_for_between_neighbours() -> None:
    made, provisions = drafts(BASE, numbered(without(BASE, 3)), numbered(without(BASE, 1)))
    changes = compare(made, provisions)
    for one, other in (("d0", "d1"), ("d1", "d2")):
        step = [c for c in changes if c.to_draft == other]
        assert {p for c in step for p in c.after} == {p.id for p in provisions if p.draft == other}
        assert {p.id for p in provisions if p.draft == one} <= {p for c in step for p in c.before}


def test_an_uncertain_link_says_so() -> None:
    one = (
        "1. Wells are shared.\n2. The force shall withdraw from the northern sector of the zone by "
        "May.\n3. Schools open in autumn."
    )
    two = (
        "1. Wells are shared.\n2. Schools open in autumn.\n3. Mail goes by sea.\n4. The force "
        "shall depart the southern part of the said zone before May ends.\n5. Bakers rest."
    )
    made, provisions = drafts(one, two)
    reworded = [c for c in compare(made, provisions) if ChangeKind.REWORDED in c.kinds]
    assert [c.certain for c in reworded] == [False]


def test_a_link_between_the_same_neighbours_is_certain() -> None:
    one = "1. Wells are shared.\n2. The force shall withdraw from the northern sector by May."
    two = "1. Wells are shared.\n2. The force shall depart the northern sector before May ends."
    made, provisions = drafts(one, two)
    reworded = [c for c in compare(made, provisions) if ChangeKind.REWORDED in c.kinds]
    assert [c.certain for c in reworded] == [True]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_input_changes_nothing(seed: int) -> None:
    made, provisions = drafts(BASE, numbered(without(BASE, 2)))
    shuffled = provisions[:]
    random.Random(seed).shuffle(shuffled)
    assert compare(made, shuffled) == compare(made, provisions)


def test_drafts_go_by_date_then_as_given() -> None:
    given = [Draft("b", "B", "2021-02"), Draft("x", "X"), Draft("a", "A", "2020-12-01")]
    assert [d.id for d in in_order(given)] == ["a", "b", "x"]


def test_nothing_is_compared_with_nothing() -> None:
    assert compare([], []) == ()
    made, provisions = drafts("", BASE)
    assert all(c.kinds == (ChangeKind.ADDED,) for c in compare(made, provisions))


def test_ids_rest_on_the_ends_alone() -> None:
    made, provisions = drafts(BASE, BASE)
    ids = [c.id for c in compare(made, provisions)]
    assert len(set(ids)) == len(ids)
    assert isinstance(compare(made, written("d0", BASE))[0], Change)


def test_a_paraphrase_is_found_by_its_telling_words() -> None:
    one = "1. Ports close.\n2. Karsovia will release at least 120 cubic metres of water at the gauge.\n3. Fish swim."  # noqa: E501
    two = "1. Ports close.\n2. From May on the gauge is to pass 150 cubic metres of water let through by Karsovia.\n3. Fish swim."  # noqa: E501
    assert links(one, two)["d0:2>d1:2"] == {"reworded"}


def test_options_that_are_closed_go_into_one_text_together() -> None:
    one = "1. Finance\n1.option1 Rich states shall lend ships to poor ports each year.\n1.option2 All states should lend ships to any ports when asked."  # noqa: E501
    two = "1. Finance\n1.1 Rich states shall lend ships to poor ports each year when asked."
    (both,) = [ends for ends in links(one, two) if "option" in ends]
    assert both == "d0:1.option1,d0:1.option2>d1:1.1"


def test_a_heading_goes_where_its_sub_points_went() -> None:
    old = "Article 1\nWages\n1.1 Pay rises by four per cent in May.\nArticle 2\nSafety\n2.1 Masks are free of charge for all crews."  # noqa: E501
    new = "Article 1\nSafety\n1.1 Masks are free of charge for all crews.\nArticle 2\nWages\n2.1 Pay rises by four per cent in May."  # noqa: E501
    found = read_links(old, new)
    assert ("Article 1", "Article 2") in found
    assert ("Article 2", "Article 1") in found


def read_links(old: str, new: str) -> set[tuple[str, str]]:
    """Labels of the provisions linked between two texts read from scratch."""
    read = [
        read_draft(Document(digest(t.encode()), "a", "", "", "", "en", t), t) for t in (old, new)
    ]
    provisions = [p for _, held in read for p in held]
    label = {p.id: p.label for p in provisions}
    changes = compare([draft for draft, _ in read], provisions)
    return {(label[b], label[a]) for c in changes for b in c.before for a in c.after}


def test_brackets_taken_off_a_whole_provision_are_a_change() -> None:
    made = read_kinds("1. [The Board meets in May.]", "1. The Board meets in May.")
    assert made == [("reworded",)]
    assert read_kinds("1. The Board meets in May.", "1. The Board meets in May.") == [("same",)]


def read_kinds(old: str, new: str) -> list[tuple[str, ...]]:
    made, provisions = drafts(old, new)
    return [tuple(k.value for k in c.kinds) for c in compare(made, provisions)]
