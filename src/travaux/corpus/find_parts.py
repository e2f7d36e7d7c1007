"""Articles and residue (first version: the whole text is one article)."""

from __future__ import annotations

from travaux.core.documents import Part, PartKind
from travaux.corpus.reading import Extract, Facts


def find_parts(extract: Extract, noted: Facts) -> tuple[tuple[Part, ...], Facts]:
    """The parts of the text, and the facts found in it."""
    facts = noted.or_else(extract.facts)
    parts = []
    at = 0
    for start, end in _merged(extract):
        if extract.text[at:start].strip():
            parts.append(_article(at, start, facts))
        parts.append(Part(start, end, PartKind.RESIDUE))
        at = end
    if extract.text[at:].strip():
        parts.append(_article(at, len(extract.text), facts))
    return tuple(parts), Facts()


def _merged(extract: Extract) -> list[tuple[int, int]]:
    """Residue with nothing but white space between counts as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(extract.residue):
        if merged and not extract.text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _article(start: int, end: int, facts: Facts) -> Part:
    kept = tuple(e for e in facts.evidence if e.field in ("title", "publisher", "author", "date"))
    return Part(
        start,
        end,
        PartKind.ARTICLE,
        facts.title,
        facts.publisher,
        facts.author,
        facts.date,
        kept,
    )
