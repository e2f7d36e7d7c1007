"""Judgements: a person's word on anything the machine proposed. Append-only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from travaux.core.ids import content_id


class Action(StrEnum):
    """What a person may do to a proposal."""

    CONFIRM = "confirm"
    REJECT = "reject"
    CHANGE = "change"
    ADD = "add"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Judgement:
    """`who` did `action` to the noun `target` (an id of `noun`, such as "statement").

    field, before, after: what was changed, as JSON text. when: ISO 8601 with seconds, UTC.
    quote: words of the target when it was judged, so that it can be found again or listed.
    seen: hash of what was seen, so that nobody overwrites another unknowingly. blind: given
    without sight of the machine's proposal or of others' words; it measures agreement between
    coders and changes nothing in the record.
    """

    id: str
    noun: str
    target: str
    action: Action
    who: str
    when: str
    field: str = ""
    before: str = ""
    after: str = ""
    why: str = ""
    quote: str = ""
    seen: str = ""
    blind: bool = False


def judgement_id(noun: str, target: str, who: str, when: str, what: str) -> str:
    """The content id of a judgement."""
    return content_id("judgement", noun, target, who, when, what)
