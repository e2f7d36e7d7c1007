"""What a user may say beforehand: `talks.toml` and `sources.csv` in the folder. Both optional.

A file with faults reports all of them at once (SettingsError), each saying what was expected.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from travaux.core.documents import SourceNote
from travaux.core.drafts import DraftStatus, KnownDraft
from travaux.core.errors import SettingsError
from travaux.core.parties import Party, PartyKind, party_id
from travaux.core.talks import Talks
from travaux.workbench.watch_settings import KEYS, TABLE, attached, watch_faults, watch_of

TALKS = "talks.toml"
SOURCES = "sources.csv"
NOTE_FIELDS = ("file", "title", "publisher", "author", "date", "language", "draft")

# Each table's keys, and what a value must be.
_TEXT: tuple[type, str] = (str, "a text in quotation marks")
_FLAG: tuple[type, str] = (bool, "true or false")
_LIST: tuple[type, str] = (list, "a list of texts")
PARTY = {
    "name": _TEXT, "kind": _TEXT, "side": _TEXT, "affiliation": _TEXT, "aliases": _LIST,
    "can_bind": _FLAG,
}  # fmt: skip
DRAFT = {
    "name": _TEXT, "date": _TEXT, "status": _TEXT, "authors": _LIST, "aliases": _LIST,
    "files": _LIST,
}  # fmt: skip
TOP = {"name": _TEXT, "parties": (list, "tables headed [[parties]]"),
        "drafts": (list, "tables headed [[drafts]]"),
        TABLE: (dict, f"a table headed [{TABLE}]")}  # fmt: skip


def read_talks(folder: Path) -> Talks:
    """`talks.toml` of `folder`; an empty `Talks` where there is none. Raises SettingsError."""
    path = folder / TALKS
    if not path.is_file():
        return Talks()
    talks = parse_talks(path.read_bytes())
    return replace(talks, watch=attached(talks.watch, folder, TALKS)) if talks.watch else talks


def parse_talks(data: bytes) -> Talks:
    """The settings in the bytes of a `talks.toml`; files that it names are not read.

    Raises SettingsError with every fault.
    """
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(TALKS, (f"it is not TOML in UTF-8 ({error})",)) from error
    faults = tuple(_faults(table))
    if faults:
        raise SettingsError(TALKS, faults)
    return Talks(
        table.get("name", ""),
        tuple(_party(row) for row in table.get("parties", ())),
        tuple(_draft(row) for row in table.get("drafts", ())),
        watch_of(table[TABLE]) if TABLE in table else None,
    )


def _faults(table: Mapping[str, Any]) -> Iterator[str]:
    yield from _misfits(table, TOP, "the file")
    for name, keys, kinds in (("parties", PARTY, PartyKind), ("drafts", DRAFT, DraftStatus)):
        rows = table.get(name, ())
        for at, row in enumerate(rows if isinstance(rows, list) else (), 1):
            where = f"[[{name}]] number {at}"
            yield from _row_faults(row, keys, where)
            yield from _vocabulary_faults(row, kinds, where)
    if isinstance(watch := table.get(TABLE), dict):
        misfits = tuple(_misfits(watch, KEYS, f"[{TABLE}]"))
        yield from misfits or watch_faults(watch)


def _row_faults(row: Any, keys: Mapping[str, tuple[type, str]], where: str) -> Iterator[str]:
    if not isinstance(row, dict):
        yield f"{where} must be a table"
        return
    yield from _misfits(row, keys, where)
    if not row.get("name"):
        yield f'{where} needs a name, such as name = "…"'


def _vocabulary_faults(row: Any, kinds: Any, where: str) -> Iterator[str]:
    key = "kind" if kinds is PartyKind else "status"
    value = row.get(key) if isinstance(row, dict) else None
    if isinstance(value, str) and value not in set(kinds):
        yield f"{where}: {key} is “{value}”, expected one of {', '.join(sorted(kinds))}"


def _misfits(
    row: Mapping[str, Any], keys: Mapping[str, tuple[type, str]], where: str
) -> Iterator[str]:
    for key, value in row.items():
        if key not in keys:
            yield f"{where} has an unknown key “{key}”, expected {', '.join(keys)}"
        elif not isinstance(value, keys[key][0]) or _odd_list(value):
            yield f"{where}: {key} must be {keys[key][1]}"


def _odd_list(value: Any) -> bool:
    return isinstance(value, list) and not all(isinstance(item, str | dict) for item in value)


def _party(row: Mapping[str, Any]) -> Party:
    return Party(
        party_id(row["name"]),
        row["name"],
        PartyKind(row.get("kind", "unknown")),
        tuple(row.get("aliases", ())),
        party_id(row["affiliation"]) if row.get("affiliation") else "",
        can_bind=row.get("can_bind"),
        side=row.get("side", ""),
    )


def _draft(row: Mapping[str, Any]) -> KnownDraft:
    lists: Callable[[str], tuple[str, ...]] = lambda key: tuple(row.get(key, ()))  # noqa: E731
    status = DraftStatus(row.get("status", "unknown"))
    return KnownDraft(
        row["name"], row.get("date", ""), status, lists("authors"), lists("aliases"), lists("files")
    )


def read_notes(folder: Path) -> dict[str, SourceNote]:
    """`sources.csv` of `folder` by file name; empty where there is none. Raises SettingsError."""
    path = folder / SOURCES
    return parse_notes(path.read_bytes()) if path.is_file() else {}


def parse_notes(data: bytes) -> dict[str, SourceNote]:
    """The notes in the bytes of a `sources.csv`, by file. Raises SettingsError with every fault."""
    try:
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), restkey="more"))
    except (UnicodeDecodeError, csv.Error) as error:
        raise SettingsError(SOURCES, (f"it is not CSV in UTF-8 ({error})",)) from error
    faults = tuple(_note_faults(rows))
    if faults:
        raise SettingsError(SOURCES, faults)
    return {
        row["file"]: SourceNote(**{k: (row.get(k) or "").strip() for k in NOTE_FIELDS})
        for row in rows
    }


def _note_faults(rows: list[dict[str, Any]]) -> Iterator[str]:
    expected = f"expected some of {', '.join(NOTE_FIELDS)}"
    unknown = [key for key in (rows[0] if rows else ()) if key not in (*NOTE_FIELDS, "more")]
    if unknown:
        yield f"unknown column{'s' if len(unknown) > 1 else ''} {', '.join(unknown)}, {expected}"
    for number, row in enumerate(rows, 2):
        if not row.get("file"):
            yield f"line {number} names no file"
        if "more" in row:
            yield f"line {number} has more cells than the first line has columns"
