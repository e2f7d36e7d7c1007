"""Any pile of documents: bytes -> documents -> sentences with their annotation.

Eats: bytes and file names. Makes: `Document`, `Annotation`, `DuplicateGroup`, `Problem`.
Must not know: any other stage room, files, clocks, the network.

The way of a file: `sniff` tells its format, `decode` its encoding; `read_*` give an `Extract`
(text, places, notes, what the format itself says); `mojibake` notes garbled letters; `find_parts`
tells articles from residue (`units`, `cues` with residue.toml, `headers`, `titles`, `borders`,
`article_facts`). The way of a document: `paragraphs`, `legible`, `sentences`, `parser`, `annotate`,
`quotations`, `scare`. The way of all documents: `shingles`, `duplicates`.
"""

from __future__ import annotations

from collections.abc import Sequence

from travaux.core.annotation import Annotation
from travaux.core.documents import Document, DuplicateGroup, SourceNote
from travaux.corpus.annotate import annotate_document
from travaux.corpus.duplicates import duplicate_groups
from travaux.corpus.parser import DEFAULT_MODEL
from travaux.corpus.read import DEFAULT_LIMIT, read_file
from travaux.corpus.reading import Reading

__all__ = ["Reading", "annotate", "group_duplicates", "read_document"]


def read_document(
    data: bytes, file: str, note: SourceNote | None = None, limit: int = DEFAULT_LIMIT
) -> Reading:
    """The document in `data`, and every problem met on the way; never raises, whatever the bytes.

    file: its path relative to the folder read, for messages and for its format where the content
    does not show it. note: its line of sources.csv, which overrides what the file says of
    itself. limit: bytes above which it is not read at all.
    """
    return read_file(data, file, note, limit)


def annotate(document: Document, model: str = DEFAULT_MODEL) -> Annotation:
    """Tokens, sentences, quotations and paragraphs of the articles in `document`.

    Residue gets none of them. Where the language has no parser here, there are paragraphs,
    sentences and quotations and no tokens. model: a spaCy pipeline `en_core_web_*`; any other
    installed one serves in its place. Raises MissingExtra where none is installed.
    """
    return annotate_document(document, model)


def group_duplicates(documents: Sequence[Document]) -> tuple[DuplicateGroup, ...]:
    """Articles, and passages of them, that several documents carry: exact, or nearly word for word.

    Members are ranges of the documents' texts, the earliest dated first. The order of
    `documents` does not matter.
    """
    return duplicate_groups(documents)
