"""Who relies on whom: reports that rest on one source are one report.

A statement whose speaker is an outlet ("Merrow Today reported", "two people told the wire") rests
on that outlet; where the pile holds the outlet's own article, the words nearest to it there are its
root. An unnamed source that several outlets describe alike stays several: nothing shows it is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from travaux.core.documents import Document
from travaux.core.ids import content_id
from travaux.core.issues import Reliance
from travaux.core.parties import Party, PartyKind
from travaux.core.statements import Statement
from travaux.issues.terms import terms

SHARED = 3  # terms that an article must share with the words told of it, to be their root


def reliances(
    statements: Sequence[Statement],
    parties: Iterable[Party] = (),
    documents: Iterable[Document] = (),
) -> tuple[Reliance, ...]:
    """For each statement that an outlet makes in another's report, on whom it rests; sorted."""
    known = tuple(documents)
    outlets = {p.id for p in parties if p.kind is PartyKind.OUTLET}
    printed = _by_publisher(known)
    heard = {d.id: frozenset(terms(d.text)) for d in known}
    found = [r for s in statements for r in _reliance(s, outlets, printed, heard)]
    return tuple(sorted(found, key=lambda r: (r.document, r.id)))


def _by_publisher(documents: Iterable[Document]) -> dict[str, list[str]]:
    """Folded name of an outlet -> the documents (ids) that it printed."""
    found: dict[str, list[str]] = {}
    for document in documents:
        for name in {document.publisher, *(part.publisher for part in document.parts)} - {""}:
            found.setdefault(_folded(name), []).append(document.id)
    return found


def _reliance(
    statement: Statement,
    outlets: set[str],
    printed: Mapping[str, Sequence[str]],
    heard: Mapping[str, frozenset[str]],
) -> Iterator[Reliance]:
    speaker = statement.speaker
    if speaker is None:
        return
    own = [d for d in printed.get(_folded(speaker.name), ()) if d != statement.document]
    if not own and speaker.party not in outlets and speaker.kind != PartyKind.OUTLET:
        return
    told = set(terms(statement.words))
    near = max(own, key=lambda d: (len(told & heard[d]), d), default="")
    root = near if near and len(told & heard[near]) >= min(SHARED, len(told)) else ""
    ident = content_id("reliance", statement.id, speaker.party)
    yield Reliance(ident, statement.document, statement.id, speaker.party, speaker.name, root)


def _folded(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()
