"""Bytes to text: UTF-8 first, then what the bytes look like; never a silent guess."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

from travaux.core.problems import Problem
from travaux.corpus.faults import fault
from travaux.corpus.language import language_of

BYTE_ORDER_MARKS = (  # longest first: the UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
PLAUSIBLE = [
    *("cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp437"),
    *("koi8_r", "koi8_u", "iso8859_2", "iso8859_5", "cp866", "cp850", "mac_roman"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
LATIN = frozenset(
    {"cp1250", "cp1252", "cp1254", "cp1257", "cp437", "cp850", "iso8859_2", "mac_roman"}
)
LATIN_OF = {  # which Latin code pages a language was written in, where it was not cp1252
    **dict.fromkeys(
        ("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), ("cp1250", "iso8859_2")
    ),
    **dict.fromkeys(("et", "lt", "lv"), ("cp1257",)),
    "tr": ("cp1254",),
}
SAMPLE = 32_768  # bytes shown to the guesser, whose time grows faster than its certainty
DAMAGED_SHARE = 0.02  # of undecodable bytes, up to which a file is taken for damaged UTF-8
CONTROL_SHARE = 0.01  # of control characters, over which a file is not taken for text
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding it was read in, and what was wrong with its bytes."""

    text: str
    encoding: str
    mark: bool = False
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, file: str) -> Decoded | Problem:
    """The text of `data`, or the problem `file-binary` where it is no text.

    A byte order mark decides and is left out of the text. Else UTF-8, if need be with a few
    damaged bytes shown as U+FFFD; else the likeliest older encoding, reported.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(_forced(data[len(mark) :], encoding, file, mark=True), file)
    wide = _wide_without_mark(data)
    if wide:
        return _checked(_forced(data, wide, file), file)
    return _checked(_narrow(data, file), file)


def _narrow(data: bytes, file: str) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        damaged = _forced(data, "utf-8", file)
    bad = damaged.text.count("\ufffd")
    good = sum(c > "\x7f" for c in damaged.text) - bad
    if good >= bad and bad <= DAMAGED_SHARE * len(damaged.text):
        return damaged
    return _guessed(data, file)


def _guessed(data: bytes, file: str) -> Decoded:
    best = charset_normalizer.from_bytes(data[:SAMPLE], cp_isolation=PLAUSIBLE).best()
    encoding = best.encoding if best else "cp1252"
    encoding = _latin(data[:SAMPLE]) if encoding in LATIN else encoding
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, problems=(fault("encoding-guessed", file, encoding=encoding),))


def _latin(data: bytes) -> str:
    """The Latin code page by the language, which shows in the ASCII letters; of two, the one that
    makes more letters of the rest. Statistics of single bytes cannot tell these pages apart.
    """
    language = language_of(data.decode("cp1252", errors="replace"))
    return max(LATIN_OF.get(language, ("cp1252",)), key=lambda page: _letters(data, page))


def _letters(data: bytes, page: str) -> int:
    return sum(char.isalpha() for char in data.decode(page, errors="replace"))


def _forced(data: bytes, encoding: str, file: str, mark: bool = False) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding, mark)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        count = text.count("\ufffd")
        said = fault("bytes-damaged", file, count=count, encoding=encoding, at=error.start)
        return Decoded(text, encoding, mark, (said,))


def _wide_without_mark(data: bytes) -> str:
    """UTF-16 without a mark: zero bytes at every second place and nearly nowhere else."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head[1::2]) and even <= 0.02 * len(head):
        return "utf-16-le"
    if even > 0.4 * len(head[0::2]) and odd <= 0.02 * len(head):
        return "utf-16-be"
    return ""


def _checked(decoded: Decoded, file: str) -> Decoded | Problem:
    text = decoded.text
    controls = len(_CONTROLS.findall(text))
    lost = text.count("\ufffd")
    if controls > CONTROL_SHARE * len(text) or "\x00" in text[:4096]:
        return fault("file-binary", file, why=f"{controls} control characters")
    if lost > 0.2 * len(text):
        return fault("file-binary", file, why=f"{lost} undecodable bytes")
    return decoded
