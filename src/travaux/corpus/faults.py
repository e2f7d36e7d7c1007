"""Every problem this room can report: one stable code, one sentence that says what to do."""

from __future__ import annotations

from travaux.core.anchors import Anchor
from travaux.core.problems import Problem

SENTENCES = {
    "attachment-not-read": "{file} carries the attachment {name}, which was not read; "
    "save it as a file of its own in the folder.",
    "bytes-damaged": "{file} holds {count} byte(s) that are not {encoding}, first at byte {at}; "
    "they are shown as U+FFFD: check those places against the original.",
    "endless-line": "{file} holds {count} characters in which no sentence ends, from "
    "character {at} on; they are kept and searchable, but no statements are drawn from them: "
    "add sentence marks.",
    "encoding-guessed": "{file} is not UTF-8 and was read as {encoding}; "
    "if letters look wrong, save it as UTF-8 and build again.",
    "file-binary": "{file} is not text in any format known here ({why}); "
    "leave it out, or export its text and add that.",
    "file-empty": "{file} holds no text; leave it out, or add the text it should hold.",
    "file-too-large": "{file} has {size} MiB, over the limit of {limit} MiB, and was not read; "
    "split it, or export only its text.",
    "format-not-read": "{file} is {what}, which is not read; save it as {instead} and build again.",
    "html-without-text": "{file} is a web page without visible text; "
    "save the page as it shows in the browser, or print it to PDF.",
    "language-not-analysed": "{file} is in {language}, for which there is no parser here; "
    "its text is kept and searchable, but no statements are drawn from it: add a translation.",
    "mojibake": "{file} has garbled letters in {count} place(s), first {first!r}; {done}",
    "part-not-read": "{file}: {what} could not be read and was left out; open it to check.",
    "pdf-damaged": "{file} is a damaged PDF and could not be opened; fetch or export it again.",
    "pdf-password": "{file} is a PDF locked by a password; save a copy without one.",
    "pdf-pages-without-text": "{file} has no text layer on {pages}; "
    "run text recognition (OCR) over these pages and build again.",
    "pdf-text-garbled": "{file} is a PDF whose text layer does not say which letters it means; "
    "run text recognition (OCR) over it and build again.",
    "pdf-without-text": "{file} is a PDF without a text layer (a scan); "
    "run text recognition (OCR) over it and build again.",
    "reader-failed": "{file} could not be read as {format} ({why}); "
    "open it in its own program, save it anew or as plain text, and build again.",
    "rtf-damaged": "{file} is a damaged RTF file; save it anew as DOCX or plain text.",
    "xml-damaged": "{file} is not well-formed XML ({why}); what could be read of it was kept.",
    "xml-entities-left-out": "{file} defines entities of its own, which were not expanded; "
    "check that no text is missing.",
    "zip-damaged": "{file} is a damaged {what} and could not be opened; save it anew.",
    "zip-locked": "{file} is locked by a password; save a copy without one.",
    "zip-too-large": "{file} would unpack to {size} MiB (limit {limit} MiB), as a zip bomb would, "
    "and was not read; if you trust it, save its text in a file of its own.",
}


def fault(code: str, file: str, anchor: Anchor | None = None, **facts: object) -> Problem:
    """The problem `code` of `file`, its sentence filled in with `facts`."""
    return Problem(code, SENTENCES[code].format(file=file, **facts), file, anchor)
