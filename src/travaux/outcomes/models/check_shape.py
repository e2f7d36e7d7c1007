"""The shape of a talks.model.yaml against its schema, each fault a sentence with its place.

Faulty parts are cut out, so that what is left can be read for faults of sense and all faults are
told at once.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator

SHOWN = 60  # characters of a faulty value that are shown


@cache
def schema(name: str = "talks_model") -> dict[str, Any]:
    """The JSON schema of talks.model.yaml, or of a .gmcr file ("gmcr")."""
    text = resources.files(__package__).joinpath(f"{name}.schema.json").read_text("utf-8")
    return dict(json.loads(text))


def checked(data: Any, name: str = "talks_model") -> tuple[Any, list[str]]:
    """(`data` without its faulty parts, the faults of shape, in order of place)."""
    if data is None:
        return {}, ["the file is empty"]
    found = _errors(data, name)
    faults = [f"{_place(error.path)}{_why(error)}" for error in found]
    sound = copy.deepcopy(data) if isinstance(data, dict) else {}
    left = found
    while left:
        before = json.dumps(sound, default=str)
        _without(sound, left)
        # What lost a part it cannot do without is faulty in turn, and told already.
        left = _errors(sound, name)
        if json.dumps(sound, default=str) == before:
            break
    return sound, list(dict.fromkeys(faults))


def _errors(data: Any, name: str) -> list[Any]:
    errors = Draft202012Validator(schema(name)).iter_errors(data)
    return sorted(errors, key=lambda e: [str(p) for p in e.path])


def _without(sound: Any, errors: list[Any]) -> None:
    """Cut the faulty parts out, the last of a list first so that the places of others stay."""
    for error in sorted(errors, key=lambda e: [_order(p) for p in e.path], reverse=True):
        path = list(error.path)
        if error.validator == "additionalProperties":
            for extra in _extras(error):
                _cut(sound, [*path, extra])
        elif path:
            _cut(sound, path)


def _order(part: str | int) -> tuple[int, str]:
    return (part, "") if isinstance(part, int) else (0, part)


def _place(path: Iterable[str | int]) -> str:
    words = "".join(f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in path)
    return f"{words.lstrip('.')}: " if words else ""


def _why(error: Any) -> str:
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        return f"lacks {' and '.join(missing)}"
    if error.validator == "additionalProperties":
        known = ", ".join(sorted(error.schema["properties"]))
        return f"has the unknown key {', '.join(_extras(error))} (known: {known})"
    value = json.dumps(error.instance, ensure_ascii=False, default=str)
    short = value if len(value) <= SHOWN else value[:SHOWN] + "…"
    return f"{short} is not {error.schema.get('description', 'as expected')}"


def _extras(error: Any) -> list[str]:
    return sorted(str(key) for key in error.instance if key not in error.schema["properties"])


def _cut(data: Any, path: list[Any]) -> None:
    """Take out what stands at `path`, if it is still there."""
    *before, last = path
    try:
        for part in before:
            data = data[part]
        del data[last]
    except (KeyError, IndexError, TypeError):
        return
