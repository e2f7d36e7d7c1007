"""Networks in the formats of other programs."""

from __future__ import annotations

import io

import networkx as nx

from travaux.core.networks import Mode, Network
from travaux.reports.networks_exchange import edge_rows, graphml, matrix_csv, ucinet_dl

ONE = Network(
    Mode.ONE,
    ("Lakeland", "=Merrow, & <co>"),
    ("Lakeland", "=Merrow, & <co>"),
    ((0.0, 1.5), (1.5, 0.0)),
    "2031-01-01",
    "2031-02-01",
)
TWO = Network(Mode.TWO, ("Lakeland",), ("tolls", "boats"), ((2.0, -1.0),))


def test_csv() -> None:
    assert matrix_csv(TWO) == ",tolls,boats\r\nLakeland,2,-1\r\n"
    assert '"\'=Merrow, & <co>"' in matrix_csv(ONE)


def test_ucinet() -> None:
    assert ucinet_dl(TWO).splitlines() == [
        "dl nr = 1, nc = 2, format = fullmatrix",
        "row labels:",
        '"Lakeland"',
        "col labels:",
        '"tolls","boats"',
        "data:",
        "2 -1",
    ]
    assert ucinet_dl(ONE).startswith('dl n = 2, format = fullmatrix\nlabels:\n"Lakeland","=Merrow')


def test_graphml_is_read_by_networkx() -> None:
    graph = nx.read_graphml(io.BytesIO(graphml(ONE).encode()))
    assert [data["name"] for _, data in graph.nodes(data=True)] == list(ONE.rows)
    assert [data["weight"] for *_, data in graph.edges(data=True)] == [1.5]
    two = nx.read_graphml(io.BytesIO(graphml(TWO).encode()))
    assert sorted(data["mode"] for _, data in two.nodes(data=True)) == [1, 2, 2]
    assert two.number_of_edges() == 2


def test_names_that_xml_cannot_hold() -> None:
    odd = Network(Mode.ONE, ("a\x00b",), ("a\x00b",), ((0.0,),))
    assert nx.read_graphml(io.BytesIO(graphml(odd).encode())).nodes["a0"]["name"] == "ab"


def test_edges_are_listed_once() -> None:
    assert edge_rows(ONE) == [
        {
            "source": "=Merrow, & <co>",
            "target": "Lakeland",
            "weight": 1.5,
            "since": "2031-01-01",
            "until": "2031-02-01",
        }
    ]
