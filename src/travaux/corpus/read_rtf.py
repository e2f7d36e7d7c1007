"""RTF, by striprtf: text only, one paragraph a line."""

from __future__ import annotations

import re

from travaux.core.problems import Problem
from travaux.corpus.faults import fault
from travaux.corpus.reading import Extract, Facts, fact

_BINARY = re.compile(r"\\bin\d+|\\(?:pict|objdata)\b")
_HEX = re.compile(r"[0-9a-fA-F\s]{400,}")
_TITLE = re.compile(r"\{\\info\b.{0,2000}?\{\\title ([^{}\\]{2,300})\}", re.S)
_AUTHOR = re.compile(r"\{\\info\b.{0,2000}?\{\\author ([^{}\\]{2,200})\}", re.S)


def read_rtf(data: bytes, file: str) -> Extract | Problem:
    """The extract of an RTF file; pictures and objects are left out."""
    from striprtf.striprtf import rtf_to_text

    source = data.decode("latin-1")
    if _BINARY.search(source):
        source = _HEX.sub("", source)  # pictures in hexadecimal, which would only cost time
    try:
        text = rtf_to_text(source, errors="replace")
    except Exception:  # striprtf raises what it meets in a damaged file
        return fault("rtf-damaged", file)
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Extract(text, "rtf", hints=_hints(source))


def _hints(source: str) -> Facts:
    title, author = _TITLE.search(source), _AUTHOR.search(source)
    facts = fact("title", title[1].strip() if title else "", "title field of the file")
    return facts.or_else(fact("author", author[1].strip() if author else "", "author field"))
