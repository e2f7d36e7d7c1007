"""The bundled table of states, seats, bodies and outlets, and how to look a name up in it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from travaux.core.parties import PartyKind
from travaux.discourse.names import plain_key


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name means: the canonical name, its kind, and how the table knows it.

    how: "name", "other name", "demonym" or "seat" (a capital, palace or house that stands for the
    government or body). state: name of the state that a body belongs to, "" if none.
    """

    name: str
    kind: PartyKind
    how: str
    state: str = ""


@cache
def _tables() -> tuple[dict[str, Entry], dict[str, Entry]]:
    """Entries by exact name, and by levelled name (never for short acronyms: "US" is not "us")."""
    exact: dict[str, Entry] = {}
    levelled: dict[str, Entry] = {}
    for alias, entry in (*_states(), *_bodies()):
        exact.setdefault(alias, entry)
        if not (alias.isupper() and len(alias) <= 5):
            levelled.setdefault(plain_key(alias), entry)
    return exact, levelled


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("travaux.discourse").joinpath(name).read_text("utf-8"))


def _states() -> Iterator[tuple[str, Entry]]:
    for row in _read("states.toml")["states"].values():
        name, others, _, seats = row
        yield name, Entry(name, PartyKind.STATE, "name", name)
        for other in filter(None, others.split("|")):
            yield other, Entry(name, PartyKind.STATE, "other name", name)
        for seat in filter(None, seats.split("|")):
            yield seat, Entry(name, PartyKind.STATE, "seat", name)


def _bodies() -> Iterator[tuple[str, Entry]]:
    table = _read("bodies.toml")
    codes = {code: row[0] for code, row in _read("states.toml")["states"].items()}
    groups = (("organisations", PartyKind.ORGANISATION), ("outlets", PartyKind.OUTLET))
    for group, kind in groups:
        for name, others in table[group].items():
            state = codes.get(table["of_state"].get(name, ""), "")
            yield name, Entry(name, kind, "name", state)
            for other in filter(None, others.split("|")):
                yield other, Entry(name, kind, "other name", state)
    for seat, body in table["seats"].items():
        yield seat, Entry(body, PartyKind.ORGANISATION, "seat")


@cache
def _demonyms() -> dict[str, str]:
    return {
        word: row[0]
        for row in _read("states.toml")["states"].values()
        for word in filter(None, row[2].split("|"))
    }


def look_up(words: str) -> Entry | None:
    """What the table says of a name, with or without "the" in front; None where nothing.

    A name in lower case is no name; acronyms must be printed as acronyms.
    """
    bare = words.strip().replace("’", "'")
    without = bare[4:] if bare[:4].lower() == "the " else bare
    if not without[:1].isupper() and not without[:1].isdigit():
        return None
    exact, levelled = _tables()
    for form in (bare, without, f"The {without}" if bare != without else bare):
        found = exact.get(form) or levelled.get(plain_key(form))
        if found is not None:
            return found
    return None


def state_of_demonym(word: str) -> str:
    """The state that an adjective or a people's name belongs to ("Norwegian"), or ""."""
    table = _demonyms()
    return table.get(word) or (table.get(word[:-1], "") if word.endswith("s") else "")


def state_named(words: str) -> str:
    """The state that a name, seat or demonym points to, or ""."""
    entry = look_up(words)
    if entry is not None and entry.state:
        return entry.state
    return state_of_demonym(words.strip().replace("’", "'"))
