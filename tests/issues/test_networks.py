"""Discourse networks against values computed by hand and by networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.core.errors import UsageError
from travaux.core.networks import CodedStatement, Network
from travaux.issues.coding import once_per, selected
from travaux.issues.networks import one_mode, two_mode
from travaux.issues.windows import as_graph, bars, coalitions, polarisation, windows


def row(
    actor: str, concept: str, agreement: int, date: str = "2031-01-01", doc: str = "d"
) -> CodedStatement:
    ident = f"{actor}{concept}{agreement}{date}{doc}"
    return CodedStatement(ident, doc, date, actor.lower(), actor, concept, agreement)


# A agrees with t and p; B agrees with t, is against p; C is against t and p.
ROWS = [
    row("A", "t", 1),
    row("A", "p", 1),
    row("B", "t", 1),
    row("B", "p", 0),
    row("C", "t", 0),
    row("C", "p", 0),
    row("C", "f", 1),
]


def table(network: Network) -> dict[tuple[str, str], float]:
    pairs = [("A", "B"), ("A", "C"), ("B", "C")]
    return {(a, b): round(network.weight(a, b), 6) for a, b in pairs}


@pytest.mark.parametrize(
    ("qualifier", "by_hand"),
    [
        ("ignore", [2, 2, 2]),
        ("congruence", [1, 0, 1]),
        ("conflict", [1, 2, 1]),
        ("subtract", [0, -2, 0]),
    ],
)
def test_one_mode_by_hand(qualifier: str, by_hand: list[float]) -> None:
    assert list(table(one_mode(ROWS, qualifier=qualifier)).values()) == by_hand


@pytest.mark.parametrize(
    ("normalisation", "by_hand"),
    [
        ("average", [2 / 2, 2 / 2.5, 2 / 2.5]),
        ("jaccard", [2 / 2, 2 / 3, 2 / 3]),
        ("cosine", [2 / 2, 2 / 6**0.5, 2 / 6**0.5]),
    ],
)
def test_normalisations_by_hand(normalisation: str, by_hand: list[float]) -> None:
    found = one_mode(ROWS, qualifier="ignore", normalisation=normalisation)
    assert list(table(found).values()) == [round(v, 6) for v in by_hand]


def test_two_mode_by_hand() -> None:
    plain = two_mode([*ROWS, row("A", "t", 0)])
    assert plain.columns == ("f", "p", "t")
    assert plain.weights == ((0, 1, 2), (0, 1, 1), (1, 1, 1))
    assert two_mode(ROWS, qualifier="subtract").weights == ((0, 1, 1), (0, -1, 1), (1, -1, -1))
    both = two_mode([*ROWS, row("A", "t", 0)], qualifier="combine")
    assert both.weights[0] == (0, 1, 3)
    assert two_mode(ROWS, normalisation="activity").weight("C", "t") == pytest.approx(1 / 3)
    assert two_mode(ROWS, normalisation="prominence").weight("C", "t") == pytest.approx(1 / 3)


def test_the_finer_scale_weighs_by_nearness() -> None:
    rows = [row("A", "t", 2), row("B", "t", 1), row("C", "t", -2)]
    assert list(table(one_mode(rows)).values()) == [0.75, 0, 0.25]
    assert list(table(one_mode(rows, qualifier="conflict")).values()) == [0.25, 1, 0.75]


spoken = st.lists(
    st.builds(row, st.sampled_from("ABCD"), st.sampled_from("tpf"), st.sampled_from([0, 1])),
    min_size=1,
    max_size=25,
)


@given(spoken)
def test_projections_are_those_of_networkx(rows: list[CodedStatement]) -> None:
    """Over distinct concepts, `ignore` is the weighted projection, Jaccard the overlap."""
    first = {(r.organization, r.concept): r for r in rows}
    once = list(first.values())
    graph = nx.Graph()
    actors = sorted({r.organization for r in once})
    graph.add_nodes_from(actors, bipartite=0)
    graph.add_edges_from((r.organization, f"c {r.concept}") for r in once)
    plain = nx.bipartite.weighted_projected_graph(graph, actors)
    overlap = nx.bipartite.overlap_weighted_projected_graph(graph, actors, jaccard=True)
    ours = one_mode(once, qualifier="ignore")
    jaccard = one_mode(once, qualifier="ignore", normalisation="jaccard")
    for a in actors:
        for b in actors:
            if a != b:
                assert ours.weight(a, b) == plain.get_edge_data(a, b, {}).get("weight", 0)
                expected = overlap.get_edge_data(a, b, {}).get("weight", 0)
                assert jaccard.weight(a, b) == pytest.approx(expected)


@given(spoken)
def test_subtract_is_congruence_less_conflict(rows: list[CodedStatement]) -> None:
    parts = [np.array(one_mode(rows, qualifier=q).weights) for q in ("congruence", "conflict")]
    whole = np.array(one_mode(rows, qualifier="subtract").weights)
    assert np.allclose(whole, parts[0] - parts[1])
    assert np.allclose(whole, whole.T)


def test_duplicates() -> None:
    rows = [
        row("A", "t", 1, "2031-01-05", "d1"),
        row("A", "t", 1, "2031-01-05", "d2"),
        row("A", "t", 1, "2031-01-06", "d3"),
        row("A", "t", 1, "2031-02-05", "d4"),
        row("A", "t", 0, "2031-02-05", "d4"),
    ]
    kept = {p: len(once_per(rows, p)) for p in ("no", "document", "day", "week", "month", "ever")}
    assert kept == {"no": 5, "document": 5, "day": 4, "week": 4, "month": 3, "ever": 2}
    with pytest.raises(UsageError, match="Choose one of"):
        once_per(rows, "fortnight")


def test_filters() -> None:
    rows = [row("A", "t", 1, "2031-01-05"), row("B", "p", 0, "2031-02-05")]
    assert selected(rows, only={"organization": ["A"]}) == (rows[0],)
    assert selected(rows, without={"concept": ["t"]}) == (rows[1],)
    assert selected(rows, since="2031-02-01") == (rows[1],)
    assert selected(rows, until="2031-02-01") == (rows[0],)


def test_windows_and_kernels() -> None:
    rows = [row("A", "t", 1, f"2031-01-0{n}") for n in range(1, 8)]
    made = list(windows(rows, days=3, step=2))
    assert [(w.since, w.until, len(w.rows)) for w in made] == [
        ("2031-01-01", "2031-01-03", 3),
        ("2031-01-03", "2031-01-05", 3),
        ("2031-01-05", "2031-01-07", 3),
        ("2031-01-07", "2031-01-09", 1),
    ]
    for kernel in ("triangular", "epanechnikov", "gaussian"):
        low, middle, high = next(windows(rows, 3, 2, kernel)).weights
        assert low == pytest.approx(high)
        assert middle > low > 0
    with pytest.raises(UsageError):
        list(windows(rows, 0, 1))


def test_polarisation_of_two_camps_and_of_one() -> None:
    camps = [row(a, c, int(a in "AB")) for a in "ABCD" for c in "tp"]
    found = polarisation(camps)
    assert found.polarisation == 1.0
    assert found.camps == (("A", "B"), ("C", "D"))
    one = [row(a, "t", 1) for a in "ABC"]
    assert polarisation(one).camps == (("A", "B", "C"), ())
    assert polarisation([]).polarisation == 0.0


@given(spoken)
def test_polarisation_is_a_share(rows: list[CodedStatement]) -> None:
    assert 0.0 <= polarisation(rows).polarisation <= 1.0 + 1e-9


def test_coalitions() -> None:
    camps = [row(a, c, int(a in "AB")) for a in "ABCDE" for c in "tp"]
    assert coalitions(camps) == (("C", "D", "E"), ("A", "B"))


def test_bars_and_graph() -> None:
    assert [(b.concept, b.agree, b.disagree) for b in bars(ROWS)] == [
        ("p", 1, 2),
        ("t", 2, 1),
        ("f", 1, 0),
    ]
    graph = as_graph(one_mode(ROWS))
    assert sorted(graph.edges) == [("A", "B"), ("B", "C")] or graph.number_of_edges() == 2


def test_unknown_words_are_refused() -> None:
    with pytest.raises(UsageError):
        one_mode(ROWS, qualifier="harmony")
    with pytest.raises(UsageError):
        two_mode(ROWS, normalisation="magic")
