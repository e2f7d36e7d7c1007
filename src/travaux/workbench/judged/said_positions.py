"""What people said of positions themselves: rejected, corrected, added.

A position is put together from statements, and its id says whose it is, on what, which stance,
since when. So a word on it finds it again by its id, else by the words that it was listed by
(party, stance, issue), where those fit one position alone. A position that a person added is kept
with the provisions of its issue and the name of its party: it stands through drafts that come later
and through a party that gets another id. A word that finds nothing is kept, and listed.

A word on a position is about that one alone: it is not the word of the body that the party speaks
for. Whoever means that says it of the body.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from travaux.core.errors import UsageError
from travaux.core.issues import Position, Stance
from travaux.core.judgements import Judgement
from travaux.core.parties import party_id
from travaux.reports.indexed import Indexed, grouped
from travaux.workbench.judged import values
from travaux.workbench.judged.parties import Cast
from travaux.workbench.judged.standing import ADDED, NOTHING, Said, rejected, value

Listing = Callable[[Position], str]  # the words that a position is listed by
LONGEST_DEMAND = 600  # characters of what a position asks for, or of its condition
a_demand = values.text(LONGEST_DEMAND)


def a_position(index: Indexed, target: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """A new position as it is kept. given: party (an id, or a name, which may be new), issue (id),
    stance, value, since (a date), statements (ids that it rests on, if any)."""
    issue = next((i for i in index.record.issues if i.id == given.get("issue")), None)
    since = values.a_date(index, target, given.get("since", ""))
    rests_on = [str(s) for s in given.get("statements") or ()]
    if issue is None or not all(s in index.statements for s in rests_on):
        raise UsageError("There is no such issue or statement.", "Take its id from its page.")
    if not since:
        raise UsageError("A position needs a day, month or year.", "Say since when it holds.")
    return {
        **_party_meant(index, values.a_name(index, target, given.get("party", ""))),
        "issue": issue.id,
        "provisions": list(issue.provisions),
        "stance": values.a_stance(index, target, given.get("stance", "")),
        "value": a_demand(index, target, given.get("value", "")),
        "since": since,
        "statements": rests_on,
    }


def _party_meant(index: Indexed, said: str) -> dict[str, str]:
    """The party with this id or name; a new one where nobody goes by it."""
    if not said:
        raise UsageError("A position is somebody's.", "Name its party.")
    known = index.parties.get(said)
    folded = said.casefold()
    same = [known] if known else [p for p in index.record.parties if p.name.casefold() == folded]
    same = same or [p for p in index.record.parties if folded in map(str.casefold, p.aliases)]
    if len(same) > 1:
        raise UsageError(f"“{said}” is the name of several.", "Name the party by its id.")
    return {"party": same[0].id if same else party_id(said), "name": same[0].name if same else said}


def names_added(said: Mapping[str, Said], known: Container[str]) -> set[str]:
    """The names that people gave to parties of positions they added, where the party is not among
    the ids `known`."""
    given = (value(fields[ADDED]) for fields in said.values() if ADDED in fields)
    return {str(each["name"]) for each in given if each["party"] not in known}


def positions_now(
    made: Sequence[Position],
    said: Mapping[str, Said],
    cast: Cast,
    issue_of: Mapping[str, str],
    listing: Listing,
) -> tuple[tuple[Position, ...], list[Judgement]]:
    """`made` with what is `said` of positions (target -> field -> judgement), by party and issue;
    the judgements that found none.

    issue_of: issue or provision -> the issue that stands.
    """
    if not said:
        return tuple(made), []
    ids = {p.id for p in made}
    added, lost = _added(said, cast, issue_of)
    fresh = [p for p in added if p.id not in ids]
    of, unfound = _placed(said, (*made, *fresh), listing)
    stand = [_changed(p, of.get(p.id, NOTHING)) for p in (*made, *fresh)
             if not rejected(of.get(p.id, NOTHING))]  # fmt: skip
    return (_in_order(stand, fresh) if fresh else tuple(stand)), [*lost, *unfound]


def _placed(
    said: Mapping[str, Said], positions: Sequence[Position], listing: Listing
) -> tuple[dict[str, Said], list[Judgement]]:
    """What is said of each position that stands; the judgements that no position fits."""
    of = {p.id: said[p.id] for p in positions if p.id in said}
    away = {t: fields for t, fields in said.items() if t not in of and ADDED not in fields}
    words = grouped(positions, listing) if away else {}
    lost: list[Judgement] = []
    for fields in away.values():
        same = {p.id for word in fields.values() for p in words.get(word.quote, ())}
        if len(same) == 1:
            of.setdefault(same.pop(), fields)
        else:
            lost += fields.values()
    return of, lost


def _added(
    said: Mapping[str, Said], cast: Cast, issue_of: Mapping[str, str]
) -> tuple[list[Position], list[Judgement]]:
    """The positions that people added; the judgements whose party or issue has gone."""
    made, lost = [], []
    for target, fields in said.items():
        if ADDED in fields:
            found = _position(target, value(fields[ADDED]), cast, issue_of)
            if found:
                made.append(found)
            else:
                lost.append(fields[ADDED])
    return made, lost


def _position(
    target: str, given: Mapping[str, object], cast: Cast, issue_of: Mapping[str, str]
) -> Position | None:
    party = _party(cast, str(given["party"]), str(given["name"]))
    provisions = [str(p) for p in _listed(given["provisions"])]
    named = [issue_of[key] for key in (str(given["issue"]), *provisions) if key in issue_of]
    if not (party and named):
        return None
    rests_on = tuple(str(s) for s in _listed(given["statements"]))
    return Position(
        target,
        party,
        named[0],
        Stance(str(given["stance"])),
        value=str(given["value"]),
        statements=rests_on,
        since=str(given["since"]),
    )


def _listed(given: object) -> Iterable[object]:
    return given if isinstance(given, list) else ()


def _party(cast: Cast, party: str, name: str) -> str:
    """The party that stands under an id, else under a name; "" for none."""
    known = cast.lead.get(party, party)
    if known not in cast.parties:
        other = cast.ids.get(name.casefold(), "")
        known = cast.lead.get(other, other)
    return known if known in cast.parties else ""


def _changed(position: Position, fields: Said) -> Position:
    stance = Stance(value(fields["stance"])) if "stance" in fields else position.stance
    asked = str(value(fields["value"])) if "value" in fields else position.value
    if (stance, asked) == (position.stance, position.value):
        return position
    return replace(position, stance=stance, value=asked)


def _in_order(positions: Iterable[Position], fresh: Iterable[Position]) -> tuple[Position, ...]:
    """By party and issue, newest first; where one was added, each holds until the next."""
    moved = {(p.party, p.issue) for p in fresh}
    ordered = sorted(positions, key=lambda p: (p.party, p.issue))  # stable: the rest as they were
    kept: list[Position] = []
    for pair, same in groupby(ordered, key=lambda p: (p.party, p.issue)):
        held = list(same)
        kept += _closed(held) if pair in moved else held
    return tuple(kept)


def _closed(same: Sequence[Position]) -> list[Position]:
    newest = sorted(same, key=lambda p: p.since, reverse=True)
    ends = ["", *(p.since for p in newest[:-1])]
    return [replace(p, until=end) for p, end in zip(newest, ends, strict=True)]
