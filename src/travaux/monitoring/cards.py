"""Norm cards: the only notation in which commitments are put in, and their read-back.

Eats the bytes of a card file (YAML, CSV, XLSX; `card_rows.py`) whose cells are written in the
phrases of `phrases.py`. Makes the norms that the engine reads and the `Commitment`s that the
record keeps. Every fault of the file is reported at once, with its line.

A card with several bearers is one norm each (“patrols/Karst”). A slot is stated, or “not in the
text”; its words and place stand in `words` (YAML) or in columns like “due words”, “due at”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from travaux.core.anchors import Anchor
from travaux.core.commitments import SLOTS, CardSlot, Commitment
from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.ids import content_id
from travaux.monitoring.card_faults import crossed_faults
from travaux.monitoring.card_rows import Row, rows_of
from travaux.monitoring.norms import Agreement, Deed, Norm, Settings
from travaux.monitoring.phrases import ABSENT_WORDS, Misread, Reader
from travaux.monitoring.read_back import read_back

COLUMNS = (
    "id", "provision", "theme", "kind", "deed", *SLOTS, "during", "until", "every", "count",
    "sum of", "surviving", "again", "late performance", "words", "note",
)  # fmt: skip
SETTINGS: dict[str, dict[str, tuple[str, bool]]] = {
    "due moment": {
        "in time": ("due_moment_in_time", True),
        "too late": ("due_moment_in_time", False),
    },
    "reparation clock": {
        "from breach": ("reparation_from_breach", True),
        "from knowledge": ("reparation_from_breach", False),
    },
    "suspension": {
        "stops the clock": ("suspension_stops_clock", True),
        "lets it run": ("suspension_stops_clock", False),
    },
    "late performance": {"breach stays": ("late_cures", False), "cures": ("late_cures", True)},
    "penalty": {"ends the duty": ("penalty_ends", True), "leaves it": ("penalty_ends", False)},
    "silence": {"is kept": ("silence_is_kept", True), "is unknown": ("silence_is_kept", False)},
}
"""How each setting of an agreement is written, and what it means to the engine."""

_TOP = (
    "agreement",
    "unit",
    "begins",
    "parties",
    "events",
    "settings",
    "completes",
    "ends",
    "cards",
)
_PLACE = re.compile(r"(?P<document>.+):(?P<start>\d+)-(?P<end>\d+)")


@dataclass(frozen=True, slots=True)
class CardFile:
    """What a card file says. faults: (line, reason), all of them; norms and commitments are
    those of the cards without a fault. events: who can make each outside event known."""

    agreement: Agreement
    commitments: tuple[Commitment, ...]
    events: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[tuple[int, str], ...] = ()
    commitment_of: Mapping[str, str] = field(default_factory=dict)


def read_cards(data: bytes, file: str) -> CardFile:
    """The agreement and commitments of a card file; never raises for what the file holds."""
    rows = rows_of(data, file)
    faults = list(rows.faults)
    top = _Top(rows.settings, faults)
    pairs = [pair for row in rows.cards for pair in _card(row, top, faults)]
    norms = tuple(norm for norm, _, _ in pairs)
    lines = {norm.id: row.line for norm, _, row in pairs}
    faults += _repeated(rows.cards)
    faults += crossed_faults(norms, top.events, lines)
    agreement = Agreement(
        norms, top.settings, top.begins, top.unit, top.completes, top.name, top.parties, top.ends
    )
    commitments = {c.id: c for _, c, _ in pairs}
    of = {norm.id: c.id for norm, c, _ in pairs}
    return CardFile(agreement, tuple(commitments.values()), top.events, tuple(sorted(faults)), of)


class _Top:
    """The settings of a card file; what is wrong with them goes to `faults`."""

    def __init__(self, row: Row, faults: list[tuple[int, str]]) -> None:
        self.row, self.faults, cells = row, faults, row.cells
        for key in cells:
            if key not in _TOP and key not in SETTINGS:
                self.fault(
                    key, f"unknown setting “{key}”, expected {', '.join((*_TOP, *SETTINGS))}"
                )
        self.name = str(cells.get("agreement", ""))
        self.unit = str(cells.get("unit", "day"))
        if self.unit not in ("day", "hour", "minute", "second"):
            self.fault("unit", f"unit is “{self.unit}”, expected day, hour, minute or second")
            self.unit = "day"
        self.parties = tuple(_listed(cells.get("parties", "")))
        self.events = _events(cells.get("events", {}))
        self.completes = str(cells.get("completes", "")).lower() in ("true", "yes")
        self.begins = self._moment("begins") or 0
        self.ends = self._moment("ends")
        self.settings = self._settings()

    def fault(self, key: str, reason: str) -> None:
        self.faults.append((self.row.line_of(key), reason))

    def _moment(self, key: str) -> int | None:
        words = str(self.row.cells.get(key, ""))
        try:
            return Reader(unit=self.unit).moment(words) if words else None
        except Misread as error:
            self.fault(key, f"{key}: {error}")
            return None

    def _settings(self) -> Settings:
        given = self.row.cells.get("settings", {})
        own = {k: v for k, v in self.row.cells.items() if k in SETTINGS}
        chosen: dict[str, bool] = {}
        for key, value in ((given if isinstance(given, dict) else {}) | own).items():
            options = SETTINGS.get(key)
            if options is None:
                self.fault("settings", f"unknown setting “{key}”, expected {', '.join(SETTINGS)}")
            elif value not in options:
                self.fault("settings", f"{key} is “{value}”, expected {' or '.join(options)}")
            else:
                name, meant = options[value]
                chosen[name] = meant
        return Settings(**chosen)


def _events(given: Any) -> dict[str, str]:
    """Outside events and who makes them known: a mapping, or “signed: depositary; …”."""
    if isinstance(given, dict):
        return {str(k): str(v) for k, v in given.items()}
    pairs = (part.partition(":") for part in _listed(given))
    return {name.strip(): who.strip() for name, _, who in pairs}


def _listed(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(v).strip() for v in value]
    return [part.strip() for part in str(value).split(";") if part.strip()]


def _repeated(cards: tuple[Row, ...]) -> Iterator[tuple[int, str]]:
    seen: dict[str, int] = {}
    for row in cards:
        name = str(row.cells.get("id", ""))
        if name in seen:
            yield row.line, f"id “{name}” was used in line {seen[name]} already"
        seen.setdefault(name, row.line)


def _card(
    row: Row, top: _Top, faults: list[tuple[int, str]]
) -> Iterator[tuple[Norm, Commitment, Row]]:
    """One norm a bearer; nothing where the card has faults."""
    before = len(faults)
    cells = row.cells
    name = str(cells.get("id", "")).strip()
    faults += _slot_faults(row, name)
    kind = _chosen(row, "kind", Kind, faults)
    deed = _chosen(row, "deed", Deed, faults) or Deed.ACHIEVE
    if len(faults) > before or kind is None:
        return
    bearers = _listed(cells["bearer"])
    for bearer in bearers:
        full = name if len(bearers) == 1 else f"{name}/{bearer}"
        norm = _norm(row, top, full, bearer, kind, deed, faults)
        if norm is not None and len(faults) == before:
            slots = tuple(_slot(row, slot, bearer) for slot in SLOTS)
            words = read_back(norm, {s.name: s for s in slots}, top.unit)
            provision = str(cells.get("provision", ""))
            id_ = content_id("commitment", top.name, provision, full, norm.bearer)
            theme = str(cells.get("theme", ""))
            yield norm, Commitment(id_, provision, kind, slots, full, bearer, theme, words), row


def _slot_faults(row: Row, name: str) -> Iterator[tuple[int, str]]:
    for key in row.cells:
        if key and key not in COLUMNS and not key.endswith((" words", " at")):
            yield row.line_of(key), f"{name}: unknown slot “{key}”, expected {', '.join(COLUMNS)}"
    needed = {"repeat": "every", "count": "count"}.get(str(row.cells.get("deed", "")))
    for key in ("id", "kind", "bearer", "act", *([needed] if needed else ())):
        if not str(row.cells.get(key, "")).strip():
            yield row.line, f"{name or 'a card'} needs “{key}”"


def _chosen(row: Row, key: str, of: Any, faults: list[tuple[int, str]]) -> Any:
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
    row: Row, top: _Top, name: str, bearer: str, kind: Kind, deed: Deed,
    faults: list[tuple[int, str]],
) -> Norm | None:  # fmt: skip
    cells = {k: str(v) for k, v in row.cells.items() if not isinstance(v, dict | list)}
    other = cells.get("counterparty", "")
    read = Reader(bearer, "" if other.lower() in ABSENT_WORDS else other, top.unit)
    own: dict[str, Any] = {}
    for key, column, reader in _READ:
        words = cells.get(column, "")
        try:
            value = reader(read, words)
        except Misread as error:
            faults.append((row.line_of(column), f"{name}, {column}: {error}"))
            continue
        if value is not None:
            own[key] = value
    late = {"cures": True, "breach stays": False}.get(cells.get("late performance", ""))
    if "act" not in own:
        return None
    return Norm(name, kind, bearer, counterparty=read.counterparty, deed=deed, late_cures=late,
                words=_act_words(row), **own)  # fmt: skip


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
    ("surviving", "surviving", _optional(lambda r, w: w in ("true", "yes"))),
    ("again", "again", _optional(lambda r, w: w in ("true", "yes"))),
)


def _slot(row: Row, slot: str, bearer: str) -> CardSlot:
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


def _act_words(row: Row) -> str:
    slot = _slot(row, "act", "")
    return slot.text
