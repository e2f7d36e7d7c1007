"""Columns taken over from the version before are those that would be made anew."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from bench.big_record import big_record
from travaux.core.issues import ProvisionLink, Stance, StanceReading
from travaux.core.judgements import Action, Judgement
from travaux.core.record import Record
from travaux.core.statements import Speaker
from travaux.reports.indexed import Indexed
from travaux.web.columns import Columns, columns
from travaux.web.exploring import Wanted, found
from travaux.web.facets import FACETS, SEVERAL


@pytest.fixture(scope="module")
def record() -> Record:
    return big_record(8, 160)


def values(table: Columns) -> dict[str, list[str]]:
    said = {
        facet.name: [table.vocabularies[facet.name].values[c] for c in table.codes[facet.name]]
        for facet in FACETS
    }
    return said | {"date": table.dates.tolist(), "confidence": table.confidence.tolist()}


def changed(record: Record, chance: random.Random) -> Record:
    """The record after a few judgements of each kind."""
    statements = list(record.statements)
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(statements))
        name = f"Somebody {chance.randrange(3)}"
        statements[at] = replace(statements[at], speaker=Speaker("", name))
    for _ in range(chance.randrange(3)):
        del statements[chance.randrange(len(statements))]
    some = chance.choice(statements)
    link = ProvisionLink(some.id, record.drafts[0].id, "", "", "judged", 1.0)
    links = [*record.links, link]
    del links[chance.randrange(len(links))]
    stances = [*record.stances, StanceReading(some.id, "", "", Stance.OPPOSE)]
    word = Judgement(str(chance.random()), "statement", some.id, Action.CONFIRM, "Ana", "2031")
    return replace(
        record,
        statements=tuple(statements),
        links=tuple(links),
        stances=tuple(stances),
        judgements=(*record.judgements, word),
    )


@pytest.mark.parametrize("seed", range(12))
def test_what_is_taken_over_is_what_would_be_made_anew(record: Record, seed: int) -> None:
    chance = random.Random(seed)
    table = columns(Indexed(record))
    for _ in range(4):
        record = changed(record, chance)
        index = Indexed(record)
        table = columns(index, table)
        anew = columns(index)
        assert values(table) == values(anew)
        assert table.place == anew.place


def test_each_choice_counts_what_choosing_it_would_show(record: Record) -> None:
    table = columns(Indexed(record))
    for wanted in (Wanted({}), Wanted({"kind": "direct"}), Wanted({"stance": "oppose"})):
        for choice in found(table, wanted, None).choices:
            for value, number in choice.values[:5]:
                narrower = Wanted({**wanted.facets, choice.name: value})
                assert len(found(table, narrower, None).rows) == number, (choice.name, value)


def test_filters_are_those_of_a_plain_search(record: Record) -> None:
    index = Indexed(record)
    table = columns(index)
    for facet in FACETS:
        if facet.name == "judged":
            continue
        said = [facet.reader(index, s) for s in record.statements]
        for value in {v for text in said for v in text.split(SEVERAL)} - {""}:
            plain = [n for n, text in enumerate(said) if value in text.split(SEVERAL)]
            assert found(table, Wanted({facet.name: value}), None).rows.tolist() == plain


def test_orders_sort_all_rows(record: Record) -> None:
    table = columns(Indexed(record))
    for order in ("newest", "oldest", "speaker", "unsure", "record"):
        rows = found(table, Wanted({}, order=order), None).rows.tolist()
        assert sorted(rows) == list(range(len(record.statements)))
    oldest = found(table, Wanted({}, order="oldest"), None).rows
    assert table.dates[oldest].tolist() == sorted(table.dates.tolist())
