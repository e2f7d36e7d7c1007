"""What each stage calls: the rooms' public functions, fitted to the stage table.

One short function a stage; a stage's values go in by position and come out as a tuple. Nothing is
decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from travaux import corpus, discourse, drafts
from travaux.core.annotation import Annotation
from travaux.core.documents import Document
from travaux.core.judgements import Judgement
from travaux.core.statements import Statement
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


def review(attributed: Sequence[Statement], judgements: Sequence[Judgement]) -> Written:
    return (reviewing.reviewed_statements(attributed, judgements),)
