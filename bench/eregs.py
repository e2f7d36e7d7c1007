"""US regulations (eRegs trees): tree labels, internal citations and defined terms, read from text.

Each version of a part is written out as plain text, titles and paragraphs one a line, without
indentation, and read as any document. Gold: the tree, and the layers of internal citations and
terms (offsets within a node's text). The layers are machine-made, so a part of what is counted as
wrong is the layer's own fault. Versions with an odd hash of their name were kept aside while
developing (of the same two parts, so they are no other text, only another version).

Seeded faults: every third definition is blanked out and every third section cited shifted to a
number that does not exist; counted is which references are noticed to lead nowhere, and the
definitions found in what is left.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.figures import Figure, data_hash, f1
from travaux.core.documents import Document
from travaux.core.drafts import Provision
from travaux.core.ids import digest
from travaux.drafts import find_witnesses, read_references, read_terms
from travaux.drafts.items import Item
from travaux.drafts.locate import articles, stretches

Node = dict[str, Any]


@dataclass(slots=True)
class Written:
    """A regulation as text; node id -> start of its text; id -> parent id; labelled nodes."""

    text: str = ""
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    labelled: list[str] = field(default_factory=list)


def written(tree: Node) -> Written:
    """The tree as text, in reading order."""
    result = Written()

    def walk(node: Node, above: str) -> None:
        name = "-".join(node["label"])
        result.parents[name] = above
        title = (node.get("title") or "").strip()
        if title and node.get("node_type") == "subpart":
            title = f"Subpart {node['label'][-1]}—{title}"
        begin = len(result.text)
        if title:
            result.text += title + "\n"
        result.starts[name] = len(result.text)
        if node["text"].strip():
            result.text += node["text"].rstrip("\n") + "\n"
        result.ends[name] = len(result.text)
        if title or re.match(r"\s*\(", node["text"]):
            marked = re.match(r"(?:§|PART|Subpart)", title) or not title
            if marked and not re.fullmatch(r"p\d+", node["label"][-1]):
                result.labelled.append(name)
                result.starts[f"@{name}"] = begin if title else result.starts[name]
        for child in node["children"]:
            walk(child, name)

    walk(tree, "")
    return result


@dataclass(slots=True)
class Faults:
    """A tree with seeded faults: (node, end offset) of shifted references, blanked nodes."""

    tree: Node
    shifted: set[tuple[str, int]] = field(default_factory=set)
    blanked: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Counts:
    """How many were found, how many of them are right, how many there are."""

    found: int = 0
    right: int = 0
    gold: int = 0

    def add(self, found: set[Any], gold: set[Any]) -> None:
        self.found += len(found)
        self.right += len(found & gold)
        self.gold += len(gold)

    @property
    def f1(self) -> float:
        return f1(self.found, self.right, self.gold)


def document_of(text: str) -> Document:
    """A document with this text."""
    return Document(digest(text.encode()), "part.txt", "Regulations", "", "", "en", text)


def provisions_of(document: Document) -> list[Provision]:
    """All provisions that are located in a document."""
    return [p for w in find_witnesses(document).witnesses for p in w.provisions]


def items_of(document: Document) -> list[Item]:
    """The numbered items of the texts located in a document (they know where labels begin)."""
    (article,) = articles(document)
    return [item for s in stretches(document.text, article)[0] for item in s.items]


def faulted(tree: Node, cited: dict[str, Any], defined: dict[str, Any]) -> Faults:
    """A copy of `tree` where every third section cited does not exist, and every third definition
    is blanked out. Nothing changes length, so that the layers' offsets keep."""
    nodes: dict[str, Node] = {}

    def note(node: Node) -> Node:
        copy = {**node, "children": [note(child) for child in node["children"]]}
        nodes["-".join(node["label"])] = copy
        return copy

    faults = Faults(note(tree))
    sections = {name.split("-")[1] for name in nodes if "-" in name}
    places = [
        (name, start, end)
        for name in sorted(cited)
        for row in cited[name]
        for start, end in row["offsets"]
        if re.fullmatch(r"\d+\.\d+", nodes[name]["text"][start:end])
    ]
    for name, start, end in places[::3]:
        text = nodes[name]["text"]
        part, number = text[start:end].split(".")
        gone = next((n for n in _numbers(len(number)) if n not in sections), number)
        nodes[name]["text"] = f"{text[:start]}{part}.{gone}{text[end:]}"
        faults.shifted.add((name, end))
    for key in sorted(defined["referenced"])[::3]:
        name = defined["referenced"][key]["reference"]
        nodes[name]["text"] = " " * len(nodes[name]["text"])
        faults.blanked.add(name)
    return faults


def _numbers(digits: int) -> list[str]:
    """Numbers with so many digits, the highest first."""
    return [str(n) for n in range(10**digits - 1, 10 ** (digits - 1) - 1, -1)]


@dataclass(slots=True)
class Tally:
    """What is counted over the versions of one half."""

    tree: Counts = field(default_factory=Counts)
    citations: Counts = field(default_factory=Counts)
    terms: Counts = field(default_factory=Counts)
    uses: Counts = field(default_factory=Counts)
    shifted: Counts = field(default_factory=Counts)
    left: Counts = field(default_factory=Counts)


def tally(folder: Path, version: Path, into: Tally) -> None:
    """Read one version of one part, and count."""
    part = version.parent.name
    gold = written(json.loads(version.read_text()))
    document = document_of(gold.text)
    provisions = provisions_of(document)
    _count_tree(gold, items_of(document), into.tree)
    cited, defined = (
        json.loads((folder / "layer" / name / "cfr" / version.name / part).read_text())
        for name in ("internal-citations", "terms")
    )
    _count_citations(gold, provisions, cited, into.citations)
    _count_terms(gold, provisions, defined, into)
    _count_faults(faulted(json.loads(version.read_text()), cited, defined), defined, into)


def _count_faults(faults: Faults, defined: dict[str, Any], into: Tally) -> None:
    """References noticed to lead nowhere; definitions found when a third are gone."""
    gold = written(faults.tree)
    provisions = provisions_of(document_of(gold.text))
    noticed = {
        r.anchor.end
        for r in read_references(provisions)
        if not r.targets and not r.external and r.path[0].startswith("sign")
    }
    into.shifted.add(noticed, {gold.starts[name] + end for name, end in faults.shifted})
    wanted = {
        tuple(gold.starts[t["reference"]] + at for at in t["position"])
        for t in defined["referenced"].values()
        if t["reference"] not in faults.blanked
    }
    into.left.add({(t.anchor.start, t.anchor.end) for t in read_terms(provisions)}, wanted)


def _count_tree(gold: Written, items: list[Item], counts: Counts) -> None:
    """Labels under the right labelled parent, both by place in the text."""
    starts = {gold.starts[f"@{name}"] for name in gold.labelled}
    wanted = set()
    for name in gold.labelled:
        above = gold.parents[name]
        while above and f"@{above}" not in gold.starts:
            above = gold.parents[above]
        wanted.add((gold.starts[f"@{name}"], gold.starts[f"@{above}"] if above else -1))
    by_at = {item.at: item for item in items}
    found = set()
    for item in items:
        above_at = item.parent
        while above_at in by_at and by_at[above_at].start not in starts:
            above_at = by_at[above_at].parent
        found.add((item.start, by_at[above_at].start if above_at in by_at else -1))
    counts.add(found, wanted)


def _count_citations(
    gold: Written, provisions: list[Provision], layer: dict[str, Any], counts: Counts
) -> None:
    """(end of the citation in the text, target node) of each internal citation."""
    wanted = {
        (gold.starts[name] + end, "-".join(citation["citation"]))
        for name, citations in layer.items()
        if name in gold.starts
        for citation in citations
        for _, end in citation["offsets"]
    }
    root = next(iter(gold.parents))
    found = {
        (r.anchor.end, _node(root, r.path)) for r in read_references(provisions) if not r.external
    }
    counts.add({f for f in found if f[1]}, wanted)


def _node(root: str, path: tuple[str, ...]) -> str:
    """The node id of a path: sections by their number, subparts left out."""
    if any(s.startswith("subpart") for s in path[-1:]):
        return ""  # the layer knows no citations of subparts
    steps = [s for s in path if not s.startswith("subpart")]
    parts = [p for s in steps for p in s.removeprefix("sign ").removeprefix("part ").split(".")]
    if parts and parts[0] != root:
        return ""
    return "-".join(parts[:1] + [p for p in parts[1:] if p != root])


def _count_terms(
    gold: Written, provisions: list[Provision], layer: dict[str, Any], into: Tally
) -> None:
    """(start, end) of the defined terms; (end, term) of their uses."""
    wanted = {
        tuple(gold.starts[t["reference"]] + at for at in t["position"])
        for t in layer["referenced"].values()
    }
    terms = read_terms(provisions)
    into.terms.add({(t.anchor.start, t.anchor.end) for t in terms}, wanted)
    used = {
        (gold.starts[name] + end, use["ref"].rsplit(":", 1)[0])
        for name, uses in layer.items()
        if name != "referenced" and name in gold.starts
        for use in uses
        for _, end in use["offsets"]
    }
    into.uses.add({(u.end, t.term.casefold()) for t in terms for u in t.uses}, used)


def held_out(version: Path) -> bool:
    """Whether a version belongs to the half kept aside."""
    return hashlib.sha256(version.name.encode()).digest()[0] % 2 == 1


def measure(data: Path) -> list[Figure]:
    """F1 of tree labels, citations, terms and their uses, all versions and those kept aside."""
    folder = data / "eregs" / "atf"
    versions = sorted(folder.glob("regulation/*/*"))
    if not versions:
        return []
    everything, aside = Tally(), Tally()
    for version in versions:
        tally(folder, version, everything)
        if held_out(version):
            tally(folder, version, aside)
    key = data_hash(f for f in folder.rglob("*") if f.is_file())
    return [*_figures("", everything, key), *_figures("_held_out", aside, key)]


def _figures(suffix: str, counted: Tally, key: str) -> Iterator[Figure]:
    for name, counts in (
        ("tree_labels", counted.tree),
        ("citations", counted.citations),
        ("terms", counted.terms),
        ("term_uses", counted.uses),
        ("shifted_references", counted.shifted),
        ("terms_after_deletions", counted.left),
    ):
        note = f"{counts.right} right of {counts.found} found, {counts.gold} gold"
        yield Figure(f"eregs.{name}_f1{suffix}", counts.f1, "F1", note, key)
