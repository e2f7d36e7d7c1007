"""Positions: who stands where (a matrix), one with its words, a form for one that was missed."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.core.issues import Stance
from travaux.core.steps import NOTHING, Step
from travaux.reports.indexed import Indexed, shortened
from travaux.reports.issue_pages import IssueViews
from travaux.reports.standing import Standing, of_party, standing_of, stood_on
from travaux.reports.views import statement_view
from travaux.web.addresses import with_query
from travaux.web.answering import Address, Answer, Asked, NotThere, Page
from travaux.web.desk import Desk
from travaux.web.judge_forms import names_of
from travaux.web.judge_views import told
from travaux.web.paging import leaf
from travaux.web.users import Role

STEPS = 6  # of a change of mind, the newest
TURNS = 10  # changes of mind of a page
OFFERED = 60  # statements offered for a position to rest on: the newest of its party
EVERYBODY = "all"  # `?parties=`: also those with less evidence


@dataclass(frozen=True, slots=True)
class Standings:
    """Who stands where in one version of the record."""

    index: Indexed
    standing: Standing


def standings(desk: Desk) -> Standings:
    """Who stands where now: counted once, then carried on from judgement to judgement."""
    return desk.following("standing", _standings, _followed)


def _standings(index: Indexed) -> Standings:
    return Standings(index, standing_of(index.record.positions))


def _followed(before: Standings, index: Indexed, step: Step) -> Standings:
    moved = step.get("positions", NOTHING)
    return Standings(index, stood_on(before.standing, index.record.positions, moved))


def positions_page(desk: Desk, asked: Asked) -> Answer:
    """Parties by issues: the newest stance of each; who changed their mind, some at a time."""
    now = standings(desk)
    shown = leaf(now.standing.newest_turns, "/positions", asked.query, TURNS)
    everybody = asked.query.get("parties", "") == EVERYBODY
    matrix = IssueViews(now.index, 1).matrix(now.standing, shown.items, everybody, STEPS)
    more = "" if everybody else with_query("/positions", asked.query, parties=EVERYBODY)
    values = {**matrix, "leaf": shown, "more": more}
    return Page("positions_matrix.html", values, title="Positions", current="/positions")


def position_page(desk: Desk, asked: Asked) -> Answer:
    """One position with all the words it rests on, and what else its party says on the issue."""
    index = desk.index
    positions = index.record.positions
    found = next((p for p in positions if p.id == asked.parts["position"]), None)
    if found is None:
        raise NotThere("There is no such position any more.", "Look at the positions.")
    own = of_party(positions, found.party)
    others = [p for p in own if p.issue == found.issue and p.id != found.id]
    said = [index.statements[s] for s in found.statements if s in index.statements]
    shown = leaf(said, f"/positions/{found.id}", asked.query, 30)
    views = IssueViews(index, 1)
    values = {
        "position": views.position(found),
        "said": told(index, [j for j in index.judged.get(found.id, ()) if not j.blind], asked.who),
        "party": index.parties.get(found.party),
        "issue": next((i for i in index.record.issues if i.id == found.issue), None),
        "leaf": shown,
        "views": [statement_view(index, s) for s in shown.items],
        "others": [views.position(p) | {"href": f"/positions/{p.id}"} for p in others],
    }
    return Page("position.html", values, title="Position", current="/positions")


def add_page(desk: Desk, asked: Asked) -> Answer:
    """The form by which a person adds a position; `issue` and `party` of the address are chosen."""
    index = desk.index
    party = index.parties.get(asked.query.get("party", ""))
    issue = asked.query.get("issue", "")
    values = {
        "party": party,
        "issue": issue,
        "issues": [(i.id, i.name) for i in index.record.issues],
        "stances": [s.value for s in Stance if s is not Stance.NONE_STATED],
        "names": names_of(index),
        "statements": _spoken(index, party.id) if party else [],
        "back": f"/issues/{issue}" if issue else "/positions",
    }
    return Page("add_position.html", values, title="Add a position", current="/positions")


def _spoken(index: Indexed, party: str) -> list[tuple[str, str]]:
    """The newest statements of a party: id and words."""
    said = sorted(index.by_party.get(party, ()), key=lambda s: s.date, reverse=True)
    return [(s.id, f"{s.date} {shortened(s.words, 110)}".strip()) for s in said[:OFFERED]]


ADDRESSES = (
    Address("/positions", positions_page, words="Who stands where"),
    Address("/positions/{position}", position_page, words="One position"),
    Address("/add-position", add_page, least=Role.CODER, words="Add a position"),
)
