"""The page of commitments: the cards drafted from a record's provisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from travaux.core.commitments import Commitment
from travaux.reports import addresses
from travaux.reports.indexed import Indexed

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
    yield "commitments.html", "commitments.html", {"cards": cards, "title": "Commitments"}


def card_view(commitment: Commitment) -> dict[str, Any]:
    """A commitment as pages show it."""
    return {
        "name": commitment.name,
        "label": commitment.provision,
        "href": "",
        "kind": commitment.kind.value,
        "bearer": commitment.bearer or "nobody named",
        "theme": commitment.theme,
        "read_back": commitment.read_back,
        "slots": [
            {"name": s.name, "text": s.text, "stated": s.stated,
             "href": addresses.place(s.anchor) if s.anchor else ""}
            for s in commitment.slots
        ],
        "missing": [s.name for s in commitment.slots if not s.stated],
    }  # fmt: skip
