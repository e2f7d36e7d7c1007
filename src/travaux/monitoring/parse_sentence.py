"""One sentence of a provision -> the spans of its bearer, act, deadline, conditions and roles.

Rules, in order. 1. Conditions that lead (“If …,”, “In the event of …,”) are taken off up to their
comma. 2. The first modal decides the kind; before it stands the bearer, after it the act. 3. In a
passive the whole clause is the act, and the bearer is who it is done “by”, if anybody. 4. Without a
modal, a clause that begins with an imperative, or with a noun for an act, is a duty; “… is
prohibited” is a prohibition; anything else (definitions, recitals) binds nobody. 5. Deadlines,
beginnings, roles and trailing conditions are cut out of the act. The word lists stand in
`provision_words.toml`. Offsets are those of the sentence given, half-open.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from travaux.core.commitments import CommitmentKind as Kind
from travaux.monitoring.lead_ins import adverbial_end, forbids, frame_end, plain_bearer

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clause:
    """What one sentence was read as. act: the pieces that remain of it, in order."""

    kind: Kind
    act: tuple[Span, ...]
    slots: dict[str, Span] = field(default_factory=dict)
    rule: str = ""


@cache
def words() -> dict[str, Any]:
    """The word lists of `provision_words.toml`."""
    table = files("travaux.monitoring").joinpath("provision_words.toml").read_text("utf-8")
    return tomllib.loads(table)


@cache
def any_of(listed: tuple[str, ...]) -> str:
    """An alternation of phrases, the longest first."""
    return "|".join(re.escape(w) for w in sorted(listed, key=len, reverse=True))


_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = (
    rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},?(?: \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}},? \d{{4}}|(?:{_MONTH} )?\d{{4}}"
)
_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty|ninety)"
_UNIT = r"(?:second|minute|hour|(?:working |calendar )?day|week|month|year)s?"
_REST = r"(?:[\w’'-]+ ?){1,7}?(?=[,.;]|$| under | provided | if | by | unless )"
_SPAN = rf"{_NUMBER}(?: to \d+)? {_UNIT}"
_CHAIN = r"(?:the |its |this )?[\w’'-]+(?: of (?:the |this |its )?[\w’'-]+){1,3}"
_AFTER = rf"(?: (?:of|after|from|following) (?:{_REST}|{_CHAIN}))?"
_DUE = re.compile(
    rf",?\s*(?:(?:to be|and be) (?:completed|finished|done|carried out) )?(?P<due>"
    rf"(?:within|in) (?:a period of )?{_SPAN}{_AFTER}"
    rf"|(?:by )?(?:no|not) later than (?:{_SPAN}(?: before {_REST}|{_AFTER})|{_DATE}|{_REST})"
    rf"|by (?:noon|midnight|the morning|the evening) (?:on|of) (?:{_DATE})"
    rf"|(?:by|before|until|not before|prior to) (?:the end of (?:the year|{_DATE}|{_REST})"
    rf"|the (?:winter|spring|summer|autumn|beginning) of \d{{4}}|{_DATE})"
    rf"(?: of the (?:following|same|next) year)?(?: at the latest)?"
    rf"|on the \w+ day (?:after|of|following) {_REST}"
    rf"|at the latest (?:{_SPAN}(?: (?:of|after|following) {_REST})?)"
    r"|(?:immediately|as soon as possible|without delay)(?=[,.;]|$))",
    re.IGNORECASE,
)
_BEGIN = re.compile(
    rf",?\s*(?P<trigger>(?:beginning|starting|with effect) (?:on|from|as of)\b[^,;]*?(?:{_DATE}))",
    re.I,
)
_NAME = r"(?:the |an? )?[A-Z][\w’'/-]*(?:\s+(?:(?:of|for|on|and|in) (?:the )?)?[A-Z][\w’'/-]*)*"
_SIDES = r"(?:both|the|all|each) (?:sides?|part(?:y|ies))"
# "shall receive" is a passive in sense: the subject is who it is done for; who gives is left open.
_PASSIVE = re.compile(
    r"\s+(?:also |not )?(?:be(?:en)? (?:\w+ly )?\w+|(?:\w+ly )?(?:receive|obtain)\b)", re.I
)
_NO_CONDITION = re.compile(
    r"\b(?:(?:agreed|based|depends?|rel(?:y|ies|ied)|called|decided) upon"
    r"|(?:be|been|is|are|was|were|being) (?:\w+ly )?provided)$",
    re.IGNORECASE,
)
_NO_DUTY = re.compile(
    r"\s*(?:enter into force|mean\b|be called|be (?:equally )?authentic|apply\b)", re.I
)


def clause_of(sentence: str) -> Clause | None:
    """What `sentence` binds somebody to; None where it binds nobody."""
    slots: dict[str, Span] = {}
    start = _leading(sentence, slots)
    framed = frame_end(sentence, start)
    modal = _modal(sentence, framed, framed > start)
    if modal is None:
        return _without_modal(sentence, start, slots)
    start = _past_adverbial(sentence, framed, modal[1][0], slots)
    kind, (at, after) = modal
    if _NO_DUTY.match(sentence, after):
        return None
    kind = Kind.PROHIBITION if forbids(sentence, start) else kind
    passive = _PASSIVE.match(sentence, after)
    cuts = list(_cut(sentence, after, slots, passive is not None))
    if passive and kind is not Kind.PERMISSION:
        return Clause(kind, _pieces((start, len(sentence)), cuts), slots, "passive")
    bearer = _bearer(sentence, (start, at), slots)
    slots |= {"bearer": bearer} if bearer[0] < bearer[1] else {}
    act = _pieces((after, len(sentence)), cuts)
    if kind is Kind.PERMISSION and _changes_duties(sentence, act):
        kind = Kind.POWER
    return Clause(kind, act, slots, "modal")


def _leading(sentence: str, slots: dict[str, Span]) -> int:
    """Where the main clause begins, after the conditions that lead."""
    start = 0
    opening = rf"\s*(?:{any_of(tuple(words()['condition']['leading']))})\b"
    while found := re.compile(opening, re.I).match(sentence, start):
        comma = sentence.find(",", found.end())
        if comma < 0:
            break
        span = _trimmed(sentence, (start, comma))
        reference = re.match(r"subject to (?:article|point|paragraph|section)s?\b",
                             sentence[span[0] :], re.I)  # fmt: skip
        if not reference:
            slots["condition"] = span
        start = comma + 1
    return start


def _past_adverbial(sentence: str, start: int, modal: int, slots: dict[str, Span]) -> int:
    """Where the clause begins after what leads it; a deadline that leads it is its own."""
    due = _DUE.match(sentence, start)
    if due and sentence[due.end() : due.end() + 1] == ",":
        slots["due"] = _trimmed(sentence, due.span("due"))
        return due.end() + 1
    return adverbial_end(sentence, start, modal)


def _bearer(sentence: str, before: Span, slots: dict[str, Span]) -> Span:
    """Who stands before the modal. A leading condition without a comma ends where the last name
    begins (“During a Low Period Arvenia may …”)."""
    span = _trimmed(sentence, before)
    inner = sentence[slice(*span)]
    lead = rf"(?:{any_of(tuple(words()['condition']['leading']))})\b"
    name = re.search(r"\s((?:the|each|either) (?:[A-Z][\w’'-]*\s?)+|[A-Z][\w’'-]*)$", inner)
    if not re.match(lead, inner, re.I) or not name:
        return plain_bearer(sentence, span)
    slots.setdefault("condition", (span[0], span[0] + name.start()))
    return span[0] + name.start(1), span[1]


def _modal(sentence: str, start: int, framed: bool = False) -> tuple[Kind, Span] | None:
    """The first modal after `start`; of those that begin there the longest. framed: in what was
    agreed “would” binds as well."""
    found = []
    for group in words()["modal"]:
        listed = (*group["words"], *(group.get("framed", ()) if framed else ()))
        match = _modal_pattern(tuple(listed)).search(sentence, start)
        if match:
            found.append((match.start(), -match.end(), Kind(group["kind"])))
    if not found:
        return None
    at, end, kind = min(found)
    return kind, (at, -end)


@cache
def _modal_pattern(listed: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){any_of(listed)}(?![\w])".replace("(?<![\\w])", r"(?<!\w)(?:", 1)
                      .replace("(?![\\w])", r")(?!\w)"))  # fmt: skip


def _cut(sentence: str, start: int, slots: dict[str, Span], passive: bool) -> Iterator[Span]:
    """Deadline, beginning, roles and trailing conditions after `start`; the spans they take."""
    trailing = rf",?\s+(?P<condition>(?:{any_of(tuple(words()['condition']['trailing']))})\b.*)"
    end = len(sentence)
    found = re.compile(trailing, re.I).search(sentence, start)
    while found and _NO_CONDITION.search(sentence[: _word_end(sentence, found)]):
        found = re.compile(trailing, re.I).search(sentence, found.start("condition") + 4)
    if found and "condition" not in slots:
        slots["condition"] = _trimmed(sentence, found.span("condition"))
        end = found.start()
        yield found.start(), len(sentence)
    for pattern in (_DUE, _BEGIN):
        matched = pattern.search(sentence, start, end)
        if matched:
            name = "due" if pattern is _DUE else "trigger"
            slots[name] = _trimmed(sentence, matched.span(name))
            yield matched.span()
    yield from _roles(sentence, start, end, slots)
    if passive:
        by = re.compile(rf"\s+by (?P<who>{_NAME}|{_SIDES})").search(sentence, start, end)
        if by and "verifier" not in slots:
            slots["bearer"] = by.span("who")
            yield by.span()


def _word_end(sentence: str, found: re.Match[str]) -> int:
    """Where the first word of a condition ends."""
    word = re.compile(r"\w+").match(sentence, found.start("condition"))
    return word.end() if word else found.start("condition")


def _roles(sentence: str, start: int, end: int, slots: dict[str, Span]) -> Iterator[Span]:
    for role in ("verifier", "enforcer"):
        lead = any_of(tuple(words()["roles"][role]))
        found = re.compile(rf",?\s+(?:{lead}) (?P<who>{_NAME})").search(sentence, start, end)
        if found:
            slots[role] = found.span("who")
            yield found.span()


def _without_modal(sentence: str, start: int, slots: dict[str, Span]) -> Clause | None:
    nominal = words()["nominal"]
    ban = re.search(any_of(tuple(nominal["prohibited"])), sentence)
    if ban:
        return Clause(
            Kind.PROHIBITION, (_trimmed(sentence, (start, ban.start())),), slots, "nominal"
        )
    first = sentence[start:].lstrip()
    imperative = _imperative(first, tuple(nominal["imperatives"]))
    head = re.match(
        rf"(?:\w+ (?:and \w+ )?){{0,3}}?(?:{any_of(tuple(nominal['acts']))})\b", first, re.I
    )
    verb = re.search(
        r"\b(?:is|are|was|were|has|have|had|means?|recogni[sz]es?|reaffirms?)\b", first
    )
    placeholder = re.match(r"no\b", first, re.I)
    if placeholder or (not imperative and (not head or (verb and verb.start() < 80))):
        return None
    cuts = list(_cut(sentence, start, slots, False))
    by = re.compile(rf"\s+by (?P<who>{_NAME}|{_SIDES})").search(sentence, start)
    if by and not imperative and "verifier" not in slots:
        slots["bearer"] = by.span("who")
        cuts.append(by.span())
    rule = "imperative" if imperative else "nominal"
    return Clause(Kind.DUTY, _pieces((start, len(sentence)), cuts), slots, rule)


def _imperative(first: str, listed: tuple[str, ...]) -> re.Match[str] | None:
    """The verb that a provision begins with: one of `listed`, or its “-ing”, or any other word
    (also in “-ing”) with a determiner after it that is no preposition, recital or noun."""
    gerunds = tuple(_gerund(verb) for verb in listed)
    known = re.match(rf"(?:{any_of((*listed, *gerunds))})\b", first, re.I)
    if known:
        return known
    other = re.match(r"([A-Z][a-z]+)(?= (?:the|a|an|all|any|its|their|each|every) )", first)
    barred = words()["nominal"]["no_imperatives"]
    noun = other and re.search(r"(?:s|ly|ed|ion|ment|ity|ance|ence)$", other[1])
    return None if not other or noun or other[1].lower() in barred else other


def _gerund(verb: str) -> str:
    first, *rest = verb.split()
    stem = first[:-1] if first.endswith("e") and not first.endswith("ee") else first
    stem = stem + stem[-1] if first in ("begin", "set", "stop") else stem
    return " ".join([f"{stem}ing", *rest])


def _changes_duties(sentence: str, act: Iterable[Span]) -> bool:
    """Whether a “may” changes what others owe (a power), by the verb of its act."""
    first = next(iter(act), (0, 0))
    verbs = any_of(tuple(words()["power"]["verbs"]))
    return bool(re.match(rf"\s*(?:{verbs})\b", sentence[slice(*first)]))


def _pieces(whole: Span, cuts: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of `whole` without `cuts`. Trimming is done by whoever quotes them."""
    pieces, at = [], whole[0]
    for start, end in sorted(cuts):
        if start > at:
            pieces.append((at, start))
        at = max(at, end)
    if at < whole[1]:
        pieces.append((at, whole[1]))
    return tuple(pieces)


def _trimmed(text: str, span: Span) -> Span:
    inner = text[slice(*span)]
    start = span[0] + len(inner) - len(inner.lstrip())
    return start, max(start, start + len(inner.strip(" \t\n\r.,;:")))
