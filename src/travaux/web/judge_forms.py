"""The forms a person judges with: for each noun and field a widget, and how its answer is read.

What may be judged, and what a value must be, is known by the workbench (judged/kinds.py); here is
only how it is asked in a page. A field without a line here is asked for as plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from starlette.datastructures import FormData

from travaux.core.documents import Document
from travaux.core.errors import UsageError
from travaux.core.issues import REASONS, EventStatus, Stance
from travaux.core.norm_cards import FIELDS as CARD_FIELDS
from travaux.core.norm_cards import NOT_IN_THE_TEXT
from travaux.core.parties import PartyKind
from travaux.reports.indexed import Indexed, shortened
from travaux.workbench.judged.kinds import KINDS, found

OFFERED = 400  # names or provisions offered in a list; others are typed
AROUND = 900  # characters shown before and after a statement's words
Choices = list[tuple[str, str]]  # value, words


@dataclass(frozen=True, slots=True)
class Widget:
    """How one field is asked. kind: text, long, choice, several or place; key: its letter on the
    keyboard; options: what is offered for a target; read: the value of a form."""

    words: str
    kind: str = "text"
    key: str = ""
    options: Callable[[Indexed, str], Choices] = lambda index, target: []
    read: Callable[[Indexed, str, FormData], Any] = lambda index, target, form: _text(form)


@dataclass(frozen=True, slots=True)
class Field:
    """One widget as a page shows it: what stands there, and what is offered."""

    name: str
    words: str
    kind: str
    key: str
    now: Any
    options: Choices
    chosen: tuple[str, ...] = ()
    folded: bool = False
    day: str = ""


def fields_of(index: Indexed, noun: str, target: str) -> list[Field]:
    """The fields of a target that may be changed, as forms; of a card, those it leaves out are
    folded."""
    names = [field for n, field in KINDS if n == noun and field and (n, field) not in NOT_ASKED]
    return [_field(index, noun, target, name) for name in names]


def _field(index: Indexed, noun: str, target: str, name: str) -> Field:
    widget = widget_of(noun, name)
    now = KINDS[noun, name].now(index, target)
    options = widget.options(index, target)
    chosen = CHOSEN[noun, name](index, target) if (noun, name) in CHOSEN else ()
    folded = noun == "commitment" and now in ("", NOT_IN_THE_TEXT)
    day = as_of(index, target) if widget.kind == "score" else ""
    return Field(name, widget.words, widget.kind, widget.key, now, options, chosen, folded, day)


def _linked(index: Indexed, target: str) -> tuple[str, ...]:
    return tuple(link.provision or link.draft for link in index.links_of.get(target, ()))


def _aligned(index: Indexed, target: str) -> tuple[str, ...]:
    change = found(index, "change", target)
    return (*change.before, *change.after) if change else ()


CHOSEN: Mapping[tuple[str, str], Callable[[Indexed, str], tuple[str, ...]]] = {
    ("statement", "link"): _linked,
    ("change", "alignment"): _aligned,
}
"""What of the options of a field with several is chosen now."""


def widget_of(noun: str, field: str) -> Widget:
    """The widget of a field; what follows its first word may be what it holds for."""
    known = WIDGETS.get((noun, field))
    if known is None and noun == "assessment":
        known = WIDGETS.get((noun, field.partition(" ")[0]))
    return known or Widget(field.replace("_", " ").capitalize())


def value_of(index: Indexed, noun: str, target: str, field: str, form: FormData) -> Any:
    """The value that a form sent for a field. Raises UsageError where it cannot be read."""
    return widget_of(noun, field).read(index, target, form) if field else ""


def _text(form: FormData) -> str:
    value = form.get("value", "")
    return value if isinstance(value, str) else ""


def _several(index: Indexed, target: str, form: FormData) -> list[str]:
    chosen = [v for v in form.getlist("value") if isinstance(v, str) and v]
    typed = form.get("more", "")
    return [*chosen, *(w.strip() for w in str(typed).split("|") if w.strip())]


def _choices(words: Iterable[str]) -> Callable[[Indexed, str], Choices]:
    listed = [(word, word) for word in words]
    return lambda index, target: listed


def names_of(index: Indexed, target: str = "") -> Choices:
    """The names of the parties that speak most."""
    parties = sorted(
        (p for p in index.record.parties if p.named),
        key=lambda p: (-len(index.by_party.get(p.id, ())), p.name),
    )
    return [(p.name, p.name) for p in parties[:OFFERED]]


def _other_party(index: Indexed, target: str, form: FormData) -> str:
    """The id of the party whose name (or id) was typed; "" for none."""
    typed = _text(form).strip()
    if not typed or typed in index.parties:
        return typed
    same = [p.id for p in index.record.parties if p.name.casefold() == typed.casefold()]
    if len(same) != 1:
        raise UsageError(f"“{typed}” is not the name of one party.", "Choose a name of the list.")
    return same[0]


def _aliases(index: Indexed, target: str) -> Choices:
    party = index.parties.get(target)
    return [(alias, alias) for alias in (party.aliases if party else ())]


def _provisions(index: Indexed, target: str) -> Choices:
    """Provisions to link a statement to: those linked now first, then those of the newest draft."""
    linked = [link.provision or link.draft for link in index.links_of.get(target, ())]
    newest = sorted(index.record.drafts, key=lambda d: d.date, reverse=True)
    rest = [p.id for d in newest for p in index.record.provisions if p.draft == d.id]
    ids = list(dict.fromkeys([*linked, *rest]))[:OFFERED]
    return [(key, _provision(index, key)) for key in ids] + [
        (d.id, f"{d.name}: the whole text") for d in newest if d.id not in linked
    ]


def _provision(index: Indexed, key: str) -> str:
    provision = index.provisions.get(key)
    if provision is None:
        draft = index.drafts.get(key)
        return f"{draft.name if draft else key}: the whole text"
    draft = index.drafts.get(provision.draft)
    return _provision_line(draft.name if draft else "", provision.label, provision.full_text)


@lru_cache(maxsize=4_000)
def _provision_line(draft: str, label: str, text: str) -> str:
    """A provision in a list of hundreds, of which every page to judge a statement has one."""
    return f"{draft} {label}: {shortened(text, 80)}"


def _sides(index: Indexed, target: str) -> Choices:
    """The provisions of both drafts of a change; the drafts' names tell them apart."""
    change = found(index, "change", target)
    if change is None:
        return []
    drafts = (change.from_draft, change.to_draft)
    return [(p.id, _provision(index, p.id)) for p in index.record.provisions if p.draft in drafts]


def alignment_of(index: Indexed, target: str, form: FormData) -> dict[str, Any]:
    """The provisions chosen in a form, by the draft they are of."""
    change = found(index, "change", target)
    from_draft, to_draft = str(form.get("from_draft", "")), str(form.get("to_draft", ""))
    if change is not None:
        from_draft, to_draft = change.from_draft, change.to_draft
    chosen = [p for p in _several(index, target, form) if p in index.provisions]
    before, after = (
        [p for p in chosen if index.provisions[p].draft == draft]
        for draft in (from_draft, to_draft)
    )
    return {"from_draft": from_draft, "before": before, "to_draft": to_draft, "after": after}


def position_of(index: Indexed, form: FormData) -> dict[str, Any]:
    """A new position as a form says it. Raises UsageError where it gives no reason: a position
    that a person adds may rest on nothing else."""
    if not str(form.get("why", "")).strip():
        raise UsageError("A position that is added needs a reason.", "Say how you know of it.")
    said = {name: str(form.get(name, "")) for name in ("party", "issue", "stance", "since")}
    chosen = [s for s in form.getlist("statements") if isinstance(s, str) and s]
    return said | {"value": _text(form), "statements": chosen}


def _place(index: Indexed, target: str, form: FormData) -> list[list[int]]:
    """Ranges: as a script selected them (`places`, “start-end start-end”), else where the typed
    words (`value`) stand nearest to the statement."""
    statement = index.statements[target]
    document = index.documents[statement.document]
    return places_in(document, form, statement.start)


def places_in(document: Document, form: FormData, near: int, part: str = "") -> list[list[int]]:
    """As `_place`, in any document. part: what the names of the form's fields begin with."""
    selected = str(form.get(f"{part}places", "")).split()
    if selected:
        return [_range(piece) for piece in selected]
    words = str(form.get(f"{part}words" if part else "value", "")).strip()
    return [list(nearest(document.text, words, near))] if words else []


def _range(piece: str) -> list[int]:
    start, _, end = piece.partition("-")
    if not (start.isdecimal() and end.isdecimal()):
        raise UsageError(f"“{piece}” is not a place.", "Select the words in the source.")
    return [int(start), int(end)]


def nearest(text: str, words: str, near: int) -> tuple[int, int]:
    """Where `words` stand in `text`, nearest to `near`; lines may break between any two of them.
    Raises UsageError where nowhere."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    there = [match.span() for match in re.finditer(pattern, text)] if pattern else []
    if not there:
        raise UsageError("These words do not stand in the source so.", "Copy them from the source.")
    return min(there, key=lambda place: abs(place[0] - near))


# All fields at once, which a page asks for one by one; what its provision is called by machines.
NOT_ASKED = {("commitment", "card"), ("commitment", "provision")}
SCORES = [("", "nothing is owed"), ("0", "0: not begun"), ("1", "1: a minimum"),
          ("2", "2: half-way or late"), ("3", "3: complete")]  # fmt: skip


def as_of(index: Indexed, target: str) -> str:
    """The date at which a commitment was last assessed, "" where it was not."""
    return max((a.as_of for a in index.record.assessments if a.commitment == target), default="")


def _card_widgets() -> dict[tuple[str, str], Widget]:
    """A field of a card is asked as its form asks; the text's words and place stand beside."""
    formal = {
        ("commitment", f.name): Widget(
            f"{f.name.capitalize()}: {f.asks[0].lower()}{f.asks[1:]}",
            "choice" if f.choices else "text",
            CARD_KEYS.get(f.name, ""),
            _choices(f.choices),
        )
        for f in CARD_FIELDS
    }
    slots = [f.name for f in CARD_FIELDS if f.is_slot]
    words = {("commitment", f"{s} words"): Widget(f"The text's words for the {s}") for s in slots}
    places = {("commitment", f"{s} at"): Widget(f"Place of the {s} in the text") for s in slots}
    return formal | words | places


CARD_KEYS = {"act": "s", "due": "t", "bearer": "b"}
WIDGETS: Mapping[tuple[str, str], Widget] = {
    **_card_widgets(),
    ("assessment", "score"): Widget("Code", "score", "s", lambda index, target: SCORES),
    ("statement", "speaker"): Widget("Speaker", "named", "s", names_of),
    ("statement", "stance"): Widget("Stance", "choice", "t", _choices(s.value for s in Stance)),
    ("statement", "link"): Widget("About", "several", "l", _provisions, _several),
    ("statement", "content"): Widget("Words said", "place", "b", read=_place),
    ("statement", "source"): Widget("Words that name the source", "place", read=_place),
    ("statement", "cue"): Widget("Words of saying (cue)", "place", read=_place),
    ("statement", "date"): Widget("Date of saying"),
    ("party", "name"): Widget("Name", key="s"),
    ("party", "kind"): Widget("Kind", "choice", "t", _choices(k.value for k in PartyKind)),
    ("party", "side"): Widget("Side"),
    ("party", "can_bind"): Widget(
        "Its word binds its side",
        "choice",
        "",
        lambda index, target: [("yes", "yes"), ("no", "no")],
    ),
    ("party", "affiliation"): Widget("Speaks for", "named", "b", names_of, _other_party),
    ("party", "merge"): Widget("Is the same as", "named", "l", names_of, _other_party),
    ("party", "split"): Widget("Names that are another party", "several", "", _aliases, _several),
    ("change", "alignment"): Widget("Provisions", "several", "l", _sides, alignment_of),
    ("discrepancy", "likely_reason"): Widget("Likely reason", "choice", "t", _choices(REASONS)),
    ("event", "status"): Widget("Status", "choice", "t", _choices(s.value for s in EventStatus)),
    ("position", "stance"): Widget("Stance", "choice", "t", _choices(s.value for s in Stance)),
    ("position", "value"): Widget("What it asks for, or its condition", "long", "s"),
    ("compromise", "text"): Widget("Compromise", "long", "s"),
}
