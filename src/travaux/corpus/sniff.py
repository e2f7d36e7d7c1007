"""What format a file is in: by its content first, by the end of its name second."""

from __future__ import annotations

import io
import re
import zipfile

MAGIC = (  # (bytes at the start, format)
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x7fELF", "program"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"BZh9", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"SQLite format 3\x00", "database"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"fLaC", "sound"),
    (b"RIFF", "sound"),
    (b"%!PS", "postscript"),
)
UNREAD = {  # format -> (what it is, what to save it as)
    "archive": ("a packed archive", "the files it holds"),
    "database": ("a database", "text or a table"),
    "image": ("a picture", "text, by text recognition (OCR),"),
    "ole": ("an older Office file, or one locked by a password", "DOCX or PDF without a password"),
    "postscript": ("a PostScript file", "PDF"),
    "program": ("a program", "nothing; leave it out"),
    "sound": ("sound or film", "a transcript in plain text"),
    "zip": ("a zip archive that holds no text document", "the files it holds"),
}
BY_NAME = {
    "md": "md",
    "markdown": "md",
    "htm": "html",
    "html": "html",
    "xhtml": "html",
    "eml": "eml",
    "mbox": "mbox",
    "xml": "xml",
}
DAMAGED = {"docx": "word/document.xml", "odt": "content.xml"}  # what a whole one would hold
HEAD = 4096

_HTML = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.I)
_XHTML = re.compile(rb"<(?:!doctype\s+html|html[\s>])", re.I)
_TAG = re.compile(rb"<(?:p|div|article|h[1-6]|table|ul|ol|br|span|a)\b[^<>]*>", re.I)
_XML = re.compile(rb"<(?:\?xml\b|!DOCTYPE\s)")
_MBOX = re.compile(rb"From \S+.{0,80}\d{2}:\d{2}.{0,40}\r?\n[!-9;-~]+:", re.S)
_HEADER = re.compile(rb"^([!-9;-~]+):", re.M)
_MAIL_ONLY = {b"mime-version", b"message-id", b"received", b"return-path", b"content-type"}


def format_of(data: bytes, file: str) -> str:
    """The format of `data`: pdf, docx, odt, rtf, html, xml, eml, mbox, md or txt; or one of
    `UNREAD`. Text that says nothing of itself is what its name says, else txt.
    """
    for magic, name in MAGIC:
        if data.startswith(magic):
            return name
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data, _ending(file))
    return _text_kind(data.lstrip(b"\xef\xbb\xbf \t\r\n")[:HEAD], _by_name(file))


def _by_name(file: str) -> str:
    return BY_NAME.get(_ending(file), "txt")


def _ending(file: str) -> str:
    return file.rpartition(".")[2].lower()


def _zip_kind(data: bytes, named: str) -> str:
    """docx, odt or zip, by the names inside; a damaged one by those in its bytes, or by its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            names = set(box.namelist())
    except Exception:  # whatever zipfile meets in a damaged archive
        names = {n for n in ("word/document.xml", "content.xml") if n.encode() in data}
        names |= {DAMAGED[named]} if named in DAMAGED and not names else set()
    if "word/document.xml" in names:
        return "docx"
    is_text = named == "odt" or b"opendocument.text" in data[:HEAD]
    return "odt" if "content.xml" in names and is_text else "zip"


def _text_kind(head: bytes, named: str) -> str:
    if _MBOX.match(head):
        return "mbox"
    if _is_mail(head, named):
        return "eml"
    declared = head.startswith(b"<?xml") or named == "xml"
    if head.startswith(b"<") and (_XHTML if declared else _HTML).search(head[:1024]):
        return "html"
    if _XML.match(head) or (named == "xml" and head.startswith(b"<")):
        return "xml"
    if named == "html":
        return "html" if _HTML.search(head) or _TAG.search(head) else "txt"
    return "txt" if named in ("eml", "mbox", "xml") else named


def _is_mail(head: bytes, named: str) -> bool:
    """Header lines at the very start; without the name, one that only mail carries."""
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if not _HEADER.match(top):
        return False
    names = {name.lower() for name in _HEADER.findall(top)}
    known = names & (_MAIL_ONLY | {b"from", b"to", b"subject", b"date"})
    return len(known) >= (1 if named == "eml" else 2) and bool(named == "eml" or names & _MAIL_ONLY)
