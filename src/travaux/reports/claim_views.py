"""Claims about drafts that no document prints, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from travaux.core.drafts import Claim
from travaux.reports import addresses
from travaux.reports.indexed import Indexed, grouped


def claim_view(index: Indexed, claim: Claim) -> dict[str, Any]:
    """One claim: what it says, who says so, where, and what it is about."""
    place = claim.anchor
    outlet = index.title(place.document, place.start)
    return {
        "kind": claim.kind.value,
        "topic": claim.topic,
        "words": " ".join(place.exact.split()),
        "href": addresses.place(place),
        "by": claim.by or outlet,
        "party": addresses.party_place(claim.party) if claim.party in index.parties else "",
        "outlet": outlet if claim.by else "",
        "about": [_about(index, p) for p in claim.provisions if p in index.provisions],
    }


def _about(index: Indexed, provision: str) -> dict[str, str]:
    known = index.provisions[provision]
    name = index.drafts[known.draft].name if known.draft in index.drafts else ""
    href = addresses.provision_place(known.draft, known.id)
    return {"draft": name, "label": known.label, "href": href, "text": known.full_text[:200]}


def told_drafts(index: Indexed) -> tuple[str, ...]:
    """Ids of the drafts that claims are about, in the record's order."""
    told = {claim.draft for claim in index.record.claims}
    return tuple(d.id for d in index.record.drafts if d.id in told)


class ClaimsByThread:
    """Which claims each thread carries, draft by draft."""

    def __init__(self, index: Indexed) -> None:
        thread_of = {p: t.id for t in index.record.threads for cell in t.cells for p in cell}
        self.loose: dict[str, list[Claim]] = {}
        self.held: dict[tuple[str, str], list[Claim]] = {}
        for claim in index.record.claims:
            threads = list(dict.fromkeys(thread_of[p] for p in claim.provisions if p in thread_of))
            for thread in threads:
                self.held.setdefault((thread, claim.draft), []).append(claim)
            if not threads:
                self.loose.setdefault(claim.draft, []).append(claim)

    def of(self, thread: str, draft: str) -> list[Claim]:
        """The claims about `draft` that are about the provisions of `thread`."""
        return self.held.get((thread, draft), [])


def by_draft(claims: Iterable[Claim]) -> Mapping[str, list[Claim]]:
    """Claims by the draft they are about."""
    return grouped(claims, lambda claim: claim.draft)
