"""The invented Vela talks: drafts as the press paraphrases them, aligned, against the key.

A found link is right where the key has both ends in one change. A provision with words that the key
links to the next (or the one before) is recalled where one of its links there is right. The
thresholds for paraphrase were chosen on this key and on mutated texts: not held-out figures.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.figures import Figure, data_hash
from travaux.core.drafts import Draft, Provision
from travaux.corpus import read_document
from travaux.drafts import compare, read_draft

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
FILES = {
    "A": "draft-a-sundholm-outline.txt",
    "B": "draft-b-lindesby-observer-translation.md",
    "C": "draft-c-treaty-text.docx",
}
STEPS = (("A", "B"), ("B", "C"))
Place = tuple[str, str]


def measure(data: Path) -> list[Figure]:
    """Precision of links and recall of linked provisions; the data folder is not used."""
    key_file = EXAMPLES / "keys" / "vela-river.toml"
    key = tomllib.loads(key_file.read_text(encoding="utf-8"))
    read = {name: drafted(name) for name in FILES}
    found = links(read)
    worded = {(n, p.label) for n, (_, held) in read.items() for p in held if p.text}
    right, wanted, recalled = 0, 0, 0
    for step in STEPS:
        gold = gold_links(key, step)
        good = {pair for pair in found if pair in gold}
        ends = {end for pair in gold for end in pair} & worded
        right += len(good)
        wanted += len(ends)
        recalled += len({end for pair in good for end in pair} & ends)
    near = [pair for pair in found if (pair[0][0], pair[1][0]) in STEPS]
    version = data_hash([key_file, *(EXAMPLES / "vela-river" / f for f in FILES.values())])
    return [
        Figure("vela.link_precision", right / len(near), "share", f"{len(near)} links", version),
        Figure("vela.link_recall", recalled / wanted, "share", f"{wanted} ends", version),
    ]


def drafted(name: str) -> tuple[Draft, tuple[Provision, ...]]:
    """One file of the talks as a draft; its order is that of FILES, not its date."""
    file = EXAMPLES / "vela-river" / FILES[name]
    document = read_document(file.read_bytes(), file.name).document
    if document is None:
        raise ValueError(f"{file.name} could not be read")
    draft, provisions = read_draft(document, name)
    return replace(draft, date=""), provisions


def links(read: dict[str, tuple[Draft, tuple[Provision, ...]]]) -> set[tuple[Place, Place]]:
    """Every link found between provisions with words, as (draft, label) pairs."""
    names = {draft.id: name for name, (draft, _) in read.items()}
    provisions = [p for _, held in read.values() for p in held]
    place = {p.id: (names[p.draft], p.label) for p in provisions if p.text}
    changes = compare([draft for draft, _ in read.values()], provisions)
    ends = [(b, a) for c in changes for b in c.before for a in c.after]
    return {(place[b], place[a]) for b, a in ends if b in place and a in place}


def gold_links(key: dict[str, Any], step: tuple[str, str]) -> set[tuple[Place, Place]]:
    """Every pair of ends of the key's changes between the two drafts."""
    one, other = step
    changes = [c for c in key["changes"] if one in c and other in c]
    return {((one, b), (other, a)) for c in changes for b in c[one] for a in c[other]}
