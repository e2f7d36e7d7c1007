"""Paragraphs of the Paris drafts of 4 and 9 December 2015, aligned, against a table made by hand.

The table (gold/paris_rows.toml) was written down before the alignment was run on these texts. A
found link counts where both ends have words; footnotes behind Article 26 are left out.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bench.figures import Figure, data_hash, f1
from travaux.core.documents import Document
from travaux.core.drafts import Draft, Provision
from travaux.core.ids import digest
from travaux.drafts import compare, find_witnesses

ROWS = Path(__file__).parent / "gold" / "paris_rows.toml"
DRAFTS = ("4-dec-2015.md", "9-dec-2015.md")


def measure(data: Path) -> list[Figure]:
    """F1 of paragraph links, and the share of articles paired with themselves."""
    files = [data / "paris-2015" / name for name in DRAFTS]
    if not all(file.exists() for file in files):
        return []
    old, new = (read(file) for file in files)
    changes = compare([Draft(name, name) for name in DRAFTS], [*old, *new])
    labels = labelled(old) | labelled(new)
    ends = [(b, a) for c in changes for b in c.before for a in c.after]
    words = {p.id for p in (*old, *new) if worded(p)}
    found = {(labels[b], labels[a]) for b, a in ends if b in words and a in words}
    gold = {(b, a) for b, a in tomllib.loads(ROWS.read_text())["rows"]}
    right = len(found & gold)
    score = f1(len(found), right, len(gold))
    note = f"{right} right of {len(found)} found, {len(gold)} by hand"
    version = data_hash(files)
    return [
        Figure("paris.paragraph_f1", score, "F1", note, version),
        Figure("paris.articles_paired", paired(old, new, ends), "share", "", version),
    ]


def read(file: Path) -> tuple[Provision, ...]:
    """The provisions of one draft, owned by it."""
    text = file.read_text(encoding="utf-8")
    document = Document(digest(file.read_bytes()), file.name, file.stem, "", "", "en", text)
    (witness,) = find_witnesses(document).witnesses
    return tuple(_owned(p, file.name) for p in witness.provisions)


def _owned(provision: Provision, draft: str) -> Provision:
    return replace(provision, draft=draft)


def worded(provision: Provision) -> bool:
    """Whether it has words of its own, and is no footnote."""
    return bool(re.search(r"\w", provision.text)) and not provision.label.startswith("Article 26 ")


def labelled(provisions: Iterable[Provision]) -> dict[str, str]:
    """Label by id; the second of one label has "#2" behind it."""
    seen: Counter[str] = Counter()
    found: dict[str, str] = {}
    for provision in provisions:
        seen[provision.label] += 1
        count = seen[provision.label]
        found[provision.id] = provision.label if count == 1 else f"{provision.label}#{count}"
    return found


def paired(
    old: Iterable[Provision], new: Iterable[Provision], ends: Iterable[tuple[str, str]]
) -> float:
    """Of the articles that both drafts have, the share linked with their own number."""
    heads = [
        {p.label: p.id for p in held if len(p.path) == 1 and p.path[0].startswith("article")}
        for held in (old, new)
    ]
    both = heads[0].keys() & heads[1].keys()
    links = set(ends)
    return sum((heads[0][label], heads[1][label]) in links for label in both) / len(both)
