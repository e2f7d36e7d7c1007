"""Lineage: each provision's life through the drafts, one thread a row.

The changes are the edges of a graph over provisions; a thread is a connected part of it. A
provision split into two and merged again is one thread; one that returns after a gap stays in its
thread, with an empty cell for the draft it was absent from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

from travaux.core.comparing import Thread
from travaux.core.drafts import Change, Provision
from travaux.core.ids import content_id


def lineage(changes: Sequence[Change], provisions: Sequence[Provision]) -> tuple[Thread, ...]:
    """Threads in the order of the table: that of the last draft, and what is gone by then after
    its last neighbour.

    changes: as `compare` gives them, which fixes the order of drafts. provisions: those they
    link; one that no change names is a thread of its own.
    """
    drafts = _drafts(changes, provisions)
    of = {p.id: p for p in provisions if p.draft in drafts}
    graph = nx.Graph()
    graph.add_nodes_from(of)
    for change in changes:
        graph.add_edges_from((b, a) for b in change.before for a in change.after)
    parts = [sorted(part) for part in nx.connected_components(graph)]
    named = _changes_by_provision(changes)
    threads = [_thread(part, of, drafts, named) for part in parts]
    return tuple(_in_table_order(threads, of))


def _drafts(changes: Sequence[Change], provisions: Sequence[Provision]) -> tuple[str, ...]:
    """Draft ids in the order the changes go through them (each change points forward)."""
    order = nx.DiGraph()
    order.add_nodes_from(dict.fromkeys(p.draft for p in provisions))
    order.add_edges_from((c.from_draft, c.to_draft) for c in changes)
    return tuple(nx.topological_sort(order))


def _changes_by_provision(changes: Sequence[Change]) -> Mapping[str, list[Change]]:
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        for provision in (*change.before, *change.after):
            found[provision].append(change)
    return found


def _thread(
    part: Sequence[str],
    of: Mapping[str, Provision],
    drafts: tuple[str, ...],
    named: Mapping[str, list[Change]],
) -> Thread:
    ordered = sorted((of[p] for p in part), key=lambda p: (p.order, p.id))
    cells = tuple(tuple(p.id for p in ordered if p.draft == draft) for draft in drafts)
    links = {c.id: c for p in part for c in named.get(p, ())}
    sure = all(c.certain for c in links.values())
    places = {draft: at for at, draft in enumerate(drafts)}
    by_draft = sorted(links.values(), key=lambda c: (places[c.to_draft], c.id))
    key = content_id("thread", *(p for cell in cells for p in cell))
    return Thread(key, drafts, cells, tuple(c.id for c in by_draft), sure)


def _in_table_order(threads: Iterable[Thread], of: Mapping[str, Provision]) -> list[Thread]:
    """Draft by draft from the last: threads in it by reading order; a thread that ended earlier
    stands after the thread of the provision that stood before it in its own last draft."""
    left = sorted(threads, key=lambda t: t.id)
    done: list[Thread] = []
    for column in range(len(left[0].drafts) - 1 if left else -1, -1, -1):
        here = [t for t in left if t.cells[column]]
        left = [t for t in left if not t.cells[column]]
        done = _merged(done, sorted(here, key=lambda t: _order(t, column, of)), column, of)
    return done


def _order(thread: Thread, column: int, of: Mapping[str, Provision]) -> int:
    return of[thread.cells[column][0]].order


def _merged(
    done: list[Thread], here: list[Thread], column: int, of: Mapping[str, Provision]
) -> list[Thread]:
    """`done` with each of `here` put after the thread that stood before it in this column."""
    known = sorted((_order(t, column, of), at) for at, t in enumerate(done) if t.cells[column])
    after: dict[int, list[Thread]] = defaultdict(list)
    nearest, step = -1, 0
    for thread in here:
        while step < len(known) and known[step][0] < _order(thread, column, of):
            nearest, step = known[step][1], step + 1
        after[nearest].append(thread)
    rows = list(after[-1])
    for at, thread in enumerate(done):
        rows += [thread, *after[at]]
    return rows
