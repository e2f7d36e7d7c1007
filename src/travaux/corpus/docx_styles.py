"""What a paragraph's style in Word says: whether it is a title, and the list it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from travaux.corpus.docx_numbering import W

MAX_BASED_ON = 12  # styles may be based on one another; a chain longer than this is a circle


@dataclass(frozen=True, slots=True)
class Style:
    """name: of the style, lower case; list_id and level: of the list it numbers, "" if none."""

    name: str = ""
    list_id: str = ""
    level: int = 0


def styles_of(root: Any) -> dict[str, Style]:
    """The paragraph styles of styles.xml (its root, or None), what they inherit filled in."""
    if root is None:
        return {}
    raw = {s.get(W + "styleId", ""): s for s in root.iter(W + "style")}
    return {name: _style(raw, name) for name in raw}


def _style(raw: dict[str, Any], name: str) -> Style:
    shown = raw[name].find(W + "name")
    title = shown.get(W + "val", "").lower() if shown is not None else ""
    at: str | None = name
    for _ in range(MAX_BASED_ON):
        element = raw.get(at or "")
        if element is None:
            break
        found = list_of(element.find(W + "pPr"))
        if found:
            return Style(title, *found)
        parent = element.find(W + "basedOn")
        at = parent.get(W + "val") if parent is not None else None
    return Style(title)


def list_of(properties: Any) -> tuple[str, int] | None:
    """(list, level) that paragraph properties name, or None. List "0" takes a number away."""
    numbered = properties.find(W + "numPr") if properties is not None else None
    if numbered is None:
        return None
    list_id, level = numbered.find(W + "numId"), numbered.find(W + "ilvl")
    if list_id is None:
        return None
    depth = level.get(W + "val", "0") if level is not None else "0"
    return list_id.get(W + "val", ""), int(depth) if depth.isdigit() else 0
