"""Norm cards: the only notation in which commitments are put in.

Eats the bytes of a card file (YAML, CSV, XLSX; `card_rows.py`). Makes the norms that the engine
reads and the `Commitment`s that the record keeps (`read_card.py`). Every fault of the file is
reported at once, with its line. A card with several bearers is one norm each (“patrols/Karst”).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from travaux.core.commitments import Commitment
from travaux.core.norm_cards import fields_of
from travaux.monitoring.card_faults import crossed_faults
from travaux.monitoring.card_frame import SETTINGS, Frame, read_frame
from travaux.monitoring.card_rows import Row, rows_of
from travaux.monitoring.norms import Agreement
from travaux.monitoring.read_card import NormCard, read_card

__all__ = ["SETTINGS", "CardFile", "cards_of", "read_cards"]


@dataclass(frozen=True, slots=True)
class CardFile:
    """What a card file says. faults: (line, reason), all of them; norms and commitments are
    those of the cards without a fault. events: who can make each outside event known."""

    agreement: Agreement
    commitments: tuple[Commitment, ...]
    events: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[tuple[int, str], ...] = ()
    commitment_of: Mapping[str, str] = field(default_factory=dict)
    frame: Frame = field(default_factory=Frame)


def read_cards(data: bytes, file: str) -> CardFile:
    """The agreement and commitments of a card file; never raises for what the file holds."""
    rows = rows_of(data, file)
    frame, wrong = read_frame(rows.settings)
    read = [read_card(row, frame) for row in rows.cards]
    cards = [card for card, _ in read if card is not None]
    faults = [*rows.faults, *wrong, *(f for _, found in read for f in found)]
    faults += _repeated(rows.cards)
    faulty = [row for row, (card, _) in zip(rows.cards, read, strict=True) if card is None]
    return _file(frame, cards, faults, faulty)


def cards_of(commitments: Sequence[Commitment], frame: Frame) -> CardFile:
    """The agreement that `commitments` make under the settings of `frame`.

    A commitment of one bearer keeps its id. faults: of cards that cannot be read, in their order.
    """
    names = card_names(commitments)
    rows = [
        Row(line, fields_of(c) | {"id": name})
        for line, (c, name) in enumerate(zip(commitments, names, strict=True), 1)
    ]
    read = [read_card(row, frame) for row in rows]
    cards = [
        _kept(card, c.id)
        for (card, _), c in zip(read, commitments, strict=True)
        if card is not None
    ]
    faulty = [row for row, (card, _) in zip(rows, read, strict=True) if card is None]
    return _file(frame, cards, [f for _, found in read for f in found], faulty)


def _kept(card: NormCard, id_: str) -> NormCard:
    one = len(card.commitments) == 1
    kept = tuple(replace(c, id=id_) for c in card.commitments) if one else card.commitments
    return replace(card, commitments=kept)


def card_names(commitments: Sequence[Commitment]) -> tuple[str, ...]:
    """The id of each commitment's card in a file: its name, numbered where it comes again."""
    used: Counter[str] = Counter()
    names = []
    for commitment in commitments:
        name = commitment.name or commitment.id
        used[name] += 1
        names.append(name if used[name] == 1 else f"{name}.{used[name]}")
    return tuple(names)


def _file(
    frame: Frame, cards: list[NormCard], faults: list[tuple[int, str]], faulty: list[Row]
) -> CardFile:
    norms = [norm for card in cards for norm in card.norms]
    lines = {norm.id: card.line for card in cards for norm in card.norms}
    crossed = crossed_faults(norms, frame.events, lines, faulty)
    pairs = [pair for card in cards for pair in zip(card.norms, card.commitments, strict=True)]
    commitments = {c.id: c for _, c in pairs}
    return CardFile(
        frame.agreement(norms),
        tuple(commitments.values()),
        frame.events,
        tuple(sorted([*faults, *crossed])),
        {norm.id: c.id for norm, c in pairs},
        frame,
    )


def _repeated(cards: tuple[Row, ...]) -> Iterator[tuple[int, str]]:
    seen: dict[str, int] = {}
    for row in cards:
        name = str(row.cells.get("id", ""))
        if name in seen:
            yield row.line, f"id “{name}” was used in line {seen[name]} already"
        seen.setdefault(name, row.line)
