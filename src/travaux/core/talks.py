"""What a user may say beforehand of a negotiation: its name, its parties, its drafts."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.core.drafts import KnownDraft
from travaux.core.parties import Party


@dataclass(frozen=True, slots=True)
class Talks:
    """`talks.toml` as read; every field may be empty."""

    name: str = ""
    parties: tuple[Party, ...] = ()
    drafts: tuple[KnownDraft, ...] = ()
