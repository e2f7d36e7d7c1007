"""What a card file says beside its cards: name, unit, dates, parties, outside events, settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from travaux.monitoring.card_rows import Row
from travaux.monitoring.norms import Agreement, Norm, Settings
from travaux.monitoring.phrases import Misread, Reader

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

KEYS = (
    "agreement", "unit", "begins", "parties", "events", "settings", "completes", "ends", "cards",
)  # fmt: skip
UNITS = ("day", "hour", "minute", "second")

Faults = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Frame:
    """The settings of a card file. events: who can make each outside event known."""

    name: str = ""
    unit: str = "day"
    begins: int = 0
    ends: int | None = None
    completes: bool = False
    parties: tuple[str, ...] = ()
    events: Mapping[str, str] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)

    def agreement(self, norms: Sequence[Norm]) -> Agreement:
        """`norms` under these settings."""
        return Agreement(
            tuple(norms), self.settings, self.begins, self.unit, self.completes, self.name,
            self.parties, self.ends,
        )  # fmt: skip


def read_frame(row: Row) -> tuple[Frame, tuple[tuple[int, str], ...]]:
    """The settings in `row`, and all that is wrong with them: (line, reason)."""
    faults: Faults = [*_unknown(row)]
    unit = str(row.cells.get("unit", "day"))
    if unit not in UNITS:
        faults.append((row.line_of("unit"), f"unit is “{unit}”, expected {_either(UNITS)}"))
        unit = "day"
    frame = Frame(
        str(row.cells.get("agreement", "")),
        unit,
        _moment(row, "begins", unit, faults) or 0,
        _moment(row, "ends", unit, faults),
        str(row.cells.get("completes", "")).lower() in ("true", "yes"),
        tuple(listed(row.cells.get("parties", ""))),
        _events(row.cells.get("events", {})),
        _settings(row, faults),
    )
    return frame, tuple(faults)


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _unknown(row: Row) -> Iterator[tuple[int, str]]:
    for key in row.cells:
        if key not in KEYS and key not in SETTINGS:
            expected = ", ".join((*KEYS, *SETTINGS))
            yield row.line_of(key), f"unknown setting “{key}”, expected {expected}"


def _moment(row: Row, key: str, unit: str, faults: Faults) -> int | None:
    words = str(row.cells.get(key, ""))
    try:
        return Reader(unit=unit).moment(words) if words else None
    except Misread as error:
        faults.append((row.line_of(key), f"{key}: {error}"))
        return None


def _settings(row: Row, faults: Faults) -> Settings:
    given = row.cells.get("settings", {})
    own = {k: v for k, v in row.cells.items() if k in SETTINGS}
    chosen: dict[str, bool] = {}
    for key, value in ((given if isinstance(given, dict) else {}) | own).items():
        options = SETTINGS.get(key)
        line = row.line_of(key if key in own else "settings")
        if options is None:
            faults.append((line, f"unknown setting “{key}”, expected {', '.join(SETTINGS)}"))
        elif value not in options:
            faults.append((line, f"{key} is “{value}”, expected {' or '.join(options)}"))
        else:
            name, meant = options[value]
            chosen[name] = meant
    return Settings(**chosen)


def _events(given: Any) -> dict[str, str]:
    """Outside events and who makes them known: a mapping, or “signed: depositary; …”."""
    if isinstance(given, dict):
        return {str(k): str(v) for k, v in given.items()}
    pairs = (part.partition(":") for part in listed(given))
    return {name.strip(): who.strip() for name, _, who in pairs}


def listed(value: Any) -> list[str]:
    """A list, or “A; B”, as texts."""
    if isinstance(value, list):
        return [str(v).strip() for v in value]
    return [part.strip() for part in str(value).split(";") if part.strip()]


def settings_said(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Each setting that decides cases, and what it is, as a card file writes it."""
    return tuple(
        (name, next(words for words, (f, v) in options.items() if getattr(settings, f) == v))
        for name, options in SETTINGS.items()
    )
