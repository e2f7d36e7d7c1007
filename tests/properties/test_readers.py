"""No bytes at all make a reader raise, hang, or give a document that breaks its promises."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpus import samples
from travaux.core.documents import PartKind
from travaux.corpus import Reading, annotate, group_duplicates, read_document
from travaux.corpus.faults import SENTENCES

SEEDS = {
    "a.txt": "The envoys met.\r\n\r\n“We leave,” one said.\n1. Ships pass.\n".encode() * 3,
    "a.md": b"---\ntitle: River\n---\n# River talks\n\n- *one* [two](http://x)\n\n> three\n" * 2,
    "a.html": samples.HTML.encode(),
    "a.eml": samples.EML,
    "a.mbox": samples.MBOX,
    "a.rtf": samples.RTF,
    "a.xml": samples.XML,
    "laughs.xml": samples.LAUGHS,
    "a.docx": samples.docx_file(),
    "a.odt": samples.odt_file(),
    "a.pdf": samples.pdf_file(2),
    "utf16.txt": "\ufeffThe envoys met. They left.".encode("utf-16-le"),
}
SLOWEST = 20.0  # seconds for a file of a few kilobytes on a busy machine


def check(reading: Reading, data: bytes) -> None:
    """What holds for every reading."""
    for problem in reading.problems:
        assert problem.code in SENTENCES
        assert problem.sentence.strip()
    document = reading.document
    if document is None:
        assert reading.problems
        return
    assert len(document.id) == 64
    assert document.text.strip()
    at = 0
    for part in document.parts:
        assert at <= part.start < part.end <= len(document.text)
        at = part.end
    ranges = [(p.start, p.end) for p in document.places]
    ranges += [(n.start, n.end) for n in document.notes]
    assert all(0 <= start <= end <= len(document.text) for start, end in ranges)
    for one, other in zip(document.places, document.places[1:], strict=False):
        assert one.end <= other.start
    document.text.encode("utf-8")  # no lone surrogates


def read(data: bytes, name: str) -> Reading:
    began = time.perf_counter()
    reading = read_document(data, name)
    assert time.perf_counter() - began < SLOWEST
    check(reading, data)
    return reading


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """A seed file with stretches cut, doubled, overwritten or swapped in from another seed."""
    name = draw(st.sampled_from(sorted(SEEDS)))
    data = bytearray(SEEDS[name])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 40))
        kind = draw(st.sampled_from(["cut", "double", "put", "other", "truncate"]))
        if kind == "cut":
            del data[at : at + length]
        elif kind == "double":
            data[at:at] = data[at : at + length] * draw(st.integers(1, 30))
        elif kind == "put":
            data[at : at + length] = draw(st.binary(max_size=12))
        elif kind == "other":
            other = SEEDS[draw(st.sampled_from(sorted(SEEDS)))]
            data[at:at] = other[at : at + length]
        else:
            del data[max(1, at) :]
    return name, bytes(data)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_mutated_files(case: tuple[str, bytes]) -> None:
    read(case[1], case[0])


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(sorted(SEEDS)))
def test_any_bytes(data: bytes, name: str) -> None:
    read(data, name)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_text(text: str, name: str) -> None:
    read(text.encode("utf-8", "surrogatepass"), name)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_whatever_is_read_can_be_annotated_and_compared(case: tuple[str, bytes]) -> None:
    document = read(case[1], case[0]).document
    if document is None:
        return
    annotation = annotate(document)
    for token in annotation.tokens:
        assert document.text[token.start : token.end] == token.text
        part = document.part_at(token.start)
        assert part is not None
        assert part.kind is PartKind.ARTICLE
    group_duplicates([document])


HOSTILE = {
    "brackets": b"[" * 60_000,
    "quotes": "“‘\"'".encode() * 30_000,
    "links": b"[a](" * 30_000,
    "stars": b"*_" * 60_000,
    "stops": b"a. B! " * 30_000,
    "spaces": b"x" + b" " * 300_000 + b"y",
    "newlines": b"a\n" * 100_000,
    "combining": "e\u0301\u0301\u0301".encode() * 30_000,
    "dates": b"4 May 2031 " * 20_000,
    "bylines": b"By Ada Finch and Bo Reed and " * 3_000,
    "pipes": b"Home | " * 30_000,
    "copyright": b"(c) " * 30_000,
    "garbled": "â€™Ã©â€œ ".encode() * 5_000,
    "control": b"a\x0b\x0c\x1c\x85 " * 2_000,
}


SHORT = ("brackets", "quotes", "links", "stars", "spaces", "combining")  # few words to parse


@pytest.mark.parametrize("name", sorted(HOSTILE))
@pytest.mark.parametrize("file", ["a.txt", "a.md"])
def test_hostile_text_takes_bounded_time(name: str, file: str) -> None:
    document = read(HOSTILE[name], file).document
    if document is not None and name in SHORT:
        began = time.perf_counter()
        annotate(document)
        assert time.perf_counter() - began < 3 * SLOWEST


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body>" + b"<div>" * 20_000 + b"words",
        b"<html><body>" + b"<p>x" * 20_000,
        b"<html><body><table>" + b"<tr><td>a" * 20_000,
        b"<html><body>" + b"<a href='#'>Home</a> " * 20_000,
        b"<html><body>" + b"<ol><li>x" * 300,
        b"<html><head><script type='application/ld+json'>" + b"[" * 50_000 + b"</script><body><p>x",
    ],
)
def test_hostile_pages_take_bounded_time(page: bytes) -> None:
    read(page, "a.html")
