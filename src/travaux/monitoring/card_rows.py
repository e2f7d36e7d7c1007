"""Card files as rows: YAML, CSV or a spreadsheet -> for each card its cells, and where it stands.

A YAML file is a mapping with `cards:`, a list of mappings; its other keys are settings. In a table
each row is a card; a row whose id begins with “@” is a setting (id “@begins”, value in `kind`).
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

DEEPEST = 4  # a place inside a slot inside the words of a card


@dataclass(frozen=True, slots=True)
class Row:
    """One card, or the settings: cells by column. lines: line of each cell, where known."""

    line: int
    cells: Mapping[str, Any]
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, column: str) -> int:
        return self.lines.get(column, self.line)


@dataclass(frozen=True, slots=True)
class Rows:
    """What a card file holds. faults: (line, reason)."""

    settings: Row
    cards: tuple[Row, ...]
    faults: tuple[tuple[int, str], ...] = ()


def rows_of(data: bytes, file: str) -> Rows:
    """The rows of a card file, by the ending of its name: .csv, .xlsx, else YAML."""
    if file.lower().endswith(".csv"):
        return _csv(data)
    if file.lower().endswith(".xlsx"):
        return _spreadsheet(data)
    return _yaml(data)


def _yaml(data: bytes) -> Rows:
    try:
        root = yaml.compose(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        why = getattr(error, "problem", None) or str(error)
        return Rows(
            Row(1, {}),
            (),
            ((line, f"it is not YAML in UTF-8 ({why}); save it as YAML, CSV or XLSX"),),
        )
    if isinstance(root, yaml.SequenceNode):
        return Rows(Row(1, {}), *_cards(root))
    if not isinstance(root, yaml.MappingNode):
        return Rows(Row(1, {}), (), ((1, "expected a mapping with “cards:”, a list of cards"),))
    top = _row(root)
    listed = next((v for k, v in root.value if k.value == "cards"), None)
    settings = Row(1, {k: v for k, v in top.cells.items() if k != "cards"}, top.lines)
    if not isinstance(listed, yaml.SequenceNode):
        return Rows(settings, (), ((1, "expected “cards:”, a list of cards"),))
    return Rows(settings, *_cards(listed))


def _cards(listed: yaml.SequenceNode) -> tuple[tuple[Row, ...], tuple[tuple[int, str], ...]]:
    nodes = listed.value
    good = tuple(_row(n) for n in nodes if isinstance(n, yaml.MappingNode))
    bad = [n for n in nodes if not isinstance(n, yaml.MappingNode)]
    why = "a card must be a mapping such as “id: payment”"
    return good, tuple((n.start_mark.line + 1, why) for n in bad)


def _row(node: yaml.MappingNode) -> Row:
    cells = {str(k.value): _plain(v) for k, v in node.value}
    lines = {str(k.value): k.start_mark.line + 1 for k, v in node.value}
    return Row(node.start_mark.line + 1, cells, lines)


def _plain(node: yaml.Node, deep: int = 0) -> Any:
    """Scalars as written (a date stays the text it was), lists and mappings of them; nothing of
    what is nested deeper than any card is (a YAML alias may name a list that it stands in)."""
    if deep > DEEPEST:
        return ""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, deep + 1) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(k.value): _plain(v, deep + 1) for k, v in node.value}
    return str(node.value)


def _csv(data: bytes) -> Rows:
    text = data.decode("utf-8-sig", "replace")
    if "\x00" in text or text.count("\ufffd") * 20 > len(text):
        why = "it is not text in UTF-8; save it as CSV in UTF-8, or as XLSX"
        return Rows(Row(1, {}), (), ((1, why),))
    try:
        return _table(list(csv.reader(io.StringIO(text, newline=""))))
    except csv.Error as error:
        return Rows(Row(1, {}), (), ((1, f"it is not CSV ({error})"),))


def _spreadsheet(data: bytes) -> Rows:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        return Rows(Row(1, {}), (), ((1, f"it is not an XLSX workbook ({error})"),))
    lines = book.worksheets[0].iter_rows(values_only=True)
    return _table(["" if cell is None else _cell(cell) for cell in line] for line in lines)


def _cell(value: Any) -> str:
    """A spreadsheet cell as text; midnight of a date is the date."""
    words = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return words.removesuffix("T00:00:00")


def _table(lines: Iterable[list[str]]) -> Rows:
    head: list[str] = []
    settings: dict[str, str] = {}
    where: dict[str, int] = {}
    cards: list[Row] = []
    for number, line in enumerate(lines, 1):
        if not any(cell.strip() for cell in line):
            continue
        if not head:
            head = [cell.strip().lower() for cell in line]
            if "id" not in head:
                why = "the first line names no column “id”; name id, kind, bearer, act, due, …"
                return Rows(Row(1, {}), (), ((number, why),))
            continue
        cells = dict(zip(head, (cell.strip() for cell in line), strict=False))
        name = cells.get("id", "")
        if name.startswith("@"):
            settings[name[1:]], where[name[1:]] = cells.get("kind", ""), number
        else:
            cards.append(Row(number, cells))
    return Rows(Row(1, settings, where), tuple(cards))
