"""DOCX: paragraphs with the labels Word prints, tables, notes, comments and tracked changes.

The text is the document as it stands with all tracked changes accepted: insertions are in it and
marked by a Note, deletions are kept in a Note at the place they were taken from. Comments are
Notes on the words they are about; footnotes stand as paragraphs at the end, and as Notes where
they are called.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from travaux.core.documents import Note, Place
from travaux.core.problems import Problem
from travaux.corpus.dates import iso_date
from travaux.corpus.docx_numbering import Numbering, W, numbering_of
from travaux.corpus.docx_styles import Style, list_of, styles_of
from travaux.corpus.faults import fault
from travaux.corpus.reading import Extract, Facts, fact
from travaux.corpus.zipped import Archive, opened

DC = "{http://purl.org/dc/elements/1.1/}"
_SKIPPED = {
    W + n for n in ("pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "instrText", "fldData")
}
_SKIPPED |= {W + "moveFrom", W + "object"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}


@dataclass(slots=True)
class _Text:
    """What has been read so far."""

    numbering: Numbering
    styles: dict[str, Style]
    comments: dict[str, Any]
    footnotes: dict[str, str]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    places: list[Place] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    opened: dict[str, int] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)
    title: str = ""
    paragraphs: int = 0

    def add(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def since(self, start: int) -> str:
        """What was added from offset `start` on; costs only as much as it gives."""
        found: list[str] = []
        missing = self.length - start
        for piece in reversed(self.pieces):
            if missing <= 0:
                break
            found.append(piece[-missing:])
            missing -= len(piece)
        return "".join(reversed(found))


def read_docx(data: bytes, file: str) -> Extract | Problem:
    """The extract of a Word document; one paragraph a line, a table row a line."""
    archive = opened(data, file, "Word document", ("word/", "docProps/", "[Content_Types]"))
    if isinstance(archive, Problem):
        return archive
    root = archive.part("word/document.xml")
    body = root.find(W + "body") if root is not None else None
    if body is None:
        return fault("zip-damaged", file, what="Word document")
    text = _Text(
        numbering_of(archive.part("word/numbering.xml")),
        styles_of(archive.part("word/styles.xml")),
        _comments(archive.part("word/comments.xml")),
        _footnotes(archive),
    )
    _blocks(text, body)
    _add_footnotes(text)
    return Extract(
        "".join(text.pieces),
        "docx",
        fact("title", text.title, "paragraph in title style"),
        tuple(text.places),
        tuple(sorted(text.notes)),
        hints=_hints(archive),
    )


def _comments(root: Any) -> dict[str, Any]:
    found = root.iter(W + "comment") if root is not None else ()
    return {comment.get(W + "id", ""): comment for comment in found}


def _footnotes(archive: Archive) -> dict[str, str]:
    notes: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        root = archive.part(f"word/{kind}s.xml")
        for note in root.iter(W + kind) if root is not None else ():
            if note.get(W + "type") not in ("separator", "continuationSeparator"):
                notes[f"{kind} {note.get(W + 'id', '')}"] = _plain(note)
    return notes


def _plain(element: Any) -> str:
    """The words of an element, its paragraphs divided by spaces."""
    paragraphs = [
        "".join(t.text or "" for t in p.iter(W + "t", W + "delText")) for p in element.iter(W + "p")
    ]
    return " ".join(" ".join(paragraphs).split())


def _hints(archive: Archive) -> Facts:
    core = archive.part("docProps/core.xml")
    if core is None:
        return Facts()
    title, author = (" ".join((core.findtext(DC + n) or "").split()) for n in ("title", "creator"))
    created = core.findtext("{http://purl.org/dc/terms/}created") or ""
    facts = fact("title", title, "title property of the file")
    facts = facts.or_else(fact("author", author, "author property of the file"))
    return facts.or_else(fact("date", iso_date(created), "creation date of the file"))


def _blocks(text: _Text, parent: Any) -> None:
    """Paragraphs and tables below `parent`, in order."""
    for child in parent.iterchildren():
        if child.tag == W + "p":
            _paragraph(text, child)
        elif child.tag == W + "tbl":
            _table(text, child)
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "smartTag"):
            _blocks(text, child)


def _paragraph(text: _Text, paragraph: Any) -> None:
    text.paragraphs += 1
    start = text.length
    text.add(_label(text, paragraph))
    _inline(text, paragraph)
    if text.length > start:
        text.places.append(Place(start, text.length, f"paragraph {text.paragraphs}"))
        style = text.styles.get(_style_name(paragraph), Style())
        if style.name == "title" and not text.title:
            text.title = " ".join(text.since(start).split())
    text.add("\n")


def _style_name(paragraph: Any) -> str:
    properties = paragraph.find(W + "pPr")
    style = properties.find(W + "pStyle") if properties is not None else None
    return style.get(W + "val", "") if style is not None else ""


def _label(text: _Text, paragraph: Any) -> str:
    """The label that Word prints before the paragraph, and a space; "" for none."""
    style = text.styles.get(_style_name(paragraph), Style())
    found = list_of(paragraph.find(W + "pPr"))
    list_id, level = found or (style.list_id, style.level)
    empty = not any((t.text or "").strip() for t in paragraph.iter(W + "t"))
    if not list_id or list_id == "0" or empty:
        return ""
    label = text.numbering.label(list_id, level)
    return label + " " if label else ""


def _inline(text: _Text, parent: Any) -> None:
    for child in parent.iterchildren():
        tag = child.tag
        if tag in _SKIPPED or tag == _FALLBACK or not isinstance(tag, str):
            continue
        if tag == W + "t":
            text.add(child.text or "")
        elif tag in _BREAKS:
            text.add(_BREAKS[tag])
        elif tag in (W + "ins", W + "moveTo"):
            _insertion(text, child)
        elif tag == W + "del":
            _changed(text, child, text.length, "deletion", _deleted(child))
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            _call(text, child)
        elif tag in (W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"):
            _comment(text, child)
        elif tag == W + "p":  # a text box: its paragraphs stand in line
            text.add(" ")
            _inline(text, child)
        else:
            _inline(text, child)


def _insertion(text: _Text, element: Any) -> None:
    start = text.length
    _inline(text, element)
    _changed(text, element, start, "insertion", text.since(start))


def _deleted(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(W + "delText", W + "t"))


def _changed(text: _Text, element: Any, start: int, kind: str, words: str) -> None:
    if words:
        who, when = element.get(W + "author", ""), element.get(W + "date", "")[:10]
        text.notes.append(Note(start, text.length, kind, words, who, when))


def _call(text: _Text, element: Any) -> None:
    """A footnote: its number where it is called, its words in a note and at the end."""
    kind = "footnote" if element.tag == W + "footnoteReference" else "endnote"
    words = text.footnotes.get(f"{kind} {element.get(W + 'id', '')}", "")
    if words:
        text.called.append(words)
        start = text.length
        text.add(f"[{len(text.called)}]")
        text.notes.append(Note(start, text.length, "footnote", words))


def _comment(text: _Text, element: Any) -> None:
    name = element.get(W + "id", "")
    if element.tag == W + "commentRangeStart":
        text.opened[name] = text.length
        return
    comment = text.comments.pop(name, None)
    if comment is not None:
        start = text.opened.get(name, text.length)
        who, when = comment.get(W + "author", ""), comment.get(W + "date", "")[:10]
        text.notes.append(Note(start, text.length, "comment", _plain(comment), who, when))


def _table(text: _Text, table: Any) -> None:
    """One line a row, cells divided by " | "; a cell of several paragraphs keeps them apart."""
    for row in table.iter(W + "tr"):
        start, first = text.length, True
        for cell in row.iterchildren(W + "tc"):
            if not first:
                text.add(" | ")
            first = False
            for i, paragraph in enumerate(cell.iterchildren(W + "p")):
                text.add(" " if i else "")
                text.add(_label(text, paragraph))
                _inline(text, paragraph)
        text.paragraphs += 1
        if text.length > start:
            text.places.append(Place(start, text.length, f"table row {text.paragraphs}"))
        text.add("\n")


def _add_footnotes(text: _Text) -> None:
    for number, words in enumerate(text.called, 1):
        start = text.length
        text.add(f"[{number}] {words}")
        text.places.append(Place(start, text.length, f"footnote {number}"))
        text.add("\n")
