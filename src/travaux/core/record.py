"""The record: everything known of one negotiation, as sorted tuples of small frozen nouns.

Everything else (pages, exports, matrices) is a function over it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import get_args, get_type_hints

from travaux.core.commitments import Assessment, Commitment
from travaux.core.comparing import Burden, Redline, Thread
from travaux.core.documents import Document, DuplicateGroup
from travaux.core.drafts import Change, Claim, Draft, Finding, Provision, Variant, Witness
from travaux.core.issues import (
    Discrepancy,
    Event,
    Issue,
    Position,
    ProvisionLink,
    Reliance,
    StanceReading,
)
from travaux.core.judgements import Judgement
from travaux.core.parties import Affiliation, Party
from travaux.core.problems import Problem
from travaux.core.statements import Statement, StatementGroup
from travaux.core.surveys import Monitoring


@dataclass(frozen=True, slots=True)
class Record:
    """One negotiation. Tuples are sorted; links between nouns are ids.

    witnesses carry no provisions here (they stand in `provisions`).
    """

    name: str = ""
    documents: tuple[Document, ...] = ()
    duplicates: tuple[DuplicateGroup, ...] = ()
    parties: tuple[Party, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    statements: tuple[Statement, ...] = ()
    groups: tuple[StatementGroup, ...] = ()
    drafts: tuple[Draft, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    provisions: tuple[Provision, ...] = ()
    variants: tuple[Variant, ...] = ()
    claims: tuple[Claim, ...] = ()
    changes: tuple[Change, ...] = ()
    threads: tuple[Thread, ...] = ()
    redlines: tuple[Redline, ...] = ()
    findings: tuple[Finding, ...] = ()
    burdens: tuple[Burden, ...] = ()
    links: tuple[ProvisionLink, ...] = ()
    stances: tuple[StanceReading, ...] = ()
    issues: tuple[Issue, ...] = ()
    positions: tuple[Position, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    reliances: tuple[Reliance, ...] = ()
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    surveys: tuple[Monitoring, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    problems: tuple[Problem, ...] = ()


NOUNS: tuple[str, ...] = tuple(f.name for f in fields(Record) if f.name != "name")


def noun_class(name: str) -> type:
    """The class of what the field `name` of a record holds."""
    held: type = get_args(get_type_hints(Record)[name])[0]
    return held


def joined(one: Record, other: Record) -> Record:
    """Both records' nouns in one, in order of `one` then `other`; the name is that of `one`."""
    both = {noun: getattr(one, noun) + getattr(other, noun) for noun in NOUNS}
    return replace(one, **both)
