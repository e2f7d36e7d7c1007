"""What a user may say beforehand of a negotiation: its name, its parties, its drafts."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass

from travaux.core.drafts import KnownDraft
from travaux.core.parties import Party


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that talks.toml names: its name as written there, and its bytes in base64."""

    file: str
    data: str = ""

    @property
    def bytes(self) -> bytes:
        return b64decode(self.data)


@dataclass(frozen=True, slots=True)
class Watch:
    """What is to be monitored: the boards of `as_of` (ISO), by what was known at `known_by`.

    cards: norm cards, None: those drafted from the provisions; log: of events; monitors: who
    observes for all sides (names of parties, publishers or files); what_if: hypothetical events.
    """

    as_of: str
    known_by: str = ""
    cards: Attached | None = None
    log: Attached | None = None
    monitors: tuple[str, ...] = ()
    what_if: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Talks:
    """`talks.toml` as read; every field may be empty."""

    name: str = ""
    parties: tuple[Party, ...] = ()
    drafts: tuple[KnownDraft, ...] = ()
    watch: Watch | None = None
