"""Parties: states, organisations, persons, groups and unnamed sources."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from travaux.core.anchors import Anchor
from travaux.core.ids import content_id


class PartyKind(StrEnum):
    """What a party is."""

    STATE = "state"
    ORGANISATION = "organisation"
    PERSON = "person"
    GROUP = "group"
    OUTLET = "outlet"
    UNNAMED = "unnamed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Merge:
    """Why `alias` is taken for this party: `how` names the rule, `reason` says it in words.

    standing_for: for a metonym ("the Kremlin"), what it was taken to stand for.
    """

    alias: str
    how: str
    reason: str
    score: float = 1.0
    standing_for: str = ""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """`party` (an id) speaks for, or belongs to, `body` (an id); role as printed; ISO dates."""

    party: str
    body: str
    role: str = ""
    since: str = ""
    until: str = ""
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """One party. affiliation: id of the party it speaks for, "" if none or unknown.

    named: False for unnamed sources, which are parties of their own. can_bind: whether its word
    binds a side; None where nothing says so. side: as talks.toml names it.
    """

    id: str
    name: str
    kind: PartyKind = PartyKind.UNKNOWN
    aliases: tuple[str, ...] = ()
    affiliation: str = ""
    named: bool = True
    can_bind: bool | None = None
    side: str = ""
    merges: tuple[Merge, ...] = ()
    mentions: tuple[Anchor, ...] = ()


def party_id(name: str, kind: str = "", scope: str = "") -> str:
    """The id of a party by its canonical name; scope sets unnamed sources of outlets apart."""
    return content_id("party", name.casefold(), kind if scope else "", scope)
