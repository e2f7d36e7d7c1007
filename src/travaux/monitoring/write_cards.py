"""Commitments -> a card file in YAML, for a person to correct; it reads back without a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from travaux.core.commitments import SLOTS, CardSlot, Commitment
from travaux.core.norm_cards import NOT_IN_THE_TEXT
from travaux.monitoring.cards import card_names
from travaux.monitoring.draft_cells import drafted_cells
from travaux.monitoring.norms import patterns_in
from travaux.monitoring.phrases import ABSENT_WORDS, Misread, Reader

TO_BE_NAMED = "to be named"


def card_file(commitments: Sequence[Commitment], name: str, begins: str = "") -> str:
    """The YAML card file of `commitments`; who makes outside events known is left open."""
    cards = [card_of(c, n) for c, n in zip(commitments, card_names(commitments), strict=True)]
    top: dict[str, Any] = {"agreement": name, "unit": "day"}
    top |= {"begins": begins} if begins else {}
    events = {event: TO_BE_NAMED for card in cards for event in _awaited(card)}
    top |= {"events": events} if events else {}
    return in_yaml(top | {"cards": cards})


def in_yaml(data: Any) -> str:
    """`data` as YAML, keys in their order."""
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)


def card_of(commitment: Commitment, name: str = "") -> dict[str, Any]:
    """The card of one commitment as YAML writes it: formal cells, then the text's own words."""
    slots = {slot: commitment.slot(slot) for slot in SLOTS}
    card: dict[str, Any] = {"id": name or commitment.name, "provision": commitment.provision}
    card |= {"theme": commitment.theme} if commitment.theme else {}
    card |= {"kind": commitment.kind.value, "bearer": _bearers(commitment)}
    card |= dict(commitment.cells or drafted_cells(slots))
    card["words"] = {n: _words(s) for n, s in slots.items() if n != "bearer" or s.stated}
    return card


def _bearers(commitment: Commitment) -> Any:
    listed = [b for b in commitment.bearer.split("; ") if b]
    return listed if len(listed) > 1 else listed[0] if listed else NOT_IN_THE_TEXT


def _words(slot: CardSlot) -> Any:
    if not slot.stated or slot.text.lower() in ABSENT_WORDS:
        return NOT_IN_THE_TEXT
    if slot.anchor is None:
        return slot.text
    place: Mapping[str, Any] = {
        "quote": slot.text, "document": slot.anchor.document,
        "start": slot.anchor.start, "end": slot.anchor.end,
    }  # fmt: skip
    return dict(place)


def _awaited(card: Mapping[str, Any]) -> Iterator[str]:
    """The events that a card's conditions and deadline wait for, as far as they can be read."""
    reader = Reader()
    try:
        yield from (p.event for p in patterns_in(reader.start(card.get("trigger", "")).when))
        for name in ("condition", "during", "until"):
            if card.get(name, "").lower() not in ABSENT_WORDS:
                yield from (p.event for p in patterns_in(reader.condition(card[name])))
        due = reader.due(card.get("due", ""))
    except Misread:
        return
    if due and due.after:
        yield due.after.event
