"""Commitments -> a card file in YAML for a person to correct.

What the drafter found stands in `words`; what the engine needs (an event's name, a date) is put
beside it as far as the words allow. What they do not say is “not in the text”; what they say in a
way that no date follows from (“before the winter”) is left to the person, with a remark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from travaux.core.commitments import CardSlot, Commitment
from travaux.monitoring.phrases import ABSENT_WORDS

NOT_STATED = "not in the text"
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_SPAN = re.compile(
    r"(?:within|in|(?:no|not) later than) (?:a period of )?(\w+) (?:working |calendar )?"
    r"(day|week|month|year|hour)s?(?: (?:of|after|from|following) (?:the |its |his )?(.+))?", re.I
)  # fmt: skip
_DAY = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([A-Za-z]+),? (\d{4})")
_YEAR = re.compile(r"(before|until) (\d{4})")
_STOP = {"the", "a", "an", "its", "their", "all", "of", "be", "will", "shall", "in", "any", "this"}


def card_file(commitments: Sequence[Commitment], name: str, begins: str = "") -> str:
    """The YAML card file of `commitments`. Reads back without a fault (`read_cards`)."""
    events: dict[str, str] = {}
    used: dict[str, int] = {}
    cards = [_card(c, events, used) for c in commitments]
    top: dict[str, Any] = {"agreement": name, "unit": "day"}
    top |= {"begins": begins} if begins else {}
    top |= {"events": events} if events else {}
    whole = top | {"cards": cards}
    return yaml.safe_dump(whole, sort_keys=False, allow_unicode=True, width=100)


def _card(commitment: Commitment, events: dict[str, str], used: dict[str, int]) -> dict[str, Any]:
    slots = {slot.name: slot for slot in commitment.slots}
    name = _once(commitment.name or commitment.id, used)
    card: dict[str, Any] = {"id": name, "provision": commitment.provision,
                            "kind": commitment.kind.value}  # fmt: skip
    card["bearer"] = _bearers(commitment)
    card["act"] = event_name(slots["act"].text)
    trigger = slots["trigger"].text or slots["condition"].text
    if trigger:
        card["trigger"] = event_name(trigger)
        events[card["trigger"]] = "to be named"
    due = formal_due(slots["due"].text, events)
    if due:
        card["due"] = due
    elif slots["due"].stated:
        card["note"] = "The words of “due” give no date that could be computed; please add one."
    card["words"] = {n: _words(s) for n, s in slots.items() if n != "bearer" or s.stated}
    return card


def _once(name: str, used: dict[str, int]) -> str:
    used[name] = used.get(name, 0) + 1
    return name if used[name] == 1 else f"{name}.{used[name]}"


def _bearers(commitment: Commitment) -> Any:
    listed = [b for b in commitment.bearer.split("; ") if b]
    return listed if len(listed) > 1 else listed[0] if listed else NOT_STATED


def _words(slot: CardSlot) -> Any:
    if not slot.stated or slot.text.lower() in ABSENT_WORDS:
        return NOT_STATED
    if slot.anchor is None:
        return slot.text
    place: Mapping[str, Any] = {
        "quote": slot.text, "document": slot.anchor.document,
        "start": slot.anchor.start, "end": slot.anchor.end,
    }  # fmt: skip
    return dict(place)


def event_name(text: str) -> str:
    """A name for the event that `text` tells of: its first five words that say something."""
    found = [w for w in re.findall(r"[a-z0-9]+", text.lower()) if w not in _STOP]
    return "_".join(found[:5]) or "event"


def formal_due(text: str, events: dict[str, str]) -> str:
    """`text` as a due phrase, "" where no date follows from it; a new event goes to `events`."""
    if found := _SPAN.fullmatch(text.strip()):
        number = _number(found[1])
        if number is None:
            return ""
        span = f"{number} {found[2].lower()}s"
        if not found[3]:
            return span
        events.setdefault(event_name(found[3]), "to be named")
        return f"{span} after {event_name(found[3])}"
    if found := _YEAR.fullmatch(text.strip()):
        return f"before {found[2]}-01-01"
    return _dated(text)


def _dated(text: str) -> str:
    found = _DAY.search(text)
    if not found or found[2].lower() not in _MONTHS:
        return ""
    month, day = _MONTHS.index(found[2].lower()) + 1, int(found[1])
    edge = "before" if text.lower().startswith(("before", "prior to")) else "by"
    return f"{edge} {found[3]}-{month:02d}-{day:02d}" if 1 <= day <= 31 else ""


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    low = word.lower()
    return _NUMBERS.index(low) + 1 if low in _NUMBERS else 1 if low in ("a", "an") else None
