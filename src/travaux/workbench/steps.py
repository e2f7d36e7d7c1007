"""What each stage calls: the rooms' public functions, fitted to the stage table.

One short function a stage; a stage's values go in by position and come out as a tuple. Nothing is
decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from travaux import corpus, discourse, drafts, issues
from travaux.core.annotation import Annotation
from travaux.core.documents import Document, DuplicateGroup
from travaux.core.drafts import Draft, Provision
from travaux.core.judgements import Judgement
from travaux.core.statements import Statement
from travaux.core.talks import Talks
from travaux.workbench import reviewing
from travaux.workbench.source import Source

Written = tuple[Any, ...]


def read(source: Source) -> Written:
    reading = corpus.read_document(source.data, source.file, source.note)
    return reading.document, reading.problems


def annotate(document: Document | None) -> Written:
    return (corpus.annotate(document) if document else None,)


def attribute(document: Document | None, annotation: Annotation | None, engine: str) -> Written:
    if document is None or annotation is None:
        return ((),)
    return (discourse.attribute(document, annotation, engine),)


def locate(document: Document | None) -> Written:
    if document is None:
        return (), ()
    located = drafts.find_witnesses(document)
    return located.witnesses, located.problems


def group(documents: Sequence[Document]) -> Written:
    return (corpus.group_duplicates(documents),)


def merge(documents: Sequence[Document], attributed: Sequence[Statement], talks: Talks) -> Written:
    merging = discourse.merge_parties(attributed, documents, talks.parties)
    return merging.parties, merging.affiliations, merging.statements


def review(merged: Sequence[Statement], judgements: Sequence[Judgement]) -> Written:
    return (reviewing.reviewed_statements(merged, judgements),)


def gather_witnesses(
    statements: Sequence[Statement], duplicates: Sequence[DuplicateGroup]
) -> Written:
    return (discourse.group_statements(statements, duplicates),)


def collate(located: Sequence[Any], documents: Sequence[Document], talks: Talks) -> Written:
    by_id = {document.id: document for document in documents}
    collation = drafts.collate(located, by_id, talks.drafts)
    return collation.drafts, collation.witnesses, collation.provisions, collation.variants


def compare(versions: Sequence[Draft], provisions: Sequence[Provision]) -> Written:
    return (drafts.compare(versions, provisions),)


def check(versions: Sequence[Draft], provisions: Sequence[Provision], documents: Any) -> Written:
    return (drafts.check(provisions, versions),)


def link(
    statements: Sequence[Statement],
    provisions: Sequence[Provision],
    versions: Sequence[Draft],
    documents: Sequence[Document],
    judgements: Sequence[Judgement],
) -> Written:
    found = issues.link(statements, provisions, versions, documents)
    return (reviewing.reviewed_links(found, provisions, judgements),)
