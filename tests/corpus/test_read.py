"""Formats told apart, bytes decoded, and one clear problem for everything that cannot be read."""

from __future__ import annotations

import re
import time

import pytest

from tests.corpus import samples
from travaux.core.documents import SourceNote
from travaux.core.ids import digest
from travaux.corpus import Reading, read_document
from travaux.corpus.faults import SENTENCES
from travaux.corpus.sniff import format_of

PROSE = "The envoys met on the bridge over the river. They spoke for an hour and left.\n"


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (PROSE.encode(), "a.txt", "txt"),
        (PROSE.encode(), "a.md", "md"),
        (samples.HTML.encode(), "a.txt", "html"),
        (b"<p>Words</p>", "a.html", "html"),
        (b"only words", "a.html", "txt"),
        (samples.EML, "a.txt", "eml"),
        (samples.EML, "a.eml", "eml"),
        (b"From: the ministers\nTo: all\n\nWe met.", "memo.txt", "txt"),
        (samples.MBOX, "a", "mbox"),
        (samples.RTF, "a.doc", "rtf"),
        (samples.XML, "a.xml", "xml"),
        (b"<tweet id='1'>A line that only looks like a tag.</tweet>", "a.txt", "txt"),
        (b"\x89PNG\r\n\x1a\n", "a.txt", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "a.doc", "ole"),
    ],
)
def test_format_by_content_first(data: bytes, name: str, format: str) -> None:
    assert format_of(data, name) == format


def test_formats_in_archives_and_pdf() -> None:
    assert format_of(samples.docx_file(), "a.zip") == "docx"
    assert format_of(samples.docx_file()[:200], "cut.docx") == "docx", "damaged, not another thing"
    assert format_of(b"PK\x03\x04 and no more", "cut.zip") == "zip"
    assert format_of(samples.odt_file(), "a.zip") == "odt"
    assert format_of(samples.pdf_file(1), "a.txt") == "pdf"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_mark_decides_and_is_left_out(encoding: str) -> None:
    reading = read_document(("\ufeff" + PROSE).encode(encoding), "a.txt")
    assert reading.document is not None
    assert reading.document.text == PROSE
    assert "byte order mark left out" in reading.document.evidence[0].how
    assert reading.problems == ()


def test_utf16_without_mark() -> None:
    reading = read_document(PROSE.encode("utf-16-le"), "a.txt")
    assert reading.document is not None
    assert reading.document.text == PROSE


def test_text_is_the_decoded_file() -> None:
    text = " \r\n\tOdd  spacing stays,\r\nso does every line end.\u2028And this.\r\n\r\n"
    document = read_document(text.encode(), "a.txt").document
    assert document is not None
    assert document.text == text
    assert document.id == digest(text.encode())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Die Gespräche über den Fluß führten zu nichts, sagte der Minister gestern.", "cp1252"),
        (
            "“We’re done,” the envoy said of the £5 bridge – and left the hall with his men.",
            "cp1252",
        ),
        ("Prezydent powiedział, że rozmowy zakończyły się w środę późnym wieczorem.", "cp1250"),
        ("Prezydent powiedział, że rozmowy zakończyły się w środę późnym wieczorem.", "iso8859-2"),
        ("Вечером министры встретились на мосту и долго говорили о реке и плотине.", "cp1251"),
        ("Вечером министры встретились на мосту и долго говорили о реке и плотине.", "koi8-r"),
        ("Ο υπουργός είπε ότι οι συνομιλίες για τον ποταμό τελείωσαν την Κυριακή.", "cp1253"),
    ],
)
def test_older_encodings_are_guessed_and_reported(text: str, encoding: str) -> None:
    reading = read_document(text.encode(encoding), "a.txt")
    assert reading.document is not None
    assert reading.document.text == text
    assert "encoding-guessed" in codes(reading)


def test_damaged_utf8_is_shown_and_reported() -> None:
    data = ("Größe und Länge des Flusses. " * 40).encode()
    reading = read_document(data[:200] + b"\xff" + data[200:], "a.txt")
    assert reading.document is not None
    assert reading.document.text.count("\ufffd") == 1
    assert "bytes-damaged" in codes(reading)


def test_garbled_letters_are_reported_and_repaired_beside_the_text() -> None:
    garbled = "The ministersâ€™ plan was â€œsilly,â€\x9d said Mr. PÃ©rez of the river board."
    reading = read_document(garbled.encode(), "a.txt")
    document = reading.document
    assert document is not None
    assert document.text == garbled
    assert codes(reading) == ["mojibake"]
    repairs = {document.text[n.start : n.end]: n.text for n in document.notes if n.kind == "repair"}
    assert repairs == {"â€™": "’", "â€œ": "“", "â€\x9d": "”", "Ã©": "é"}


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "file-empty"),
        (b" \n\t\r\n", "a.txt", "file-empty"),
        (bytes(range(256)) * 40, "junk.txt", "file-binary"),
        (b"\x7fELF" + bytes(200), "a.txt", "format-not-read"),
        (b"%PDF-1.7\nnothing more", "a.pdf", "pdf-damaged"),
        (b"PK\x03\x04word/document.xml broken", "a.docx", "zip-damaged"),
        (b"PK\x05\x06" + bytes(18), "a.docx", "file-binary"),
        (b"<html><body><script>x()</script></body></html>", "a.html", "html-without-text"),
        (b'<?xml version="1.0"?>', "a.xml", "xml-damaged"),
    ],
)
def test_unreadable_files_are_one_problem(data: bytes, name: str, code: str) -> None:
    reading = read_document(data, name)
    assert reading.document is None
    assert codes(reading) == [code]


def test_size_limit() -> None:
    reading = read_document(b"x" * 3_000_000, "big.txt", limit=2 * 1024 * 1024)
    assert reading.document is None
    assert codes(reading) == ["file-too-large"]
    assert "limit of 2 MiB" in reading.problems[0].sentence


@pytest.mark.parametrize(("code", "sentence"), SENTENCES.items())
def test_problems_say_what_where_and_what_to_do(code: str, sentence: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert sentence.startswith("{file}")
    assert sentence.endswith((".", "{done}"))
    assert len(re.split(r"[;:,]", sentence)) >= 2, "says what is wrong, and then what to do"


def test_source_note_overrides_and_says_so() -> None:
    note = SourceNote("a.html", publisher="Mill Weekly", date="5 May 2031")
    document = read_document(samples.HTML.encode(), "a.html", note).document
    assert document is not None
    assert (document.title, document.publisher, document.date) == (
        *("River talks end", "Mill Weekly", "2031-05-05"),
    )
    how = {e.field: e.how for e in document.evidence}
    assert how["publisher"] == how["date"] == "sources.csv"
    assert how["title"] == "meta tag og:title" or "title element" in how["title"]
    assert {p.publisher for p in document.parts if p.kind == "article"} == {"Mill Weekly"}


def test_every_plane_of_unicode_is_kept() -> None:
    planes = (
        "".join(chr(0x10000 * p + 0x41) for p in range(17) if p != 0)
        + "a\u0301\U0001f469\u200d\U0001f680"
    )
    document = read_document((PROSE + planes).encode(), "a.txt").document
    assert document is not None
    assert document.text == PROSE + planes


def test_a_million_character_line_takes_seconds() -> None:
    began = time.perf_counter()
    reading = read_document(b"word " * 200_000 + b"x" * 1_000_000, "a.txt")
    assert reading.document is not None
    assert time.perf_counter() - began < 20
