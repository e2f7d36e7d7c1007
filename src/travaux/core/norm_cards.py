"""A norm card as people fill it in: its fields, one table for YAML, tables, forms and pages.

A card's cells are written in the phrases of `monitoring/phrases.py`. Beside the formal cell of a
slot stand the words of the text (“due words”) and their place (“due at”: DOCUMENT:START-END).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from travaux.core.commitments import SLOTS, CardSlot, Commitment, CommitmentKind

NOT_IN_THE_TEXT = "not in the text"


class Deed(StrEnum):
    """How a duty is performed. For prohibitions, permissions and powers it is not read."""

    ACHIEVE = "achieve"
    KEEP_UP = "keep up"
    REFRAIN = "refrain"
    REPEAT = "repeat"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class CardField:
    """One field of a card: its name (a column of a table, a key of YAML), what it asks, an
    example, and what may be chosen (() = any text). needed: a card without it is a fault."""

    name: str
    asks: str
    example: str = ""
    choices: tuple[str, ...] = ()
    needed: bool = False

    @property
    def is_slot(self) -> bool:
        """Whether the text's own words and place may stand beside it."""
        return self.name in SLOTS


FIELDS: tuple[CardField, ...] = (
    CardField("id", "A short name for this card", "payment", needed=True),
    CardField("provision", "Which provision it comes from", "Article 3(1)"),
    CardField("theme", "What it is counted under", "Water"),
    CardField("kind", "What it is", choices=tuple(CommitmentKind), needed=True),
    CardField("deed", "How a duty is performed", choices=tuple(Deed)),
    CardField("bearer", "Who is bound (several: A; B)", "Karsovia", needed=True),
    CardField("counterparty", "To whom it is owed", "Merrow"),
    CardField(
        "act",
        "The event that performs it; that breaks it, where it forbids or has to be kept up",
        "paid by bearer to counterparty where crowns >= 50",
        needed=True,
    ),
    CardField("trigger", "What starts it (a date, an event, another card's state)", "signed"),
    CardField("condition", "What has to be met once before it applies", "access_granted"),
    CardField("due", "When its time ends", "30 days after signed"),
    CardField("consequence", "What its breach or use does", "violated: activate suspension"),
    CardField("verifier", "Who finds whether it is kept", "the treaty monitor"),
    CardField("enforcer", "Who acts on a breach", NOT_IN_THE_TEXT),
    CardField("during", "What has to last for it to apply", "from flood until flood_over"),
    CardField("until", "What ends it", "treaty_replaced"),
    CardField("every", "The period of a duty to repeat", "2 months"),
    CardField("count", "How many times, or to what sum, a duty to count", "5"),
    CardField("sum of", "The fact of the event that is summed", "crowns"),
    CardField("surviving", "Whether it outlives the agreement", choices=("yes", "no")),
    CardField("again", "Whether a power can be used more than once", choices=("yes", "no")),
    CardField("late performance", "What late performance does", choices=("cures", "breach stays")),
    CardField("note", "A remark for people"),
)
"""Every field of a card, in the order people read them."""


def form_fields() -> tuple[str, ...]:
    """The names a form may send: each field, and words and place of each slot."""
    beside = (f"{slot} {what}" for slot in SLOTS for what in ("words", "at"))
    return (*(field.name for field in FIELDS), *beside)


def fields_of(commitment: Commitment) -> dict[str, str]:
    """The fields that a form for `commitment` is filled with, the empty ones left out."""
    proper = {
        "id": commitment.name,
        "provision": commitment.provision,
        "theme": commitment.theme,
        "kind": commitment.kind.value,
        "bearer": commitment.bearer or NOT_IN_THE_TEXT,
    }
    fields = {name: words for name, words in (proper | dict(commitment.cells)).items() if words}
    for slot in commitment.slots:
        fields |= _beside(slot, fields.get(slot.name, ""))
    return fields


def _beside(slot: CardSlot, formal: str) -> dict[str, str]:
    """The words of a slot and their place, where they say more than its formal cell."""
    if not slot.stated:
        return {f"{slot.name} words": NOT_IN_THE_TEXT} if formal != NOT_IN_THE_TEXT else {}
    words = {f"{slot.name} words": slot.text} if slot.text != formal or slot.anchor else {}
    if slot.anchor:
        at = f"{slot.anchor.document}:{slot.anchor.start}-{slot.anchor.end}"
        words[f"{slot.name} at"] = at
    return words
