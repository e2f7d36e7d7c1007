"""What each stage calls: the rooms' public functions, fitted to the stage table.

One short function a stage; a stage's values go in by position and come out as a tuple. Nothing is
decided here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from travaux import corpus, discourse, drafts, issues, monitoring
from travaux.core.annotation import Annotation
from travaux.core.commitments import Commitment
from travaux.core.comparing import Redline
from travaux.core.documents import Document, DuplicateGroup
from travaux.core.drafts import Change, ChangeKind, Draft, Provision, Slot, Variant, Witness
from travaux.core.issues import Event, ProvisionLink, StanceReading
from travaux.core.parties import Party
from travaux.core.record import Record
from travaux.core.statements import Statement, StatementGroup
from travaux.core.talks import Talks
from travaux.monitoring.card_form import understood
from travaux.workbench import watching
from travaux.workbench.dating import dated
from travaux.workbench.source import Source
from travaux.workbench.spoken import spoken

Written = tuple[Any, ...]


def read(source: Source) -> Written:
    reading = corpus.read_document(source.data, source.file, source.note)
    return reading.document, reading.problems


def annotate(document: Document | None) -> Written:
    return (corpus.annotate(document) if document else None,)


def attribute(document: Document | None, annotation: Annotation | None, engine: str) -> Written:
    if document is None or annotation is None:
        return ((),)
    found = discourse.attribute(document, annotation, engine)
    return (issues.with_formulas(document, found),)


def locate(document: Document | None) -> Written:
    if document is None:
        return (), ()
    located = drafts.find_witnesses(document)
    return located.witnesses, located.problems


def measure(document: Document | None) -> Written:
    return (drafts.read_slots(document.text, document.id) if document else (),)


def group(documents: Sequence[Document]) -> Written:
    return (corpus.group_duplicates(documents),)


def merge(
    documents: Sequence[Document],
    attributed: Sequence[Statement],
    located: Sequence[Witness],
    talks: Talks,
) -> Written:
    said = spoken(attributed, located)
    merging = discourse.merge_parties(said, documents, talks.parties)
    return merging.parties, merging.affiliations, merging.statements


def date(merged: Sequence[Statement], documents: Sequence[Document]) -> Written:
    return (dated(merged, documents),)


def witness(statements: Sequence[Statement], duplicates: Sequence[DuplicateGroup]) -> Written:
    return (discourse.group_statements(statements, duplicates),)


def rely(
    statements: Sequence[Statement], parties: Sequence[Party], documents: Sequence[Document]
) -> Written:
    return (issues.reliances(statements, parties, documents),)


def collate(located: Sequence[Witness], documents: Sequence[Document], talks: Talks) -> Written:
    by_id = {document.id: document for document in documents}
    collation = drafts.collate(located, by_id, talks.drafts)
    return collation.drafts, collation.witnesses, collation.provisions, collation.variants


def claim(
    versions: Sequence[Draft],
    provisions: Sequence[Provision],
    documents: Sequence[Document],
    statements: Sequence[Statement],
    talks: Talks,
) -> Written:
    return (drafts.read_claims(versions, provisions, documents, statements, talks.drafts),)


def compare(versions: Sequence[Draft], provisions: Sequence[Provision]) -> Written:
    return (drafts.compare(versions, provisions),)


def follow(changes: Sequence[Change], provisions: Sequence[Provision]) -> Written:
    return (drafts.lineage(changes, provisions),)


def redline(changes: Sequence[Change], provisions: Sequence[Provision]) -> Written:
    by_id = {provision.id: provision for provision in provisions}
    return (tuple(_redlined(c, by_id) for c in changes if ChangeKind.REWORDED in c.kinds),)


def _redlined(change: Change, provisions: Mapping[str, Provision]) -> Redline:
    before, after = (
        [provisions[p] for p in side if p in provisions] for side in (change.before, change.after)
    )
    old, new = ("\n".join(p.text for p in side) for side in (before, after))
    return Redline(change.id, drafts.redline(old, new), drafts.substance(before, after))


def check(provisions: Sequence[Provision], versions: Sequence[Draft], talks: Talks) -> Written:
    return (drafts.check(provisions, versions, talks.parties),)


def weigh(versions: Sequence[Draft], provisions: Sequence[Provision]) -> Written:
    return (tuple(b for d in versions for b in drafts.asymmetry(d.id, provisions)),)


def commit(
    versions: Sequence[Draft],
    witnesses: Sequence[Witness],
    provisions: Sequence[Provision],
    documents: Sequence[Document],
    talks: Talks,
) -> Written:
    """The cards that a person gave, else those drafted from the provisions."""
    given = watching.given_cards(talks.watch, versions, provisions, documents)
    if given is not None:
        return (given,)
    drafted = monitoring.commitments_of(versions, witnesses, provisions, documents)
    return (tuple(map(understood, drafted)),)


def survey(
    talks: Talks,
    commitments: Sequence[Commitment],
    events: Sequence[Event],
    statements: Sequence[Statement],
    parties: Sequence[Party],
    documents: Sequence[Document],
    versions: Sequence[Draft],
    provisions: Sequence[Provision],
) -> Written:
    """The boards of the date that talks.toml names."""
    known = Record(
        talks.name,
        documents=tuple(documents),
        parties=tuple(parties),
        statements=tuple(statements),
        drafts=tuple(versions),
        provisions=tuple(provisions),
        events=tuple(events),
        commitments=tuple(commitments),
    )
    surveys, problems = watching.surveyed(known, talks.watch, ())
    return surveys, tuple(a for run in surveys for a in run.assessments), problems


def slots(statements: Sequence[Statement], values: Sequence[Slot]) -> Written:
    measured = by_document(values)
    return ({s.id: tuple(_slots_of(s, measured)) for s in statements},)


def by_document(values: Sequence[Slot]) -> dict[str, tuple[Slot, ...]]:
    """Typed values by the id of their document, in the order given."""
    found: dict[str, list[Slot]] = {}
    for slot in values:
        found.setdefault(slot.anchor.document, []).append(slot)
    return {document: tuple(slots) for document, slots in found.items()}


def _slots_of(statement: Statement, measured: Mapping[str, tuple[Slot, ...]]) -> Iterator[Slot]:
    """The values that stand in the statement's content; `measured` is sorted by place."""
    there = measured.get(statement.document, ())
    for piece in statement.content:
        first = bisect_left(there, piece.start, key=lambda slot: slot.anchor.start)
        inside = takewhile(lambda slot: slot.anchor.start < piece.end, there[first:])  # noqa: B023
        yield from (slot for slot in inside if slot.anchor.end <= piece.end)


def link(
    statements: Sequence[Statement],
    provisions: Sequence[Provision],
    versions: Sequence[Draft],
    documents: Sequence[Document],
    changes: Sequence[Change],
    parties: Sequence[Party],
    values: Mapping[str, tuple[Slot, ...]],
) -> Written:
    found = issues.link(
        statements,
        provisions,
        versions,
        documents=documents,
        changes=changes,
        parties=parties,
        slots=values,
    )
    return (found,)


def read_stances(
    statements: Sequence[Statement],
    links: Sequence[ProvisionLink],
    provisions: Sequence[Provision],
    parties: Sequence[Party],
    documents: Sequence[Document],
) -> Written:
    found = issues.read_stances(
        statements, links, provisions=provisions, parties=parties, documents=documents
    )
    return (found,)


def gather(
    statements: Sequence[Statement],
    stances: Sequence[StanceReading],
    provisions: Sequence[Provision],
    versions: Sequence[Draft],
    changes: Sequence[Change],
    parties: Sequence[Party],
    groups: Sequence[StatementGroup],
) -> Written:
    found = issues.gather(
        statements,
        stances,
        provisions,
        versions,
        changes=changes,
        parties=parties,
        groups=groups,
    )
    return found.issues, found.positions


def chronicle(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    parties: Sequence[Party],
    provisions: Sequence[Provision],
) -> Written:
    return (issues.chronicle(documents, (), statements, parties=parties, provisions=provisions),)


def differ(
    documents: Sequence[Document],
    values: Sequence[Slot],
    statements: Sequence[Statement],
    provisions: Sequence[Provision],
    versions: Sequence[Draft],
    changes: Sequence[Change],
    variants: Sequence[Variant],
    duplicates: Sequence[DuplicateGroup],
    parties: Sequence[Party],
) -> Written:
    found = issues.find_discrepancies(
        documents,
        slots=by_document(values),
        statements=statements,
        provisions=provisions,
        drafts=versions,
        changes=changes,
        variants=variants,
        duplicates=duplicates,
        parties=parties,
    )
    return (found,)
