"""Who said what: annotated sentences -> attributed statements, speakers, parties.

Eats: `Document`, `Annotation`. Makes: `Statement`, `Party`.
Must not know: any other stage room, files, clocks, the network.
"""

from __future__ import annotations

from travaux.core.annotation import Annotation
from travaux.core.documents import Document
from travaux.core.statements import Statement
from travaux.discourse.attribution import Attribution
from travaux.discourse.engines import engine_named
from travaux.discourse.group import group_statements
from travaux.discourse.parties import Merging, merge_parties
from travaux.discourse.rules import attribute_by_rules
from travaux.discourse.statements import statements_of
from travaux.discourse.syntax import Syntax

__all__ = [
    "Attribution",
    "Merging",
    "attribute",
    "attribute_by_rules",
    "group_statements",
    "merge_parties",
]


def attribute(
    document: Document, annotation: Annotation, engine: str = "auto"
) -> tuple[Statement, ...]:
    """The attributed statements of a document, sorted by place.

    engine: "rules", "tagger" or "both"; "auto" is both where the trained weights are installed and
    the rules where they are not (`made_by` says who found a statement). Empty where the annotation
    was not analysed (a language without a parser). Deterministic: the same document and annotation
    always give the same statements and ids. Raises UsageError for another engine, MissingExtra
    where the tagger is asked for and its weights are not installed.
    """
    find = engine_named(engine)
    if not annotation.analysed or not annotation.tokens:
        return ()
    syntax = Syntax(document, annotation)
    return statements_of(syntax, find(syntax))
