"""DOCX and ODT are zip archives of XML: opened with limits, parsed without entities or network."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from typing import Any

from lxml import etree

from travaux.core.problems import Problem
from travaux.corpus.faults import fault

MIB = 1024 * 1024
MOST_UNPACKED = 256 * MIB  # of the parts that are read; the longest real draft has a few MiB of XML
MOST_RATIO = 200  # unpacked to packed; XML of word processors packs 10 to 40 times
FREE = 1 * MIB  # up to which the ratio says nothing
ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError)


class Archive:
    """An opened archive; `part` gives parsed XML, None where the part is missing or broken."""

    def __init__(self, box: zipfile.ZipFile) -> None:
        self.box = box
        self.names = set(box.namelist())

    def part(self, name: str) -> Any:
        """The root of the XML part `name`, or None."""
        if name not in self.names:
            return None
        try:
            return safe_xml(self.box.read(name))
        except (*_BROKEN, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
            return None


def tail(pieces: list[str], length: int) -> str:
    """The last `length` characters of `pieces` joined; costs only as much as it gives."""
    found: list[str] = []
    for piece in reversed(pieces):
        if length <= 0:
            break
        found.append(piece[-length:])
        length -= len(piece)
    return "".join(reversed(found))


def safe_xml(data: bytes) -> Any:
    """The root of an XML document, or None: no entities expanded, nothing fetched, size capped."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def opened(data: bytes, file: str, what: str, wanted: tuple[str, ...]) -> Archive | Problem:
    """The archive in `data`, or the problem with it. wanted: beginnings of the names of the parts
    that will be read, which alone count towards the limits.
    """
    try:
        box = zipfile.ZipFile(io.BytesIO(data))
        parts = [info for info in box.infolist() if info.filename.startswith(wanted)]
    except Exception:  # a damaged directory makes zipfile raise errors of many kinds
        return fault("zip-damaged", file, what=what)
    if any(info.flag_bits & ENCRYPTED for info in parts):
        return fault("zip-locked", file)
    size = sum(info.file_size for info in parts)
    packed = sum(info.compress_size for info in parts)
    if size > MOST_UNPACKED or (size > FREE and size > MOST_RATIO * max(packed, 1)):
        return fault("zip-too-large", file, size=size // MIB, limit=MOST_UNPACKED // MIB)
    return Archive(box)
