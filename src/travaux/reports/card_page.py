"""The form for a norm card: fill it in without a network, and it gives the YAML block to save.

The form is filled from any card of the page's commitments. What it shows of the card is put
together from the words alone; `travaux monitor` reads the block back in full and lists its faults.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from travaux.core.commitments import Commitment
from travaux.core.norm_cards import FIELDS, CardField, fields_of
from travaux.reports.monitoring_addresses import tabs

Page = tuple[str, str, dict[str, Any]]

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("What it is", ("id", "provision", "theme", "kind", "deed")),
    ("Who and what", ("bearer", "counterparty", "act")),
    ("When", ("trigger", "condition", "due")),
    ("What follows", ("consequence", "verifier", "enforcer")),
    (
        "More, where it is needed",
        ("during", "until", "every", "count", "sum of", "surviving", "again", "late performance",
         "note"),
    ),
)  # fmt: skip


def card_page(commitments: Sequence[Commitment], files: Mapping[str, str]) -> Page:
    """The page of the form, to be filled from any of `commitments`."""
    return files["card"], "card_form.html", {
        "groups": form_groups(),
        "starts": [
            {"name": c.name, "said": f"{c.name} ({c.bearer or 'nobody named'})",
             "fields": json.dumps(fields_of(c), ensure_ascii=False)}
            for c in commitments
        ],
        "assets": ("monitoring.css", "cards.js"),
        "title": "Write a card",
        "pages": files,
        "tabs": tabs(files),
        "here": files["card"],
        "current": files.get("cards", files["card"]),
    }  # fmt: skip


def form_groups() -> list[dict[str, Any]]:
    """The fields of the form in their groups, as pages show them."""
    by_name = {field.name: field for field in FIELDS}
    return [{"title": t, "fields": [_field(by_name[n]) for n in names]} for t, names in GROUPS]


def _field(field: CardField) -> dict[str, Any]:
    return {
        "name": field.name,
        "key": field.name.replace(" ", "-"),
        "asks": field.asks,
        "example": field.example,
        "choices": field.choices,
        "needed": field.needed,
        "slot": field.is_slot,
    }
