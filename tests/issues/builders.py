"""Small hand-made nouns for the tests of this room."""

from __future__ import annotations

from travaux.core.anchors import Anchor, anchor
from travaux.core.documents import Document
from travaux.core.drafts import Draft, Provision
from travaux.core.parties import Party, PartyKind, party_id
from travaux.core.statements import Speaker, Statement, StatementKind, statement_id


def document(text: str, name: str = "one", date: str = "2031-05-06") -> Document:
    return Document(name, f"{name}.txt", "", "", date, "en", text)


def place(doc: Document, words: str) -> Anchor:
    start = doc.text.index(words)
    return anchor(doc.id, doc.text, start, start + len(words))


def party(name: str, kind: PartyKind = PartyKind.STATE, *aliases: str) -> Party:
    return Party(party_id(name), name, kind, aliases)


def speaker(name: str) -> Speaker:
    return Speaker(party_id(name), name)


def statement(
    doc: Document, words: str, who: str = "", cue: str = "", date: str = "", within: str = ""
) -> Statement:
    """The statement in `doc` whose content is `words`, by `who`; source and cue if they stand."""
    content = (place(doc, words),)
    source = place(doc, who) if who and who in doc.text else None
    said = place(doc, cue) if cue else None
    return Statement(
        statement_id(doc.id, content, source, said),
        doc.id,
        StatementKind.INDIRECT,
        content,
        source,
        said,
        speaker(who) if who else None,
        within,
        date or doc.date,
    )


def draft(name: str, date: str = "2031-05-01") -> Draft:
    return Draft(f"draft-{name}", name, date)


def provisions(of: Draft, *texts: str) -> tuple[Provision, ...]:
    """Numbered provisions 1, 2, … of a draft."""
    return tuple(
        Provision(
            f"{of.id}/{n}", of.id, str(n), (str(n),), text, (anchor(of.id, text, 0, len(text)),), n
        )
        for n, text in enumerate(texts, 1)
    )
