"""One card -> its norms, and the commitments that the record keeps, one each a bearer.

Cells are written in the phrases of `phrases.py`. A slot is stated, or “not in the text”; its words
and place stand in `words` (YAML) or in cells like “due words”, “due at” (tables and forms).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from travaux.core.anchors import Anchor
from travaux.core.commitments import SLOTS, CardSlot, Commitment
from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.ids import content_id
from travaux.core.norm_cards import FIELDS, Deed
from travaux.monitoring.card_frame import Faults, Frame, listed
from travaux.monitoring.card_rows import Row
from travaux.monitoring.norms import Norm
from travaux.monitoring.phrases import ABSENT_WORDS, Misread, Reader
from travaux.monitoring.read_back import read_back

COLUMNS = (*(field.name for field in FIELDS), "words")
PROPER = ("id", "provision", "kind", "bearer", "theme")
"""Fields that a commitment holds by themselves; the others are its `cells`."""

_PLACE = re.compile(r"(?P<document>.+):(?P<start>\d+)-(?P<end>\d+)")


@dataclass(frozen=True, slots=True)
class NormCard:
    """One card as understood: a norm and a commitment for each of its bearers."""

    norms: tuple[Norm, ...]
    commitments: tuple[Commitment, ...]
    line: int = 0


def read_card(row: Row, frame: Frame) -> tuple[NormCard | None, tuple[tuple[int, str], ...]]:
    """The card in `row`, None where it has faults; and all of these: (line, reason)."""
    name = str(row.cells.get("id", "")).strip()
    faults: Faults = [*_slot_faults(row, name)]
    kind = _chosen(row, "kind", Kind, faults)
    deed = _chosen(row, "deed", Deed, faults) or Deed.ACHIEVE
    bearers = listed(row.cells.get("bearer", ""))
    made = [
        pair
        for who in bearers or [""]
        if (pair := _of_bearer(row, frame, who, len(bearers) > 1, kind or Kind.DUTY, deed, faults))
    ]
    once = tuple(dict.fromkeys(faults))
    if once:
        return None, once
    return NormCard(tuple(n for n, _ in made), tuple(c for _, c in made), row.line), ()


def _of_bearer(
    row: Row, frame: Frame, bearer: str, several: bool, kind: Kind, deed: Deed, faults: Faults
) -> tuple[Norm, Commitment] | None:
    name = str(row.cells.get("id", "")).strip()
    full = f"{name}/{bearer}" if several else name
    norm = _norm(row, frame, (name, full), bearer, kind, deed, faults)
    if norm is None:
        return None
    slots = tuple(slot_of(row, slot, bearer) for slot in SLOTS)
    words = read_back(norm, {s.name: s for s in slots}, frame.unit)
    provision, theme = (str(row.cells.get(key, "")) for key in ("provision", "theme"))
    id_ = content_id("commitment", frame.name, provision, full, bearer)
    made = Commitment(id_, provision, kind, slots, full, bearer, theme, words, cells=_cells(row))
    return norm, made


def _cells(row: Row) -> tuple[tuple[str, str], ...]:
    """The cells that `Commitment` has no field for, as written, in the order of FIELDS."""
    own = [field.name for field in FIELDS if field.name not in PROPER]
    return tuple((key, str(row.cells[key])) for key in own if row.cells.get(key))


def _slot_faults(row: Row, name: str) -> Iterator[tuple[int, str]]:
    beside = {f"{slot} {what}" for slot in SLOTS for what in ("words", "at")}
    for key in row.cells:
        if key and key not in COLUMNS and key not in beside:
            yield row.line_of(key), f"{name}: unknown slot “{key}”, expected {', '.join(COLUMNS)}"
    needed = {"repeat": "every", "count": "count"}.get(str(row.cells.get("deed", "")))
    for key in (*(f.name for f in FIELDS if f.needed), *([needed] if needed else ())):
        if not str(row.cells.get(key, "")).strip():
            yield row.line_of(key), f"{name or 'a card'} needs “{key}”"


def _chosen(row: Row, key: str, of: Any, faults: Faults) -> Any:
    value = str(row.cells.get(key, "")).strip()
    if not value:
        return None
    try:
        return of(value)
    except ValueError:
        expected = ", ".join(of)
        faults.append((row.line_of(key), f"{key} is “{value}”, expected one of {expected}"))
        return None


def _norm(
    row: Row, frame: Frame, names: tuple[str, str], bearer: str, kind: Kind, deed: Deed,
    faults: Faults,
) -> Norm | None:  # fmt: skip
    """The norm of one bearer. names: of the card, for its faults, and of the norm."""
    cells = {k: str(v) for k, v in row.cells.items() if not isinstance(v, dict | list)}
    other = cells.get("counterparty", "")
    read = Reader(bearer, "" if other.lower() in ABSENT_WORDS else other, frame.unit)
    own: dict[str, Any] = {}
    for key, column, reader in _READ:
        words = cells.get(column, "")
        if column == "act" and not words.strip():
            continue  # a card without an act is a fault already
        try:
            value = reader(read, words)
        except Misread as error:
            faults.append((row.line_of(column), f"{names[0] or 'a card'}, {column}: {error}"))
            continue
        if value is not None:
            own[key] = value
    if "act" not in own:
        return None
    return Norm(names[1], kind, bearer, counterparty=read.counterparty, deed=deed,
                words=slot_of(row, "act", "").text, **own)  # fmt: skip


def _optional(read: Callable[[Reader, str], Any]) -> Callable[[Reader, str], Any]:
    return lambda reader, words: None if words.lower() in ABSENT_WORDS else read(reader, words)


def _number(reader: Reader, words: str) -> float:
    try:
        number = float(words)
    except ValueError as error:
        raise Misread(f"“{words}” is not a number") from error
    if not 0 < number < float("inf"):
        raise Misread(f"“{words}” is not a number above zero")
    return number


def _consequence(reader: Reader, words: str) -> Any:
    """Effects; a consequence in plain words only is a slot that nothing can be computed from."""
    return reader.effects(words) if ":" in words else ()


def _one_of(meanings: Mapping[str, bool]) -> Callable[[Reader, str], Any]:
    def read(reader: Reader, words: str) -> bool:
        if words.lower() not in meanings:
            raise Misread(f"“{words}” is not one of {', '.join(meanings)}")
        return meanings[words.lower()]

    return _optional(read)


_FLAG = _one_of({"yes": True, "no": False, "true": True, "false": False})
_READ: tuple[tuple[str, str, Callable[[Reader, str], Any]], ...] = (
    ("act", "act", lambda r, w: r.act(w, r.bearer)),
    ("start", "trigger", lambda r, w: r.start(w)),
    ("condition", "condition", _optional(lambda r, w: r.condition(w))),
    ("during", "during", _optional(lambda r, w: r.condition(w))),
    ("until", "until", _optional(lambda r, w: r.condition(w))),
    ("due", "due", lambda r, w: r.due(w)),
    ("effects", "consequence", _consequence),
    ("every", "every", _optional(lambda r, w: r.every(w))),
    ("target", "count", _optional(_number)),
    ("sum_of", "sum of", _optional(lambda r, w: w)),
    ("surviving", "surviving", _FLAG),
    ("again", "again", _FLAG),
    ("late_cures", "late performance", _one_of({"cures": True, "breach stays": False})),
)


def slot_of(row: Row, slot: str, bearer: str) -> CardSlot:
    """A slot as the text has it: its words and place, or “not in the text”."""
    given = row.cells.get("words")
    words: Any = (
        given.get(slot, "") if isinstance(given, dict) else row.cells.get(f"{slot} words", "")
    )
    anchor = _anchor(words) if isinstance(words, dict) else _placed(row, slot, str(words))
    quote = words.get("quote", "") if isinstance(words, dict) else str(words)
    absent = quote.lower() in ABSENT_WORDS and quote != ""
    said = bearer if slot == "bearer" else str(row.cells.get(slot, ""))
    text = quote if quote and not absent else said
    stated = not absent and text.strip().lower() not in ABSENT_WORDS
    return CardSlot(slot, text if stated else "", anchor if stated else None, stated)


def _anchor(words: Mapping[str, Any]) -> Anchor | None:
    try:
        start, end = int(words["start"]), int(words["end"])
        return Anchor(str(words["document"]), start, end, str(words.get("quote", "")))
    except (KeyError, ValueError):
        return None


def _placed(row: Row, slot: str, quote: str) -> Anchor | None:
    found = _PLACE.fullmatch(str(row.cells.get(f"{slot} at", "")))
    if not found:
        return None
    return Anchor(found["document"], int(found["start"]), int(found["end"]), quote)
