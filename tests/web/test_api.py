"""The JSON API: rows of the exchange format, described by its own OpenAPI document."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from tests.web.conftest import ORIGIN, browser
from travaux.reports.exchange import json_lines
from travaux.web.api import TABLES, WITH_ID
from travaux.web.desk import Desk
from travaux.web.routes import ADDRESSES
from travaux.web.sessions import Session


@pytest.fixture
def described(client: TestClient) -> dict[str, Any]:
    return dict(client.get("/api/openapi.json").json())


def schema_of(described: dict[str, Any], path: str, method: str = "get") -> dict[str, Any]:
    answer = described["paths"][path][method]["responses"]["200"]
    schema: dict[str, Any] = answer["content"]["application/json"]["schema"]
    return schema | {"components": described["components"]}


def test_the_description_names_every_address_of_the_api(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    for address in ADDRESSES:
        if address.is_api:
            assert address.method.lower() in described["paths"][address.path]
    names = [o["operationId"] for p in described["paths"].values() for o in p.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("table", TABLES)
def test_lists_are_as_described(client: TestClient, described: dict[str, Any], table: str) -> None:
    answer = client.get(f"/api/{table}").json()
    jsonschema.validate(answer, schema_of(described, f"/api/{table}"))


@pytest.mark.parametrize("table", WITH_ID)
def test_one_thing_is_as_described(
    client: TestClient, described: dict[str, Any], table: str
) -> None:
    for row in client.get(f"/api/{table}").json()["rows"][:3]:
        one = client.get(f"/api/{table}/{row['id']}")
        assert one.json() == row
        jsonschema.validate(row, schema_of(described, f"/api/{table}/{{id}}"))
    assert client.get(f"/api/{table}/nothing").status_code == 404


def test_pages_hold_every_row_once(client: TestClient, desk: Desk) -> None:
    first = client.get("/api/statements?rows=3").json()
    pages = [client.get(f"/api/statements?rows=3&page={n + 1}") for n in range(first["pages"])]
    ids = [row["id"] for page in pages for row in page.json()["rows"]]
    assert ids == [s.id for s in desk.record.statements]


def test_rows_are_those_of_the_export(client: TestClient, desk: Desk) -> None:
    import json

    exported = dict(json_lines(desk.record))["statements.jsonl"].decode().splitlines()
    answered = client.get("/api/statements?rows=200").json()["rows"]
    assert answered == [json.loads(line) for line in exported]


def test_statements_are_filtered_as_on_their_page(client: TestClient) -> None:
    found = client.get("/api/statements?kind=direct&q=sign").json()["rows"]
    assert found
    assert all(row["kind"] == "direct" for row in found)


@pytest.mark.parametrize("query", ["page=0", "page=x", "rows=100000", "page=1&page=2", "rows="])
def test_a_number_that_is_none_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/parties?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_the_api_asks_for_a_session_and_a_token(
    desk: Desk, client: TestClient, session: Session
) -> None:
    answer = browser(desk).get("/api/statements")
    assert (answer.status_code, list(answer.json())) == (401, ["error"])
    sent: dict[str, Any] = {"noun": "statement", "action": "confirm", "target": "x"}
    headers = {"origin": ORIGIN}
    assert client.post("/api/judgements", json=sent, headers=headers).status_code == 403
    headers["x-csrf-token"] = session.csrf
    assert client.post("/api/judgements", json=sent, headers=headers).status_code == 400


def test_another_method_is_refused_with_those_allowed(client: TestClient) -> None:
    answer = client.put("/api/parties", headers={"origin": ORIGIN})
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert answer.json()["error"]
