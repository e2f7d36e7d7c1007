"""PDF: the text layer in reading order, pages kept; scans and locked files are said to be so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from travaux.core.documents import Place
from travaux.core.problems import Problem
from travaux.corpus.faults import fault
from travaux.corpus.pdf_lines import HYPHENS, LOST, Line, lines_of_page
from travaux.corpus.pdf_margins import Page, running_lines
from travaux.corpus.pdf_order import columns_of
from travaux.corpus.pdf_paragraphs import Paragraph, paragraphs_of_lines
from travaux.corpus.reading import Extract, Facts, Range, fact

FEWEST_LETTERS = 12  # on a page with pictures, below which its text layer is taken to be missing
GARBLED = 0.2  # share of characters without meaning over which a text layer is of no use
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TOOL_TITLE = re.compile(r"microsoft word|untitled|\.(?:docx?|indd|tex|pdf|odt|rtf)\b|^\W*$", re.I)


def read_pdf(data: bytes, file: str) -> Extract | Problem:
    """The extract of a PDF: one paragraph a line, running heads and feet at the end as residue."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return fault("pdf-password" if "password" in str(error).lower() else "pdf-damaged", file)
    try:
        pages, scanned, broken = _pages(pdf)
        facts = _facts(pdf)
    finally:
        pdf.close()
    if not any(page.lines for page in pages):
        return fault("pdf-without-text", file)
    if _is_garbled(pages):
        return fault("pdf-text-garbled", file)
    problems = [fault("part-not-read", file, what=_named(broken))] if broken else []
    if scanned:
        problems.append(fault("pdf-pages-without-text", file, pages=_named(scanned)))
    return _assembled(pages, facts, tuple(problems))


def _pages(pdf: Any) -> tuple[list[Page], list[int], list[int]]:
    """The pages, the numbers of those that are pictures only, and of those that are broken."""
    pages, scanned, broken = [], [], []
    for number in range(1, len(pdf) + 1):
        try:
            page = pdf[number - 1]
            lines = lines_of_page(page)
            letters = sum(len(line.text) for line in lines)
            if letters < FEWEST_LETTERS and _has_picture(page):
                scanned.append(number)
            pages.append(Page(number, *_edges(page, lines), tuple(lines)))
            page.close()
        except Exception:  # PDFium's own error, or a page object it cannot give: named and left out
            broken.append(number)
    return pages, scanned, broken


def _is_garbled(pages: Sequence[Page]) -> bool:
    """Whether a good part of the characters means no letter: lost ones, and private codes."""
    text = "".join(line.text for page in pages for line in page.lines)
    unknown = sum(c == LOST or unicodedata.category(c) in ("Co", "Cn") for c in text)
    return unknown > GARBLED * len(text)


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as raw

    kinds = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
    return next(iter(page.get_objects(filter=kinds, max_depth=2)), None) is not None


def _edges(page: Any, lines: Sequence[Line]) -> tuple[float, float]:
    """Lower and upper edge of the page as it is shown."""
    left, bottom, right, top = page.get_cropbox()
    turned = int(page.get_rotation()) % 360
    edges = {90: (-right, -left), 180: (-top, -bottom), 270: (left, right)}.get(turned)
    return edges or (bottom, top)


def _named(numbers: Sequence[int]) -> str:
    """ "page 3", "pages 2, 5-7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    listed = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
    return f"page{'s' * (len(numbers) > 1)} {listed}"


def _facts(pdf: Any) -> Facts:
    told = pdf.get_metadata_dict(skip_empty=True)
    title = " ".join(told.get("Title", "").split())
    facts = fact("title", "" if _TOOL_TITLE.search(title) else title, "title field of the PDF")
    return facts.or_else(fact("author", told.get("Author", "").strip(), "author field of the PDF"))


def _assembled(pages: Sequence[Page], hints: Facts, problems: tuple[Problem, ...]) -> Extract:
    running = running_lines(pages)
    words = frozenset(w.lower() for p in pages for x in p.lines for w in _WORD.findall(x.text))
    paragraphs = paragraphs_of_lines(_runs(pages, running), words)
    margins = [
        Paragraph(line.text, [(0, page.number)])
        for page in pages
        for line in page.lines
        if (page.number, line) in running
    ]
    texts = [_clean(p.text) for p in (*paragraphs, *margins)]
    places = tuple(_places(texts, [*paragraphs, *margins]))
    body = sum(len(t) + 1 for t in texts[: len(paragraphs)])
    text = "".join(t + "\n" for t in texts)
    residue: tuple[Range, ...] = ((body, len(text) - 1),) if margins else ()
    return Extract(text, "pdf", places=places, residue=residue, problems=problems, hints=hints)


def _runs(
    pages: Sequence[Page], running: set[tuple[int, Line]]
) -> Iterator[tuple[int, list[Line]]]:
    for page in pages:
        kept = [x for x in page.lines if (page.number, x) not in running]
        for run in columns_of(kept):
            yield page.number, run


def _clean(text: str) -> str:
    """Marks that PDFium puts for hyphens as hyphens; the length stays the same."""
    return text.translate({ord(c): "-" for c in HYPHENS} | {0x0B: " ", 0x0C: " "})


def _places(texts: Sequence[str], paragraphs: Sequence[Paragraph]) -> Iterator[Place]:
    """One place for each run of text on one page."""
    run: Place | None = None
    at = 0
    for text, paragraph in zip(texts, paragraphs, strict=True):
        edges = [*(offset for offset, _ in paragraph.pages[1:]), len(text)]
        start = 0
        for (_, page), edge in zip(paragraph.pages, edges, strict=True):
            name = f"page {page}"
            if run and run.name == name:
                run = Place(run.start, at + edge, name)
            else:
                if run:
                    yield run
                run = Place(at + start, at + edge, name)
            start = edge
        at += len(text) + 1
    if run:
        yield run
