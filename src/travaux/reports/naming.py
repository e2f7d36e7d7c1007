"""What a noun is called on one line, with its date: for lists that hold nouns of every kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from travaux.core.documents import Document
from travaux.core.drafts import Finding, Provision
from travaux.core.issues import Account, Discrepancy, Event, Position
from travaux.core.judgements import Judgement
from travaux.core.record import Record
from travaux.core.statements import Statement
from travaux.reports.indexed import Indexed, headline, shortened

LONGEST = 160  # characters of a line


@dataclass(frozen=True)
class Naming:
    """Names and dates of the nouns of `record`."""

    record: Record
    index: Indexed = field(init=False)
    issues: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", Indexed(self.record))
        object.__setattr__(self, "issues", {i.id: i.name for i in self.record.issues})

    def document(self, document: Document) -> str:
        said = (headline(document), document.publisher, document.file)
        return " · ".join(dict.fromkeys(word for word in said if word))

    def provision(self, provision: Provision) -> str:
        return f"{self.draft(provision.draft)} {provision.label}".strip()

    def draft(self, draft: str) -> str:
        known = self.index.drafts.get(draft)
        return known.name if known else ""

    def party(self, party: str) -> str:
        known = self.index.parties.get(party)
        return known.name if known else "(nobody named)"

    def statement(self, statement: Statement) -> str:
        who = statement.speaker.name if statement.speaker else "(source not given)"
        return f"{who}: {shortened(statement.words, LONGEST)}"

    def issue(self, issue: str) -> str:
        return self.issues.get(issue, "the text as a whole")

    def position(self, position: Position) -> str:
        return f"{self.party(position.party)} on “{shortened(self.issue(position.issue), 80)}”"

    def discrepancy(self, found: Discrepancy) -> str:
        return shortened(found.title or found.slot, LONGEST)

    def event(self, event: Event) -> str:
        return shortened(event.text, LONGEST)

    def finding(self, finding: Finding) -> str:
        where = f"{self.draft(finding.draft)} {finding.label}".strip()
        return f"{where}: {shortened(finding.question, LONGEST)}"

    def judgement(self, judgement: Judgement) -> str:
        done = " ".join(word for word in (judgement.action.value, judgement.field) if word)
        return f"{judgement.who} ({done}): {shortened(judgement.quote, LONGEST)}"

    def when_published(self, document: str, offset: int = 0) -> str:
        """The date of the article at `offset` of a document, else the document's."""
        known = self.index.documents.get(document)
        part = known.part_at(offset) if known else None
        return (part.date if part else "") or (dated(known) if known else "")

    def when_said(self, statement: Statement) -> str:
        return statement.date or self.when_published(statement.document, statement.start)

    def when_told(self, found: Discrepancy) -> str:
        """When the newest of the accounts was given."""
        return max((self.when_given(account) for account in found.values), default="")

    def when_given(self, account: Account) -> str:
        """The day of an account, else that of its article."""
        return account.date or self.when_published(account.anchor.document, account.anchor.start)


def dated(document: Document) -> str:
    """A document's date, else that of its newest part."""
    return document.date or max((part.date for part in document.parts), default="")


def stance_words(position: Position) -> str:
    """A stance with what is demanded, or on what it is conditional."""
    value = f" ({shortened(position.value, 80)})" if position.value else ""
    return f"{position.stance.value}{value}"


def figure_words(account: Account) -> str:
    """The normalised value of an account with its unit, large numbers in groups of three."""
    value = account.value
    shown = f"{int(value):,}" if value.isdigit() and len(value) > 4 else value
    return f"{shown} {account.unit}".strip()


def newest(positions: Sequence[Position]) -> Position:
    """The position that holds now: the one that has not ended, of several the latest."""
    return max(positions, key=lambda p: (p.until == "", p.since, len(p.statements), p.id))
