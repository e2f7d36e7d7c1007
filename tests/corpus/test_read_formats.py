"""HTML, PDF, DOCX, ODT, RTF, mail and XML: what comes out, where it stood, what is refused."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.corpus import samples
from travaux.core.documents import Document, PartKind
from travaux.corpus import read_document


def read(data: bytes, name: str) -> Document:
    reading = read_document(data, name)
    assert reading.document is not None, reading.problems
    return reading.document


def article(document: Document) -> str:
    return "\n".join(
        document.text[p.start : p.end] for p in document.parts if p.kind is PartKind.ARTICLE
    )


def code_of(data: bytes, name: str) -> str:
    reading = read_document(data, name)
    assert reading.document is None
    assert len(reading.problems) == 1
    return reading.problems[0].code


def test_html_main_text_and_facts() -> None:
    document = read(samples.HTML.encode(), "a.html")
    part = document.parts[1]
    assert (part.title, part.publisher, part.author, part.date) == (
        *("River talks end", "The Mill Post", "Ada Finch", "2031-05-04"),
    )
    words = article(document)
    assert "c. Ships pass by day.\nd. Dams stay shut." in words
    for residue in ("Home", "Share this", "All rights", "SCRIPTED"):
        assert residue not in words
    assert "SCRIPTED" not in document.text
    at = document.text.index("The delegations")
    assert document.place_of(at) == "p 3"


@pytest.mark.parametrize("depth", [50, 30_000])
def test_html_nested_deep(depth: int) -> None:
    page = "<html><body>" + "<div>" * depth + "<p>" + samples.SENTENCE + "</p>"
    reading = read_document(page.encode(), "a.html")
    assert reading.document is not None or reading.problems


def test_html_charset_of_the_page() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Переговоры окончены</p></body>'
    assert "Переговоры окончены" in read(page.encode("cp1251"), "a.html").text


def test_html_never_fetches(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refused(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    page = samples.HTML.replace(
        "<nav>", '<img src="http://x.example/i.png"><iframe src="//y"></iframe>'
    )
    read(page.encode(), "a.html")
    read(b"<html><body><p>http://x.example/page</p></body></html>", "a.html")


def test_pdf_pages_points_and_running_heads() -> None:
    document = read(samples.pdf_file(), "a.pdf")
    lines = article(document).split("\n")
    assert lines[0] == (
        "1. The parties open the river to ships of both states at every hour of the day and "
        "keep the dams shut from May to the end of September of each year."
    )
    assert lines[1] == "(b) Point 1 does not hold for boats."
    assert [line[:2] for line in lines[::2]] == ["1.", "2.", "3."]
    assert "restricted" not in article(document)
    residue = document.parts[-1]
    assert residue.kind is PartKind.RESIDUE
    assert document.text[residue.start : residue.end].count("restricted") == 3
    assert document.place_of(document.text.index("2. The")) == "page 2"
    assert document.place_of(document.text.index("Point 3")) == "page 3"


def test_pdf_columns_are_read_one_after_the_other() -> None:
    text = read(samples.two_column_pdf(), "a.pdf").text
    assert text.index("left column line 5") < text.index("right column line 0")
    assert text.index("one title") < text.index("left column line 0")


def test_pdf_turned_page() -> None:
    pdf = samples.blank_pdf()
    pdf.add_page(orientation="L")
    pdf.text(72, 80, "The first line of a page on its side.")
    pdf.text(72, 120, "Its second line stands lower.")
    text = read(samples.written(pdf), "a.pdf").text
    assert text.split("\n")[:2] == [
        *("The first line of a page on its side.", "Its second line stands lower."),
    ]


def test_pdf_with_password_is_refused() -> None:
    pdf = samples.blank_pdf()
    pdf.set_encryption(owner_password="o", user_password="u")  # noqa: S106
    pdf.add_page()
    pdf.text(72, 80, "Secret words")
    assert code_of(samples.written(pdf), "a.pdf") == "pdf-password"


def picture() -> io.BytesIO:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (40, 40), "grey").save(out, "PNG")
    return out


def test_pdf_without_text_and_with_some_scanned_pages() -> None:
    scan = samples.blank_pdf()
    scan.add_page()
    scan.image(picture(), 0, 0, 500, 700)
    assert code_of(samples.written(scan), "a.pdf") == "pdf-without-text"
    mixed = samples.blank_pdf()
    mixed.add_page()
    mixed.text(72, 80, "A page with a text layer, and nothing else on it.")
    mixed.add_page()
    mixed.image(picture(), 0, 0, 500, 700)
    reading = read_document(samples.written(mixed), "b.pdf")
    assert reading.document is not None
    assert [p.code for p in reading.problems] == ["pdf-pages-without-text"]
    assert "on page 2;" in reading.problems[0].sentence


def test_docx_labels_title_and_places() -> None:
    document = read(samples.docx_file(), "a.docx")
    assert document.text.split("\n")[:4] == [
        *("A draft on the river", samples.SENTENCE, "1. Ships pass by day.", "2. Dams stay shut."),
    ]
    assert document.title == "A draft on the river"
    assert document.place_of(document.text.index("2. Dams")) == "paragraph 4"


def numbered(levels: list[tuple[str, str]]) -> str:
    shapes = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for i, (style, pattern) in enumerate(levels)
    )
    return (
        f'<w:numbering xmlns:w="{samples.W}"><w:abstractNum w:abstractNumId="7">{shapes}'
        '</w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )


def test_docx_numbering_levels_restart() -> None:
    document = docx.Document()
    for level, words in [
        (0, "Water"),
        (1, "day"),
        (1, "night"),
        (2, "late"),
        (0, "Dams"),
        (1, "all"),
    ]:
        paragraph = document.add_paragraph(words)
        properties = paragraph._p.get_or_add_pPr()
        listed = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", level), ("w:numId", 9)):
            child = OxmlElement(name)
            child.set(qn("w:val"), str(value))
            listed.append(child)
        properties.append(listed)
    levels = [("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%1.%2.%3")]
    parts = {"word__numbering.xml": numbered(levels)}
    data = samples.repacked(samples.saved(document), **parts)
    assert read(data, "a.docx").text.split("\n")[:6] == [
        *("1. Water", "(a) day", "(b) night", "1.b.i late", "2. Dams", "(a) all"),
    ]


CHANGED = f"""<w:document xmlns:w="{samples.W}"><w:body>
<w:p><w:r><w:t xml:space="preserve">Ships may </w:t></w:r>
<w:ins w:author="Ann" w:date="2031-01-02T00:00:00Z"><w:r><w:t>always</w:t></w:r></w:ins>
<w:del w:author="Bo"><w:r><w:delText>never</w:delText></w:r></w:del>
<w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve"> pass</w:t></w:r>
<w:commentRangeEnd w:id="0"/>
<w:r><w:commentReference w:id="0"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>
<w:r><w:t>.</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"""
COMMENTS = f"""<w:comments xmlns:w="{samples.W}"><w:comment w:id="0" w:author="Cy"><w:p><w:r>
<w:t>All ships?</w:t></w:r></w:p></w:comment></w:comments>"""
FOOTNOTES = f"""<w:footnotes xmlns:w="{samples.W}"><w:footnote w:id="2"><w:p><w:r>
<w:t>Not boats.</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def test_docx_changes_comments_footnotes_tables() -> None:
    parts = {
        "word__document.xml": CHANGED,
        "word__comments.xml": COMMENTS,
        "word__footnotes.xml": FOOTNOTES,
    }
    document = read(samples.repacked(samples.docx_file(), **parts), "a.docx")
    assert document.text == "Ships may always pass[1].\nA | B\n[1] Not boats.\n"
    noted = {(n.kind, document.text[n.start : n.end], n.text, n.author) for n in document.notes}
    assert noted == {
        ("insertion", "always", "always", "Ann"),
        ("deletion", "", "never", "Bo"),
        ("comment", " pass", "All ships?", "Cy"),
        ("footnote", "[1]", "Not boats.", ""),
    }


def test_odt() -> None:
    document = read(samples.odt_file(), "a.odt")
    assert document.text.split("\n")[:6] == [
        *("The river", "1. Ships may always pass.", "(a) by day", "(b) by night"),
        *("2. Dams stay shut.", "A | B"),
    ]
    noted = [(n.kind, document.text[n.start : n.end], n.text) for n in document.notes]
    assert noted == [
        ("deletion", "", "never"),
        ("insertion", "always", "always"),
        ("comment", "", "Why?"),
    ]


def zeros(name: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        if mimetype:
            box.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        box.writestr(name, b"<a>" + b" " * 300 * 1024 * 1024)
    return out.getvalue()


def test_zip_bombs_are_not_unpacked() -> None:
    assert code_of(zeros("word/document.xml"), "a.docx") == "zip-too-large"
    bomb = zeros("content.xml", "application/vnd.oasis.opendocument.text")
    assert code_of(bomb, "a.odt") == "zip-too-large"


def test_entities_are_not_expanded() -> None:
    reading = read_document(samples.LAUGHS, "a.xml")
    assert reading.document is not None
    assert len(reading.document.text) < 200
    assert "It is quiet" in reading.document.text
    assert "xml-entities-left-out" in [p.code for p in reading.problems]
    body = (
        samples.LAUGHS.decode()
        .replace("<l><p>", "<w:document>")
        .replace("</p></l>", "</w:document>")
    )
    packed = samples.repacked(samples.docx_file(), **{"word__document.xml": body})
    assert code_of(packed, "a.docx") == "zip-damaged"


def test_rtf() -> None:
    document = read(samples.RTF, "a.rtf")
    lines = [" ".join(line.split()) for line in document.text.split("\n")]
    assert lines[:3] == ["The dam stays shut.", "1. Ships pass by day.", "Café —"]
    assert document.title == "River draft"


def test_eml_with_attachment_and_signature() -> None:
    reading = read_document(samples.EML, "a.eml")
    document = reading.document
    assert document is not None
    assert article(document) == "The talks ended. “We are close,” said an envoy."
    assert (document.title, document.publisher, document.date) == (
        *("River talks end – again", "The Mill Post", "2031-05-04"),
    )
    assert [p.code for p in reading.problems] == ["attachment-not-read"]
    assert "draft.pdf" in reading.problems[0].sentence


def test_mbox_has_a_part_for_each_message() -> None:
    document = read(samples.MBOX, "a.mbox")
    told = [(p.title, p.date, document.place_of(p.start)) for p in document.parts]
    assert told == [
        ("First letter", "2031-05-04", "message 1"),
        ("Second letter", "2031-05-05", "message 2"),
    ]
    assert "\nFrom there they went" in document.text


def test_xml() -> None:
    document = read(samples.XML, "a.xml")
    assert document.text == "River talks end\nThe talks ended on Sunday.\nThey go on in June.\n"
    assert document.place_of(20) == "p (element 2)"


def test_pdf_with_letters_that_mean_nothing() -> None:
    from travaux.corpus.pdf_lines import LOST, Line
    from travaux.corpus.pdf_margins import Page
    from travaux.corpus.read_pdf import _is_garbled

    def page(text: str) -> Page:
        return Page(1, 0.0, 800.0, (Line(text, 0.0, 100.0, 700.0, 710.0),))

    assert _is_garbled([page(LOST * 6 + "some letters")])
    assert _is_garbled([page("\ue001\ue002\ue003\ue004 abc")])
    assert not _is_garbled([page("A sentence with one bullet \uf0b7 in it.")])
