"""What a record tells to have happened -> log entries, linked to the commitments it bears on.

Rules.

1. A telling is of a commitment's act by its words, or by other words for the same deed and object,
   and by who did it (`match_tellings.py`). `confidence` says how sure that is.
2. What a telling says decides its entry: that an act was done, or a duty broken, is an event of the
   act's type. That it was not done, done in part, or kept, is an entry of that type (`not_done`,
   `done_in_part`, `kept`) `of` the act's event, which no commitment takes for a performance.
3. Who tells it decides its standing. A monitor, or the verifier that the commitment names, makes it
   verified, unless it is a side of the commitment; anybody else's word, also an outlet's, is an
   allegation. Never does one side's claim verify its own or the other's deed.
4. A later telling that it was not so makes an allegation contested; a monitor's, not substantiated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from travaux.core.anchors import Anchor
from travaux.core.commitments import Commitment, Evidence, LogEntry
from travaux.core.ids import content_id
from travaux.core.issues import Event
from travaux.monitoring.amounts import number_before
from travaux.monitoring.match_tellings import Match, matches_of
from travaux.monitoring.read_reports import places_in
from travaux.monitoring.tellings import Sources, Telling, tellings
from travaux.monitoring.told_acts import OPPOSITE, Act, Says, acts_of


def entries_of(
    events: Sequence[Event],
    commitments: Sequence[Commitment],
    sources: Sources | None = None,
    begins: str = "",
    reported: Iterable[Telling] = (),
) -> tuple[LogEntry, ...]:
    """The log that events, statements and `reported` tellings make for `commitments`, by what
    happened when.

    begins: ISO date of the agreement; what happened before it kept or broke nothing.
    """
    known = sources or Sources()
    acts = [act for c in commitments for act in acts_of(c, known)]
    heard = list(tellings(events, known))
    told = [t for t in (*heard, *_unheard(reported, heard)) if (t.until or t.happened) >= begins]
    matches = list(matches_of(told, acts, known))
    denials = _by_act(matches)
    entries = {e.id: e for m in matches for e in [_entry(m, denials[m.act], known)]}
    return tuple(sorted(entries.values(), key=lambda e: (e.happened, e.type, e.id)))


def _unheard(reported: Iterable[Telling], heard: Sequence[Telling]) -> Iterator[Telling]:
    """The tellings of reports in whose words nothing else was told."""
    places: dict[str, list[Anchor]] = {}
    for anchor in (a for t in heard for a in t.anchors):
        places.setdefault(anchor.document, []).append(anchor)
    for telling in reported:
        own = ((a, b) for a in telling.anchors for b in places.get(a.document, ()))
        if not any(a.overlaps(b) for a, b in own):
            yield telling


def _by_act(matches: Sequence[Match]) -> dict[Act, list[Match]]:
    found: dict[Act, list[Match]] = {}
    for match in matches:
        found.setdefault(match.act, []).append(match)
    return found


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
    type_ = pattern.event if match.records else match.says.value
    by = pattern.by if act.bearer else ""
    of = () if match.records else (match.says.value,)
    told_of = (pattern.event, pattern.by, told.happened, told.anchors, told.words, *of)
    return LogEntry(
        content_id("event", *told_of), type_, told.happened, by, pattern.to if named else "",
        until=told.until, reported=told.reported, found=found, status=status,
        reporter=told.teller, of="" if match.records else pattern.event,
        facts=_facts(match), words=told.words, anchors=told.anchors,
        source=told.source, confidence=match.confidence, why=why,
    )  # fmt: skip


def _facts(match: Match) -> tuple[tuple[str, str | float | bool], ...]:
    """The numbers that the act's own tests ask for (“50 crowns”), and how it was dated."""
    told, pattern = match.telling, match.act.pattern
    facts: dict[str, str | float | bool] = {} if told.dated else {"dated": "by its report"}
    facts |= places_in(told.words)
    for test in pattern.where:
        if test.key == "count" and match.records:
            facts |= _counted(told.words, match.at)
        found = re.search(rf"(\d[\d,]*(?:\.\d+)?) {re.escape(test.key.rstrip('s'))}", told.words)
        if found:
            facts[test.key] = float(found[1].replace(",", ""))
    return tuple(sorted(facts.items()))


def _counted(words: str, at: int) -> dict[str, str | float | bool]:
    """How many of the act's events are told of: the number right before the deed told at `at`,
    else at least one."""
    number = number_before(words[:at]) if at > 0 else None
    return {"count": number} if number else {"count": 1.0, "about": "at least"}


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
    """The newest telling by somebody else that this was not so. That a duty was kept at another
    time denies no breach."""
    told = match.telling
    against = [
        other
        for other in matches
        if other.says in OPPOSITE.get(match.says, ())
        and other.telling.teller != told.teller
        and other.telling.reported >= told.happened
        and (match.says is Says.DONE or _same_time(told, other.telling))
    ]
    return max(against, key=lambda m: (m.telling.reported, m.telling.words), default=None)


def _same_time(one: Telling, other: Telling) -> bool:
    """Whether two tellings may be of the same time."""
    ends = one.until or one.happened, other.until or other.happened
    return not other.dated or (other.happened <= ends[0] and one.happened <= ends[1])
