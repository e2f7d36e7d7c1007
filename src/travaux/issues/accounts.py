"""What was read at a place -> accounts, and accounts that differ -> discrepancies."""

from __future__ import annotations

from collections.abc import Sequence

from travaux.core.anchors import Anchor
from travaux.core.ids import content_id
from travaux.core.issues import Account, Discrepancy
from travaux.issues.measures import Measure
from travaux.issues.passages import Passage
from travaux.issues.phrases import unmarked
from travaux.issues.tellings import Telling
from travaux.issues.titles import figure, shown_day
from travaux.issues.voices import Voices


def discrepancy(
    about: str,
    slot: str,
    accounts: Sequence[Account],
    reason: str,
    why: str,
    title: str = "",
    score: float = 1.0,
) -> Discrepancy:
    """The discrepancy of these accounts, oldest first; what is told twice in the same words is
    one account. title: in plain words (titles.py); score: how sure it is that they differ."""
    told_once = {(a.value, a.text): a for a in reversed(accounts)}
    ordered = tuple(sorted(told_once.values(), key=lambda a: (a.date, a.anchor)))
    places = [(a.anchor.document, a.anchor.start, a.anchor.end) for a in ordered]
    ident = content_id("discrepancy", reason, *places)
    return Discrepancy(ident, about, slot, ordered, reason, why, score, title)


def measured(measure: Measure, voices: Voices) -> Account:
    """The account that a measure is."""
    slot = measure.slot
    value = f"{measure.value:.15g}" if measure.change else slot.value
    shown = f"{figure(measure)} {measure.unit}" if measure.change else unmarked(slot.anchor.exact)
    return account(value, measure.unit, slot.anchor, measure.passage, voices, shown)


def dated(telling: Telling, voices: Voices) -> Account:
    """The account of a day that a telling is."""
    passage, when = telling.passage, telling.when
    start, end = passage.start + when.start, passage.start + when.end
    place = Anchor(passage.document, start, end, passage.text[when.start : when.end])
    shown = shown_day(telling.day)
    return account(telling.day.isoformat(), "date", place, passage, voices, shown)


def account(
    value: str, unit: str, place: Anchor, passage: Passage, voices: Voices, shown: str = ""
) -> Account:
    """An account with the innermost statement that holds its words, and who makes it."""
    said = voices.innermost(place)
    return Account(
        value,
        unit,
        unmarked(passage.text),
        place,
        said.speaker.party if said and said.speaker else "",
        place.document,
        passage.written,
        said.id if said else "",
        shown,
    )
