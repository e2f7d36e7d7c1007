"""EML and MBOX: one article a message, dated and named by its header; replies in it are others'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from travaux.core.documents import Place
from travaux.core.problems import Problem
from travaux.corpus.decode import decode
from travaux.corpus.faults import fault
from travaux.corpus.read_html import extract_html
from travaux.corpus.reading import Extract, Facts, Range, Section, fact
from travaux.corpus.replies import Thread, thread_of

MOST_PARTS = 500  # of one message that are looked at
_FROM_LINE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n(?=[!-9;-~]+:)")
_ESCAPED = re.compile(rb"^>(>*From )", re.M)


def read_eml(data: bytes, file: str) -> Extract | Problem:
    """The extract of one mail: its text, or its HTML where it has no other."""
    return _assembled([data], file, "eml")


def read_mbox(data: bytes, file: str) -> Extract | Problem:
    """The extract of a mailbox: its messages one after the other."""
    starts = [m.start() for m in _FROM_LINE.finditer(data)] or [0]
    pieces = [data[a:b] for a, b in zip(starts, [*starts[1:], len(data)], strict=True)]
    messages = [_ESCAPED.sub(rb"\1", re.sub(rb"\AFrom .*\r?\n", b"", p)) for p in pieces]
    return _assembled(messages, file, "mbox")


def _assembled(messages: list[bytes], file: str, format: str) -> Extract | Problem:
    pieces: list[str] = []
    sections: list[Section] = []
    places: list[Place] = []
    residue: list[Range] = []
    problems: list[Problem] = []
    told: list[Facts] = []
    at = 0
    for number, data in enumerate(messages, 1):
        message = message_from_bytes(data, policy=policy.compat32)
        body = _body(message, file, problems)
        if body is None or not body.text.strip():
            continue
        told.append(_facts(message))
        thread = _thread(body, told[-1])
        end = at + len(thread.text)
        residue += [(at + a, at + b) for a, b in thread.residue]
        sections += [Section(at + s.start, at + s.end, s.facts) for s in thread.sections]
        places.append(Place(at, end, f"message {number}" if format == "mbox" else "message"))
        pieces.append(thread.text + "\n")
        at = end + 1
    if not sections:
        return problems[0] if problems else fault("file-empty", file)
    return Extract(
        "".join(pieces),
        format,
        told[0] if len(told) == 1 else Facts(),
        tuple(places),
        residue=tuple(residue),
        sections=tuple(sections),
        problems=tuple(dict.fromkeys(problems)),
    )


def _body(message: Message, file: str, problems: list[Problem]) -> Extract | None:
    """The plain text of the message, else its HTML; attachments are reported."""
    found: dict[str, Extract] = {}
    for part in _leaves(message):
        kind = part.get_content_type()
        if part.get_filename() or part.get_content_disposition() == "attachment":
            name = _decoded_header(part.get_filename() or kind)
            problems.append(fault("attachment-not-read", file, name=name))
        elif kind in ("text/plain", "text/html") and kind not in found:
            read = _leaf(part, kind, file)
            if isinstance(read, Problem):
                problems.append(read)
            elif read.text.strip():
                found[kind] = read
    return found.get("text/plain") or found.get("text/html")


def _leaves(message: Message) -> Iterator[Message]:
    for count, part in enumerate(message.walk()):
        if count >= MOST_PARTS:
            return
        if not part.is_multipart():
            yield part


def _leaf(part: Message, kind: str, file: str) -> Extract | Problem:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    text = _text_of(data, part.get_content_charset(), file)
    if isinstance(text, Problem):
        return text
    if kind == "text/html":
        return extract_html(text, file) if text.strip() else Extract("", "html")
    return Extract(text.replace("\r\n", "\n"), "eml")


def _text_of(data: bytes, charset: str | None, file: str) -> str | Problem:
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeError, ValueError):
        decoded = decode(data, file)
        return decoded if isinstance(decoded, Problem) else decoded.text


def _thread(body: Extract, facts: Facts) -> Thread:
    """The messages in a body. One read from HTML shows its residue itself and is left as it is."""
    if body.format != "html":
        return thread_of(body.text, facts)
    return Thread(body.text, (Section(0, len(body.text), facts),), body.residue)


def _facts(message: Message) -> Facts:
    name, address = parseaddr(_decoded_header(message.get("From", "")))
    facts = fact("title", _decoded_header(message.get("Subject", "")), "Subject header")
    facts = facts.or_else(fact("publisher", name or address, "From header"))
    return facts.or_else(fact("date", _date(message.get("Date")), "Date header"))


def _date(value: object) -> str:
    try:
        return parsedate_to_datetime(str(value)).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return ""


def _decoded_header(value: object) -> str:
    """A header with its encoded words (RFC 2047) read; as it stands where they are broken."""
    from email.header import decode_header, make_header

    try:
        return " ".join(str(make_header(decode_header(str(value)))).split())
    except (ValueError, LookupError, UnicodeError, MessageError):
        return " ".join(str(value).split())
