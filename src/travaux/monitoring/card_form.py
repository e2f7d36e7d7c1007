"""Norm cards as forms: fields as a person filled them in <-> a card, or every fault at once.

A form's fields have the names of a table's columns (`norm_cards.FIELDS`; for each slot also
“due words”, “due at”), so that a form, a row and a YAML block are read by the same code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from travaux.core.commitments import SLOTS, Commitment
from travaux.core.norm_cards import fields_of, form_fields
from travaux.monitoring.card_faults import crossed_faults
from travaux.monitoring.card_frame import Frame
from travaux.monitoring.card_rows import Row
from travaux.monitoring.cards import CardFile
from travaux.monitoring.draft_cells import drafted_cells
from travaux.monitoring.read_back import NOBODY
from travaux.monitoring.read_card import NormCard, read_card
from travaux.monitoring.write_cards import card_of, in_yaml


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with a form: (field, reason), all of it, in the order of the fields."""

    faults: tuple[tuple[str, str], ...]


def card_from_form(fields: Mapping[str, str], among: CardFile | None = None) -> NormCard | Faults:
    """The card that `fields` say, with its read-back in its commitments; else all its faults.

    among: the file that the card is for. Given that, names of other cards and of events are
    checked too, and dates are read in its unit; a card of the same id is replaced.
    """
    names = form_fields()
    given = {k: v.strip() for k, v in fields.items() if v.strip()}
    order = dict.fromkeys((*names, *given))
    row = Row(0, given, {name: at for at, name in enumerate(order, 1)})
    card, faults = read_card(row, among.frame if among else Frame())
    if card is not None and among is not None:
        faults = tuple(_crossed(card, among))
    if card is None or faults:
        told = {at: name for name, at in row.lines.items()}
        return Faults(tuple((told.get(line, "id"), why) for line, why in sorted(set(faults))))
    return card


def _crossed(card: NormCard, among: CardFile) -> list[tuple[int, str]]:
    """What the card says wrongly of others; nothing that others say of it."""
    own = {norm.id for norm in card.norms}
    others = [norm for norm in among.agreement.norms if norm.id not in own]
    norms = [*others, *card.norms]
    lines = {norm.id: 1 if norm.id in own else -1 for norm in norms}
    return [fault for fault in crossed_faults(norms, among.events, lines) if fault[0] == 1]


def form_of(commitment: Commitment) -> dict[str, str]:
    """The fields that a form for `commitment` is filled with; `card_from_form` reads them back."""
    if commitment.cells:
        return fields_of(commitment)
    slots = {slot: commitment.slot(slot) for slot in SLOTS}
    return fields_of(replace(commitment, cells=drafted_cells(slots)))


def understood(commitment: Commitment) -> Commitment:
    """`commitment` with its read-back; as it is where its card cannot be read yet."""
    if commitment.read_back:
        return commitment
    together = {"bearer": " and ".join(commitment.bearer.split("; ")) or NOBODY}
    read = card_from_form(form_of(commitment) | together)
    if isinstance(read, Faults):
        return commitment
    return replace(commitment, read_back=read.commitments[0].read_back)


def block_of(card: NormCard) -> str:
    """The YAML block of a card, one entry a bearer, to put under “cards:” of a card file."""
    return in_yaml([card_of(commitment) for commitment in card.commitments])
