"""Finds the preamble of a text: the paragraphs before its first number that recall and note.

"Recalling its decision …," is negotiated like any point and bears no number. A run of at least
FEWEST paragraphs that open as recitals do, with nothing but headings, the body that speaks ("The
Conference of the Parties,") and the formula before the first point around them, is the preamble.
Its paragraphs are provisions labelled "preamble ¶1", "preamble ¶2", … in the order printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from travaux.core.anchors import anchor
from travaux.core.documents import Document
from travaux.core.drafts import Provision
from travaux.core.ids import content_id
from travaux.drafts.items import Paragraph
from travaux.drafts.slots import read_slots

FEWEST, LONGEST = 2, 40  # recitals of a preamble; paragraphs looked at before the first point
BETWEEN = 160  # characters of a paragraph that may stand between recitals and the first point
GOES_ON = re.compile(r"(?:[,;:]|\band)[\s\])*_]*(?:\[\^[\w-]+\])?$")  # a recital ends no sentence
OPENER = re.compile(
    r"[\s*_\[(]*(?:(?:deeply|gravely|further|also|fully|again|noting|welcoming|having)[\s,]+(?:also\s+)?)?"
    r"(?:acknowledging|affirming|aware|bearing in mind|believing|conscious|concerned|considering|"
    r"convinced|deploring|desiring|desirous|determined|emphasi[sz]ing|expressing|guided|having|"
    r"highlighting|in pursuit|inspired|intending|mindful|noting|observing|pursuant to|reaffirming|"
    r"reali[sz]ing|recalling|recogni[sz]ing|reiterating|resolved|seeking|stressing|taking|"
    r"underlining|underscoring|welcoming|whereas|wishing|alarmed|appreciating|cogni[sz]ant)\b",
    re.IGNORECASE,
)


def recitals(text: str, before: Sequence[Paragraph]) -> list[Paragraph]:
    """The recitals among the paragraphs `before` the first point, in reading order; [] for none."""
    found: list[Paragraph] = []
    for paragraph in reversed(before[-LONGEST:]):
        words = text[paragraph.start : paragraph.end]
        if OPENER.match(words) and GOES_ON.search(words):
            found.append(paragraph)
        elif found or len(words) > BETWEEN:
            break
    return found[::-1] if len(found) >= FEWEST else []


def recital_provisions(
    document: Document, draft: str, found: Sequence[Paragraph], words: Sequence[str]
) -> list[Provision]:
    """The recitals as provisions of `draft` (an id). words: what each says, without its marks."""
    made = []
    for n, (paragraph, said) in enumerate(zip(found, words, strict=True), 1):
        place = anchor(document.id, document.text, paragraph.start, paragraph.end)
        slots = read_slots(place.exact, document.id, place.start)
        key = content_id("provision", document.id, paragraph.start, f"preamble ¶{n}")
        label, path = f"preamble ¶{n}", ("preamble", f"¶{n}")
        made.append(Provision(key, draft, label, path, said, (place,), n - 1, slots=slots))
    return made
