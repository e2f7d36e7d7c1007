"""Finds drafts that reports count by their points and no document prints: "the 19-point plan".

One is taken for a draft of this negotiation only where something is said of its content that a
provision of a printed draft is about: another negotiation's twelve points are none of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache

from travaux.core.documents import Document
from travaux.core.drafts import Draft, DraftStatus, KnownDraft, Provision
from travaux.core.ids import content_id
from travaux.drafts.claims import read_claims
from travaux.drafts.described import describing, naming, worded
from travaux.drafts.likeness import pattern

FEWEST, MOST = 3, 59  # points by which a text is named


def unprinted(
    documents: Sequence[Document],
    drafts: Sequence[Draft],
    provisions: Sequence[Provision],
    known: Sequence[KnownDraft],
    counts: Collection[int],
) -> list[Draft]:
    """Drafts that only reports count, in order of their number. counts: of the printed ones."""
    names = [naming(k) for k in (*known, *(KnownDraft(d.name) for d in drafts))]
    mentions: dict[int, list[tuple[str, str]]] = {}
    for document in sorted(documents, key=lambda d: (d.date or "9999", d.file, d.id)):
        for number, name in _counted(document):
            if number not in counts and not any(p.search(name) for p in names):
                mentions.setdefault(number, []).append((name, document.date))
    made = (_draft(n, mentions[n], documents) for n in sorted(mentions))
    return [draft for draft in made if _is_kin(draft, provisions, documents)]


def _draft(
    number: int, mentions: Sequence[tuple[str, str]], documents: Iterable[Document]
) -> Draft:
    names = Counter(name for name, _ in mentions)
    name = max(names, key=lambda n: (names[n], -len(n), n))
    dates = sorted(day for _, day in mentions if day)
    evidence = describing(KnownDraft(name, aliases=(f"{number} points",)), documents)
    key = content_id("draft", "reported", number)
    first = dates[0] if dates else ""
    return Draft(key, name, first, DraftStatus.REPORTED, (), (), evidence)


def _is_kin(draft: Draft, provisions: Sequence[Provision], documents: Sequence[Document]) -> bool:
    return any(c.provisions for c in read_claims([draft], provisions, documents))


def _counted(document: Document) -> Iterator[tuple[int, str]]:
    """Numbers of points and the names they stand in, residue left out."""
    for match in _form().finditer(document.text):
        number = int(match["n"]) if match["n"].isdigit() else _numbers()[match["n"].lower()]
        if FEWEST <= number <= MOST and not document.is_residue(match.start()):
            yield number, " ".join(match.group().split())


@cache
def _form() -> re.Pattern[str]:
    nouns = pattern("introduction").pattern
    numbers = "|".join(sorted(_numbers(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?P<n>\d{{1,2}}|{numbers})[- ]point (?:[\w'’]+ ){{0,2}}?{nouns}", re.I
    )


@cache
def _numbers() -> dict[str, int]:
    return {worded(n): n for n in range(FEWEST, MOST + 1)}
