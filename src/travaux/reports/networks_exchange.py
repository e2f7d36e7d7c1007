"""Networks and coded statements as CSV, UCINET .dl, GraphML and rows for Parquet.

UCINET's "fullmatrix" with embedded labels (Borgatti, Everett & Freeman 2002); GraphML after
Brandes et al. 2002. Cells that a spreadsheet would run as a formula are made harmless.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from travaux.core.networks import CodedStatement, Mode, Network

FORMULA = ("=", "+", "-", "@", "\t", "\r")
GRAPHML = "http://graphml.graphdrawing.org/xmlns"


def matrix_csv(network: Network) -> str:
    """The weights as a table: a header of columns, then a row a node."""
    lines = [["", *network.columns]]
    lines += [
        [row, *(_printed(weight) for weight in weights)]
        for row, weights in zip(network.rows, network.weights, strict=True)
    ]
    return _csv(lines)


def event_list_csv(rows: Iterable[CodedStatement]) -> str:
    """Coded statements as a table with a header of field names (`read_event_list` reads it)."""
    header = [field.name for field in fields(CodedStatement)]
    return _csv([header, *([str(value) for value in asdict(row).values()] for row in rows)])


def edge_rows(network: Network) -> list[dict[str, Any]]:
    """The edges as rows: source, target, weight, since, until; each once, without zeros."""
    return [
        {
            "source": source,
            "target": target,
            "weight": weight,
            "since": network.since,
            "until": network.until,
        }
        for source, target, weight in _edges(network)
    ]


def ucinet_dl(network: Network) -> str:
    """The network in UCINET's DL format, full matrix, labels embedded."""
    size = (
        f"n = {len(network.rows)}"
        if network.mode is Mode.ONE
        else f"nr = {len(network.rows)}, nc = {len(network.columns)}"
    )
    head = [f"dl {size}, format = fullmatrix"]
    if network.mode is Mode.ONE:
        head += ["labels:", ",".join(_label(n) for n in network.rows)]
    else:
        head += ["row labels:", ",".join(_label(n) for n in network.rows)]
        head += ["col labels:", ",".join(_label(n) for n in network.columns)]
    body = [" ".join(_printed(weight) for weight in weights) for weights in network.weights]
    return "\n".join([*head, "data:", *body, ""])


def graphml(network: Network) -> str:
    """The network as GraphML: nodes with their name and mode, edges with their weight."""
    root = Element("graphml", xmlns=GRAPHML)
    for name, of, kind in (("name", "node", "string"), ("mode", "node", "int")):
        _key(root, name, of, kind)
    _key(root, "weight", "edge", "double")
    graph = SubElement(root, "graph", id="network", edgedefault="undirected")
    numbers = {name: f"a{n}" for n, name in enumerate(network.rows)}
    others = numbers
    for name, number in numbers.items():
        _node(graph, number, name, "1")
    if network.mode is Mode.TWO:
        others = {name: f"c{n}" for n, name in enumerate(network.columns)}
        for name, number in others.items():
            _node(graph, number, name, "2")
    for source, target, weight in _edges(network):
        edge = SubElement(graph, "edge", source=numbers[source], target=others[target])
        SubElement(edge, "data", key="weight").text = repr(weight)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _key(root: Element, name: str, of: str, kind: str) -> None:
    SubElement(root, "key", {"id": name, "for": of, "attr.name": name, "attr.type": kind})


def _node(graph: Element, number: str, name: str, mode: str) -> None:
    node = SubElement(graph, "node", id=number)
    SubElement(node, "data", key="name").text = _legible(name)
    SubElement(node, "data", key="mode").text = mode


def _legible(text: str) -> str:
    """`text` without the characters that XML 1.0 cannot hold."""
    return "".join(c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or c > "\ue000")


def _edges(network: Network) -> Iterator[tuple[str, str, float]]:
    for at, row in enumerate(network.rows):
        last = at if network.mode is Mode.ONE else len(network.columns)
        for to, column in enumerate(network.columns[:last]):
            if network.weights[at][to]:
                yield row, column, network.weights[at][to]


def _label(name: str) -> str:
    """A label in quotation marks; the format has no way to write one inside."""
    return '"' + name.replace('"', "'").replace("\n", " ") + '"'


def _printed(weight: float) -> str:
    return f"{weight:.10g}"


def _csv(lines: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in line] for line in lines)
    return out.getvalue()


def _safe(cell: str) -> str:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe, and so
    does text that begins with such an apostrophe, so that it can be taken off again."""
    number = cell.lstrip("-").replace(".", "", 1).replace("e-", "", 1).isdigit()
    risky = cell.lstrip("'").startswith(FORMULA) and not number
    return f"'{cell}" if risky else cell
