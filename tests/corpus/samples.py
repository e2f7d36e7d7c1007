"""Small files in every format, built here so that each test knows what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
from fpdf import FPDF
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SENTENCE = "The two delegations spoke about the river and the islands in it for some hours."

HTML = """<!DOCTYPE html><html lang="en"><head><title>River talks end | The Mill Post</title>
<meta property="og:site_name" content="The Mill Post"><meta name="author" content="Ada Finch">
<meta property="article:published_time" content="2031-05-04T10:00:00Z">
<script>document.write("SCRIPTED")</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>River talks end</h1><p>By Ada Finch</p>
<p>The talks about the river ended on Sunday evening without a signature, three people who took
part in them told this newspaper. &ldquo;We are close,&rdquo; said one of them.</p>
<p>The delegations will meet again in the first week of June, when the water is low and the
islands can be reached on foot from both banks.</p>
<ol type="a" start="3"><li>Ships pass by day.</li><li>Dams stay shut.</li></ol></article>
<div class="share">Share this on every network</div>
<footer>All rights reserved.</footer></body></html>"""

EML = b"""From: The Mill Post <post@mill.example>
To: readers@mill.example
Subject: =?utf-8?q?River_talks_end_=E2=80=93_again?=
Date: Sun, 04 May 2031 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="B"

--B
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

The talks ended. =E2=80=9CWe are close,=E2=80=9D said an envoy.

--=20
The Mill Post, Quay 4
--B
Content-Type: application/pdf; name="draft.pdf"
Content-Disposition: attachment; filename="draft.pdf"
Content-Transfer-Encoding: base64

JVBERg==
--B--
"""

MBOX = b"""From post@mill.example Sun May  4 10:00:00 2031
From: Ada Finch <ada@mill.example>
Subject: First letter
Date: Sun, 04 May 2031 10:00:00 +0000

The envoys met on the bridge. They spoke for an hour.
>From there they went to the mill.

From post@mill.example Mon May  5 10:00:00 2031
From: Bo Reed <bo@mill.example>
Subject: Second letter
Date: Mon, 05 May 2031 10:00:00 +0000

The envoys met again at the mill. Nothing was signed.
"""

RTF = (
    rb"{\rtf1\ansi{\fonttbl\f0\fswiss Helvetica;}{\info{\title River draft}}\f0\pard "
    rb"The {\b dam} stays shut.\par {\listtext\tab 1.\tab}Ships pass by day.\par "
    rb"Caf\'e9 \u8212?\par}"
)

XML = b"""<?xml version="1.0"?><news><head>River talks end</head>
<body><p>The talks <b>ended</b> on Sunday.</p><p>They go on in June.</p></body></news>"""

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 12))
    + b'<!ENTITY f SYSTEM "file:///etc/hostname">]><l><p>It is quiet &a11; here &f; now.</p></l>'
)


def saved(document: object) -> bytes:
    """The bytes of a python-docx document."""
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def docx_file(change: Callable[[etree._Element], None] | None = None) -> bytes:
    """A Word file with a title, prose and two numbered points; `change` may edit its body."""
    document = docx.Document()
    document.add_heading("A draft on the river", 0)
    document.add_paragraph(SENTENCE)
    document.add_paragraph("Ships pass by day.", style="List Number")
    document.add_paragraph("Dams stay shut.", style="List Number")
    if change:
        change(document.element.body)
    return saved(document)


def repacked(data: bytes, **parts: str) -> bytes:
    """The zip archive `data` with the parts (path with "__" for "/") put in or replaced."""
    named = {name.replace("__", "/"): text for name, text in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for info in old.infolist():
            if info.filename not in named:
                new.writestr(info, old.read(info.filename))
        for name, text in named.items():
            new.writestr(name, text)
    return out.getvalue()


ODT_CONTENT = """<?xml version="1.0"?><o:document-content
 xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:tb="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<o:automatic-styles><t:list-style s:name="L1">
<t:list-level-style-number t:level="1" s:num-format="1" s:num-suffix="."/>
<t:list-level-style-number t:level="2" s:num-format="a" s:num-prefix="(" s:num-suffix=")"/>
</t:list-style></o:automatic-styles><o:body><o:text>
<t:tracked-changes><t:changed-region t:id="c1"><t:deletion><o:change-info>
<dc:creator>Ann</dc:creator>
<dc:date>2031-01-02T00:00:00</dc:date></o:change-info>
<t:p>never</t:p></t:deletion></t:changed-region>
<t:changed-region t:id="c2"><t:insertion><o:change-info><dc:creator>Bo</dc:creator></o:change-info>
</t:insertion></t:changed-region></t:tracked-changes>
<t:h>The river</t:h><t:list t:style-name="L1"><t:list-item><t:p>Ships <t:change
 t:change-id="c1"/>may
<t:change-start t:change-id="c2"/>always<t:change-end t:change-id="c2"/> pass.<o:annotation>
<dc:creator>Cy</dc:creator><t:p>Why?</t:p></o:annotation></t:p>
<t:list><t:list-item><t:p>by day</t:p></t:list-item><t:list-item><t:p>by night</t:p></t:list-item>
</t:list></t:list-item><t:list-item><t:p>Dams stay shut.</t:p></t:list-item></t:list>
<tb:table><tb:table-row><tb:table-cell><t:p>A</t:p></tb:table-cell><tb:table-cell><t:p>B</t:p>
</tb:table-cell></tb:table-row></tb:table></o:text></o:body></o:document-content>"""


def odt_file(content: str = ODT_CONTENT) -> bytes:
    """An OpenDocument text with `content` as its content.xml."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", 8) as box:
        box.writestr("mimetype", "application/vnd.oasis.opendocument.text", 0)
        box.writestr("content.xml", content)
    return out.getvalue()


def blank_pdf() -> FPDF:
    """A PDF without pages, in a plain font."""
    pdf = FPDF(format="A4", unit="pt")
    pdf.set_auto_page_break(False)
    pdf.set_font("Helvetica", size=11)
    return pdf


def written(pdf: FPDF) -> bytes:
    return bytes(pdf.output())


def pdf_file(pages: int = 3) -> bytes:
    """A paper of several pages: running head, page number, numbered points, a broken word."""
    pdf = blank_pdf()
    for number in range(1, pages + 1):
        pdf.add_page()
        pdf.text(72, 40, "Draft agreement on the river, restricted")
        pdf.text(72, 100, f"{number}. The parties open the river to ships of both states at every")
        pdf.text(72, 115, "hour of the day and keep the dams shut from May to the end of Septem-")
        pdf.text(72, 130, "ber of each year.")
        pdf.text(72, 160, f"({'abcdefg'[number]}) Point {number} does not hold for boats.")
        pdf.text(290, 810, str(number))
    return written(pdf)


def two_column_pdf() -> bytes:
    """One page with a title across and two columns of six lines each."""
    pdf = blank_pdf()
    pdf.add_page()
    pdf.text(
        72, 80, "A report on the river talks, set in two columns as papers are, below one title"
    )
    for i in range(6):
        pdf.text(72, 120 + 14 * i, f"left column line {i} goes on and on")
        pdf.text(320, 120 + 14 * i, f"right column line {i} goes on as well")
    return written(pdf)
