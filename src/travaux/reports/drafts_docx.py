"""A comparison as a Word file with tracked changes.

Two drafts: the redline alone; accept all and it is the new text, reject all and it is the old one.
More: the n-column table first, then each draft against the one it follows, a section each.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence

from docx import Document as WordDocument
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Cm

from travaux.core.drafts import Draft, Provision
from travaux.reports.redline_docx import AUTHOR, add_redline, alone, pieces
from travaux.reports.table_docx import add_table
from travaux.reports.tabled import Comparison, rows
from travaux.reports.zipped import timeless

MARGIN = Cm(2.5)


def drafts_docx(comparison: Comparison) -> bytes:
    """The drafts of `comparison` as a .docx file: tracked changes, over more than two drafts with
    the n-column table before them."""
    pairs = followed(comparison)
    document = WordDocument()
    document.core_properties.author = AUTHOR
    document.styles["Normal"].font.name = "Calibri"
    if len(comparison.drafts) == 2:
        old, new = comparison.drafts
        document.core_properties.title = f"{new.name} against {old.name}"
        add_redline(document, pieces(comparison, old, new))
    else:
        document.core_properties.title = " · ".join(d.name for d in comparison.drafts)
        document.add_heading("Side by side", 1)
        add_table(document, comparison.drafts, rows(comparison))
        _sections(document, comparison, pairs)
    to = io.BytesIO()
    document.save(to)
    return timeless(to.getvalue())


def followed(comparison: Comparison) -> list[tuple[Draft | None, Draft]]:
    """Each draft but the first with the one it follows: that of most of its changes; None where it
    follows none. Drafts without provisions are left out."""
    counts = Counter((c.from_draft, c.to_draft) for c in comparison.changes)
    held = {p.draft for p in comparison.provisions}
    told = [d for d in comparison.drafts if d.id in held]
    found: list[tuple[Draft | None, Draft]] = []
    for at, new in enumerate(told[1:], 1):
        best = max(reversed(told[:at]), key=lambda d: counts[d.id, new.id])
        found.append((best if counts[best.id, new.id] else None, new))
    return found


def _sections(
    document: WordFile, comparison: Comparison, pairs: Sequence[tuple[Draft | None, Draft]]
) -> None:
    """A section for each pair, upright, under a heading that is no tracked change."""
    number = 0
    for at, (old, new) in enumerate(pairs):
        section = document.add_section(WD_SECTION.NEW_PAGE)
        if section.orientation is WD_ORIENT.LANDSCAPE:
            section.orientation = WD_ORIENT.PORTRAIT
            section.page_width, section.page_height = section.page_height, section.page_width
            section.left_margin = section.right_margin = MARGIN
        document.add_heading(f"{new.name} against {old.name}" if old else new.name, 1)
        if old is None:
            document.add_paragraph("It shares too little with any earlier draft to follow one.")
            found = [piece for p in _of(comparison, new) for piece in alone(p, "", {})]
        else:
            found = pieces(comparison, old, new)
        number = add_redline(document, found, number, f"s{at + 1}")


def _of(comparison: Comparison, draft: Draft) -> list[Provision]:
    return sorted((p for p in comparison.provisions if p.draft == draft.id), key=lambda p: p.order)
