"""Plain text and Markdown: the text is the decoded file itself, so offsets are the file's."""

from __future__ import annotations

from travaux.core.documents import Evidence
from travaux.core.problems import Problem
from travaux.corpus.decode import Decoded, decode
from travaux.corpus.reading import Extract, Facts


def read_text(data: bytes, file: str) -> Extract | Problem:
    """The extract of a plain text file."""
    return _extract(decode(data, file), "txt")


def read_markdown(data: bytes, file: str) -> Extract | Problem:
    """The extract of a Markdown file; its marks stay in the text."""
    return _extract(decode(data, file), "md")


def _extract(decoded: Decoded | Problem, format: str) -> Extract | Problem:
    if isinstance(decoded, Problem):
        return decoded
    how = f"decoded as {decoded.encoding}" + (", byte order mark left out" * decoded.mark)
    facts = Facts(evidence=(Evidence("text", how),))
    return Extract(decoded.text, format, facts, problems=decoded.problems)
