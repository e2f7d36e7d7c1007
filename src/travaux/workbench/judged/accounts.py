"""What rests on statements and parties beside positions: groups, discrepancies, reliances, events;
and the words of people on findings, events and discrepancies themselves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from travaux.core.issues import Account, Discrepancy, Event, EventStatus, Reliance
from travaux.core.record import Record
from travaux.core.statements import Statement, StatementGroup
from travaux.core.talks import Watch
from travaux.workbench.judged.ground import Ground
from travaux.workbench.judged.parties import Cast
from travaux.workbench.judged.standing import Said, rejected, value
from travaux.workbench.watching import surveyed

Noun = TypeVar("Noun")


def groups_now(
    ground: Ground, statements: Mapping[str, Statement], judged: Collection[str]
) -> tuple[StatementGroup, ...]:
    """The groups without statements that are gone; one that a person judged speaks for the
    others (the first of a group is the one that counts)."""
    found = []
    for group in ground.record.groups:
        there = [s for s in group.statements if s in statements]
        ordered = tuple(sorted(there, key=lambda s: s not in judged))
        if len(ordered) > 1:
            found.append(
                group if ordered == group.statements else replace(group, statements=ordered)
            )
    return tuple(found)


def discrepancies_now(
    ground: Ground, cast: Cast, statements: Mapping[str, Statement], said: Mapping[str, Said]
) -> tuple[Discrepancy, ...]:
    """The discrepancies without accounts of statements that are gone, and without those that a
    person rejected; one whose accounts no longer differ is none."""
    found = []
    for one in ground.record.discrepancies:
        fields = said.get(one.id, {})
        kept = tuple(
            _account(ground, cast, statements, a)
            for a in one.values
            if not a.statement or a.statement in statements or a.statement not in ground.rank
        )
        if rejected(fields) or not _differ(one, kept):
            continue
        if "likely_reason" in fields:
            one = replace(one, likely_reason=value(fields["likely_reason"]))
        found.append(one if kept == one.values else replace(one, values=kept))
    return tuple(found)


def _differ(one: Discrepancy, kept: tuple[Account, ...]) -> bool:
    return kept == one.values or len({(a.value, a.unit) for a in kept}) > 1


def _account(
    ground: Ground, cast: Cast, statements: Mapping[str, Statement], account: Account
) -> Account:
    """The account with the party that stands: its speaker's, where it was the speaker's."""
    old, now = ground.index.statements.get(account.statement), statements.get(account.statement)
    party = cast.lead.get(account.party, account.party)
    if old and now and old.speaker and now.speaker and account.party == old.speaker.party:
        party = now.speaker.party
    return account if party == account.party else replace(account, party=party)


def reliances_now(
    ground: Ground, cast: Cast, statements: Mapping[str, Statement]
) -> tuple[Reliance, ...]:
    """Who rests on whom, without the statements that are gone and with the parties that stand."""
    return tuple(
        replace(r, on=cast.lead[r.on]) if r.on in cast.lead else r
        for r in ground.record.reliances
        if r.statement in statements or r.statement not in ground.rank
    )


def events_now(ground: Ground, cast: Cast, said: Mapping[str, Said]) -> tuple[Event, ...]:
    """The events that nobody rejected, with the parties and the status that stand."""
    return tuple(
        _event(cast, event, said.get(event.id, {}))
        for event in ground.record.events
        if not rejected(said.get(event.id, {}))
    )


def _event(cast: Cast, event: Event, fields: Said) -> Event:
    parties = tuple(dict.fromkeys(cast.lead.get(p, p) for p in event.parties))
    status = EventStatus(value(fields["status"])) if "status" in fields else event.status
    if (parties, status) == (event.parties, event.status):
        return event
    return replace(event, parties=parties, status=status)


def boards_now(
    ground: Record, now: Record, watch: Watch | None, fields: Mapping[str, Any]
) -> dict[str, Any]:
    """The boards anew, with the cards, the events and the scores as they stand, and all else as
    the machine has it. fields: those of `now` that have changed."""
    stand = {
        name: fields.get(name, getattr(now, name))
        for name in ("commitments", "events", "judgements")
    }
    surveys, _ = surveyed(replace(ground, **stand), watch, stand["judgements"])
    return {"surveys": surveys, "assessments": tuple(a for s in surveys for a in s.assessments)}


def kept(nouns: Iterable[Noun], said: Mapping[str, Said]) -> tuple[Noun, ...]:
    """Those that nobody rejected."""
    if not any(rejected(fields) for fields in said.values()):
        return tuple(nouns)
    key: Callable[[Any], str] = lambda noun: noun.id  # noqa: E731
    return tuple(noun for noun in nouns if not rejected(said.get(key(noun), {})))
