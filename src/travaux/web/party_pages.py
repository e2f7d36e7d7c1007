"""Parties: who speaks, under which names; one party with all it said and where it stands."""

from __future__ import annotations

from travaux.core.issues import Stance
from travaux.core.parties import Party
from travaux.reports.indexed import Indexed, grouped
from travaux.reports.issue_pages import IssueViews
from travaux.reports.pages import party_view, said_by
from travaux.reports.standing import of_party
from travaux.reports.views import statement_view
from travaux.web.answering import Address, Answer, Asked, NotThere, Page
from travaux.web.desk import Desk
from travaux.web.listing import Filter, Order, listed_once
from travaux.web.paging import leaf

FILTERS: tuple[Filter[Party], ...] = (
    Filter("kind", "Kind", lambda p: (p.kind.value,)),
    Filter("side", "Side", lambda p: (p.side,)),
    Filter("named", "Named", lambda p: ("named" if p.named else "unnamed source",)),
)
POSITIONS = 60  # shown on a party's page


def parties_page(desk: Desk, asked: Asked) -> Answer:
    """The parties, those that speak most first."""
    index = desk.index
    said = {key: len(statements) for key, statements in index.by_party.items()}
    orders: dict[str, Order[Party]] = {
        "most": Order("most statements first", lambda p: (-said.get(p.id, 0), p.name)),
        "name": Order("by name", lambda p: p.name.casefold()),
    }
    items = index.record.parties
    found = listed_once(
        desk.kept, "parties", (items, index.by_party), items, asked.query, FILTERS, _text, orders
    )
    shown = leaf(found.items, "/parties", asked.query)
    parties = [party_view(index, p) | {"number": said.get(p.id, 0)} for p in shown.items]
    values = {"list": found, "leaf": shown, "parties": parties}
    return Page("parties_list.html", values, title="Parties", current="/parties")


def party_page(desk: Desk, asked: Asked) -> Answer:
    """One party: names, affiliations, positions, statements."""
    index = desk.index
    party = index.parties.get(asked.parts["party"])
    if party is None:
        raise NotThere("There is no such party.", "It may have been merged into another one.")
    said = leaf(said_by(index, party), f"/parties/{party.id}", asked.query)
    values = {
        "party": party_view(index, party),
        "leaf": said,
        "views": [statement_view(index, s) for s in said.items],
        "members": members(desk, index).get(party.id, []),
        "positions": _positions(index, party),
    }
    return Page("party.html", values, title=party.name, current="/parties")


def members(desk: Desk, index: Indexed) -> dict[str, list[Party]]:
    """Party id -> the parties that speak for it."""
    parties = index.record.parties
    return desk.kept.of("members", (parties,), lambda: grouped(parties, lambda p: p.affiliation))


def _positions(index: Indexed, party: Party) -> list[dict[str, object]]:
    """The stated positions of a party, those with most evidence first."""
    own = of_party(index.record.positions, party.id)
    stated = [p for p in own if p.stance is not Stance.NONE_STATED]
    first = sorted(stated, key=lambda p: (-len(p.statements), p.id))[:POSITIONS]
    views = IssueViews(index, 1)
    return [
        views.position(p) | {"issue": views.label(p.issue), "href": f"/issues/{p.issue}"}
        for p in first
    ]


def _text(party: Party) -> str:
    return " ".join((party.name, *party.aliases))


ADDRESSES = (
    Address("/parties", parties_page, words="Who speaks"),
    Address("/parties/{party}", party_page, words="One party"),
)
