"""What a judgement may say: each value checked, and brought into the form it is kept in.

A check takes the ground, the index as it stands, the target and the value as given; it returns
the value as it is kept, or raises UsageError that says what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

from travaux.core.anchors import Anchor, trimmed
from travaux.core.documents import Document
from travaux.core.errors import UsageError
from travaux.core.issues import REASONS, EventStatus, Stance
from travaux.core.parties import PartyKind
from travaux.core.plain import plain
from travaux.core.statements import StatementKind
from travaux.reports.indexed import Indexed

LONGEST_NAME = 200  # characters
LONGEST_TEXT = 20_000
QUOTES = '"“”„‟«»‹›'

Check = Callable[[Indexed, str, Any], Any]
Now = Callable[[Indexed, str], Any]  # what stands there


def nothing(index: Indexed, target: str, given: Any) -> Any:
    """A word (confirm, reject) has no value."""
    return ""


def text(longest: int, least: int = 0) -> Check:
    """Text of `least` to `longest` characters, white space at its ends left off."""

    def check(index: Indexed, target: str, given: Any) -> str:
        if not isinstance(given, str):
            raise UsageError("A text is expected here.")
        said = given.strip()
        if not least <= len(said) <= longest or "\x00" in said:
            raise UsageError(
                f"The text has {len(said)} characters.", f"Write {least} to {longest} of them."
            )
        return said

    return check


def one_of(words: Iterable[str], what: str) -> Check:
    """One of a few words."""
    known = tuple(words)

    def check(index: Indexed, target: str, given: Any) -> str:
        if given not in known:
            raise UsageError(f"“{given}” is not {what}.", f"Choose one of {', '.join(known)}.")
        return str(given)

    return check


def _values(words: type[StrEnum]) -> tuple[str, ...]:
    return tuple(word.value for word in words)


a_name = text(LONGEST_NAME)
a_text = text(LONGEST_TEXT)
a_reason = one_of(REASONS, "a reason of a discrepancy")
a_status = one_of(_values(EventStatus), "a status of an event")
a_party_kind = one_of(_values(PartyKind), "a kind of party")
a_stance = one_of(_values(Stance), "a stance")


def a_date(index: Indexed, target: str, given: Any) -> str:
    """An ISO date, or "" for unknown; YYYY and YYYY-MM may stand alone."""
    said = str(a_name(index, target, given))
    full = said + {4: "-01-01", 7: "-01"}.get(len(said), "")
    try:
        if said and not re.fullmatch(r"\d{4}(-\d\d){0,2}", said):
            raise ValueError
        if said:
            date.fromisoformat(full)
    except ValueError:
        raise UsageError(f"“{said}” is not a date.", "Write it as YYYY-MM-DD.") from None
    return said


def truth(index: Indexed, target: str, given: Any) -> bool | None:
    """True, False, or None for "nothing says so"."""
    known: Mapping[Any, bool | None] = {"yes": True, "no": False, "": None}
    if given in (True, False, None):
        return None if given is None else bool(given)
    if given not in known:
        raise UsageError(f"“{given}” is not yes or no.", "Say yes, no, or nothing.")
    return known[given]


def stance(index: Indexed, target: str, given: Any) -> Any:
    """A stance, or a stance for each provision (id; "" for the text as a whole)."""
    if not isinstance(given, Mapping):
        return a_stance(index, target, given)
    wrong = [p for p in given if p and p not in index.provisions]
    if wrong:
        raise UsageError(f"There is no provision {', '.join(wrong)}.", "Name provisions by id.")
    return {p: a_stance(index, target, word) for p, word in given.items()}


def links(index: Indexed, target: str, given: Any) -> list[str]:
    """Labels or ids of provisions, or ids of drafts for a text as a whole; [] for none."""
    names = [given] if isinstance(given, str) else list(given)
    known = {name for p in index.record.provisions for name in (p.label, p.id)}
    wrong = [name for name in names if name not in known and name not in index.drafts]
    if wrong:
        raise UsageError(
            f"There is no provision {', '.join(map(str, wrong))}.",
            "Take the label as the dossier prints it.",
        )
    return list(dict.fromkeys(names))


def known_party(index: Indexed, target: str, given: Any) -> str:
    """The id of another party that stands."""
    if given not in index.parties or given == target:
        raise UsageError(f"“{given}” is not another party.", "Name a party by its id.")
    return str(given)


def maybe_party(index: Indexed, target: str, given: Any) -> str:
    """As `known_party`, or "" for none."""
    return known_party(index, target, given) if given else ""


def aliases(index: Indexed, target: str, given: Any) -> list[str]:
    """Some aliases of the target, which are to be a party of their own."""
    names = list(dict.fromkeys([given] if isinstance(given, str) else given))
    party = index.parties.get(target)
    if not names or party is None or not set(names) <= set(party.aliases):
        raise UsageError(
            "Only names that the party goes by can be taken out of it.",
            f"Choose among: {', '.join(party.aliases) if party else 'nothing'}.",
        )
    return names


# --- places in a text


def content(index: Indexed, target: str, given: Any) -> list[dict[str, Any]]:
    """One or more places in the text of the statement's document."""
    places = anchors(_document(index, index.statements[target].document), given)
    if not places:
        raise UsageError("A statement needs words.", "Select its words in the source.")
    return [plain(place) for place in places]


def one_place(index: Indexed, target: str, given: Any) -> list[dict[str, Any]]:
    """One place in the text of the statement's document, or none."""
    return [plain(p) for p in anchors(_document(index, index.statements[target].document), given)]


def anchors(document: Document, given: Any) -> tuple[Anchor, ...]:
    """Ranges as anchors, sorted. given: pairs (start, end), half-open, in characters of the
    document's text; white space at their ends is left outside."""
    places = []
    for start, end in _pairs(given):
        if not 0 <= start < end <= len(document.text):
            raise UsageError(
                f"{start}:{end} is not a place in a text of {len(document.text)} characters.",
                "Select the words in the source.",
            )
        places.append(trimmed(document.id, document.text, start, end))
    places = sorted(place for place in places if place.exact)
    if any(one.end > other.start for one, other in pairwise(places)):
        raise UsageError("The places overlap.", "Select each word once.")
    return tuple(places)


def _pairs(given: Any) -> list[tuple[int, int]]:
    try:
        return [(int(start), int(end)) for start, end in given or ()]
    except (TypeError, ValueError):
        raise UsageError("A place is a pair (start, end).", "Select words in the source.") from None


def _document(index: Indexed, document: str) -> Document:
    if document not in index.documents:
        raise UsageError(f"There is no document “{document}”.", "Name a document by its id.")
    return index.documents[document]


@dataclass(frozen=True, slots=True)
class Addition:
    """What a person added, checked: the places of its parts, as anchors."""

    document: str
    content: tuple[Anchor, ...]
    source: Anchor | None
    cue: Anchor | None


def addition(index: Indexed, given: Mapping[str, Any]) -> Addition:
    """A new statement's parts. given: document (id), content (ranges), source and cue (a range
    or nothing)."""
    document = _document(index, str(given.get("document", "")))
    parts = [anchors(document, [given[part]] if given.get(part) else ()) for part in PARTS]
    words = anchors(document, given.get("content"))
    if not words:
        raise UsageError("A statement needs words.", "Select its words in the source.")
    source, cue = (part[0] if part else None for part in parts)
    return Addition(document.id, words, source, cue)


PARTS = ("source", "cue")


def statement(index: Indexed, target: str, given: Any) -> dict[str, Any]:
    """A new statement as it is kept: its places, its speaker (a name) and its kind."""
    parts = addition(index, given)
    speaker = a_name(index, target, given.get("speaker", ""))
    return {
        "content": [plain(place) for place in parts.content],
        "source": [plain(parts.source)] if parts.source else [],
        "cue": [plain(parts.cue)] if parts.cue else [],
        "speaker": speaker,
        "kind": given.get("kind") or _kind(index.documents[parts.document], parts.content).value,
    }


def _kind(document: Document, places: Sequence[Anchor]) -> StatementKind:
    """Direct where the words stand in quotation marks, mixed where they hold some."""
    whole = all(
        document.text[max(0, p.start - 1) : p.start + 1].strip(" ")[:1] in tuple(QUOTES)
        for p in places
    )
    if whole:
        return StatementKind.DIRECT
    quoted = any(mark in p.exact for p in places for mark in QUOTES)
    return StatementKind.MIXED if quoted else StatementKind.INDIRECT


# --- provisions


def compromise(index: Indexed, target: str, given: Any) -> dict[str, Any]:
    """A text for one row of the table, with the row's provisions, by which it is found again."""
    row = next((t for t in index.record.threads if t.id == target), None)
    cells = row.cells if row else ()
    return {"text": a_text(index, target, given), "provisions": [p for c in cells for p in c]}


def alignment(index: Indexed, target: str, given: Any) -> dict[str, Any]:
    """Which provisions (ids) of one draft became which of another; one side may be empty."""
    before, after = (list(given.get(side, ())) for side in ("before", "after"))
    drafts = given.get("from_draft", ""), given.get("to_draft", "")
    for ids, draft in ((before, drafts[0]), (after, drafts[1])):
        if any(p not in index.provisions or index.provisions[p].draft != draft for p in ids):
            raise UsageError(
                "A provision is not of the draft it was named for.", "Choose rows of the table."
            )
    if drafts[0] == drafts[1] or not (before or after):
        raise UsageError(
            "An alignment links provisions of two drafts.", "Choose at least one provision."
        )
    return {"from_draft": drafts[0], "before": before, "to_draft": drafts[1], "after": after}
