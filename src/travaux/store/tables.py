"""Which table keeps which noun, and the columns it can be searched by.

A new noun takes a line here, a field in core/record.py and a migration.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

from travaux.core.record import NOUNS, Record


@dataclass(frozen=True, slots=True)
class Table:
    """A noun's type and its columns beside `ord` and `body`: name -> value of a noun."""

    noun: type[Any]
    columns: dict[str, Callable[[Any], object]]


def _plainly(*names: str) -> dict[str, Callable[[Any], object]]:
    """Columns that are attributes of the noun of the same name."""

    def reader(name: str) -> Callable[[Any], object]:
        return lambda noun: str(getattr(noun, name))

    return {name: reader(name) for name in names}


_COLUMNS: dict[str, dict[str, Callable[[Any], object]]] = {
    "documents": _plainly("id", "file", "title", "publisher", "date", "language", "text"),
    "parties": _plainly("id", "name"),
    "affiliations": {"party": lambda a: a.party, "organisation": lambda a: a.body},
    "statements": {
        **_plainly("id", "document", "kind", "date", "within", "words"),
        "start": lambda s: s.start,
        "party": lambda s: s.speaker.party if s.speaker else "",
        "speaker": lambda s: s.speaker.name if s.speaker else "",
    },
    "provisions": _plainly("id", "draft", "label"),
    "variants": _plainly("provision"),
    "claims": _plainly("id", "draft", "party"),
    "redlines": _plainly("change"),
    "burdens": _plainly("draft", "party"),
    "findings": _plainly("id", "provision"),
    "links": _plainly("statement", "provision"),
    "stances": _plainly("statement", "party", "stance"),
    "positions": _plainly("id", "party", "issue"),
    "events": _plainly("id", "date"),
    "problems": _plainly("id", "code"),
    "judgements": _plainly("id", "noun", "target"),
}


def _noun_types() -> dict[str, type[Any]]:
    hints = get_type_hints(Record)
    return {name: get_args(hints[name])[0] for name in NOUNS}


TABLES: dict[str, Table] = {
    name: Table(kind, _COLUMNS.get(name, _plainly("id"))) for name, kind in _noun_types().items()
}

LEFT_OUT_OF_BODY = {"documents": ("text",)}  # kept once, in its own column
