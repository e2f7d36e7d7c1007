"""One statement as people judged it, with its links and stances.

A correction changes what it names and nothing else: the machine's links and stances stay where
nobody spoke about them. What a person added, or linked anew, is read by the machine as any other
statement is; its links are then found against its own document and the drafts alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from travaux import drafts, issues
from travaux.core.anchors import Anchor
from travaux.core.documents import Document
from travaux.core.drafts import Provision
from travaux.core.issues import ProvisionLink, Stance, StanceReading
from travaux.core.judgements import Judgement
from travaux.core.parties import Party
from travaux.core.plain import restored
from travaux.core.statements import Statement, StatementKind
from travaux.workbench.dating import dated
from travaux.workbench.judged.ground import Ground
from travaux.workbench.judged.parties import BY_HAND, Cast, by_hand
from travaux.workbench.judged.standing import ADDED, Said, confirmed, rejected, value

LINK = "link"
STANCE = "stance"
SURE = 1.0


def statement_now(ground: Ground, cast: Cast, target: str, said: Said) -> Statement | None:
    """The statement `target` with what is `said` of it; None where it is rejected or gone."""
    found = ground.index.statements.get(target) or added_statement(ground, cast, target, said)
    if found is None or rejected(said):
        return None
    found = cast.renamed(found)
    for field, change in FIELDS.items():
        if field in said:
            found = change(ground, cast, found, said[field])
    return replace(found, confidence=SURE) if confirmed(said) else found


def _content(ground: Ground, cast: Cast, statement: Statement, word: Judgement) -> Statement:
    places = _places(ground, value(word))
    return replace(statement, content=places) if places else statement


def _speaker(ground: Ground, cast: Cast, statement: Statement, word: Judgement) -> Statement:
    speaker = cast.speaker(value(word), word)
    old = statement.speaker
    if old and speaker and (old.party, old.name) == (speaker.party, speaker.name):
        return statement
    return replace(statement, speaker=speaker, confidence=SURE)


def _part(name: str) -> Callable[[Ground, Cast, Statement, Judgement], Statement]:
    """Source or cue: one place, or none."""

    def change(ground: Ground, cast: Cast, statement: Statement, word: Judgement) -> Statement:
        places = _places(ground, value(word))
        fields: dict[str, Any] = {name: places[0] if places else None}
        return replace(statement, **fields)

    return change


def _date(ground: Ground, cast: Cast, statement: Statement, word: Judgement) -> Statement:
    return replace(statement, date=value(word))


FIELDS: Mapping[str, Callable[[Ground, Cast, Statement, Judgement], Statement]] = {
    "content": _content,
    "source": _part("source"),
    "cue": _part("cue"),
    "speaker": _speaker,
    "date": _date,
}
"""What a judgement on each field of a statement makes of it."""


def _places(ground: Ground, kept: Sequence[Mapping[str, Any]]) -> tuple[Anchor, ...]:
    """Anchors as a judgement keeps them, found again in the documents of now; () if any is gone."""
    found = [ground.found_again(restored(Anchor, dict(place))) for place in kept]
    return tuple(p for p in found if p) if all(found) else ()


def name_given(said: Said) -> str:
    """The name that people gave to the speaker of a statement, "" if none."""
    if "speaker" in said:
        return str(value(said["speaker"]))
    return str(value(said[ADDED])["speaker"]) if ADDED in said else ""


def added_statement(ground: Ground, cast: Cast, target: str, said: Said) -> Statement | None:
    """The statement that a person added, None where nobody did or its words are gone."""
    word = said.get(ADDED)
    if word is None:
        return None
    given = value(word)
    content = _places(ground, given["content"])
    if not content:
        return None
    document = ground.index.documents[content[0].document]
    source, cue = (
        next(iter(_places(ground, given[part])), None) if given.get(part) else None
        for part in ("source", "cue")
    )
    made = Statement(
        target,
        document.id,
        StatementKind(given["kind"]),
        content,
        source,
        cue,
        cast.speaker(given["speaker"], word),
        made_by=(by_hand(word),),
    )
    return dated([made], [document])[0]


def links_now(
    ground: Ground, statement: Statement | None, target: str, said: Said
) -> tuple[ProvisionLink, ...]:
    """The links of a statement as it stands now."""
    if statement is None:
        return ()
    if LINK in said:
        return tuple(_given_links(ground, target, said[LINK]))
    if target in ground.index.statements:
        return tuple(ground.index.links_of.get(target, ()))
    return _proposed_links(ground, statement)


def _given_links(ground: Ground, target: str, word: Judgement) -> list[ProvisionLink]:
    names = set(value(word))
    why = by_hand(word)
    return [
        *(
            ProvisionLink(target, p.draft, p.id, p.label, BY_HAND, SURE, why)
            for p in ground.record.provisions
            if p.id in names or p.label in names
        ),
        *(
            ProvisionLink(target, d.id, "", "", BY_HAND, SURE, why)
            for d in ground.record.drafts
            if d.id in names
        ),
    ]


def _proposed_links(ground: Ground, statement: Statement) -> tuple[ProvisionLink, ...]:
    document = ground.index.documents[statement.document]
    record = ground.record
    slots = {
        statement.id: tuple(
            slot
            for slot in _slots(document.text, document.id)
            if any(piece.contains(slot.anchor) for piece in statement.content)
        )
    }
    return issues.link(
        [statement],
        record.provisions,
        record.drafts,
        documents=[document],
        changes=record.changes,
        parties=record.parties,
        slots=slots,
    )


@lru_cache(maxsize=64)
def _slots(text: str, document: str) -> tuple[Any, ...]:
    return tuple(drafts.read_slots(text, document))


def stances_now(
    ground: Ground,
    cast: Cast,
    statement: Statement | None,
    links: Sequence[ProvisionLink],
    said: Said,
) -> tuple[StanceReading, ...]:
    """The stances of a statement as it stands now, in the order of its links."""
    if statement is None:
        return ()
    old = ground.index.stances_of.get(statement.id, ())
    readings = [_moved(ground, cast, statement, r) for r in old]
    if LINK in said or statement.id not in ground.index.statements:
        readings = _for_links(ground, cast, statement, links, readings)
    return _given_stances(statement, readings, said.get(STANCE))


def _moved(ground: Ground, cast: Cast, now: Statement, reading: StanceReading) -> StanceReading:
    """A reading of the machine with the party that stands: the speaker's where it was the old
    speaker's, else as parties were merged and split."""
    before = ground.index.statements[reading.statement].speaker
    if reading.party == (before.party if before else ""):
        party = now.speaker.party if now.speaker else ""
    else:
        party = cast.meant(reading.party, now.words)
    return reading if party == reading.party else replace(reading, party=party)


def _for_links(
    ground: Ground,
    cast: Cast,
    statement: Statement,
    links: Sequence[ProvisionLink],
    readings: Sequence[StanceReading],
) -> list[StanceReading]:
    """One reading a link: the one there was, else the machine's for the new link."""
    have = {reading.provision: reading for reading in readings}
    new = [link for link in links if link.provision not in have]
    read = _proposed_stances(ground, cast, statement, new) if new else ()
    have |= {reading.provision: reading for reading in read}
    return [have[link.provision] for link in links]


def _proposed_stances(
    ground: Ground, cast: Cast, statement: Statement, links: Sequence[ProvisionLink]
) -> tuple[StanceReading, ...]:
    documents: list[Document] = [ground.index.documents[statement.document]]
    about: list[Provision] = [
        ground.index.provisions[link.provision] for link in links if link.provision
    ]
    return issues.read_stances(
        [statement],
        links,
        provisions=about,
        parties=_at_hand(cast, statement),
        documents=documents,
    )


def _at_hand(cast: Cast, statement: Statement) -> list[Party]:
    """The parties that matter to a stance: those whose names the words hold, and the speaker's
    own with those it speaks for."""
    words = statement.words.casefold()
    chain = _chain(cast, statement.speaker.party if statement.speaker else "")
    return [
        party
        for party in cast.parties.values()
        if party.id in chain or any(n.casefold() in words for n in (party.name, *party.aliases))
    ]


def _chain(cast: Cast, party: str) -> set[str]:
    seen: set[str] = set()
    while party in cast.parties and party not in seen:
        seen.add(party)
        party = cast.parties[party].affiliation
    return seen


def _given_stances(
    statement: Statement, readings: Sequence[StanceReading], word: Judgement | None
) -> tuple[StanceReading, ...]:
    """`readings` with the stance a person gave: to all of them, or to those of the provisions
    that it names. Where there is no reading at all, it is one on nothing in particular."""
    if word is None:
        return tuple(readings)
    given = value(word)
    party = statement.speaker.party if statement.speaker else ""
    known = readings or [StanceReading(statement.id, party, "", Stance.NONE_STATED)]
    named = given if isinstance(given, dict) else {r.provision: given for r in known}
    how = by_hand(word)
    return tuple(
        replace(r, stance=Stance(named[r.provision]), score=SURE, reason=how)
        if r.provision in named
        else r
        for r in known
    )
