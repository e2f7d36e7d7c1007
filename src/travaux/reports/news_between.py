"""Two records of one negotiation -> what is new, changed or gone in the newer one.

Rules. Things are matched by what they are, not by their ids alone, for ids rest on places, which
move when a document is edited: documents by file, provisions by draft and label, statements by
words that overlap in one document, positions by party and by issues that share a provision (or a
draft's label, or their name), discrepancies by slot and a place in common. Of positions the one
that holds in the end is compared. A discrepancy that is gone is resolved or its accounts are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from travaux.core.anchors import Anchor
from travaux.core.drafts import Draft, Provision
from travaux.core.issues import Discrepancy, Event, Position
from travaux.core.judgements import Action
from travaux.core.news import Became, NewsItem, in_order
from travaux.core.record import Record
from travaux.core.statements import Statement
from travaux.reports.indexed import grouped, shortened
from travaux.reports.matching import Key, issues_now, matched, paired, parties_now
from travaux.reports.naming import Naming, dated, newest, stance_words
from travaux.reports.standing import is_stated

LONGEST = 300
NOBODY = "(source not given)"


def changes_between(old: Record, new: Record) -> tuple[NewsItem, ...]:
    """What is new, changed or gone in `new` against `old`; sorted, empty where they are equal."""
    both = _Both(old, new)
    found = (
        both.documents(),
        both.drafts(),
        both.provisions(),
        both.substance(),
        both.statements(),
        both.positions(),
        both.discrepancies(),
        both.events(),
        both.findings(),
        both.judgements(),
        both.problems(),
    )
    return in_order([item for items in found for item in items])


class _Both:
    """The two records with their names."""

    def __init__(self, old: Record, new: Record) -> None:
        self.old, self.new = old, new
        self.before, self.after = Naming(old), Naming(new)
        self.issue_of = issues_now(old, new)
        self.party_of = parties_now(old, new)

    def documents(self) -> Iterator[NewsItem]:
        for was, now in matched(self.old.documents, self.new.documents, lambda d: d.file):
            words = self.after.document(now) if now else self.before.document(was)
            date = dated(now or was)
            if was and now and was.id != now.id:
                sizes = [f"{len(d.text.split()):,} words" for d in (was, now)]
                yield NewsItem("document", Became.CHANGED, now.id, words, date, *sizes)
            elif not (was and now):
                yield NewsItem("document", _became(was, now), (now or was).id, words, date)

    def drafts(self) -> Iterator[NewsItem]:
        for was, now in matched(self.old.drafts, self.new.drafts, lambda d: d.id):
            one: Draft = now or was
            texts = [_draft_words(d) if d else "" for d in (was, now)]
            if texts[0] != texts[1]:
                change = texts if was and now else ("", texts[1])
                yield NewsItem("draft", _became(was, now), one.id, one.name, one.date, *change)

    def provisions(self) -> Iterator[NewsItem]:
        """Provisions of drafts that both records have; those of a new draft are `substance`."""
        both = _with_text(self.old) & _with_text(self.new)
        olds = [p for p in self.old.provisions if p.draft in both]
        news = [p for p in self.new.provisions if p.draft in both]
        for was, now in matched(olds, news, lambda p: (p.draft, p.label)):
            one: Provision = now or was
            texts = [shortened(p.text, LONGEST) if p else "" for p in (was, now)]
            if _flat(was) != _flat(now):
                words = (self.after if now else self.before).provision(one)
                date = self.after.index.drafts[one.draft].date
                yield NewsItem("provision", _became(was, now), one.id, words, date, *texts)

    def substance(self) -> Iterator[NewsItem]:
        """What drafts whose text is new changed in substance."""
        yield from substance(self.after, _with_text(self.new) - _with_text(self.old))

    def statements(self) -> Iterator[NewsItem]:
        for was, now in paired(self.old.statements, self.new.statements, _places_of_statement):
            if was and now and _speaker(was).casefold() == _speaker(now).casefold():
                continue
            naming, one = (self.after, now) if now else (self.before, was)
            was_, is_ = (_speaker(was), _speaker(now)) if was and now else ("", "")
            why = "" if now else self.why_gone(one)
            words, date = naming.statement(one), naming.when_said(one)
            yield NewsItem("statement", _became(was, now), one.id, words, date, was_, is_, why)

    def why_gone(self, statement: Statement) -> str:
        if statement.document not in {d.id for d in self.new.documents}:
            return "its document is gone or was changed"
        words = (j for j in self.new.judgements if j.target == statement.id and not j.blind)
        last = [j for j in words if j.action is Action.REJECT and not j.field]
        return f"rejected by {last[-1].who}" if last else "it is no longer found"

    def positions(self) -> Iterator[NewsItem]:
        olds = grouped(filter(is_stated, self.old.positions), self.key_of_old)
        news = grouped(filter(is_stated, self.new.positions), lambda p: (p.party, p.issue))
        for key in dict.fromkeys([*olds, *news]):
            was = newest(olds[key]) if key in olds else None
            now = newest(news[key]) if key in news else None
            if was and now and was.stance is now.stance:
                continue
            naming, one = (self.after, now) if now else (self.before, was)
            texts = [stance_words(p) if p else "" for p in (was, now)]
            assert one is not None
            words = naming.position(one)
            yield NewsItem("position", _became(was, now), one.id, words, one.since, *texts)

    def key_of_old(self, position: Position) -> tuple[str, str]:
        party = self.party_of.get(position.party, position.party)
        return party, self.issue_of.get(position.issue, position.issue)

    def discrepancies(self) -> Iterator[NewsItem]:
        for was, now in paired(self.old.discrepancies, self.new.discrepancies, _places_of_accounts):
            texts = [_accounts(d) if d else "" for d in (was, now)]
            if texts[0] == texts[1]:
                continue
            naming, one = (self.after, now) if now else (self.before, was)
            why = "resolved, or its accounts are gone" if not now else ""
            words, date = naming.discrepancy(one), naming.when_told(one)
            was_, is_ = texts if was and now else ("", now.likely_reason if now else "")
            became = _became(was, now)
            yield NewsItem("discrepancy", became, one.id, words, date, was_, is_, why)

    def events(self) -> Iterator[NewsItem]:
        for was, now in paired(self.old.events, self.new.events, _places_of_event):
            texts = [f"{e.date}, {e.status.value}" if e else "" for e in (was, now)]
            if texts[0] == texts[1]:
                continue
            naming, one = (self.after, now) if now else (self.before, was)
            change = texts if was and now else ("", one.status.value)
            words = naming.event(one)
            yield NewsItem("event", _became(was, now), one.id, words, one.date, *change)

    def findings(self) -> Iterator[NewsItem]:
        key: Key = lambda f: (f.rule, f.draft, f.label, f.question)  # noqa: E731
        for was, now in matched(self.old.findings, self.new.findings, key):
            if not (was and now):
                naming, one = (self.after, now) if now else (self.before, was)
                yield NewsItem("finding", _became(was, now), one.id, naming.finding(one))

    def judgements(self) -> Iterator[NewsItem]:
        there = {j.id for j in self.old.judgements}
        for one in self.new.judgements:
            if one.id not in there:
                yield judged(self.after, one)

    def problems(self) -> Iterator[NewsItem]:
        for was, now in matched(self.old.problems, self.new.problems, lambda p: p.id):
            if not (was and now):
                one = now or was
                yield NewsItem("problem", _became(was, now), one.id, one.sentence)


def substance(naming: Naming, drafts: Iterable[str]) -> Iterator[NewsItem]:
    """What `drafts` (ids) that have a text changed in substance against the draft before them,
    brought or left out."""
    wanted = set(drafts) & _with_text(naming.record)
    redlines = {r.change: r for r in naming.record.redlines}
    for change in naming.record.changes:
        if change.to_draft not in wanted:
            continue
        line = redlines.get(change.id)
        gone = not change.after
        if not (gone or not change.before or (line and line.substance)):
            continue
        known = (naming.index.provisions.get(p) for p in change.after or change.before)
        here = [p for p in known if p and p.text]
        if not here:  # a heading of a chapter carries nothing
            continue
        said = "; ".join(s.words for s in line.substance) if line else ""
        yield NewsItem(
            "provision",
            Became.GONE if gone else Became.CHANGED if change.before else Became.NEW,
            here[0].id,
            ", ".join(naming.provision(p) for p in here),
            naming.index.drafts[change.to_draft].date,
            after=said or shortened(here[0].text, LONGEST),
            why=f"in {naming.draft(change.to_draft)}" if gone else "",
        )


def judged(naming: Naming, judgement: Any) -> NewsItem:
    """A judgement as news."""
    return NewsItem(
        "judgement",
        Became.NEW,
        judgement.target,
        naming.judgement(judgement),
        judgement.when[:10],
        judgement.before.strip('"'),
        judgement.after.strip('"'),
        judgement.why,
    )


def _places_of_statement(statement: Statement) -> list[tuple[Any, int, int]]:
    return [(a.document, a.start, a.end) for a in statement.content]


def _places_of_accounts(found: Discrepancy) -> list[tuple[Any, int, int]]:
    return [_scoped(found.slot, account.anchor) for account in found.values]


def _places_of_event(event: Event) -> list[tuple[Any, int, int]]:
    return [_scoped("", anchor) for anchor in event.anchors]


def _scoped(scope: str, anchor: Anchor) -> tuple[Any, int, int]:
    return (scope, anchor.document), anchor.start, anchor.end


def _accounts(found: Discrepancy) -> str:
    values = sorted({f"{a.value} {a.unit}".strip() for a in found.values})
    return f"{found.likely_reason}: {' / '.join(values)}, {len(found.values)} accounts"


def _became(was: object, now: object) -> Became:
    return Became.CHANGED if was and now else Became.NEW if now else Became.GONE


def _speaker(statement: Statement | None) -> str:
    if statement is None:
        return ""
    return statement.speaker.name if statement.speaker else NOBODY


def _flat(provision: Provision | None) -> list[str] | None:
    return provision.text.split() if provision else None


def _draft_words(draft: Draft) -> str:
    number = len(draft.witnesses)
    texts = f"{number} text{'s' if number > 1 else ''} of it" if number else "no text of it"
    return ", ".join((draft.status.value, draft.date or "undated", texts))


def _with_text(record: Record) -> set[str]:
    """The drafts (ids) of which provisions are known."""
    return {provision.draft for provision in record.provisions}
