"""Nouns as plain data (dictionaries, lists, strings, numbers) and back.

`plain` leaves out nothing, so `restored(type(noun), plain(noun)) == noun` for every noun.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Noun = TypeVar("Noun")
Reader = Callable[[Any], Any]


def plain(value: object) -> Any:
    """`value` as JSON-ready data: dataclasses as dictionaries, tuples as lists, enums and
    fractions as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def restored(kind: type[Noun], data: Any) -> Noun:
    """The noun of type `kind` that `plain` made `data` from.

    Fields that `data` lacks take their defaults (older data), unknown ones are left aside
    (newer data). Raises TypeError or ValueError when a required field is missing or unreadable.
    """
    reader: Reader = _reader(typing.cast(Any, kind))
    return typing.cast(Noun, reader(data))


@cache
def _reader(kind: Any) -> Reader:
    """The function that reads plain data as `kind`, made once a type."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        return _sequence(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum | Fraction):
        return kind
    return _as_it_is


def _as_it_is(data: Any) -> Any:
    return data


def _optional(kind: Any) -> Reader:
    inner = _reader(next(arg for arg in get_args(kind) if arg is not type(None)))
    return lambda data: None if data is None else inner(data)


def _sequence(kind: Any) -> Reader:
    args = get_args(kind)
    if len(args) == 2 and args[1] is Ellipsis:
        each = _reader(args[0])
        return lambda data: tuple(each(item) for item in data)
    readers = [_reader(arg) for arg in args]
    return lambda data: tuple(read(item) for read, item in zip(readers, data, strict=True))


def _dataclass(kind: type[Any]) -> Reader:
    hints = get_type_hints(kind)
    readers = {f.name: _reader(hints[f.name]) for f in fields(kind)}
    names = readers.keys()
    to_read = [(name, reader) for name, reader in readers.items() if reader is not _as_it_is]

    def read(data: dict[str, Any]) -> Any:
        known = dict(data) if data.keys() <= names else {k: data[k] for k in names & data.keys()}
        for name, reader in to_read:
            if name in known:
                known[name] = reader(known[name])
        return kind(**known)

    return read
