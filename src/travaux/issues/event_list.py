"""Event lists (CSV, one coded statement a line) -> coded statements.

Reads what `reports.networks_exchange.event_list_csv` writes, and the lists that Discourse Network
Analyzer exports: the same variables, `time` for the date, `statement_id` and `document_title`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

from travaux.core.errors import SettingsError
from travaux.core.networks import CodedStatement

OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("statement_id", "ID"),
    "document": ("document_id", "docTitle", "document_title"),
    "date": ("time", "document_time"),
    "coder": ("coder_name",),
    "start": ("start_position", "startCaret"),
    "end": ("stop_position", "endCaret", "stop"),
}
NEEDED = ("person", "organization", "concept", "agreement")
_RISKY = re.compile(r"'+[=+\-@\t\r]")
TRUE = {"true": 1, "false": 0, "yes": 1, "no": 0}


def read_event_list(text: str, file: str = "event list") -> tuple[CodedStatement, ...]:
    """The coded statements of a CSV text with a header; comma or semicolon.

    Raises SettingsError that lists every missing column and every line that cannot be read.
    """
    header = text.split("\n", 1)[0]
    lines = csv.DictReader(io.StringIO(text), delimiter=";" if header.count(";") > 3 else ",")
    missing = [name for name in NEEDED if name not in (lines.fieldnames or ())]
    if missing:
        raise SettingsError(file, tuple(f"the column “{name}” is missing" for name in missing))
    found, faults = [], []
    for number, line in enumerate(lines, 2):
        try:
            found.append(_row(line, number))
        except ValueError as error:
            faults.append(f"line {number}: {error}")
    if faults:
        raise SettingsError(file, tuple(faults))
    return tuple(found)


def _row(line: Mapping[str, str | None], number: int) -> CodedStatement:
    def cell(field: str, default: str = "") -> str:
        names = (field, *OTHER_NAMES.get(field, ()))
        given = next((line[n] for n in names if line.get(n)), default) or default
        return given[1:] if given.startswith("'") and _RISKY.match(given) else given

    return CodedStatement(
        cell("id", str(number - 1)),
        cell("document"),
        cell("date")[:10],
        cell("person"),
        cell("organization"),
        cell("concept"),
        _agreement(cell("agreement")),
        cell("coder", "machine"),
        int(cell("start", "0")),
        int(cell("end", "0")),
    )


def _agreement(text: str) -> int:
    low = text.strip().casefold()
    if low in TRUE:
        return TRUE[low]
    value = int(low)
    if not -2 <= value <= 2:
        raise ValueError(f"agreement {value} is not between -2 and 2")
    return value
