"""The per-document half of reading: speed against spaCy's own pipeline, and what it needs.

Speed is words a second of `read_document` and `annotate` together, as a share of what spaCy's
pipeline does alone on the same articles in the same process; the two take turns, and the median
of the turns counts. Memory is the peak of a fresh process that reads and annotates one long text.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.figures import Figure, data_hash
from travaux.core.documents import Document, PartKind
from travaux.corpus import annotate, read_document
from travaux.corpus.parser import DEFAULT_MODEL, load_parser, resolved

TURNS = 5
LONG_WORDS = 100_000
POINTS = 28  # of the numbered text that one of the crawled files is known to hold

_PEAK = """
import resource, sys
from travaux.corpus import annotate, read_document
text = sys.stdin.buffer.read()
document = read_document(text, "long.txt").document
assert document is not None and annotate(document).tokens
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def measure(data: Path) -> list[Figure]:
    """Speed and memory on the crawled articles, and what was found in them."""
    files = sorted((data / "ukraine-2025").glob("*.txt"))
    if not files:
        return []
    bytes_of = {file.name: file.read_bytes() for file in files}
    mark = data_hash(files)
    documents = [d for name, b in bytes_of.items() if (d := read_document(b, name).document)]
    return [
        *_speed(bytes_of, mark),
        Figure("corpus.peak_memory", _peak(bytes_of), "MiB", _long_note(), mark, "low"),
        *_found(documents, mark),
    ]


def _speed(bytes_of: dict[str, bytes], mark: str) -> list[Figure]:
    nlp = load_parser(resolved(DEFAULT_MODEL))
    texts = [b.decode() for b in bytes_of.values()]
    words = sum(len(text.split()) for text in texts)
    own, peer = [], []
    _ours(bytes_of)
    for _ in range(TURNS):
        own.append(_timed(lambda: _ours(bytes_of)))
        peer.append(_timed(lambda: _spacy(nlp, texts)))
    ratio = statistics.median(peer) / statistics.median(own)
    note = (
        f"{words / statistics.median(own):.0f} words/s, spaCy alone "
        f"{words / statistics.median(peer):.0f}; {len(texts)} articles, {words} words"
    )
    return [Figure("corpus.speed_to_spacy", ratio, "ratio", note, mark)]


def _ours(bytes_of: dict[str, bytes]) -> None:
    for name, data in bytes_of.items():
        document = read_document(data, name).document
        if document is not None:
            annotate(document)


def _spacy(nlp: object, texts: list[str]) -> None:
    for _ in nlp.pipe(texts):  # type: ignore[attr-defined]
        pass


def _timed(run: object) -> float:
    began = time.perf_counter()
    run()  # type: ignore[operator]
    return time.perf_counter() - began


def _peak(bytes_of: dict[str, bytes]) -> float:
    """MiB that a fresh process needs for one document of LONG_WORDS words."""
    text = b"\n".join(bytes_of.values())
    words = len(text.split())
    long = b"\n".join([text] * (LONG_WORDS // words + 1))
    done = subprocess.run(
        [sys.executable, "-c", _PEAK], input=long, capture_output=True, check=True, timeout=600
    )
    return float(done.stdout)


def _long_note() -> str:
    return f"one document of {LONG_WORDS} words, read and annotated"


def _found(documents: list[Document], mark: str) -> list[Figure]:
    """Articles told apart (as counted by hand: eight in the five files), and their facts."""
    articles = [
        part
        for document in documents
        for part in document.parts
        if part.kind is PartKind.ARTICLE and not any(e.field == "continues" for e in part.evidence)
    ]
    return [Figure("corpus.articles", len(articles), "", "8 by hand in 5 files", mark)]
