"""The `[monitoring]` table of talks.toml: what is to be monitored, and the files it names."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from travaux.core.errors import SettingsError
from travaux.core.talks import Attached, Watch
from travaux.monitoring.cards import read_cards
from travaux.monitoring.moments import moment_of
from travaux.monitoring.phrases import Misread
from travaux.monitoring.suppose import supposed

TABLE = "monitoring"
KEYS: Mapping[str, tuple[type, str]] = {
    "as_of": (str, "a date in quotation marks"),
    "known_by": (str, "a date in quotation marks"),
    "cards": (str, "a file's name in quotation marks"),
    "log": (str, "a file's name in quotation marks"),
    "monitors": (list, "a list of names"),
    "what_if": (list, "a list of events such as “2031-11-01 paid by Karst”"),
}


def watch_faults(table: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the table, beside unknown keys and values of a wrong type."""
    if not table.get("as_of"):
        yield f'[{TABLE}] needs the date of its boards, such as as_of = "2031-10-15"'
    for key in ("as_of", "known_by"):
        if (date := str(table.get(key) or "")) and not _is_date(date):
            yield f"[{TABLE}]: {key} is “{date}”, expected a date such as 2031-10-15"
    for words in table.get("what_if", ()):
        try:
            supposed(str(words))
        except Misread as error:
            yield f"[{TABLE}]: what_if: {error}"


def _is_date(words: str) -> bool:
    try:
        return moment_of(words) > 0
    except ValueError:
        return False


def watch_of(table: Mapping[str, Any]) -> Watch:
    """The table as a noun; its files are not read yet."""
    cards, log = (Attached(table[key]) if table.get(key) else None for key in ("cards", "log"))
    lists = (tuple(map(str, table.get(key, ()))) for key in ("monitors", "what_if"))
    return Watch(table["as_of"], table.get("known_by", ""), cards, log, *lists)


def attached(watch: Watch, folder: Path, settings: str) -> Watch:
    """`watch` with the bytes of its files. Raises SettingsError with every fault of the cards."""
    faults: list[str] = []
    cards, log = (
        _read(file, folder, faults) if file else None for file in (watch.cards, watch.log)
    )
    if cards and cards.data:
        found = read_cards(cards.bytes, cards.file).faults
        faults += [f"{cards.file}, line {line}: {why}" for line, why in found]
    if faults:
        raise SettingsError(settings, tuple(faults))
    return replace(watch, cards=cards, log=log)


def _read(file: Attached, folder: Path, faults: list[str]) -> Attached:
    try:
        data = (folder / file.file).read_bytes()
    except OSError as error:
        faults.append(f"[{TABLE}]: {file.file} could not be read ({error.strerror})")
        return file
    return replace(file, data=b64encode(data).decode("ascii"))
