"""Writes the Word and PDF files of the bundled examples from the texts in `binaries/`.

`binaries/FOLDER/NAME.docx.md` becomes `FOLDER/NAME.docx`, and `….pdf.md` becomes a PDF. A text
opens with `title:`, `author:` and `date:` lines. After that, every block between blank lines is a
heading (`# `, `## `) or a paragraph. In Word files `{+words+}` is a tracked insertion, `{-words-}`
a tracked deletion, and `{>words<}` a comment on the paragraph.

Run `python examples/make_binaries.py` after changing a text. It needs python-docx and reportlab,
which nothing else here uses. The same text gives the same bytes, whenever it is run.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
MARKS = re.compile(r"(\{\+.*?\+\}|\{-.*?-\}|\{>.*?<\})", re.DOTALL)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be written: its properties, and its blocks as (heading level or 0, words)."""

    title: str
    author: str
    date: datetime
    blocks: tuple[tuple[int, str], ...]


def parse(raw: str) -> Text:
    """Reads the properties and blocks of a `binaries/` text."""
    head, *blocks = re.split(r"\n\s*\n", raw.strip())
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    date = datetime.fromisoformat(fields["date"])
    return Text(fields["title"], fields["author"], date, tuple(map(block, blocks)))


def block(words: str) -> tuple[int, str]:
    """A block's heading level (0 for a paragraph) and its words on one line."""
    marks, flat = re.match(r"(#*)", words), " ".join(words.split())
    level = len(marks.group(1)) if marks else 0
    return level, flat[level:].strip()


def docx(text: Text) -> bytes:
    """The text as a Word document with fixed properties and file times."""
    from docx import Document

    document = Document()
    properties = document.core_properties
    properties.title, properties.author = text.title, text.author
    properties.created = properties.modified = text.date
    for level, words in text.blocks:
        write_block(document, level, words, text)
    return same_bytes(document)


def write_block(document, level: int, words: str, text: Text) -> None:  # type: ignore[no-untyped-def]
    """Adds one block, with its tracked changes and comments."""
    if level:
        document.add_heading(words, level=level)
        return
    paragraph = document.add_paragraph()
    for piece in filter(None, MARKS.split(words)):
        if piece.startswith("{>"):
            comment(document, paragraph, piece[2:-2], text)
        elif piece.startswith(("{+", "{-")):
            track(paragraph, piece, text)
        else:
            paragraph.add_run(piece)


def comment(document, paragraph, words: str, text: Text) -> None:  # type: ignore[no-untyped-def]
    """Adds a comment on the paragraph, dated as the text is."""
    made = document.add_comment(paragraph.runs, words, author=text.author, initials="c")
    made._comment_elm.date = text.date


def track(paragraph, piece: str, text: Text) -> None:  # type: ignore[no-untyped-def]
    """Adds a run wrapped in `w:ins` or `w:del` (ECMA-376 part 1, 17.13.5)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    kind, words = ("ins" if piece[1] == "+" else "del"), piece[2:-2]
    run = paragraph.add_run(words)._r
    change = OxmlElement(f"w:{kind}")
    stamp = text.date.strftime("%Y-%m-%dT%H:%M:%SZ")
    for name, value in (("id", str(len(paragraph._p))), ("author", text.author), ("date", stamp)):
        change.set(qn(f"w:{name}"), value)
    run.addprevious(change)
    change.append(run)
    if kind == "del":
        for element in run.findall(qn("w:t")):
            element.tag = qn("w:delText")
            element.set(qn("xml:space"), "preserve")


def same_bytes(document) -> bytes:  # type: ignore[no-untyped-def]
    """The saved document, its zip entries dated alike so that no clock gets into the bytes."""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def pdf(text: Text) -> bytes:
    """The text as a PDF with a text layer, a running head and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    out = io.BytesIO()
    template = SimpleDocTemplate(
        out, pagesize=A4, title=text.title, author=text.author, invariant=1
    )
    template.build(list(flowables(text)), onFirstPage=furniture, onLaterPages=furniture)
    return out.getvalue()


def flowables(text: Text) -> Iterator[object]:
    """The blocks as reportlab paragraphs."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, Spacer

    styles = getSampleStyleSheet()
    for level, words in text.blocks:
        yield Paragraph(escape(words), styles[f"Heading{level}" if level else "BodyText"])
        yield Spacer(1, 6)


def furniture(canvas, template) -> None:  # type: ignore[no-untyped-def]
    """The running head and the page number, which every page repeats."""
    canvas.setFont("Helvetica", 8)
    canvas.drawString(72, 810, template.title)
    canvas.drawCentredString(297, 36, f"Page {canvas.getPageNumber()}")


WRITERS = {".docx": docx, ".pdf": pdf}


def main() -> None:
    """Writes every file."""
    for source in sorted((HERE / "binaries").glob("*/*.md")):
        name = source.with_suffix("").name
        write = WRITERS[Path(name).suffix]
        (HERE / source.parent.name / name).write_bytes(
            write(parse(source.read_text(encoding="utf-8")))
        )


if __name__ == "__main__":
    main()
