"""Accounts that differ -> a title in plain English, made of their own words.

Values: what is counted with the words behind it ("Patrol boats: 9 or 12"), or the phrase that says
best what is measured ("Harn gauge: 9.1 or 9.6 metres"; phrases.py). Days: "When the wave reached
Brann: 19 or 20 March 2031". Yes or no: "Whether …". Actors: "Who left the room: Lomm or Feld".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from travaux.core.drafts import SlotKind
from travaux.issues.acts import Act
from travaux.issues.claims import Opposed
from travaux.issues.denials import Dispute
from travaux.issues.extents import Extent
from travaux.issues.measures import Measure
from travaux.issues.phrases import EDGES, best_phrase, counted_words, ends_phrase, unmarked
from travaux.issues.renderings import Rendering
from travaux.issues.tellings import Telling
from travaux.issues.terms import table, terms
from travaux.issues.venues import Venue

LABELLED = {"modality": "What must and may be done", "day": "Last day"}
MOST_VALUES = 4  # in a title
MOST_WORDS = 16  # of a clause in a title
SCALES = ((10**9, "billion"), (10**6, "million"))

FIGURE = re.compile(
    r"\d[\d,.]*(?:\s?(?:-|–|to|and)\s?\d[\d,.]*)?(?:\s(?:thousand|million|billion|trillion))?"
)
SOURCE = re.compile(r"^(?:but |and )?according to [^,]+,\s*", re.IGNORECASE)
CLAUSE = re.compile(r"[;:.!?]\s|,\s(?:and|but|while)\s|\b(?:says?|said|that)\s")
PREPOSITIONS = re.compile(r"(?:\b(?:on|at|by|in|until|since|before|the|early|late)\s*)+$")


def of_values(told: Sequence[Measure]) -> str:
    """The title of values of one thing, from their measures."""
    figures = [figure(measure) for measure in told]
    if told[0].unit == "points":
        return _titled("Points of the text", figures)
    words = counted_words(told)
    if _counts(told[0]):
        head = _kind(told[0]) if told[0].unit in table("accounts.toml")["counted"] else words
        where = best_phrase(told, words, placed=True)
        about = f" ({where})" if where and not set(terms(head)) & set(terms(where)) else ""
        return _titled((head or _kind(told[0])) + about, figures)
    unit = words or told[0].unit if told[0].slot.kind is SlotKind.NUMBER else ""
    head = best_phrase(told, unit) or _kind(told[0])
    more = "" if " " in head else best_phrase(told, f"{unit} {head}")
    return _titled(head + f" ({more})" * (" " in more), figures, unit)


def of_one_report(told: Sequence[Measure]) -> str:
    """The title of one value that one outlet has from another."""
    return _titled("One report told twice", (f"“{unmarked(m.slot.anchor.exact)}”" for m in told))


def figure(measure: Measure) -> str:
    """The value of a measure as read: "9.1", "115,000-120,000", "$100 billion", "three days"."""
    exact = unmarked(measure.slot.anchor.exact)
    if measure.slot.kind is not SlotKind.NUMBER and not measure.change:
        return exact.casefold() if exact[:1].isupper() and exact[1:].islower() else exact
    found = None if measure.change else FIGURE.search(exact)
    return found[0] if found else grouped(measure.value)


def grouped(value: float) -> str:
    """A number as read: 600,000; 50 million."""
    for size, name in SCALES:
        if value >= size:
            return f"{value / size:.6g} {name}"
    return f"{value:,.10g}"


def shown_day(day: date) -> str:
    """A day as read: 20 March 2031."""
    return f"{day.day} {day:%B %Y}"


def of_days(told: Sequence[Telling]) -> str:
    """The title of days of one event: the words before the first day that has any."""
    clauses = (_clause_before(t.passage.text, t.when.start) for t in told)
    clause = next((c for c in clauses if len(c.split()) > 1), "it happened")
    return _titled(f"When {_lowered(clause)}", _days(t.day for t in told))


def of_dispute(dispute: Dispute) -> str:
    """The title of a denial, or of two actors of one act."""
    said = unmarked(dispute.said.text)
    if dispute.slot != "actor":
        return f"Whether {_lowered(_short(SOURCE.sub('', said)))}"
    actor, other = dispute.values
    return _titled(f"Who {_short(said.partition(actor)[2])}", (actor, other))


def of_extents(one: Extent, other: Extent) -> str:
    """The title of all of a thing against a part of it."""
    words = (e.passage.text[e.start : e.end] for e in (one, other))
    after = CLAUSE.split(one.passage.text[one.end :])[0]
    return f"Whether {' or '.join(words)} {_short(unmarked(after))}"


def of_acts(one: Act, other: Act) -> str:
    """The title of one act of which accounts name two actors."""
    did = one.passage.text[one.end :]
    return _titled(f"Who{' ' + _short(unmarked(did))}", (one.who, other.who))


def of_venues(one: Venue, other: Venue) -> str:
    """The title of one meeting that accounts place differently."""
    clause = _clause_before(one.passage.text, one.start)
    values = (v.passage.text[v.start : v.end] for v in (one, other))
    return _titled(f"Where {_lowered(clause)}" if clause else "Where they met", values)


def of_slip(share: Measure) -> str:
    """The title of a share that does not follow: the words that end with it."""
    text, end = share.passage.text, share.slot.anchor.end - share.passage.start
    words = unmarked(text[:end]).split()[-MOST_WORDS // 2 :]
    while words and ends_phrase(words[0].strip(EDGES)):
        words = words[1:]
    return f"Does not add up: “{' '.join(words).strip(EDGES)}”"


def of_rendering(rendering: Rendering) -> str:
    """The title of what a report says of a provision."""
    values = dict.fromkeys(unmarked(v) for v in reversed(rendering.values))
    kind = "modality" if rendering.slot == "modality" else rendering.slot
    head = f"{LABELLED.get(kind, kind.capitalize())} in point {rendering.provision.label}"
    return _titled(head, values)


def of_claims(pair: Opposed) -> str:
    """The title of two claims of which both cannot be so."""
    said = unmarked(pair.yes.passage.text)
    return f"Whether {_lowered(_short(SOURCE.sub('', said)))}"


def of_readings(readings: Iterable[str]) -> str:
    """The title of what the witnesses of one draft give differently."""
    return _titled("Two readings of one text", (f"“{unmarked(r)}”" for r in readings))


def _titled(phrase: str, values: Iterable[str], unit: str = "") -> str:
    """ "Phrase: one, two or three units"."""
    listed = list(dict.fromkeys(v for v in values if v))
    kept, more = listed[:MOST_VALUES], len(listed) - MOST_VALUES
    last = [f"{more} other{'s' * (more > 1)}"] if more > 0 else kept[-1:]
    first = kept if more > 0 else kept[:-1]
    joined = " or ".join(part for part in (", ".join(first), *last) if part)
    return f"{phrase[:1].upper()}{phrase[1:]}: {joined} {unit}".strip()


def _days(days: Iterable[date]) -> Iterator[str]:
    """Days as read, the month and year said once where they are the same."""
    ordered = sorted(set(days))
    same = len({(d.month, d.year) for d in ordered}) == 1
    for day in ordered:
        yield str(day.day) if same and day != ordered[-1] else shown_day(day)


def _counts(measure: Measure) -> bool:
    """Whether the value counts things; what measures only (metres, crowns) is no thing."""
    measuring = measure.unit in table("accounts.toml")["measuring"]["units"]
    return measure.slot.kind is SlotKind.NUMBER and not measuring


def _kind(measure: Measure) -> str:
    kinds = {SlotKind.MONEY: "sum", SlotKind.SHARE: "share", SlotKind.DURATION: "how long"}
    return kinds.get(measure.slot.kind) or measure.unit or "figure"


def _clause_before(text: str, end: int) -> str:
    """The words of the clause before `end`, without the preposition of the date."""
    clause = CLAUSE.split(unmarked(text[:end]))[-1]
    return _short(PREPOSITIONS.sub("", clause))


def _short(clause: str) -> str:
    words = clause.strip(EDGES).split()
    return " ".join(words) if len(words) <= MOST_WORDS else " ".join(words[:MOST_WORDS]) + " …"


def _lowered(clause: str) -> str:
    """The clause with a small first letter, unless it begins with a name."""
    first = clause.split(" ", 1)[0].casefold()
    return clause[:1].lower() + clause[1:] if ends_phrase(first) else clause
