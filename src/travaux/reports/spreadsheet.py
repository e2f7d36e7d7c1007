"""The record as CSV tables that are safe to open in a spreadsheet.

A cell that begins with = + - @ or a control character may run as a formula there (CWE-1236; OWASP
"CSV Injection"). Such a cell gets an apostrophe before it, which spreadsheets show as plain text.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from travaux.core.record import Record
from travaux.reports.exchange import Row, rows

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LEFT_OUT = {"documents": ("text",)}  # a whole article does not fit a cell (32,767 characters)


def safe_cell(value: Any) -> Any:
    """`value` as a cell: numbers as they are, text that could run as a formula disarmed."""
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).lower()
    if isinstance(value, int | float):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text.replace("\x00", "")
    return f"'{text}" if text.startswith(DANGEROUS) else text


def flat(row: Row) -> Row:
    """`row` with its nested objects spread: {"cue": {"text": …}} becomes {"cue.text": …}."""
    cells: Row = {}
    for key, value in row.items():
        if isinstance(value, dict):
            cells |= {f"{key}.{inner}": each for inner, each in value.items()}
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            cells[key] = "; ".join(value)
        else:
            cells[key] = value
    return cells


def table(lines: Iterable[Row], left_out: Sequence[str] = ()) -> str:
    """Rows as CSV text with one header line over all their keys; "" for no rows."""
    flats = [flat({k: v for k, v in row.items() if k not in left_out}) for row in lines]
    keys = list(dict.fromkeys(key for row in flats for key in row))
    if not keys:
        return ""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(keys)
    writer.writerows([safe_cell(row.get(key)) for key in keys] for row in flats)
    return out.getvalue()


def csv_tables(record: Record) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of each table that has rows: UTF-8 with a byte order mark, CRLF."""
    for name, lines in rows(record):
        text = table(lines, LEFT_OUT.get(name, ()))
        if text:
            yield f"{name}.csv", text.encode("utf-8-sig", "replace")
