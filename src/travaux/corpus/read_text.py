"""Plain text and Markdown: the text is the decoded file itself, so offsets are the file's."""

from __future__ import annotations

import re
from dataclasses import replace

from travaux.core.documents import Evidence
from travaux.core.problems import Problem
from travaux.corpus.dates import iso_date
from travaux.corpus.decode import Decoded, decode
from travaux.corpus.reading import FACT_NAMES, Extract, Facts, fact

_FRONT = re.compile(
    r"\A(?:---|\+\+\+)[ \t]*\r?\n(?P<body>(?:.*\r?\n){0,60}?)(?:---|\+\+\+)[ \t]*(?=\r?\n|\Z)"
)
_FIELD = re.compile(
    r"^(?P<name>\w+)[ \t]*[:=][ \t]*(?P<quote>[\"']?)(?P<value>.+?)(?P=quote)[ \t]*\r?$", re.M
)
_SYNONYMS = {"source": "publisher", "site": "publisher", "by": "author", "lang": "language"}


def read_text(data: bytes, file: str) -> Extract | Problem:
    """The extract of a plain text file."""
    return _extract(decode(data, file), "txt")


def read_markdown(data: bytes, file: str) -> Extract | Problem:
    """The extract of a Markdown file; its marks stay in the text, its front matter is residue."""
    extract = _extract(decode(data, file), "md")
    front = _FRONT.match(extract.text) if isinstance(extract, Extract) else None
    if isinstance(extract, Problem) or not front:
        return extract
    facts = extract.facts.or_else(_front_facts(extract.text, *front.span("body")))
    return replace(extract, facts=facts, residue=((0, front.end()),))


def _front_facts(text: str, start: int, end: int) -> Facts:
    facts = Facts()
    for match in _FIELD.finditer(text, start, end):
        name = _SYNONYMS.get(match["name"].lower(), match["name"].lower())
        value = iso_date(match["value"]) if name == "date" else match["value"].strip()
        if name in FACT_NAMES:
            facts = facts.or_else(fact(name, value, "front matter", *match.span("value")))
    return facts


def _extract(decoded: Decoded | Problem, format: str) -> Extract | Problem:
    if isinstance(decoded, Problem):
        return decoded
    how = f"decoded as {decoded.encoding}" + (", byte order mark left out" * decoded.mark)
    facts = Facts(evidence=(Evidence("text", how),))
    return Extract(decoded.text, format, facts, problems=decoded.problems)
