"""One file: its format, its reader, and the finished document.

Reads: bytes. Writes: Document, Problem.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from travaux.core.documents import Document, Evidence, Part, SourceNote
from travaux.core.ids import digest
from travaux.core.problems import Problem
from travaux.corpus.article_facts import date_in_name
from travaux.corpus.dates import iso_date
from travaux.corpus.faults import fault
from travaux.corpus.find_parts import find_parts
from travaux.corpus.language import language_code, language_name, language_of
from travaux.corpus.mojibake import repairs_of
from travaux.corpus.paragraphs import paragraphs_of
from travaux.corpus.read_docx import read_docx
from travaux.corpus.read_html import read_html
from travaux.corpus.read_mail import read_eml, read_mbox
from travaux.corpus.read_odt import read_odt
from travaux.corpus.read_pdf import read_pdf
from travaux.corpus.read_rtf import read_rtf
from travaux.corpus.read_text import read_markdown, read_text
from travaux.corpus.read_xml import read_xml
from travaux.corpus.reading import FACT_NAMES, Extract, Facts, Reader, Reading, fact
from travaux.corpus.sentences import endless
from travaux.corpus.sniff import UNREAD, format_of

MIB = 1024 * 1024
DEFAULT_LIMIT = 64 * MIB

READERS: dict[str, Reader] = {
    "txt": read_text,
    "md": read_markdown,
    "html": read_html,
    "pdf": read_pdf,
    "docx": read_docx,
    "odt": read_odt,
    "rtf": read_rtf,
    "eml": read_eml,
    "mbox": read_mbox,
    "xml": read_xml,
}


def read_file(data: bytes, file: str, note: SourceNote | None, limit: int) -> Reading:
    """The document in `data`, with everything that was wrong with it; never raises."""
    if len(data) > limit:
        size, most = len(data) // MIB, limit // MIB
        return Reading(None, (fault("file-too-large", file, size=size, limit=most),))
    if not data.strip(b"\0 \t\r\n\f"):
        return Reading(None, (fault("file-empty", file),))
    format = "txt"
    try:
        format = format_of(data, file)
        extract = _extracted(data, file, format)
        if isinstance(extract, Problem):
            return Reading(None, (extract,))
        return _finished(data, file, extract, note)
    except (Exception, RecursionError, MemoryError) as error:
        why = type(error).__name__
        return Reading(None, (fault("reader-failed", file, format=format, why=why),))


def _extracted(data: bytes, file: str, format: str) -> Extract | Problem:
    if format in UNREAD:
        what, instead = UNREAD[format]
        return fault("format-not-read", file, what=what, instead=instead)
    return READERS[format](data, file)


def _finished(data: bytes, file: str, extract: Extract, note: SourceNote | None) -> Reading:
    if not extract.text.strip():
        return Reading(None, extract.problems or (fault("file-empty", file),))
    noted = note_facts(note)
    repairs, garbled = repairs_of(extract.text, file)
    notes = tuple(sorted((*extract.notes, *repairs)))
    extract = replace(extract, notes=notes, problems=extract.problems + garbled)
    extract = replace(extract, hints=extract.hints.or_else(date_in_name(file)))
    parts, found = find_parts(extract, noted)
    facts = noted.or_else(extract.facts).or_else(found).or_else(extract.hints)
    said = language_of(_article_text(extract.text, parts))  # pages often name a wrong one
    language = noted.language or said or facts.language
    document = Document(
        *(digest(data), file, facts.title, facts.publisher, facts.date, language),
        *(extract.text, extract.format, parts, extract.places, extract.notes),
        evidence=_evidence(extract, facts),
    )
    wrong = (*extract.problems, *_unanalysed(file, language), *_endless(document))
    return Reading(document, wrong)


def note_facts(note: SourceNote | None) -> Facts:
    """What sources.csv says of the file; it overrides what the file says of itself."""
    facts = Facts()
    for name in FACT_NAMES if note else ():
        value = str(getattr(note, name)).strip()
        value = (iso_date(value) or value) if name == "date" else value
        value = language_code(value) if name == "language" else value
        facts = facts.or_else(fact(name, value, "sources.csv"))
    return facts


def _evidence(extract: Extract, facts: Facts) -> tuple[Evidence, ...]:
    of_file = tuple(e for e in extract.facts.evidence if e.field not in FACT_NAMES)
    return of_file + tuple(e for e in facts.evidence if e.field in FACT_NAMES)


def _article_text(text: str, parts: tuple[Part, ...]) -> str:
    return "\n".join(text[p.start : p.end] for p in parts if p.kind == "article")


def _unanalysed(file: str, language: str) -> tuple[Problem, ...]:
    if language in ("en", ""):
        return ()
    return (fault("language-not-analysed", file, language=language_name(language)),)


def _endless(document: Document) -> Iterator[Problem]:
    """What is too long without a stop to be sentences."""
    for paragraph in paragraphs_of(document.text, document.format):
        for start, end in endless(document.text, *paragraph):
            yield fault("endless-line", document.file, count=end - start, at=start)
