"""The log of events: CSV, YAML or JSON Lines -> log entries.

One row an event. Its columns are the fields of `LogEntry`, with `document`, `start`, `end` for the
place of its words; every other column is a fact of the event (a number where it is one). What is
wrong with a row is a Problem; the other rows are read.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from travaux.core.anchors import Anchor
from travaux.core.commitments import Evidence, LogEntry
from travaux.core.ids import content_id
from travaux.core.problems import Problem
from travaux.monitoring.moments import moment_of
from travaux.monitoring.phrases import value_of

TEXTS = ("id", "type", "by", "to", "happened", "until", "reported", "found", "reporter", "of",
         "words", "source")  # fmt: skip
PLACE = ("document", "start", "end")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
DATES = ("happened", "until", "reported", "found")


def read_log(data: bytes, file: str) -> tuple[tuple[LogEntry, ...], tuple[Problem, ...]]:
    """The entries of a log file, by the ending of its name, sorted by what happened when."""
    why = _no_log(data, file)
    if why:
        return (), (Problem("log-unreadable", f"{file} is no log of events: {why}", file=file),)
    entries: dict[str, LogEntry] = {}
    problems: list[Problem] = []
    for line, row in _rows(data.decode("utf-8-sig", "replace"), file, problems):
        faults = list(_faults(row))
        problems += [_problem(file, line, fault) for fault in faults]
        if faults:
            continue
        entry = _entry(row)
        if entry.id in entries and entries[entry.id] != entry:
            problems.append(_problem(file, line, f"its id “{entry.id}” was used by a row before"))
            continue
        entries[entry.id] = entry
    ordered = sorted(entries.values(), key=lambda e: (e.happened, e.type, e.by, e.id))
    return tuple(ordered), tuple(problems)


def _no_log(data: bytes, file: str) -> str:
    """Why `data` cannot be a log at all, and what to do; "" where it may be one."""
    if data.startswith(b"PK"):
        return "it is a workbook or an archive. Save the sheet as CSV in UTF-8."
    text = data.decode("utf-8-sig", "replace")
    if not text.strip():
        return "it is empty. Give a CSV, YAML or JSON Lines file, an event a line."
    if "\x00" in text or text.count("\ufffd") * 20 > len(text):
        return "it is not text in UTF-8. Save it as CSV, YAML or JSON Lines in UTF-8."
    if file.lower().endswith(".csv"):
        columns = next(csv.reader(io.StringIO(text.replace("\r", "\n"), newline="")), [])
        missing = [name for name in ("type", "happened") if name not in columns]
        if missing:
            listed = ", ".join(columns)[:120]
            return (
                f"its first line names no column {' and no column '.join(missing)} (it reads "
                f"“{listed}”). Name the columns type, happened, by, status, …"
            )
    return ""


def _problem(file: str, line: int, fault: str) -> Problem:
    return Problem(
        "event-unreadable", f"{file}, line {line}: {fault}. The row is left out.", file=file
    )


def _rows(text: str, file: str, problems: list[Problem]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if file.lower().endswith(".csv"):
        yield from _csv_rows(text, file, problems)
    elif file.lower().endswith((".jsonl", ".ndjson")):
        lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
        yield from _json_rows(lines, file, problems)
    else:
        yield from _yaml_rows(text, file, problems)


def _csv_rows(
    text: str, file: str, problems: list[Problem]
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        problems.append(_problem(file, reader.line_num, f"it is not CSV ({error})"))


def _json_rows(
    lines: Iterable[tuple[int, str]], file: str, problems: list[Problem]
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in lines:
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            problems.append(_problem(file, number, f"it is not JSON ({error.msg})"))
            continue
        if not isinstance(row, dict):
            problems.append(_problem(file, number, 'it is no object such as {"type": …}'))
            continue
        yield number, row


def _yaml_rows(
    text: str, file: str, problems: list[Problem]
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    try:
        root = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - makes texts, lists, mappings only
    except yaml.YAMLError as error:
        problems.append(_problem(file, 1, f"it is not YAML ({getattr(error, 'problem', error)})"))
        return
    listed = root.get("events") if isinstance(root, dict) else root
    if not isinstance(listed, list):
        said = (
            f"{file} is no log of events: it holds no list. Write “events:”, and an event a line."
        )
        problems.append(Problem("log-unreadable", said, file=file))
        return
    for number, row in enumerate(listed, 1):
        yield number, row if isinstance(row, dict) else {}


def _faults(row: Mapping[str, Any]) -> Iterator[str]:
    if not row.get("type"):
        yield "it names no type of event"
    if not row.get("happened"):
        yield "it does not say when it happened"
    for key in DATES:
        value = row.get(key)
        if value:
            try:
                moment_of(str(value))
            except ValueError:
                yield f"{key} is “{value}”, expected a date such as 2031-07-31"
    status = row.get("status")
    if status and status not in set(Evidence):
        yield f"status is “{status}”, expected one of {', '.join(Evidence)}"


def _entry(row: Mapping[str, Any]) -> LogEntry:
    texts: dict[str, Any] = {key: str(row.get(key) or "").strip() for key in TEXTS}
    if str(row.get("attributed", "")).lower() in ("no", "false"):
        texts["by"] = ""
    own = {*TEXTS, *PLACE, "status", "attributed", "facts", None}
    more = row.get("facts")
    given = {k: v for k, v in row.items() if k not in own and v not in ("", None)}
    given |= more if isinstance(more, dict) else {}
    facts = tuple(sorted((k, v if isinstance(v, bool) else _value(v)) for k, v in given.items()))
    if not texts["id"]:
        key = [texts[k] for k in ("type", "by", "to", "happened", "until", "reporter", "words")]
        texts["id"] = content_id("event", *key, facts)
    status = Evidence(row.get("status") or Evidence.ALLEGED)
    return LogEntry(**texts, status=status, facts=facts, anchors=_anchors(row, texts["words"]))


def _value(written: Any) -> str | float | bool:
    """A fact as written; “20,000” is a number as well."""
    text = str(written).strip()
    return value_of(text.replace(",", "") if _THOUSANDS.fullmatch(text) else text)


def _anchors(row: Mapping[str, Any], words: str) -> tuple[Anchor, ...]:
    document, start, end = (str(row.get(key) or "") for key in PLACE)
    if not (document and start.isdigit() and end.isdigit()):
        return ()
    return (Anchor(document, int(start), int(end), words),)
