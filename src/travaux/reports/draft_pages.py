"""Drafts: each draft with its provisions, their readings, questions, and who spoke about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nsmallest
from typing import Any

from markupsafe import Markup

from travaux.core.drafts import Change, Draft, Provision, Slot, SlotKind
from travaux.core.issues import ProvisionLink
from travaux.reports import addresses
from travaux.reports.claim_views import by_draft, claim_view
from travaux.reports.indexed import Indexed, grouped
from travaux.reports.lineage_picture import lineage_picture
from travaux.reports.views import StatementView, linked_view

SHOWN_SLOTS = 8
SHOWN_PARTIES = 15  # rows of the table of asymmetry
CARRIED = ("duties", "prohibitions", "permissions", "deadlines", "conditions", "sanctions")


def draft_pages(index: Indexed) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The list of drafts with what changed between them, then one page a draft."""
    looks = DraftViews(index)
    drafts = [looks.draft(draft) for draft in index.record.drafts]
    changed = [looks.change(c) for c in index.record.changes if c.kinds != ("same",)]
    graph = lineage_picture(index)
    yield "drafts.html", "drafts.html", {"drafts": drafts, "changes": changed, "graph": graph}
    for draft in drafts:
        yield (
            draft["href"],
            "draft.html",
            {"draft": draft, "title": draft["name"], "carried": CARRIED},
        )


def spoken_about(
    index: Indexed, draft: str, provision: str, most: int | None = None
) -> list[StatementView]:
    """Views of the statements about one provision ("" = the whole text), the surest link first,
    no more than `most`."""
    return [linked_view(index, link) for link in links_about(index, draft, provision, most)]


def links_about(
    index: Indexed, draft: str, provision: str, most: int | None = None
) -> list[ProvisionLink]:
    """The links of statements to one provision ("" = the whole text), the surest first, no more
    than `most`."""
    known = _links_to(index, draft, provision)
    return sorted(known, key=_surest) if most is None else nsmallest(most, known, key=_surest)


def _links_to(index: Indexed, draft: str, provision: str) -> list[ProvisionLink]:
    return index.links_to.get((draft, provision), [])


def _surest(link: ProvisionLink) -> tuple[float, str]:
    return -link.score, link.statement


def telling(slots: Sequence[Slot]) -> list[Slot]:
    """Slots that a reader looks for (numbers, money, dates, limits, places): each once, and without
    the modal verbs and the parties, which every sentence has."""
    kept = {s.anchor.exact: s for s in slots if s.kind not in (SlotKind.MODALITY, SlotKind.PARTY)}
    return list(kept.values())


class DraftViews:
    """Drafts and provisions as their pages show them, over look-ups made once.

    most: statements shown about one provision; all by default.
    """

    def __init__(self, index: Indexed, most: int | None = None) -> None:
        record = index.record
        self.index = index
        self.most = most
        self.provisions = grouped(record.provisions, lambda p: p.draft)
        self.findings = grouped(record.findings, lambda f: f.provision)
        self.variants = grouped(record.variants, lambda v: v.provision)
        self.claims = by_draft(record.claims)
        self.burdens = grouped(record.burdens, lambda b: b.draft)
        self.lives = {p: t.id for t in record.threads for cell in t.cells for p in cell}
        self.witnesses = {witness.id: witness for witness in record.witnesses}
        self.changes: dict[str, list[Change]] = {}
        for change in record.changes:
            for provision in (*change.before, *change.after):
                self.changes.setdefault(provision, []).append(change)

    def draft(self, draft: Draft) -> dict[str, Any]:
        items = [self.provision(p) for p in self.provisions.get(draft.id, ())]
        whole = spoken_about(self.index, draft.id, "", self.most)
        said = len(links_about(self.index, draft.id, "")) + sum(item["said"] for item in items)
        return {
            "name": draft.name,
            "href": addresses.draft_page(draft.id),
            "status": draft.status.value,
            "date": draft.date,
            "authors": draft.authors,
            "witnesses": [self.witness(w) for w in draft.witnesses if w in self.witnesses],
            "provisions": items,
            "whole": whole,
            "spoken": said,
            "claims": [claim_view(self.index, c) for c in self.claims.get(draft.id, ())],
            "burdens": self.carried(draft.id),
            "findings": sum(len(item["findings"]) for item in items),
        }

    def carried(self, draft: str) -> list[dict[str, Any]]:
        """The table of asymmetry: who carries what, the heaviest rows first, with links."""
        return [
            {
                "party": burden.party,
                "columns": [self.named(draft, getattr(burden, name)) for name in CARRIED],
                "counts": [len(getattr(burden, name)) for name in CARRIED],
            }
            for burden in self.burdens.get(draft, ())[:SHOWN_PARTIES]
        ]

    def witness(self, witness: str) -> dict[str, str]:
        found = self.witnesses[witness]
        page = addresses.source_page(found.document)
        return {
            "title": self.index.title(found.document, found.start),
            "href": f"{page}#a-{found.start}-{found.end}",
        }

    def provision(self, provision: Provision) -> dict[str, Any]:
        links = links_about(self.index, provision.draft, provision.id, self.most)
        return {
            "label": provision.label,
            "title": provision.title,
            "anchor_id": provision.id,
            "life": addresses.life_page(self.lives[provision.id])
            if provision.id in self.lives
            else "",
            "depth": min(len(provision.path) - 1, 4),
            "lead_in": provision.lead_in,
            "text": provision.text,
            "href": addresses.place(provision.anchors[0]) if provision.anchors else "",
            "slots": [
                {"text": slot.anchor.exact, "kind": slot.kind.value}
                for slot in telling(provision.slots)[:SHOWN_SLOTS]
            ],
            "changes": [
                self.fate(provision, change) for change in self.changes.get(provision.id, ())
            ],
            "variants": [self.variant(v) for v in self.variants.get(provision.id, ())],
            "findings": [
                {"question": f.question, "rule": f.rule, "href": addresses.place(f.anchor)}
                for f in self.findings.get(provision.id, ())
            ],
            "spoken": [linked_view(self.index, link) for link in links],
            "said": len(_links_to(self.index, provision.draft, provision.id)),
        }

    def variant(self, variant: Any) -> dict[str, str]:
        title = self.index.title(variant.anchor.document, variant.anchor.start)
        return {"text": variant.text, "href": addresses.place(variant.anchor), "title": title}

    def change(self, change: Change) -> dict[str, Any]:
        return {
            "before": self.named(change.from_draft, change.before),
            "after": self.named(change.to_draft, change.after),
            "kinds": [kind.value for kind in change.kinds],
            "certain": change.certain,
            "reason": change.reason,
            "score": change.score,
        }

    def fate(self, provision: Provision, change: Change) -> Markup:
        """“in Draft B: reworded, 12”: what became of a provision, or where it came from."""
        forward = provision.id in change.before
        draft, others = (
            (change.to_draft, change.after) if forward else (change.from_draft, change.before)
        )
        kinds = ", ".join(kind.value for kind in change.kinds)
        name = self.index.drafts[draft].name if draft in self.index.drafts else ""
        lead = "in" if forward else "from"
        return Markup("{} {}: {} {}").format(lead, name, kinds, self.named(draft, others))

    def named(self, draft: str, provisions: tuple[str, ...]) -> Markup:
        """Links to provisions, by label, with the first words of the text."""
        link = Markup('<a href="{}" title="{}">{}</a>')
        found = [self.index.provisions[p] for p in provisions if p in self.index.provisions]
        return Markup(", ").join(
            link.format(addresses.provision_place(draft, p.id), p.full_text[:200], p.label)
            for p in found
        )
