"""The API under input made up from its own description: never a server error, always as described.

Schemathesis makes lawful and unlawful requests for each operation of /api/openapi.json; every
answer must be of a status, a media type and a form that the description names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from tests.web.conftest import DOORS, ORIGIN
from travaux.web.app import create_app
from travaux.web.desk import Desk
from travaux.web.users import Role
from travaux.workbench.live import LiveRecord
from travaux.workbench.searching import Searcher

EXAMPLES = int(os.environ.get("TRAVAUX_FUZZ_EXAMPLES", "12"))  # of each operation
NAMES = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)


Served = tuple[Any, dict[str, str]]


@pytest.fixture(scope="module")
def served(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The description of an app with a record of its own, and the headers of an editor."""
    record = tmp_path_factory.mktemp("fuzz") / "record.travaux"
    record.write_bytes(built.read_bytes())
    live, search = LiveRecord.open(record), Searcher(record)
    desk = Desk(live=live, search=search, owner="Ana")
    session = desk.sessions.open("Ana", Role.EDITOR)
    headers = {
        "host": ORIGIN.removeprefix("http://"),
        "origin": ORIGIN,
        "cookie": f"{desk.cookie}={session.key}",
        "x-csrf-token": session.csrf,
    }
    app = create_app(desk, DOORS)
    yield schemathesis.openapi.from_asgi("/api/openapi.json", app=app, headers=headers), headers
    search.close()
    live.close()


def operations(schema: Any) -> list[Any]:
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_as_described(served: Served, mode: GenerationMode) -> None:
    schema, headers = served
    checks = CHECKS.get_by_names(list(NAMES))
    asked = 0

    def fuzzed(operation: Any) -> Callable[[], None]:
        @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def test(case: Any) -> None:
            nonlocal asked
            asked += 1
            case.call_and_validate(base_url=ORIGIN, headers=headers, checks=checks)

        return test

    for operation in operations(schema):
        if mode is GenerationMode.POSITIVE or takes_anything(operation):
            fuzzed(operation)()
    assert asked > EXAMPLES


def takes_anything(operation: Any) -> bool:
    """Whether there is a parameter or body that a request could get wrong."""
    return bool(list(operation.iter_parameters()) or list(operation.body))
