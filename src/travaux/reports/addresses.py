"""Where a noun stands in the dossier: the address of every document, place, provision and party.

An address of a place carries its character ranges (`source-….html#s-10-25-40-52`), so that a link
keeps its meaning without any table, and the page can light exactly these words.
"""

from __future__ import annotations

from collections.abc import Iterable

from travaux.core.anchors import Anchor
from travaux.core.statements import Statement

SHOWN_ID = 12  # characters of a document's id that name its page: collisions beyond 10^6 documents


def source_page(document: str) -> str:
    """The page of the document with id `document`."""
    return f"source-{document[:SHOWN_ID]}.html"


def ranges_id(anchors: Iterable[Anchor], letter: str = "a") -> str:
    """The element id of a place: `letter`, then start and end of each range."""
    return "-".join([letter, *(f"{a.start}-{a.end}" for a in anchors)])


def place(anchor: Anchor) -> str:
    """The address of one anchor's words."""
    return f"{source_page(anchor.document)}#{ranges_id([anchor])}"


def statement_place(statement: Statement) -> str:
    """The address of a statement's content in its source."""
    return f"{source_page(statement.document)}#{ranges_id(statement.content, 's')}"


def draft_page(draft: str) -> str:
    """The page of the draft with id `draft`."""
    return f"{draft}.html"


def life_page(thread: str) -> str:
    """The page of the life of one provision through the drafts: a thread's id."""
    return f"life-{thread.rpartition('-')[2]}.html"


def provision_place(draft: str, provision: str) -> str:
    """The address of a provision on its draft's page; of the draft itself for ""."""
    return f"{draft_page(draft)}#{provision}" if provision else draft_page(draft)


def party_place(party: str) -> str:
    """The address of a party."""
    return f"parties.html#{party}" if party else "parties.html"
