"""Accounts that differ in four invented piles: a labour dispute, a water treaty, a climate session,
a constitution.

The piles (`gold/accounts/*.txt`) and what was planted in them (`*.toml`) are self-written, so the
figures flatter. `carbon` is aside: not looked at while developing. `charter` was aside too, until
it was opened half-way (docs/decisions/0052). Marked words `{id|…}` are the accounts of one planted
item; a document that is a draft gives its numbered lines as provisions. A discrepancy is right that
shows a planted contradiction, or an innocent difference with one of its reasons.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figure, data_hash
from travaux import corpus, discourse, drafts
from travaux.core.anchors import anchor
from travaux.core.documents import Document
from travaux.core.drafts import Draft, Provision
from travaux.core.issues import Account, Discrepancy
from travaux.issues import find_discrepancies

GOLD = Path(__file__).with_name("gold") / "accounts"
HEAD = re.compile(
    r"^=== (?P<name>\w+) \| (?P<date>[\d-]+) \| (?P<outlet>[^|\n]*)(?P<draft>.*)$", re.M
)
MARK = re.compile(r"\{(?P<item>\w+)\|(?P<words>[^}]*)\}")
LINE = re.compile(r"^(\d+)\. (.*)$", re.MULTILINE)

Place = tuple[str, int, int]  # document, start, end


@dataclass(frozen=True, slots=True)
class Item:
    """What was planted: the places of its accounts; whether they contradict; acceptable reasons."""

    id: str
    kind: str
    places: tuple[Place, ...]
    contradiction: bool
    reasons: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pile:
    """Documents and drafts of one negotiation, and what was planted in them."""

    fold: str
    documents: tuple[Document, ...]
    drafts: tuple[Draft, ...]
    provisions: tuple[Provision, ...]
    items: tuple[Item, ...]


def measure(data: Path) -> list[Figure]:
    """Recall, precision and share of acceptable reasons, by half."""
    stamp = data_hash(sorted(GOLD.iterdir()))
    piles = [read_pile(file) for file in sorted(GOLD.glob("*.txt"))]
    found = [(pile, discrepancies(pile)) for pile in piles]
    return [
        figure
        for fold in ("dev", "aside")
        for figure in _figures(fold, [(p, ds) for p, ds in found if p.fold == fold], stamp)
    ]


def read_pile(file: Path) -> Pile:
    """One pile without its marks, and its key."""
    text, key = file.read_text("utf-8"), tomllib.loads(file.with_suffix(".toml").read_text("utf-8"))
    heads = [*HEAD.finditer(text)]
    ends = [*(h.start() for h in heads[1:]), len(text)]
    places: dict[str, list[Place]] = {}
    documents, found = [], []
    for head, end in zip(heads, ends, strict=True):
        name = f"{file.stem}/{head['name']}"
        plain = "".join(_plain(text[head.end() + 1 : end], name, places))
        documents.append(
            Document(name, name, head["outlet"].strip(), "", head["date"], "en", plain)
        )
        if "draft:" in head["draft"]:
            draft = Draft(name, head["draft"].partition("draft:")[2].strip(), head["date"])
            found.append((draft, documents[-1]))
    provisions = tuple(p for draft, document in found for p in _provisions(draft, document))
    items = tuple(
        Item(
            i["id"],
            i["kind"],
            tuple(places[i["id"]]),
            i["contradiction"],
            frozenset(i["reasons"]),
        )
        for i in key["item"]
    )
    return Pile(key["fold"], tuple(documents), tuple(d for d, _ in found), provisions, items)


def _plain(text: str, name: str, places: dict[str, list[Place]]) -> Iterator[str]:
    """The pieces of a text without marks; where the marked words stand goes into `places`."""
    last = length = 0
    for mark in MARK.finditer(text):
        yield text[last : mark.start()]
        yield mark["words"]
        length += mark.start() - last
        places.setdefault(mark["item"], []).append((name, length, length + len(mark["words"])))
        length += len(mark["words"])
        last = mark.end()
    yield text[last:]


def _provisions(draft: Draft, document: Document) -> Iterator[Provision]:
    for m in LINE.finditer(document.text):
        place = anchor(document.id, document.text, *m.span(2))
        yield Provision(f"{draft.id}/{m[1]}", draft.id, m[1], (m[1],), m[2], (place,), int(m[1]))


def discrepancies(pile: Pile) -> tuple[Discrepancy, ...]:
    """What is found in a pile."""
    annotations = [corpus.annotate(d) for d in pile.documents]
    pairs = zip(pile.documents, annotations, strict=True)
    told = [s for d, a in pairs for s in discourse.attribute(d, a, "rules")]
    merging = discourse.merge_parties(told, pile.documents, ())
    return find_discrepancies(
        pile.documents,
        slots={d.id: drafts.read_slots(d.text, d.id) for d in pile.documents},
        annotations=annotations,
        statements=merging.statements,
        parties=merging.parties,
        provisions=pile.provisions,
        drafts=pile.drafts,
    )


def meets(item: Item, found: Discrepancy) -> bool:
    """Whether at least two of an item's accounts are among the found ones (or its only one)."""
    told = sum(any(_at(place, a) for a in found.values) for place in item.places)
    return told >= min(2, len(item.places))


def _at(place: Place, account: Account) -> bool:
    document, start, end = place
    here = account.anchor
    return here.document == document and here.start < end and start < here.end


def right(found: Discrepancy, items: tuple[Item, ...]) -> bool:
    """Whether it shows a contradiction, or an innocent difference with one of its reasons."""
    return any(
        meets(item, found) and (item.contradiction or found.likely_reason in item.reasons)
        for item in items
    )


def _figures(
    fold: str, found: list[tuple[Pile, tuple[Discrepancy, ...]]], stamp: str
) -> Iterator[Figure]:
    planted = [(i, ds) for pile, ds in found for i in pile.items if i.contradiction]
    met = [(i, hits) for i, ds in planted if (hits := [d for d in ds if meets(i, d)])]
    reasoned = sum(any(d.likely_reason in i.reasons for d in hits) for i, hits in met)
    shown = [right(d, pile.items) for pile, ds in found for d in ds]
    note = f"{len(met)} of {len(planted)} planted contradictions"
    yield Figure(f"planted.recall_{fold}", len(met) / len(planted), "", note, stamp)
    note = f"{sum(shown)} of {len(shown)} found"
    yield Figure(f"planted.precision_{fold}", sum(shown) / max(1, len(shown)), "", note, stamp)
    note = f"{reasoned} of {len(met)} found ones"
    yield Figure(f"planted.reasons_{fold}", reasoned / max(1, len(met)), "", note, stamp)
