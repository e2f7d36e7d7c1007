"""The readers keep the words of the invented negotiation; its drafts come out label by label."""

from __future__ import annotations

from functools import cache

import pytest

from tests.golden.test_vela_key import quotes
from tests.golden.vela_key import FOLDER, flat, load_key
from travaux.core.documents import Document
from travaux.corpus import read_document
from travaux.drafts import find_witnesses

READ = (".txt", ".md", ".html")
DRAFTS = load_key()["drafts"]
WITNESSES = [
    (file, draft["labels"], draft.get("headings", []))
    for draft in DRAFTS.values()
    for file in draft["witnesses"]
    if file.endswith(READ)
]


@cache
def document(file: str) -> Document:
    """A file of the folder as the corpus room reads it."""
    read = read_document((FOLDER / file).read_bytes(), file).document
    assert read is not None
    return read


@pytest.mark.parametrize(("file", "quote"), [pair for pair in quotes() if pair[0].endswith(READ)])
def test_quote_stands_once_in_the_document(file: str, quote: str) -> None:
    assert flat(document(file).text).count(flat(quote)) == 1


@pytest.mark.parametrize(("file", "labels", "headings"), WITNESSES)
def test_a_draft_is_found_with_every_label_and_no_other(
    file: str, labels: list[str], headings: list[str]
) -> None:
    (witness,) = find_witnesses(document(file)).witnesses
    found = [provision.label for provision in witness.provisions]
    assert [label for label in found if label not in headings] == labels


def test_other_numbered_texts_are_no_drafts() -> None:
    files = [entry["file"] for entry in load_key()["not_drafts"] if entry["file"].endswith(READ)]
    assert files
    for file in files:
        assert find_witnesses(document(file)).witnesses == ()
