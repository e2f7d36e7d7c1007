"""Measures -> groups that count the same thing.

Two measures count the same thing when they count the same unit in the same voice and the words
around them are alike (cosine of rare terms), or when they speak about the same thread of provisions
that has such a value. A measure that leans on the one before it joins its group.

Measures told in the same words are one node. Nodes meet in blocks, one a term or thread (an
inverted index), in the order of their rarest terms, so that like stands next to like; in a block
each is compared with the NEXT ones that it is not yet joined to. Blocks of fewer are compared in
full, and in the longer ones likeness travels along the chain: single linkage loses little, and the
cost grows with the measures (sorted neighbourhood, Hernández & Stolfo 1995).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from travaux.core.drafts import SlotKind
from travaux.issues.deeds import names
from travaux.issues.measures import Measure
from travaux.issues.tellings import IMAGINED, Vector
from travaux.issues.terms import table

ALIKE = 0.34  # cosine from which words around two values are of one thing
SAME_THREAD = 0.14  # where both speak of one issue
SAME_VALUE = 0.04  # where both tell, or ask for, the value that one issue's provisions give
SAME_COUNT = 0.24  # and where both count dead, wounded, displaced …
SAME_DEED = 0.15  # where both count the same things that do, or have done to them, one thing
SHARE_OF_DEED = 0.25  # or give the share or the sum of it
SAME_ASKER = 0.08  # and where one party asks for both
LOOSE = {SlotKind.DURATION, SlotKind.SHARE}  # kinds that one issue may have many of
COUNTED = frozenset(table("accounts.toml")["counted"])
NEXT = 64  # nodes of a block that a node is compared with


@dataclass(frozen=True, slots=True)
class Node:
    """What decides whether measures count the same thing. family: the unit; of money, "money";
    asker, party: of a demand, the terms of who makes it and the party."""

    family: str
    unit: str
    kind: SlotKind
    voice: str
    thread: str
    near: frozenset[str]
    asker: frozenset[str] = frozenset()
    party: str = ""


def same_thing(
    found: Sequence[Measure],
    thread_of: Mapping[int, str],
    units: Mapping[str, frozenset[str]],
    askers: Mapping[int, str],
) -> list[list[int]]:
    """Groups (of two or more) of indices into `found`.

    thread_of: index -> the thread it is about; units: thread -> the units that its provisions give
    values in; askers: index of a demand -> the named party that makes it.
    """
    leader = list(range(len(found)))
    for at, measure in enumerate(found):
        if measure.bare and at:
            _join(leader, at - 1, at)
    nodes = _nodes(found, thread_of, askers, leader)
    for one, other in alike(nodes, leader, _vectors(found, nodes), units):
        _join(leader, one, other)
    groups: dict[int, list[int]] = {}
    for at in range(len(found)):
        groups.setdefault(_lead(leader, at), []).append(at)
    return [group for group in groups.values() if len(group) > 1]


def _nodes(
    found: Sequence[Measure],
    thread_of: Mapping[int, str],
    askers: Mapping[int, str],
    leader: list[int],
) -> dict[Node, int]:
    """The nodes, each with its first measure, to which the others are joined."""
    nodes: dict[Node, int] = {}
    for at, measure in enumerate(found):
        if measure.unit:
            node = _node(measure, thread_of.get(at, ""), askers.get(at, ""))
            first = nodes.setdefault(node, at)
            if node.near or _floor(node, node, frozenset()) <= 0:
                _join(leader, first, at)
    return nodes


def _node(measure: Measure, thread: str, party: str) -> Node:
    kind = measure.slot.kind
    family = "money" if kind is SlotKind.MONEY else measure.unit
    near, asker = measure.near, measure.asker
    return Node(family, measure.unit, kind, measure.voice, thread, near, asker, party)


def alike(
    nodes: Mapping[Node, int],
    leader: list[int],
    vectors: Mapping[frozenset[str], Vector],
    units: Mapping[str, frozenset[str]],
) -> Iterator[tuple[int, int]]:
    """Pairs of nodes, by their first measures, that count the same thing and are not yet joined.

    The caller joins each pair in `leader` before it asks for the next.
    """
    sizes = {near: sqrt(sum(w * w for w in vector.values())) for near, vector in vectors.items()}
    for block in _blocks(nodes, vectors):
        for n, one in enumerate(block):
            for other in block[n + 1 : n + 1 + NEXT]:
                at, to = nodes[one], nodes[other]
                if one.voice != other.voice and "demand" in (one.voice, other.voice):
                    continue
                if _lead(leader, at) == _lead(leader, to):
                    continue
                shared = one.near & other.near
                a, b = vectors[one.near], vectors[other.near]
                size = sizes[one.near] * sizes[other.near]
                likeness = sum(a[t] * b[t] for t in sorted(shared)) / size if size else 0.0
                thread = one.thread if one.thread == other.thread else ""
                if likeness >= _floor(one, other, units.get(thread, frozenset())):
                    yield min(at, to), max(at, to)


def _floor(one: Node, other: Node, units: frozenset[str]) -> float:
    """How alike the words around two values of one unit must be. units: of their common thread."""
    if one.unit == other.unit == "points" and one.voice == other.voice == "text":
        return 0.0
    if one.party and one.party == other.party and one.thread and one.thread == other.thread:
        return 0.0  # what one party wants on one issue
    if one.asker & other.asker:
        return SAME_ASKER
    if _same_deed(one, other):
        return SAME_DEED if one.kind is SlotKind.NUMBER else SHARE_OF_DEED
    thread = one.thread if one.thread == other.thread else ""
    if not thread or one.voice != other.voice or one.kind in LOOSE:
        return SAME_COUNT if one.unit in COUNTED else ALIKE
    return SAME_VALUE if one.unit in units and one.voice != "fact" else SAME_THREAD


def _same_deed(one: Node, other: Node) -> bool:
    """Whether both tell of the same deed and count the same things ("4,200 dockers laid down
    tools"), or give a share or sum and have another word in common."""
    counts = one.kind is SlotKind.NUMBER and one.unit not in _measuring()
    shared = one.near & other.near
    deed = any(term[0] == "~" and term[1:] in names("deeds") for term in shared)
    return deed and one.voice == other.voice and len(shared) >= (1 if counts else 2)


@cache
def _measuring() -> frozenset[str]:
    """Units that measure and do not count."""
    return frozenset(table("accounts.toml")["measuring"]["units"])


def _blocks(
    nodes: Mapping[Node, int], vectors: Mapping[frozenset[str], Vector]
) -> Iterator[list[Node]]:
    """Nodes of one family that share a term or a thread, in order of their rarest terms; the
    blocks that bring least together come first."""
    ordered = sorted(nodes, key=lambda node: _rarest_first(node, vectors[node.near]))
    blocks: dict[tuple[str, str], list[Node]] = {}
    for node in ordered:
        keys = [*node.near, f"thread {node.thread}"] if node.thread else node.near
        for key in keys:
            blocks.setdefault((node.family, key), []).append(node)
    yield from sorted(
        (block for block in blocks.values() if len(block) > 1),
        key=lambda block: (len(block), nodes[block[0]], nodes[block[-1]]),
    )


def _rarest_first(node: Node, vector: Vector) -> tuple[list[tuple[float, str]], str, str, str]:
    terms = sorted((-weight, term) for term, weight in vector.items())
    return terms, node.thread, node.voice, node.unit


def _vectors(found: Sequence[Measure], nodes: Mapping[Node, int]) -> dict[frozenset[str], Vector]:
    counts = Counter(term for measure in found for term in measure.near)
    many = len(found) + IMAGINED
    weight = {term: log(many / (count + 1)) for term, count in counts.items()}
    return {node.near: {term: weight[term] for term in node.near} for node in nodes}


def _join(leader: list[int], one: int, other: int) -> None:
    leader[_lead(leader, other)] = _lead(leader, one)


def _lead(leader: list[int], at: int) -> int:
    while leader[at] != at:
        leader[at] = leader[leader[at]]
        at = leader[at]
    return at
