"""What takes long to work out: networks, whether there is a deal; and who owes what.

These pages show what was worked out last while the newest judgements are being worked in, and say
so; nobody waits for a page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from travaux.core.commitments import Commitment
from travaux.reports import addresses
from travaux.reports.commitment_pages import card_view
from travaux.reports.indexed import Indexed
from travaux.reports.networks_page import networks_page as network_values
from travaux.web.answering import Address, Answer, Asked, NotThere, Page
from travaux.web.desk import Desk
from travaux.web.listing import Filter, listed
from travaux.web.paging import leaf
from travaux.workbench.networking import discourse_of
from travaux.workbench.outcomes import dossier_pages

OUTCOMES = {
    "": ("overlap.html", "Is there a deal?"),
    "packages": ("packages.html", "Packages"),
    "stability": ("stability.html", "What would hold"),
}


def networks_page(desk: Desk, asked: Asked) -> Answer:
    """Who agrees with whom."""
    record = desk.record
    rests_on = (record.stances, record.positions, record.parties, record.issues)
    worked = desk.kept.soon("networks", rests_on, lambda: network_values(discourse_of(record)))
    if worked.value is None:
        return _being_made("Networks", "/networks")
    values = {**worked.value, "stale": not worked.fresh}
    return Page("networks_app.html", values, title="Networks", current="/networks")


def outcomes_page(desk: Desk, asked: Asked) -> Answer:
    """Whether there is room for a deal; which packages; what would hold."""
    which = asked.parts.get("which", "")
    if which not in OUTCOMES:
        raise NotThere("There is no such page.", "Look at Is there a deal?")
    file, title = OUTCOMES[which]
    record, folder = desk.record, desk.live.path.parent
    rests_on = (record.stances, record.positions, record.parties, record.issues)
    make: Callable[[], dict[str, str]] = lambda: dossier_pages(record, folder)  # noqa: E731
    worked = desk.kept.soon("outcomes", rests_on, make)
    if worked.value is None:
        return _being_made(title, "/outcomes")
    if file not in worked.value:
        raise NotThere("Nothing is known about that yet.", "Look at Is there a deal?")
    body = Markup(worked.value[file])  # noqa: S704 - made by escaping templates of `reports`
    values = {"body": body, "stale": not worked.fresh}
    return Page("outcomes_app.html", values, title=title, current="/outcomes")


def _being_made(title: str, current: str) -> Page:
    return Page("being_made.html", {"heading": title}, title=title, current=current)


def commitments_page(desk: Desk, asked: Asked) -> Answer:
    """Who owes what to whom by when, as drafted or corrected."""
    index = desk.index
    states = {a.commitment: a.state.value.replace("_", " ") for a in index.record.assessments}
    filters: tuple[Filter[Commitment], ...] = (
        Filter("bearer", "Bearer", lambda c: (c.bearer or "nobody named",)),
        Filter("kind", "Kind", lambda c: (c.kind.value,)),
        Filter("theme", "Theme", lambda c: (c.theme,)),
        Filter("state", "State", lambda c: (states.get(c.id, ""),)),
        Filter("missing", "Not in the text", lambda c: {s.name for s in c.slots if not s.stated}),
    )
    found = listed(index.record.commitments, asked.query, filters, _text)
    shown = leaf(found.items, "/commitments", asked.query, 30)
    cards = [_card(index, c) | {"state": states.get(c.id, "")} for c in shown.items]
    values = {"list": found, "leaf": shown, "cards": cards}
    return Page("commitments_list.html", values, title="Commitments", current="/commitments")


def _card(index: Indexed, commitment: Commitment) -> dict[str, Any]:
    card = card_view(commitment) | {"id": commitment.id}
    provision = index.provisions.get(commitment.provision)
    if provision:
        card["label"] = provision.label
        card["href"] = addresses.provision_place(provision.draft, provision.id)
    return card


def _text(commitment: Commitment) -> str:
    return " ".join((commitment.name, commitment.read_back, *(s.text for s in commitment.slots)))


ADDRESSES = (
    Address("/networks", networks_page, words="Who agrees with whom"),
    Address("/outcomes", outcomes_page, words="Is there a deal?"),
    Address("/outcomes/{which}", outcomes_page, words="Packages; what would hold"),
    Address("/commitments", commitments_page, words="Who owes what"),
)
