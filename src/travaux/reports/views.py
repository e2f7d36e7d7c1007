"""Statements as pages show them: plain strings, with their addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from travaux.core.issues import ProvisionLink, StanceReading
from travaux.core.statements import Factuality, Mode, Statement
from travaux.reports import addresses
from travaux.reports.indexed import Indexed, speaker_party
from travaux.reports.wording import flat

NOBODY = "(source not given)"


@dataclass(frozen=True, slots=True)
class LinkView:
    """One provision that a statement is about."""

    name: str
    href: str
    reason: str
    stance: str


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement as a row or a line. labels: the provisions it is about, joined by |; cue: the
    words that report it ("said", "rejected"), without which a short content says little."""

    row: str
    speaker: str
    party_href: str
    words: str
    kind: str
    href: str
    outlet: str
    source_href: str
    date: str
    place: str
    chain: str
    depth: int
    named: str
    flags: str
    made_by: str
    confidence: float
    links: tuple[LinkView, ...]
    labels: str
    stance: str
    copies: str
    judged: str
    how: str = ""
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one statement with what reports them, and where they stand."""

    words: str
    cue: str
    href: str


def words_of(statement: Statement) -> Words:
    """The words of a statement, for a line that shows no more of it."""
    cue = flat(statement.cue.exact) if statement.cue else ""
    return Words(flat(statement.words), cue, addresses.statement_place(statement))


def statement_view(index: Indexed, statement: Statement) -> StatementView:
    """The view of one statement."""
    above = index.chain(statement)
    speaker = statement.speaker
    links = tuple(_link_view(index, link) for link in index.links_of.get(statement.id, ()))
    copies = index.copies_of.get(statement.id, 1)
    return StatementView(
        row=statement.id,
        speaker=speaker.name if speaker else NOBODY,
        party_href=_party_place(index, statement),
        words=flat(statement.words),
        kind=statement.kind.value,
        href=addresses.statement_place(statement),
        outlet=index.publisher(statement),
        source_href=addresses.source_page(statement.document),
        date=_date(index, statement),
        place=index.documents[statement.document].place_of(statement.start),
        chain=_chain(index, statement, above),
        depth=len(above) + 1,
        named="none" if not speaker else "named" if speaker.named else "unnamed",
        flags=_flags(statement),
        made_by=" and ".join(statement.made_by),
        confidence=statement.confidence,
        links=links,
        labels="|".join(sorted({link.name for link in links})),
        stance=_stance(index.stances_of.get(statement.id, ())),
        copies=f"printed {copies} times, counted once" if copies > 1 else "",
        judged=last_word(index, statement.id),
        cue=flat(statement.cue.exact) if statement.cue else "",
    )


def _party_place(index: Indexed, statement: Statement) -> str:
    party = speaker_party(statement)
    return addresses.party_place(party if party in index.parties else "")


def linked_view(index: Indexed, link: ProvisionLink) -> StatementView:
    """The view of a statement as a reader of one provision sees it."""
    view = statement_view(index, index.statements[link.statement])
    own = [s for s in index.stances_of.get(link.statement, ()) if s.provision == link.provision]
    return replace(view, how=f"{link.how}, {link.score:.2f}", stance=_stance(own))


def _link_view(index: Indexed, link: ProvisionLink) -> LinkView:
    draft = index.drafts.get(link.draft)
    name = f"{draft.name if draft else ''} {link.label}".strip()
    stances = index.stances_of.get(link.statement, ())
    own = [s for s in stances if s.provision == link.provision]
    return LinkView(
        name or "the whole text",
        addresses.provision_place(link.draft, link.provision),
        f"{link.how}: {link.reason} ({link.score:.2f})",
        _stance(own),
    )


def _stance(stances: Iterable[StanceReading]) -> str:
    """The one stance that all readings share, "" where there is none or they differ."""
    said = {s.stance.value for s in stances if s.stance.value != "none stated"}
    return said.pop() if len(said) == 1 else ""


def _date(index: Indexed, statement: Statement) -> str:
    """When it was said, else when its article appeared."""
    document = index.documents[statement.document]
    part = document.part_at(statement.start)
    return statement.date or (part.date if part else "") or document.date


def _chain(index: Indexed, statement: Statement, above: list[Statement]) -> str:
    """“via A, via B, in Outlet”: through whom these words reached the reader."""
    names = [s.speaker.name for s in above if s.speaker]
    via = [f"via {name}" for name in names]
    return ", ".join([*via, f"in {index.publisher(statement)}"]) if via else ""


def _flags(statement: Statement) -> str:
    """What is not plain saying: thought, writing, denied or only possible."""
    flags = []
    if statement.mode is not Mode.SPEECH:
        flags.append(statement.mode.value)
    if statement.factuality is not Factuality.ASSERTED:
        flags.append("not said" if statement.factuality is Factuality.NEGATED else "hypothetical")
    return ", ".join(flags)


def last_word(index: Indexed, target: str) -> str:
    """What was said last of a noun, and by whom; "" where nobody judged it openly."""
    words = [j for j in index.judged.get(target, ()) if not j.blind]
    return f"{words[-1].action.value} by {words[-1].who}" if words else ""
