"""Links, stances and drafts -> issues with their options, and who stands where since when.

Rules. An issue is a thread of provisions across drafts; the text as a whole is an issue of its own.
Options are the wordings that drafts give it and what parties demand. A position is a run of the
same stance of one party on one issue: it holds from the first statement of the run until the first
statement of the next run. Statements that are printed several times count once (StatementGroup). A
person's word is also a position of the body the person speaks for, unless the person cannot bind
it; a group's word is never its members'. A party that spoke on an issue without taking a stance has
the position "none stated"; one that never spoke has none at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from travaux.core.drafts import Change, Draft, Provision
from travaux.core.ids import content_id
from travaux.core.issues import Issue, Option, Position, Stance, StanceReading
from travaux.core.parties import Party
from travaux.core.statements import Statement, StatementGroup
from travaux.issues.threads import threads

WHOLE = "the text as a whole"
NAME_LENGTH = 72


@dataclass(frozen=True, slots=True)
class Gathered:
    """Issues in the order of the newest draft's text, positions newest first."""

    issues: tuple[Issue, ...]
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One reading of one statement on one issue, for one party."""

    party: str
    issue: str
    date: str
    reading: StanceReading


def gather(
    statements: Sequence[Statement],
    stances: Iterable[StanceReading],
    provisions: Sequence[Provision],
    drafts: Sequence[Draft],
    *,
    changes: Iterable[Change] = (),
    parties: Iterable[Party] = (),
    groups: Iterable[StatementGroup] = (),
) -> Gathered:
    """The issues of the drafts, and every party's positions on them over time."""
    dates = {d.id: d.date for d in drafts}
    kept = tuple(sorted(provisions, key=lambda p: (dates.get(p.draft, ""), p.draft, p.order)))
    found = threads(kept, changes)
    read = _once(stances, groups)
    spoken = {s.id: s for s in statements}
    issue_of = {p: issue_id(group) for group in found for p in group} | {"": issue_id(())}
    bodies = _bodies(parties)
    words = [w for r in read for w in _words(r, spoken, issue_of, bodies)]
    return Gathered(_issues(found, kept, words, spoken), tuple(_positions(words)))


def issue_id(thread: Sequence[str]) -> str:
    """The id of the issue that is this thread of provision ids; () is the text as a whole."""
    return content_id("issue", *sorted(thread))


def _once(
    stances: Iterable[StanceReading], groups: Iterable[StatementGroup]
) -> list[StanceReading]:
    """Readings without those of reprints, whose statement is told by another."""
    copies = {s for group in groups for s in group.statements[1:]}
    return [reading for reading in stances if reading.statement not in copies]


def _bodies(parties: Iterable[Party]) -> dict[str, str]:
    return {p.id: p.affiliation for p in parties if p.affiliation and p.can_bind is not False}


def _words(
    reading: StanceReading,
    spoken: Mapping[str, Statement],
    issue_of: Mapping[str, str],
    bodies: Mapping[str, str],
) -> Iterator[Word]:
    """The reading as a word of its party, and of the body that the party speaks for."""
    statement, issue = spoken.get(reading.statement), issue_of.get(reading.provision)
    if statement and issue and reading.party:
        yield Word(reading.party, issue, statement.date, reading)
        if body := bodies.get(reading.party):
            yield Word(body, issue, statement.date, reading)


def _issues(
    found: Sequence[Sequence[str]],
    provisions: Sequence[Provision],
    words: Sequence[Word],
    spoken: Mapping[str, Statement],
) -> tuple[Issue, ...]:
    wording = {p.id: p for p in provisions}
    by_issue: dict[str, list[Word]] = {}
    for word in words:
        by_issue.setdefault(word.issue, []).append(word)
    whole = issue_id(())
    issues = [_issue([wording[i] for i in group], by_issue, spoken) for group in found]
    about_all = Issue(whole, WHOLE, (), tuple(_demanded(by_issue.get(whole, ()), spoken)))
    return (*issues, about_all) if whole in by_issue else tuple(issues)


def _issue(
    thread: Sequence[Provision],
    by_issue: Mapping[str, list[Word]],
    spoken: Mapping[str, Statement],
) -> Issue:
    ident = issue_id([p.id for p in thread])
    asked = _demanded(by_issue.get(ident, ()), spoken)
    options = (*_drafted(thread), *asked)
    return Issue(ident, _name(thread[-1]), tuple(p.id for p in thread), options)


def _name(provision: Provision) -> str:
    """The newest provision's title, else the beginning of its own words; with those of its lead-in
    where it has none."""
    text = provision.title or provision.text or provision.full_text or provision.label
    if len(text) <= NAME_LENGTH:
        return text.rstrip(".;:")
    return text[:NAME_LENGTH].rsplit(" ", 1)[0].rstrip(",.;:") + " …"


def _drafted(thread: Sequence[Provision]) -> Iterator[Option]:
    """What drafts say on the issue; one option a wording."""
    by_wording: dict[str, list[Provision]] = {}
    for provision in thread:
        by_wording.setdefault(" ".join(provision.full_text.split()), []).append(provision)
    for text, same in by_wording.items():
        drafts = tuple(dict.fromkeys(p.draft for p in same))
        yield Option(text, drafts, (), tuple(a for p in same for a in p.anchors[:1]))


def _demanded(words: Iterable[Word], spoken: Mapping[str, Statement]) -> Iterator[Option]:
    """What parties demand, or set as a condition; one option a wording."""
    asked: dict[str, list[Word]] = {}
    for word in words:
        if word.reading.stance in (Stance.DEMAND, Stance.CONDITIONAL) and word.reading.value:
            asked.setdefault(word.reading.value, []).append(word)
    for text, same in asked.items():
        parties = tuple(dict.fromkeys(w.party for w in same))
        anchors = dict.fromkeys(spoken[w.reading.statement].content[0] for w in same)
        yield Option(text, (), parties, tuple(anchors))


def _positions(words: Iterable[Word]) -> Iterator[Position]:
    """Runs of the same stance, newest first within a party and issue."""
    ordered = sorted(words, key=lambda w: (w.party, w.issue, w.date, w.reading.statement))
    for _, same in groupby(ordered, key=lambda w: (w.party, w.issue)):
        said = list(same)
        stated = [w for w in said if w.reading.stance is not Stance.NONE_STATED]
        runs = [_position(run) for run in _runs(stated or said)]
        ends = [*(run.since for run in runs[1:]), ""]
        closed = [replace(run, until=end) for run, end in zip(runs, ends, strict=True)]
        yield from reversed(closed)


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words in order of date, cut where the stance changes; words of one day are sorted so that
    the stance of the day before comes first."""
    run: list[Word] = []
    for _, day in groupby(words, key=lambda w: w.date):
        for _, same in groupby(_of_day(list(day), run), key=lambda w: w.reading.stance):
            group = list(same)
            if run and run[-1].reading.stance is not group[0].reading.stance:
                yield run
                run = []
            run = [*run, *group]
    if run:
        yield run


def _of_day(day: list[Word], before: Sequence[Word]) -> list[Word]:
    held = before[-1].reading.stance if before else None
    weight: dict[Stance, float] = {}
    for word in day:
        stance = word.reading.stance
        weight[stance] = weight.get(stance, 0.0) + word.reading.score

    def place(word: Word) -> tuple[bool, float, str, str]:
        stance = word.reading.stance
        return stance is not held, weight[stance], stance, word.reading.statement

    return sorted(day, key=place)


def _position(run: Sequence[Word]) -> Position:
    """One run as a position; its value and provision are those of its newest word that has any."""
    first, stance = run[0], run[0].reading.stance
    statements = tuple(dict.fromkeys(w.reading.statement for w in reversed(run)))
    provisions = {w.reading.provision for w in run}
    values = [w.reading.value for w in run if w.reading.value]
    return Position(
        content_id("position", first.party, first.issue, stance, first.date),
        first.party,
        first.issue,
        stance,
        provisions.pop() if len(provisions) == 1 else "",
        values[-1] if values else "",
        statements,
        first.date,
    )
