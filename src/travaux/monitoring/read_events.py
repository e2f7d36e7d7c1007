"""What a record tells to have happened -> log entries, linked to the commitments it bears on.

Rules.

1. A telling is of a commitment's act where it has at least LIKE of the act's word stems and names
   the bearer, or the bearer's own speaker tells it. `confidence` says how sure that is.
2. What the words of a duty or prohibition describe decides what a telling means (`_MEANS`): a
   performance, a breach, or nothing that could be recorded.
3. Who tells it decides its standing. A monitor, or the verifier that the commitment names, makes it
   verified, unless it is a side of the commitment; anybody else's word, also an outlet's, is an
   allegation. Never does one side's claim verify its own or the other's deed.
4. A later telling that it was not so makes an allegation contested; a monitor's, not substantiated.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from travaux.core.commitments import Commitment, Evidence, LogEntry
from travaux.core.commitments import CommitmentKind as Kind
from travaux.core.ids import content_id
from travaux.core.issues import Event
from travaux.core.norm_cards import Deed
from travaux.monitoring.draft_cells import event_name
from travaux.monitoring.norms import Pattern
from travaux.monitoring.phrases import Misread, Reader
from travaux.monitoring.tellings import Sources, Telling, act_words, tellings

LIKE = 0.6  # of an act's stems; by hand on the Vela talks, where .5 also takes plans for acts
STEM = 5  # letters: enough to tell withdraw from withhold, and to join withdraw and withdrawn
BY_REPORT = 0.8  # times the confidence where only the day of the report is known: a convention
BY_OWN = 0.9  # where the bearer is not named, but its own speaker tells it: a convention

_MEANS: Mapping[tuple[Kind, bool], tuple[bool, bool]] = {
    # (kind, whether the words describe keeping a duty) -> what a telling, what a denial records
    (Kind.DUTY, False): (True, False),
    (Kind.DUTY, True): (False, True),
    (Kind.PROHIBITION, False): (True, False),
    (Kind.PERMISSION, False): (True, False),
    (Kind.POWER, False): (True, False),
}


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """One bearer's act, as tellings are compared with it: names of the bearer and of the
    counterparty; side: the bearer's party id; keeps: whether its words describe keeping a duty."""

    commitment: Commitment
    bearer: str
    pattern: Pattern
    stems: frozenset[str]
    names: re.Pattern[str]
    others: re.Pattern[str] | None
    side: str
    keeps: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A telling of an act."""

    act: Act
    telling: Telling
    confidence: float
    why: str

    @property
    def records(self) -> bool:
        """Whether the telling says that the act's event happened."""
        kind = self.act.commitment.kind
        means = _MEANS[kind, self.act.keeps and kind is Kind.DUTY]
        return means[self.telling.negated]


def entries_of(
    events: Sequence[Event],
    commitments: Sequence[Commitment],
    sources: Sources | None = None,
    begins: str = "",
) -> tuple[LogEntry, ...]:
    """The log that events and statements make for `commitments`, by what happened when.

    begins: ISO date of the agreement; what happened before it kept or broke nothing.
    """
    known = sources or Sources()
    acts = [act for c in commitments for act in _acts(c, known)]
    told = (t for t in tellings(events, known) if (t.until or t.happened) >= begins)
    matches = list(_matches(told, acts, known))
    entries = {e.id: e for m in matches if m.records for e in [_entry(m, matches, known)]}
    return tuple(sorted(entries.values(), key=lambda e: (e.happened, e.type, e.id)))


def _acts(commitment: Commitment, sources: Sources) -> Iterator[Act]:
    """One a bearer; none where the card has no words that a telling could be compared with."""
    stems = stems_of(commitment.slot("act").text)
    cells = dict(commitment.cells)
    keeps = cells.get("deed") in (Deed.KEEP_UP, Deed.REFRAIN)
    other = cells.get("counterparty") or commitment.slot("counterparty").text
    others = _names(other, sources) if other else None
    for bearer in filter(None, commitment.bearer.split("; ") if stems else ()):
        party = sources.named(bearer)
        pattern = _pattern(commitment, Reader(bearer, other), cells)
        names, side = _names(bearer, sources), party.id if party else ""
        yield Act(commitment, bearer, pattern, stems, names, others, side, keeps)


def _pattern(commitment: Commitment, reader: Reader, cells: Mapping[str, str]) -> Pattern:
    try:
        return reader.act(cells.get("act", ""), reader.bearer)
    except Misread:
        return Pattern(event_name(commitment.slot("act").text), reader.bearer)


def _names(name: str, sources: Sources) -> re.Pattern[str]:
    """Any name of the party called `name`."""
    party = sources.named(name)
    names = {name, *((party.name, *party.aliases) if party else ())}
    bare = {re.sub(r"^(?:the|both|all) (?=.)", "", name, flags=re.I) for name in names}
    longest = sorted(bare, key=lambda n: (-len(n), n))
    return re.compile(rf"\b(?:{'|'.join(map(_spelled, longest))})\b")


def _spelled(name: str) -> str:
    """A name as a pattern; one that is a description (“two governments”) in any case."""
    described = any(word[0].islower() for word in name.split())
    return f"(?i:{re.escape(name)})" if described else re.escape(name)


def _matches(told: Iterable[Telling], acts: Sequence[Act], sources: Sources) -> Iterator[Match]:
    heard: dict[str, list[int]] = {}
    for place, act in enumerate(acts):
        for stem in act.stems:
            heard.setdefault(stem, []).append(place)
    for telling in told:
        said = stems_of(telling.words)
        shared = Counter(place for stem in said for place in heard.get(stem, ()))
        for place in sorted(shared):
            if shared[place] >= LIKE * len(acts[place].stems):
                yield from _match(telling, said, acts[place], sources)


def _match(told: Telling, said: frozenset[str], act: Act, sources: Sources) -> Iterator[Match]:
    own = bool(act.side) and sources.body(told.party) == act.side
    named = act.names.search(told.words)
    if named or own:
        share = len(act.stems & said) / len(act.stems)
        sure = share * (1 if named else BY_OWN) * (1 if told.dated else BY_REPORT)
        yield Match(act, told, round(sure, 2), _why(act, said, named[0] if named else "", told))


def _why(act: Act, said: frozenset[str], named: str, told: Telling) -> str:
    shared = ", ".join(f"{stem}…" for stem in sorted(act.stems & said))
    who = f"names {named}" if named else f"{told.teller} speaks for the bearer"
    when = "" if told.dated else "; dated by the day it was said"
    return f"{len(act.stems & said)} of {len(act.stems)} stems of the act ({shared}); {who}{when}"


def _entry(match: Match, matches: Sequence[Match], sources: Sources) -> LogEntry:
    told, act = match.telling, match.act
    verified = _observes(match, sources)
    denial = None if verified else _denial(match, matches)
    status, why = Evidence.VERIFIED if verified else Evidence.ALLEGED, match.why
    if denial is not None:
        refuted = _observes(denial, sources)
        status = Evidence.NOT_SUBSTANTIATED if refuted else Evidence.CONTESTED
        why += f"; {denial.telling.teller} says it is not so: “{denial.telling.words}”"
    found = told.reported if verified else denial.telling.reported if denial else ""
    pattern = act.pattern
    named = bool(act.others and act.others.search(told.words))
    return LogEntry(
        content_id("event", pattern.event, pattern.by, told.happened, told.anchors, told.words),
        pattern.event, told.happened, pattern.by, pattern.to if named else "",
        until=told.until, reported=told.reported, found=found, status=status,
        reporter=told.teller, facts=_facts(told, pattern), words=told.words,
        anchors=told.anchors, source=told.source, confidence=match.confidence, why=why,
    )  # fmt: skip


def _facts(told: Telling, pattern: Pattern) -> tuple[tuple[str, str | float | bool], ...]:
    """The numbers that the act's own tests ask for (“50 crowns”), and how it was dated."""
    facts: dict[str, str | float | bool] = {} if told.dated else {"dated": "by its report"}
    for test in pattern.where:
        found = re.search(rf"(\d[\d,]*(?:\.\d+)?) {re.escape(test.key.rstrip('s'))}", told.words)
        if found:
            facts[test.key] = float(found[1].replace(",", ""))
    return tuple(sorted(facts.items()))


def _observes(match: Match, sources: Sources) -> bool:
    """Whether the teller is a monitor, or the commitment's verifier, and no side of it."""
    told, commitment = match.telling, match.act.commitment
    body = sources.body(told.party) if told.party else ""
    teller = told.teller.casefold()
    sides = (*commitment.bearer.split("; "), *commitment.slot("counterparty").text.split("; "))
    own = {party.id for side in sides if (party := sources.named(side))}
    if not teller or body in own or teller in _low(sides):
        return False
    known = next((p for p in sources.parties if p.id == body), None)
    names = (teller, *_low((known.name, *known.aliases) if known else ()))
    verifier = commitment.slot("verifier").text.casefold()
    return any(n in _low(sources.monitors) or (len(n) > 3 and n in verifier) for n in names)


def _low(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.casefold() for name in names)


def _denial(match: Match, matches: Sequence[Match]) -> Match | None:
    """The newest telling by somebody else that this was not so."""
    told = match.telling
    against = [
        other
        for other in matches
        if other.act is match.act
        and not other.records
        and other.telling.negated != told.negated
        and other.telling.teller != told.teller
        and other.telling.reported >= told.happened
    ]
    return max(against, key=lambda m: (m.telling.reported, m.telling.words), default=None)


def stems_of(text: str) -> frozenset[str]:
    """The stems of the words of `text` that say something of an act."""
    words = set(re.findall(r"[a-z]{3,}", text.lower())) - _stop()
    return frozenset(_regular().get(word, word)[:STEM] for word in words)


@cache
def _stop() -> frozenset[str]:
    return frozenset(act_words()["stop"])


@cache
def _regular() -> Mapping[str, str]:
    """Irregular forms -> the form that cards use."""
    return {form: verb for verb, forms in act_words()["irregular"].items() for form in forms}
