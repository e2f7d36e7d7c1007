"""The page of commitments: the cards drafted from a record's provisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from travaux.core.anchors import Anchor
from travaux.core.commitments import Commitment
from travaux.core.record import Record
from travaux.reports import addresses
from travaux.reports.indexed import Indexed
from travaux.reports.monitoring_addresses import ASSETS, IN_DOSSIER, tabs

Page = tuple[str, str, dict[str, Any]]


def commitment_pages(index: Indexed) -> Iterator[Page]:
    """The cards drafted from a record's drafts, for a person to correct."""
    by_provision = index.provisions
    cards = [card_view(c) for c in index.record.commitments]
    for card, commitment in zip(cards, index.record.commitments, strict=True):
        provision = by_provision.get(commitment.provision)
        if provision:
            card["label"] = provision.label
            card["href"] = addresses.provision_place(provision.draft, provision.id)
    files = files_of(index.record)
    yield "commitments.html", "commitments.html", {
        "cards": cards, "title": "Commitments", "assets": ASSETS, "pages": files,
        "tabs": tabs(files), "here": "commitments.html",
    }  # fmt: skip


def files_of(record: Record) -> dict[str, str]:
    """The pages of commitments that the dossier of `record` has."""
    own = IN_DOSSIER if record.surveys else {key: IN_DOSSIER[key] for key in ("cards", "card")}
    return dict(own)


def card_view(
    commitment: Commitment, place: Callable[[Anchor], str] = addresses.place
) -> dict[str, Any]:
    """A commitment as pages show it. place: the address of an anchor, "" where it has none."""
    return {
        "name": commitment.name,
        "label": commitment.provision,
        "href": "",
        "kind": commitment.kind.value,
        "bearer": commitment.bearer or "nobody named",
        "theme": commitment.theme,
        "read_back": commitment.read_back,
        "made_by": commitment.made_by,
        "note": dict(commitment.cells).get("note", ""),
        "slots": [
            {"name": s.name, "text": s.text, "stated": s.stated,
             "href": place(s.anchor) if s.anchor else ""}
            for s in commitment.slots
        ],
        "missing": [s.name for s in commitment.slots if not s.stated],
    }  # fmt: skip
