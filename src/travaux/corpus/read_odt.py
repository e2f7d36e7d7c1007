"""ODT: paragraphs, headings, lists with the labels they print, tables, notes, tracked changes.

OpenDocument 1.3, part 3. As with DOCX the text has all tracked changes accepted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from travaux.core.documents import Note, Place
from travaux.core.problems import Problem
from travaux.corpus.dates import iso_date
from travaux.corpus.faults import fault
from travaux.corpus.numbering import ordinal
from travaux.corpus.reading import Extract, Facts, fact
from travaux.corpus.zipped import Archive, opened, tail

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
T, S, OF, TB = (f"{{{OASIS}{n}:1.0}}" for n in ("text", "style", "office", "table"))
M, DC = f"{{{OASIS}meta:1.0}}", "{http://purl.org/dc/elements/1.1/}"
FORMATS = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
MAX_SPACES = 100  # that one text:s element may stand for


@dataclass(slots=True)
class _Text:
    styles: dict[str, dict[int, tuple[str, str, str, int]]]
    changes: dict[str, Any]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    places: list[Place] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    begun: dict[str, int] = field(default_factory=dict)
    paragraphs: int = 0
    last_count: dict[str, int] = field(default_factory=dict)

    def add(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def since(self, start: int) -> str:
        """What was added from offset `start` on; costs only as much as it gives."""
        return tail(self.pieces, self.length - start)


def read_odt(data: bytes, file: str) -> Extract | Problem:
    """The extract of an OpenDocument text; one paragraph a line, a table row a line."""
    wanted = ("content.xml", "meta.xml", "styles.xml")
    archive = opened(data, file, "OpenDocument text", wanted)
    if isinstance(archive, Problem):
        return archive
    root = archive.part("content.xml")
    body = root.find(f"{OF}body/{OF}text") if root is not None else None
    if body is None:
        return fault("zip-damaged", file, what="OpenDocument text")
    changes = {c.get(T + "id", ""): c for c in body.iter(T + "changed-region")}
    text = _Text(_list_styles(root, archive.part("styles.xml")), changes)
    _blocks(text, body, "", 0)
    return Extract(
        *("".join(text.pieces), "odt"),
        places=tuple(text.places),
        notes=tuple(sorted(text.notes)),
        hints=_hints(archive),
    )


def _hints(archive: Archive) -> Facts:
    meta = archive.part("meta.xml")
    told = meta.find(OF + "meta") if meta is not None else None
    if told is None:
        return Facts()
    facts = fact("title", (told.findtext(DC + "title") or "").strip(), "title field of the file")
    author = told.findtext(M + "initial-creator") or told.findtext(DC + "creator") or ""
    created = told.findtext(M + "creation-date") or ""
    facts = facts.or_else(fact("author", author.strip(), "author field of the file"))
    return facts.or_else(fact("date", iso_date(created), "creation date of the file"))


def _list_styles(*roots: Any) -> dict[str, dict[int, tuple[str, str, str, int]]]:
    """List style -> level -> (prefix, format, suffix, start)."""
    styles: dict[str, dict[int, tuple[str, str, str, int]]] = {}
    for style in (s for root in roots if root is not None for s in root.iter(T + "list-style")):
        levels = styles.setdefault(style.get(S + "name", ""), {})
        for level in style.iterchildren():
            numbered = level.tag == T + "list-level-style-number"
            written = FORMATS.get(level.get(S + "num-format", ""), "") if numbered else "bullet"
            prefix, suffix = level.get(S + "num-prefix", ""), level.get(S + "num-suffix", "")
            start = _count(level.get(T + "start-value"), 1)
            levels[_count(level.get(T + "level"), 1)] = (prefix, written, suffix, start)
    return styles


def _count(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"\d{1,6}", value) else default


def _blocks(text: _Text, parent: Any, style: str, depth: int, label: str = "") -> None:
    for child in parent.iterchildren():
        if child.tag in (T + "p", T + "h"):
            _paragraph(text, child, label)
            label = ""
        elif child.tag == T + "list" and depth < 10:
            _list(text, child, child.get(T + "style-name") or style, depth + 1)
        elif child.tag == TB + "table":
            _table(text, child)
        elif child.tag in (T + "change-start", T + "change-end", T + "change"):
            _change(text, child)
        elif child.tag in (T + "section", T + "index-body", T + "table-of-content"):
            _blocks(text, child, style, depth)


def _list(text: _Text, element: Any, style: str, depth: int) -> None:
    prefix, written, suffix, start = text.styles.get(style, {}).get(depth, ("", "bullet", "", 1))
    key = f"{style}/{depth}"
    goes_on = element.get(T + "continue-numbering") == "true" or element.get(T + "continue-list")
    count = text.last_count.get(key, start - 1) if goes_on else start - 1
    for item in element.iterchildren(T + "list-item", T + "list-header"):
        label = ""
        if item.tag == T + "list-item":
            count = _count(item.get(T + "start-value"), count + 1)
            label = _label(prefix, written, suffix, count)
        _blocks(text, item, style, depth, label)
    text.last_count[key] = count


def _label(prefix: str, written: str, suffix: str, count: int) -> str:
    if written == "bullet":
        return "• "
    return f"{prefix}{ordinal(count, written)}{suffix} " if written else ""


def _paragraph(text: _Text, paragraph: Any, label: str) -> None:
    text.paragraphs += 1
    start = text.length
    text.add(label)
    _inline(text, paragraph)
    if text.length > start:
        text.places.append(Place(start, text.length, f"paragraph {text.paragraphs}"))
    text.add("\n")


def _inline(text: _Text, parent: Any) -> None:
    text.add(" ".join((parent.text or " ").split("\n")) if parent.text else "")
    for child in parent.iterchildren():
        tag = child.tag
        if tag == T + "s":
            text.add(" " * min(MAX_SPACES, _count(child.get(T + "c"), 1)))
        elif tag in (T + "tab", T + "line-break"):
            text.add("\t" if tag == T + "tab" else "\n")
        elif tag == T + "note":
            _noted(text, "footnote", " ".join("".join(child.itertext(T + "*")).split()), "", "")
        elif tag == OF + "annotation":
            who, when = child.findtext(DC + "creator") or "", child.findtext(DC + "date") or ""
            words = " ".join(" ".join("".join(p.itertext()) for p in child.iter(T + "p")).split())
            _noted(text, "comment", words, who, when[:10])
        elif tag in (T + "change-start", T + "change-end", T + "change"):
            _change(text, child)
        elif isinstance(tag, str) and tag != T + "tracked-changes":
            _inline(text, child)
        text.add((child.tail or "").replace("\n", " "))


def _noted(text: _Text, kind: str, words: str, who: str, when: str) -> None:
    if words:
        text.notes.append(Note(text.length, text.length, kind, words, who, when))


def _change(text: _Text, mark: Any) -> None:
    """Start and end of an insertion, or the place of a deletion."""
    name = mark.get(T + "change-id", "")
    if mark.tag == T + "change-start":
        text.begun[name] = text.length
        return
    region = text.changes.get(name)
    change = next(region.iterchildren(), None) if region is not None else None
    if change is None:
        return
    who, when = (change.findtext(f"{OF}change-info/{DC}{n}") or "" for n in ("creator", "date"))
    if change.tag == T + "deletion":
        words = " ".join("".join(p.itertext()) for p in change.iter(T + "p", T + "h"))
        _noted(text, "deletion", words, who, when[:10])
    elif name in text.begun:
        start = text.begun.pop(name)
        words = text.since(start)
        text.notes.append(Note(start, text.length, "insertion", words, who, when[:10]))


def _table(text: _Text, table: Any) -> None:
    for row in table.iter(TB + "table-row"):
        start = text.length
        for i, cell in enumerate(row.iterchildren(TB + "table-cell")):
            text.add(" | " if i else "")
            for j, paragraph in enumerate(cell.iterchildren(T + "p", T + "h")):
                text.add(" " if j else "")
                _inline(text, paragraph)
        text.paragraphs += 1
        if text.length > start:
            text.places.append(Place(start, text.length, f"table row {text.paragraphs}"))
        text.add("\n")
