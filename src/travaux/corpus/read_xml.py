"""XML of an unknown vocabulary: the text of its elements, entities never expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from travaux.core.documents import Place
from travaux.core.problems import Problem
from travaux.corpus.faults import fault
from travaux.corpus.reading import Extract
from travaux.corpus.zipped import safe_xml

_ENTITY = re.compile(rb"<!ENTITY\s")


def read_xml(data: bytes, file: str) -> Extract | Problem:
    """The extract of an XML file: every element that holds words itself is a paragraph."""
    root = safe_xml(data)
    if root is None:
        return fault("xml-damaged", file, why="it has no root element")
    pieces: list[str] = []
    places: list[Place] = []
    at = 0
    for number, (tag, words) in enumerate(_paragraphs(root), 1):
        places.append(Place(at, at + len(words), f"{tag} (element {number})"))
        pieces.append(words + "\n")
        at += len(words) + 1
    problems = [*_entities(data, file), *_damage(data, file)]
    return Extract("".join(pieces), "xml", places=tuple(places), problems=tuple(problems))


def _paragraphs(root: Any) -> Iterator[tuple[str, str]]:
    """(tag, words) of each element with words of its own, its inner elements included."""
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        if not isinstance(element.tag, str):
            continue
        mixed = any((piece or "").strip() for piece in _own(element))
        if mixed:
            words = " ".join("".join(_all(element)).split())
            walker.skip_subtree()
            yield etree.QName(element).localname, words


def _own(element: Any) -> Iterator[str | None]:
    yield element.text
    for child in element:
        yield child.tail


def _all(element: Any) -> Iterator[str]:
    """Every piece of text below, entities left out (they were not expanded)."""
    for node in element.iter():
        if isinstance(node.tag, str):
            yield node.text or ""
        if node is not element:
            yield node.tail or ""


def _entities(data: bytes, file: str) -> Iterator[Problem]:
    if _ENTITY.search(data):
        yield fault("xml-entities-left-out", file)


def _damage(data: bytes, file: str) -> Iterator[Problem]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        etree.fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        yield fault("xml-damaged", file, why=str(error).split(",")[0][:120])
