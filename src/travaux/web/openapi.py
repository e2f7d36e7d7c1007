"""The description of the API, made from the table of addresses (OpenAPI 3.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from travaux import __version__
from travaux.web.answering import CSRF_HEADER, Address, Answer, Asked, Data, Parameter
from travaux.web.api import TABLES, row_schema
from travaux.web.desk import Desk

ERROR = {"$ref": "#/components/schemas/error"}
REFUSALS: Mapping[int, str] = {
    400: "What was asked is not understood",
    401: "Nobody is logged in",
    403: "The person, the token or the origin may not do this",
    404: "There is no such thing",
    409: "Somebody judged meanwhile",
    413: "Too much was sent",
    503: "The record is busy",
}
ONLY_CHANGES = {409, 413, 503}


def description(addresses: Iterable[Address], cookie: str) -> dict[str, Any]:
    """The OpenAPI document of those addresses that are the API's."""
    paths: dict[str, dict[str, Any]] = {}
    for address in addresses:
        if address.is_api:
            paths.setdefault(address.path, {})[address.method.lower()] = _operation(address)
    error = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Travaux: the local app", "version": __version__},
        "security": [{"session": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": cookie}},
            "schemas": {"error": error, **{table: row_schema(table) for table in TABLES}},
        },
    }


def _operation(address: Address) -> dict[str, Any]:
    made: dict[str, Any] = {
        "summary": address.words,
        "operationId": f"{address.method.lower()}{address.path.replace('/', '-')}",
        "parameters": [_parameter(p) for p in address.parameters],
        "responses": _responses(address),
    }
    if address.changes:
        token = Parameter(CSRF_HEADER, "the token of the session", within="header")
        made["parameters"].append(_parameter(token) | {"required": True})
    if address.body:
        made["requestBody"] = {"required": True, "content": _json(address.body)}
    return made


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": parameter.within,
        "description": parameter.words,
        "required": parameter.within == "path",
        "schema": dict(parameter.schema),
    }


def _responses(address: Address) -> dict[str, Any]:
    answered = {"description": address.words, "content": _json(address.answer or {})}
    refused = {
        str(status): {"description": words, "content": _refusal(status)}
        for status, words in REFUSALS.items()
        if address.changes or status not in ONLY_CHANGES
    }
    return {"200": answered, **refused}


def _refusal(status: int) -> dict[str, Any]:
    """What the guards say is plain text; what the app says is JSON."""
    plain = {"text/plain": {"schema": {"type": "string"}}} if status in (400, 403, 413) else {}
    return {**_json(ERROR), **plain}


def _json(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": dict(schema)}}


def described(addresses: tuple[Address, ...]) -> Address:
    """The address that answers the description of `addresses` and of itself."""

    def answer(desk: Desk, asked: Asked) -> Answer:
        return Data(description((*addresses, own), desk.cookie))

    own = Address("/api/openapi.json", answer, words="This description", answer={"type": "object"})
    return own
