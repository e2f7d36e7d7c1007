"""A name for a draft that nobody named, from the title of the paper it is printed on.

Where a numbered text is the better part of its article, the article's title is the text's title
("Counter-proposal of Local 611"). Drafts of one title are told apart by their dates, and where
those are the same by their number in the record's order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from travaux.core.documents import Document
from travaux.core.drafts import Draft, Witness

BETTER_PART = 0.6  # of an article's characters; the drafts of both bundled piles fill .70 and more
LONGEST = 90  # characters; a longer line is a sentence, not a title
_MARKS = re.compile(r"[*_#`]+")


def title_of(witness: Witness, document: Document) -> str:
    """The title of the article that the witness is the better part of, or ""."""
    part = document.part_at(witness.start)
    start, end = (part.start, part.end) if part else (0, len(document.text))
    title = _MARKS.sub("", (part.title if part else "") or document.title).strip()
    fills = witness.end - witness.start >= BETTER_PART * (end - start)
    return title if fills and len(title) <= LONGEST else ""


def told_apart(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, names that several bear made different by a date or a number; same order."""
    dated = _suffixed(drafts, lambda draft, _: f" ({draft.date})" if draft.date else "")
    return _suffixed(dated, lambda _, number: f" ({number})")


def _suffixed(drafts: Iterable[Draft], suffix: Callable[[Draft, int], str]) -> list[Draft]:
    drafts = list(drafts)
    borne = Counter(draft.name for draft in drafts)
    seen: Counter[str] = Counter()
    named = []
    for draft in drafts:
        seen[draft.name] += 1
        more = suffix(draft, seen[draft.name]) if borne[draft.name] > 1 else ""
        named.append(replace(draft, name=draft.name + more))
    return named
