"""What a record tells to have happened: its dated events and its statements, each with its teller.

A telling inside somebody's statement is that speaker's; one in an outlet's own voice is the
outlet's. What is wished, planned, demanded or conditional is no telling. A statement with no dated
event in it is dated by the day it was made (`dated` False): it had happened by then.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from travaux.core.anchors import Anchor
from travaux.core.documents import Document
from travaux.core.issues import Event, EventStatus
from travaux.core.parties import Party
from travaux.core.statements import Factuality, Mode, Statement


@cache
def act_words() -> dict[str, Any]:
    """The words by which tellings are read (`act_words.toml`)."""
    text = files("travaux.monitoring").joinpath("act_words.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _said(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(act_words()[kind])})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Telling:
    """Somebody's word that something happened. teller: a speaker's or an outlet's name; party:
    the speaker's party id, "" for an outlet; negated: that it did not happen."""

    words: str
    anchors: tuple[Anchor, ...]
    happened: str
    reported: str
    teller: str
    party: str = ""
    until: str = ""
    source: str = ""
    dated: bool = True

    @property
    def negated(self) -> bool:
        return _said("negated").search(self.words) is not None


@dataclass(frozen=True)
class Sources:
    """What a record knows of who tells. monitors: names of those who observe for all sides."""

    statements: Sequence[Statement] = ()
    parties: Sequence[Party] = ()
    documents: Sequence[Document] = ()
    monitors: Sequence[str] = ()

    @cached_property
    def _above(self) -> Mapping[str, str]:
        return {p.id: p.affiliation for p in self.parties}

    @cached_property
    def _by_name(self) -> Mapping[str, Party]:
        pairs = [(n.casefold(), p) for p in self.parties for n in (p.name, *p.aliases)]
        return dict(reversed(pairs))

    def body(self, party: str) -> str:
        """The id of the party that `party` speaks for in the end; itself where it is nobody's."""
        seen = {party}
        while (above := self._above.get(party, "")) and above not in seen:
            seen.add(party := above)
        return party

    def named(self, name: str) -> Party | None:
        """The party called `name`, by its name or an alias."""
        return self._by_name.get(name.casefold())


def tellings(events: Iterable[Event], sources: Sources) -> Iterator[Telling]:
    """Every telling of something that happened, events first."""
    by_document: dict[str, list[Statement]] = {}
    for statement in sources.statements:
        by_document.setdefault(statement.document, []).append(statement)
    documents = {d.id: d for d in sources.documents}
    told: dict[str, list[Anchor]] = {}
    for event in events:
        for place in event.anchors:
            told.setdefault(place.document, []).append(place)
        if event.status is not EventStatus.SCHEDULED and event.date and is_real(event.text):
            yield _of_event(event, by_document, documents)
    for statement in sources.statements:
        if not _among(statement, told.get(statement.document, ())) and _asserts(statement):
            yield _of_statement(statement, documents)


def is_real(words: str) -> bool:
    """Whether `words` may tell what happened, and not what is wished, planned or conditional."""
    return not _said("unreal").search(words)


def _among(statement: Statement, told: Sequence[Anchor]) -> bool:
    return any(piece.overlaps(place) for piece in statement.content for place in told)


def _asserts(statement: Statement) -> bool:
    spoken = statement.mode is not Mode.THOUGHT and bool(statement.speaker and statement.date)
    real = statement.factuality is Factuality.ASSERTED
    return spoken and real and is_real(statement.words)


def _of_event(
    event: Event,
    statements: Mapping[str, Sequence[Statement]],
    documents: Mapping[str, Document],
) -> Telling:
    place = event.anchors[0] if event.anchors else None
    document = documents.get(place.document) if place else None
    said = _quoted(place, statements) if place else []
    outlet, date, file = _printed(document, place.start if place else 0)
    inner = max(said, key=lambda s: (s.start, s.id), default=None)  # who is quoted, not who quotes
    speaker = inner.speaker if inner else None
    reported = max(date or event.date, event.date)
    return Telling(
        event.text, event.anchors, event.date, reported, speaker.name if speaker else outlet,
        speaker.party if speaker else "", event.until, file,
    )  # fmt: skip


def _quoted(place: Anchor, statements: Mapping[str, Sequence[Statement]]) -> list[Statement]:
    """The statements with a speaker in whose words `place` lies."""
    there = (s for s in statements.get(place.document, ()) if s.speaker)
    return [s for s in there if any(place.overlaps(piece) for piece in s.content)]


def _of_statement(statement: Statement, documents: Mapping[str, Document]) -> Telling:
    document = documents.get(statement.document)
    _, date, file = _printed(document, statement.start)
    speaker = statement.speaker
    assert speaker is not None
    return Telling(
        " ".join(statement.words.split()), statement.content, statement.date,
        max(date, statement.date), speaker.name, speaker.party, "", file, dated=False,
    )  # fmt: skip


def _printed(document: Document | None, at: int) -> tuple[str, str, str]:
    """Publisher, date and file of what stands at `at`: of its article, else of its document."""
    if document is None:
        return "", "", ""
    part = document.part_at(at)
    publisher = (part.publisher if part else "") or document.publisher
    return publisher, (part.date if part else "") or document.date, document.file
