"""Formal records: who supports, opposes, asks what, by the formulas that such records use.

Rules, for one sentence:

    [lead-in,] PARTIES [, supported by PARTIES] [, opposed by PARTIES] [, with PARTIES] VERB what
    what, VERB-passive by PARTIES            "This was supported by GHANA."
    Supported by PARTIES, PARTIES VERB what

PARTIES are names in capitals, or "Name, for GROUP", in a list with commas and "and". Whoever speaks
for a group gives the group's word, and neither their own state's nor the other members'. Whoever is
said to support has the stance of the one supported; whoever is said to oppose has the opposite:
they oppose support and demands, and support opposition. "She" and "he" go on with the party before.
A second verb after "and", "but" or a comma ("opposed X and proposed deleting Y") is a second
statement of the same party. Sentences that are no such formula are left to the rules for any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from travaux.core.anchors import anchor, trimmed
from travaux.core.documents import Document
from travaux.core.issues import Stance
from travaux.core.parties import party_id
from travaux.core.statements import Speaker, Statement, StatementKind, statement_id
from travaux.issues.formal_parties import Named, carried_on, listed, named_in, side_named, subjects
from travaux.issues.passages import Passage, passages
from travaux.issues.terms import table

STANCES = {
    "support": Stance.SUPPORT,
    "oppose": Stance.OPPOSE,
    "demand": Stance.DEMAND,
    "neutral": Stance.NONE_STATED,
}
AGAINST = {
    Stance.SUPPORT: Stance.OPPOSE,
    Stance.DEMAND: Stance.OPPOSE,
    Stance.NONE_STATED: Stance.OPPOSE,
    Stance.OPPOSE: Stance.SUPPORT,
}
MADE_BY = ("formulas/1",)
FORMULA = "formula"  # under which a statement keeps the stance that its formula states
BY_WHOM = re.compile(r"(?:supported|opposed) by\s")


@dataclass(frozen=True, slots=True)
class FormalReading:
    """One party's statement, its stance, and the member who spoke for a group ("" if none)."""

    statement: Statement
    stance: Stance
    spokesman: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """Parties, the sides they are said to have, the verb and what it is about."""

    parties: tuple[Named, ...]
    with_them: tuple[Named, ...]
    against: tuple[Named, ...]
    stance: Stance
    verb: tuple[int, int]
    what: tuple[int, int]


def read_formulas(document: Document) -> tuple[FormalReading, ...]:
    """The statements that the formulas of a formal record make, in order of place.

    Empty for a text that has none. Each statement's speaker is the group where a member spoke for
    one. Deterministic.
    """
    found: list[FormalReading] = []
    before: tuple[Named, ...] = ()
    for passage in passages([document]):
        clauses = list(_clauses(passage.text, before))
        for clause in clauses:
            found.extend(_readings(document, passage, clause))
        if clauses:
            before = clauses[0].parties
    return tuple({r.statement.id: r for r in found}.values())


def _readings(document: Document, passage: Passage, clause: Clause) -> Iterator[FormalReading]:
    sides = (
        *((named, clause.stance) for named in (*clause.parties, *clause.with_them)),
        *((named, AGAINST[clause.stance]) for named in clause.against),
    )
    for named, stance in sides:
        yield _reading(document, passage.start, named, clause, stance)


def _reading(
    document: Document, at: int, named: Named, clause: Clause, stance: Stance
) -> FormalReading:
    text = document.text
    source = anchor(document.id, text, at + named.start, at + named.end)
    cue = anchor(document.id, text, at + clause.verb[0], at + clause.verb[1])
    content = (trimmed(document.id, text, at + clause.what[0], at + clause.what[1]),)
    kind = "group" if named.spokesman else "state"
    speaker = Speaker(
        party_id(named.name),
        named.name,
        True,
        kind,
        f"formula of a formal record{', for a group' if named.spokesman else ''}",
        affiliation="",
    )
    made = Statement(
        statement_id(document.id, content, source, cue),
        document.id,
        StatementKind.INDIRECT,
        content,
        source,
        cue,
        speaker,
        date=document.date,
        made_by=MADE_BY,
        why=((FORMULA, stance.value),),
    )
    return FormalReading(made, stance, named.spokesman)


LONGEST = 3_000
"""Characters of a sentence that may hold a formula; the patterns are quadratic beyond. In 149
bulletins the longest stretch between two full stops has 2,705."""


def _clauses(text: str, before: tuple[Named, ...]) -> Iterator[Clause]:
    if len(text) > LONGEST:
        return
    yield from _passive(text)
    found = list(_active(text, before))
    for at, clause in enumerate(found):
        if clause.what[0] < clause.what[1]:
            yield clause
        elif at + 1 < len(found):
            yield replace(clause, what=found[at + 1].what)


def _active(text: str, before: tuple[Named, ...]) -> Iterator[Clause]:
    start = 0
    while match := subjects().search(text, start):
        parties = named_in(text, *match.span("parties")) or carried_on(match, before)
        verb = _verb_after(text, match.end())
        start = match.end()
        if parties and verb:
            after = _end_of(text, verb[2])
            ahead = named_in(text, *match.span("ahead"))
            with_them, against = _sides(text, *match.span("sides"))
            sides = ((*ahead, *with_them), against)
            yield from _verbs(text, parties, sides, verb, after)
            start = after


Verb = tuple[Stance, int, int]
Sides = tuple[tuple[Named, ...], tuple[Named, ...]]


def _verbs(
    text: str, parties: tuple[Named, ...], sides: Sides, verb: Verb, end: int
) -> Iterator[Clause]:
    """The clause of a verb, and those of the verbs that go on after it."""
    later = _next_verb(text, verb[2], end)
    what = _stripped(text, verb[2], later[1] if later else end)
    yield Clause(parties, *sides, verb[0], (verb[1], verb[2]), what)
    if later:
        yield from _verbs(text, parties, ((), ()), (later[0], later[2], later[3]), end)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """text[start:end] without commas and conjunctions at its ends; empty where nothing is left."""
    words = text[start:end]
    head = re.match(r"[\s,]*(?:and\b|but\b|while\b|the\s*$)?[\s,]*", words)
    tail = re.search(
        r"[\s,]*(?:\b(?:and|but|while|with|the|and the|while the|with the))?[\s,]*$", words
    )
    first = start + (head.end() if head else 0)
    last = start + (tail.start() if tail else len(words))
    return (first, last) if first < last else (start, start)


def _verb_after(text: str, at: int) -> Verb | None:
    """The verb of a formula that stands at `at`, the longest of any kind."""
    found = [
        (match.end(), stance, match.start("verb"))
        for stance, pattern in _verb_patterns().items()
        if (match := pattern.match(text, at))
    ]
    if not found:
        return None
    end, stance, start = max(found, key=lambda f: f[0])
    return STANCES[stance], start, end


def _next_verb(text: str, start: int, end: int) -> tuple[Stance, int, int, int] | None:
    """The next verb behind "and", "but" or a comma: its stance, where its joint begins, itself."""
    for joint in _joint().finditer(text, start, end):
        verb = _verb_after(text, joint.end())
        if verb and verb[2] <= end:
            return verb[0], joint.start(), verb[1], verb[2]
    return None


def _end_of(text: str, at: int) -> int:
    """Where the clause ends: a semicolon, another party's verb, or the end of the sentence."""
    ends = [m.start() for m in re.finditer(r";|\.(?=\s|$)", text[at:])]
    last = at + ends[0] if ends else len(text)
    for match in subjects().finditer(text, at, last):
        if match["parties"] and _verb_after(text, match.end()) and _joins(text, match.start()):
            return match.start()
    return last


def _joins(text: str, at: int) -> bool:
    return bool(re.search(r"(?:,|\b(?:and|while|but|with))\s*$", text[:at]))


def _passive(text: str) -> Iterator[Clause]:
    """ "The proposal was supported by GHANA and opposed by OMAN." """
    if not BY_WHOM.search(text):  # what the pattern looks for from every place in the text
        return
    for match in _passives().finditer(text):
        for by, verb in (("by", "verb"), ("by2", "verb2")):
            parties = named_in(text, *match.span(by))
            if parties:
                stance = STANCES["support" if match[verb].startswith("support") else "oppose"]
                yield Clause(parties, (), (), stance, match.span(verb), match.span("what"))


def _sides(text: str, start: int, end: int) -> Sides:
    """Who is said to support and to oppose, between a party and its verb."""
    if start < 0:
        return (), ()
    with_them: list[Named] = []
    against: list[Named] = []
    for match in side_named().finditer(text, start, end):
        group = against if match["how"].startswith("opposed") else with_them
        group.extend(named_in(text, *match.span("who")))
    return tuple(with_them), tuple(against)


@cache
def _passives() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<what>[^.;]*?)\s(?:was|were|is|are|had been)\s(?:also\s|strongly\s)?"
        rf"(?P<verb>supported|opposed) by\s(?P<by>{listed()})"
        rf"(?:,?\s(?:and|but)\s(?P<verb2>supported|opposed) by\s(?P<by2>{listed()}))?"
    )


@cache
def _verb_patterns() -> dict[str, re.Pattern[str]]:
    """Stance -> the verbs that state it, behind an adverb or "also"."""
    lead = r"\s*(?:also\s|then\s|strongly\s|further\s|again\s|in turn\s|\w+ly\s|he\s|she\s|they\s)?"
    found = {}
    for stance, verbs in table("formulas.toml")["verbs"].items():
        joined = "|".join(verb.replace("~", r"\w*") for verb in verbs)
        found[stance] = re.compile(rf"{lead}(?P<verb>(?:{joined}))(?!\w)")
    return found


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(r",?\s(?:and|but)(?=\s)|,(?=\s\w+ed\s)")


def spokesmen(readings: Sequence[FormalReading]) -> dict[str, str]:
    """Group -> who spoke for it, in order of place; the last one where several did."""
    return {
        r.statement.speaker.name: r.spokesman
        for r in readings
        if r.spokesman and r.statement.speaker
    }
