"""The key of the invented negotiation points at words that are there, and hangs together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.golden.vela_key import FOLDER, flat, load_key, words_of

KEY = load_key()
STATEMENTS = {entry["id"]: entry for entry in KEY["statements"]}
DRAFTS = KEY["drafts"]


def first_witness(entry: dict[str, Any]) -> str:
    """The file in which the quote of a finding stands."""
    return str(DRAFTS[entry["at"][0]]["witnesses"][0])


def quotes() -> Iterator[tuple[str, str]]:
    """Every (file, words) of the key that must stand exactly once."""
    for table in ("not_drafts", "residue", "not_quotations", "events", "assessments"):
        yield from ((entry["file"], entry["quote"]) for entry in KEY[table])
    for table in ("findings", "clean", "options"):
        yield from ((first_witness(entry), entry["quote"]) for entry in KEY[table])
    for entry in KEY["discrepancies"]:
        yield from ((value["file"], value["quote"]) for value in entry["values"])
    for entry in KEY["commitments"]:
        for slot in ("act", "due", "trigger", "condition"):
            if slot in entry:
                yield first_witness(entry), entry[slot]
    yield from ((entry["file"], entry["passage"]) for entry in STATEMENTS.values())


@pytest.mark.parametrize(("file", "quote"), list(quotes()))
def test_quote_stands_once_in_its_file(file: str, quote: str) -> None:
    assert words_of(file).count(flat(quote)) == 1


@pytest.mark.parametrize("statement", list(STATEMENTS.values()), ids=list(STATEMENTS))
def test_parts_of_a_statement_stand_once_in_its_passage(statement: dict[str, Any]) -> None:
    parts = [statement[part] for part in ("source", "cue") if part in statement]
    for words in (*parts, *statement["content"], *statement.get("chain", ())):
        assert statement["passage"].count(words) == 1, words


@pytest.mark.parametrize("statement", list(STATEMENTS.values()), ids=list(STATEMENTS))
def test_nested_statement_lies_in_the_content_of_its_parent(statement: dict[str, Any]) -> None:
    if "within" in statement:
        parent = STATEMENTS[statement["within"]]
        assert parent["file"] == statement["file"]
        assert any(words in " ".join(parent["content"]) for words in statement["content"])


@pytest.mark.parametrize("statement", list(STATEMENTS.values()), ids=list(STATEMENTS))
def test_witnesses_print_the_same_words(statement: dict[str, Any]) -> None:
    straight = str.maketrans("“”", '""')
    for file in statement.get("witnesses", ()):
        assert statement["passage"].translate(straight) in words_of(file).translate(straight)


def test_every_label_is_accounted_for_between_drafts() -> None:
    for before, after in (("A", "B"), ("B", "C")):
        pairs = [entry for entry in KEY["changes"] if before in entry and after in entry]
        for side in (before, after):
            linked = [label for entry in pairs for label in entry[side]]
            tops = {label.split(".")[0].split("(")[0] for label in linked}
            assert tops == {label.split(".")[0].split("(")[0] for label in DRAFTS[side]["labels"]}
            assert len(linked) == len(set(linked)), "a label in two changes"


def test_labels_that_entries_name_exist() -> None:
    for table in ("findings", "clean", "options", "commitments"):
        for entry in KEY[table]:
            draft, label = entry["at"]
            assert label in DRAFTS[draft]["labels"]
    for statement in STATEMENTS.values():
        for draft, label in statement.get("provisions", ()):
            assert label in DRAFTS[draft]["labels"]


def test_positions_rest_on_statements_and_threads() -> None:
    for entry in KEY["positions"]:
        assert entry["statement"] in STATEMENTS
        assert entry["about"] in KEY["threads"]
    for entry in KEY["silent"]:
        stands = {(p["party"], p["about"]) for p in KEY["positions"]}
        assert (entry["party"], entry["about"]) not in stands


def test_every_file_of_the_folder_is_used_or_is_metadata() -> None:
    named = {file for file, _ in quotes()}
    named |= {file for draft in DRAFTS.values() for file in draft["witnesses"]}
    named |= {file for entry in KEY["duplicates"] for file in entry["files"]}
    metadata = {"talks.toml", "sources.csv"}
    assert {path.name for path in FOLDER.iterdir()} - metadata == named & {
        path.name for path in FOLDER.iterdir()
    }
