"""The record for programs: the rows of the exchange format, a page at a time, as JSON.

A list answers {"rows": […], "number": of all, "page", "pages"}; its rows are those of the JSON
Lines export, so that their schemas (`reports/schemas`) describe both. Judgements are in judge_api.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from travaux import __version__
from travaux.core.errors import UsageError
from travaux.core.record import noun_class
from travaux.reports.exchange import WRITERS
from travaux.reports.indexed import Indexed
from travaux.web.answering import Address, Answer, Asked, Data, Handler, NotThere, Parameter
from travaux.web.desk import Desk
from travaux.web.exploring import ORDERS
from travaux.web.facets import FACETS
from travaux.web.statement_pages import explored

ROWS, MOST = 50, 200  # rows of an answer: by default, at most
FEW = {"documents": 10}  # at most, where a row is long
TABLES = tuple(table for table in WRITERS if table != "judgements")
WITH_ID = tuple(table for table in TABLES if hasattr(noun_class(table), "id"))
SHAPED = {f.name.removesuffix(".schema.json") for f in
          files("travaux.reports").joinpath("schemas").iterdir()}  # fmt: skip


def record(desk: Desk, asked: Asked) -> Answer:
    """What the record is called, and how many nouns of each kind it holds."""
    index = desk.index
    numbers = {table: len(getattr(index.record, table)) for table in TABLES}
    made = {"name": index.record.name, "travaux": __version__, "numbers": numbers}
    return Data(made | {"judgements": sum(not j.blind for j in index.record.judgements)})


def _list(table: str) -> Handler:
    def rows(desk: Desk, asked: Asked) -> Answer:
        index = desk.index
        return _leaf(index, table, getattr(index.record, table), asked)

    return rows


def _item(table: str) -> Handler:
    def row(desk: Desk, asked: Asked) -> Answer:
        index = desk.index
        by_id: Mapping[str, Any] = getattr(index, table, None) or desk.kept.of(
            f"api {table}",
            (getattr(index.record, table),),
            lambda: {noun.id: noun for noun in getattr(index.record, table)},
        )
        found = by_id.get(asked.parts["id"])
        if found is None:
            raise NotThere(f"There is no such id among the {table}.")
        return Data(WRITERS[table](index, found))

    return row


def statements(desk: Desk, asked: Asked) -> Answer:
    """Statements, filtered and sorted as on their page."""
    if asked.query.get("sort", "record") not in ORDERS:
        raise UsageError("There is no such order.", f"Choose one of {', '.join(ORDERS)}.")
    table, _, fits = explored(desk, asked.query)
    return _leaf(table.index, "statements", fits.rows, asked, table.statements)


def _leaf(index: Indexed, table: str, items: Any, asked: Asked, of: Sequence[Any] = ()) -> Data:
    """One page of a table. items: nouns, or numbers of the nouns in `of`."""
    most = FEW.get(table, MOST)
    rows = _number(asked, "rows", min(ROWS, most), most)
    pages = max(1, -(-len(items) // rows))
    page = _number(asked, "page", 1, 10**6)
    shown = items[(page - 1) * rows : page * rows]
    nouns = [of[number] for number in shown] if of else shown
    made = [WRITERS[table](index, noun) for noun in nouns]
    return Data({"rows": made, "number": len(items), "page": page, "pages": pages})


def _number(asked: Asked, name: str, default: int, most: int) -> int:
    """A number of the address. Raises UsageError where it is not one from 1 to `most`."""
    given = asked.query.getlist(name)
    if not given:
        return default
    text = given[0]
    if len(given) > 1 or not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise UsageError(f"`{name}` is one whole number.")
    if not 1 <= int(text) <= most:
        raise UsageError(f"`{name}` is a number from 1 to {most}.")
    return int(text)


def row_schema(table: str) -> dict[str, Any]:
    """The JSON Schema of one row of a table."""
    if table not in SHAPED:
        return {"type": "object"}
    text = files("travaux.reports").joinpath("schemas", f"{table}.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return {key: value for key, value in schema.items() if key != "$schema"}


def _list_schema(table: str) -> dict[str, Any]:
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{table}"}}
    numbers = {name: {"type": "integer"} for name in ("number", "page", "pages")}
    return {
        "type": "object",
        "properties": {"rows": rows, **numbers},
        "required": ["rows", *numbers],
    }


def _paging(table: str) -> tuple[Parameter, ...]:
    most = FEW.get(table, MOST)
    return (
        Parameter("page", "which page", {"type": "integer", "minimum": 1, "maximum": 10**6}),
        Parameter("rows", "rows of a page", {"type": "integer", "minimum": 1, "maximum": most}),
    )


def _lists() -> tuple[Address, ...]:
    return tuple(
        Address(f"/api/{table}", _list(table), words=f"The {table}", parameters=_paging(table),
                answer=_list_schema(table))
        for table in TABLES if table != "statements"
    )  # fmt: skip


def _items() -> tuple[Address, ...]:
    key = Parameter("id", "its id", {"type": "string"}, within="path")
    return tuple(
        Address(f"/api/{table}/{{id}}", _item(table), words=f"One of the {table}",
                parameters=(key,), answer={"$ref": f"#/components/schemas/{table}"})
        for table in WITH_ID
    )  # fmt: skip


FILTERS = (
    Parameter("q", "words that must all be there"),
    *(Parameter(facet.name, facet.words) for facet in FACETS),
    Parameter("since", "ISO date"),
    Parameter("until", "ISO date"),
    Parameter("sort", "the order", {"type": "string", "enum": list(ORDERS)}),
)

ADDRESSES = (
    Address("/api/record", record, words="The record", answer={"type": "object"}),
    Address("/api/statements", statements, words="Statements, filtered and sorted",
            parameters=(*FILTERS, *_paging("statements")), answer=_list_schema("statements")),
    *_lists(),
    *_items(),
)  # fmt: skip
