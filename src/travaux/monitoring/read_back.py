"""The read-back of a card: what was understood, in plain English. Generated, never parsed."""

from __future__ import annotations

from collections.abc import Mapping

from travaux.core.commitments import CardSlot
from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.norm_cards import Deed
from travaux.monitoring.moments import iso_of
from travaux.monitoring.norms import (
    Between,
    Condition,
    Due,
    Either,
    Every,
    Is,
    Never,
    Norm,
    Pattern,
    Seen,
    Verb,
)

NOBODY = "nobody named"  # the bearer of a card whose text names none
_MODAL = {
    Kind.DUTY: "must",
    Kind.PROHIBITION: "must not",
    Kind.PERMISSION: "may",
    Kind.POWER: "may",
}
_VERBS = {
    Verb.ACTIVATE: "“{}” begins", Verb.SUSPEND: "“{}” is suspended", Verb.RESUME: "“{}” resumes",
    Verb.TERMINATE: "“{}” ends", Verb.WAIVE: "“{}” is waived",
    Verb.END_ALL: "the whole agreement ends{}",
}  # fmt: skip


def read_back(norm: Norm, slots: Mapping[str, CardSlot], unit: str = "day") -> str:
    """What the card of `norm` was understood to say, in a few sentences."""
    sentences = [
        _main(norm, unit),
        _window(norm, unit),
        *(f"Once it is {e.on.value.replace('_', ' ')}, {_VERBS[e.verb].format(e.norm)}."
          for e in norm.effects),
        _missing(slots),
    ]  # fmt: skip
    return " ".join(s for s in sentences if s)


def _main(norm: Norm, unit: str) -> str:
    lead = [_start(norm, unit)]
    if norm.condition is not None:
        lead.append(f"once {said(norm.condition)}")
    if norm.during is not None:
        lead.append(f"as long as {said(norm.during)}")
    first = ", ".join(part for part in lead if part)
    words = _act(norm)
    joined = f"{first}, {words}" if first else words
    return joined[0].upper() + joined[1:] + "."


def _start(norm: Norm, unit: str) -> str:
    start, parts = norm.start, []
    if start.waits:
        return "only when another card says so"
    if start.at is not None:
        parts.append(f"from {iso_of(start.at, unit)}")
    if start.when is not None:
        parts.append(f"once {said(start.when)}")
    return ", ".join(parts)


def _breaks(norm: Norm) -> bool:
    """Whether the card's event breaks the duty instead of performing it."""
    return norm.kind is Kind.DUTY and norm.deed in (Deed.REFRAIN, Deed.KEEP_UP)


def _act(norm: Norm) -> str:
    """Who is bound to what. The words of an act that names no bearer are often a whole clause (“the
    dam will be built”), which cannot follow “must”: they are quoted."""
    event, words = pattern_said(norm.act), _own_words(norm)
    if _breaks(norm):
        return f"{_bound(norm, words or 'keep to it')}, which the event “{event}” would break"
    told = f"{_bound(norm, words)} (event “{event}”)" if words else _by_event(norm, event)
    if norm.kind is Kind.DUTY and norm.deed is Deed.REPEAT:
        return f"{told}, once in every {norm.every} units of time"
    if norm.kind is Kind.DUTY and norm.deed is Deed.COUNT:
        total = f"until the {norm.sum_of} sums to {norm.target:g}"
        return f"{told}, {total if norm.sum_of else f'{norm.target:g} times'}"
    return told


def _bound(norm: Norm, words: str) -> str:
    if norm.bearer == NOBODY:
        return f"a {norm.kind.value} of nobody named: “{words}”"
    return f"{norm.bearer} {_MODAL[norm.kind]} {words}"


def _own_words(norm: Norm) -> str:
    """The words of the text for the act; "" where the card has its event only."""
    formal = norm.words.split()[:1] == [norm.act.event]
    return "" if formal else norm.words


def _by_event(norm: Norm, event: str) -> str:
    """Who must or may do what, where only the name of its event says what that is."""
    ends = "never happens" if norm.kind is Kind.PROHIBITION else "happens"
    if norm.bearer == NOBODY:
        return f"a {norm.kind.value} of nobody named: that “{event}” {ends}"
    owed = norm.kind in (Kind.DUTY, Kind.PROHIBITION)
    verb = "must see to it that" if owed else "may see to it that"
    return f"{norm.bearer} {verb} “{event}” {ends}"


def _window(norm: Norm, unit: str) -> str:
    until = f" It ends when {said(norm.until)}." if norm.until is not None else ""
    if norm.due is None:
        return "No date is given." + until
    return f"{_due(norm.due, unit)}{until}"


def _due(due: Due, unit: str) -> str:
    edge = {True: "before", False: "by", None: "by"}[due.strict]
    if due.at is not None:
        return f"This is due {edge} {iso_of(due.at, unit)}."
    length = f"{due.within or 0} {unit}s" if not due.months else f"{due.months} months"
    since = f"“{pattern_said(due.after)}”" if due.after else "its start"
    return f"This is due {'less than' if due.strict else 'within'} {length} after {since}."


def _missing(slots: Mapping[str, CardSlot]) -> str:
    absent = [name for name, slot in slots.items() if not slot.stated]
    return f"Not in the text: {', '.join(absent)}." if absent else ""


def pattern_said(pattern: Pattern) -> str:
    """An event pattern in words."""
    where = ", ".join(f"{t.key} {t.op} {t.value}" for t in pattern.where)
    roles = [
        f"{word} {who}"
        for word, who in (("by", pattern.by), ("to", pattern.to))
        if who not in ("", NOBODY)
    ]
    parts = (pattern.event, *roles, f"where {where}" if where else "")
    return " ".join(part for part in parts if part)


def said(condition: Condition) -> str:
    """A condition in words."""
    match condition:
        case Seen(pattern):
            return f"“{pattern_said(pattern)}” has happened"
        case Between(opening, closing):
            return f"“{pattern_said(opening)}” lasts until “{pattern_said(closing)}”"
        case Is(norm, state):
            return f"“{norm}” is {state.value.replace('_', ' ')}"
        case Every(parts):
            return " and ".join(said(part) for part in parts)
        case Either(parts):
            return " or ".join(said(part) for part in parts)
        case Never(part):
            return f"it is not so that {said(part)}"
