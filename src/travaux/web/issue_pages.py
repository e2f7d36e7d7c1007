"""Issues: each with its evidence and who stands where on it; the accounts that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from travaux.core.issues import Discrepancy, Issue, Position, Stance, most_open_first
from travaux.reports.issue_pages import IssueViews
from travaux.web.answering import Address, Answer, Asked, NotThere, Page
from travaux.web.desk import Desk
from travaux.web.listing import Filter, Order, listed, listed_once
from travaux.web.paging import leaf
from travaux.web.position_pages import standings

Row = dict[str, Any]
WORDS = 3  # statements shown for a position
DIFFERING = 8  # discrepancies shown on an issue's page
ACCOUNTS = 20  # discrepancies of a page


def issues_page(desk: Desk, asked: Asked) -> Answer:
    """The issues, those on which most was said first."""
    rows = _rows(desk)
    orders: dict[str, Order[Row]] = {
        "record": Order("as in the drafts", lambda row: 0),
        "most": Order("most evidence first", lambda row: -row["said"]),
        "divided": Order("most divided first", lambda row: -row["divided"]),
    }
    found = listed(rows, asked.query, (), lambda row: str(row["name"]), orders)
    shown = leaf(found.items, "/issues", asked.query)
    values = {"list": found, "leaf": shown, "rows": shown.items}
    return Page("issues_list.html", values, title="Issues", current="/issues")


def _rows(desk: Desk) -> list[Row]:
    """One row an issue: how many take which stance, how many accounts of it differ. A row is made
    anew where its issue, its positions or the accounts that differ are others."""
    now = standings(desk)
    record, by_issue = now.index.record, now.standing.by_issue
    found = record.discrepancies
    differing = desk.kept.of("differing", (found,), lambda: Counter(d.about for d in found))

    def row(issue: Issue) -> Row:
        positions = by_issue.get(issue.id, ())
        make: Callable[[], Row] = lambda: _row(issue, positions, differing[issue.id])  # noqa: E731
        return desk.kept.of(f"row of {issue.id}", (issue, positions, differing), make)

    rows = map(row, record.issues)
    return [row for row in rows if row["said"] or row["differing"] or row["positions"]]


def _row(issue: Issue, positions: Sequence[Position], differing: int) -> Row:
    stated = [p for p in positions if p.stance is not Stance.NONE_STATED]
    parties = Counter(p.stance.value for p in stated)
    return {
        "id": issue.id,
        "name": issue.name,
        "drafts": len(issue.provisions),
        "options": len(issue.options),
        "stances": sorted(parties.items(), key=lambda pair: (-pair[1], pair[0])),
        "positions": len(positions),
        "said": sum(len(p.statements) for p in stated),
        "divided": min(parties[Stance.SUPPORT.value], parties[Stance.OPPOSE.value]),
        "differing": differing,
    }


def issue_page(desk: Desk, asked: Asked) -> Answer:
    """One issue: its provisions through the drafts, the options, who wants which."""
    now = standings(desk)
    index, record = now.index, now.index.record
    issue = next((i for i in record.issues if i.id == asked.parts["issue"]), None)
    if issue is None:
        raise NotThere("There is no such issue.", "Look at the list of issues.")
    positions = now.standing.by_issue.get(issue.id, ())
    filters: tuple[Filter[Position], ...] = (
        Filter("stance", "Stance", lambda p: (p.stance.value,)),
    )
    stated = [p for p in positions if p.stance is not Stance.NONE_STATED]
    found = listed(stated, asked.query, filters, orders=ORDERS)
    shown = leaf(found.items, f"/issues/{issue.id}", asked.query, 40)
    differing = [d for d in record.discrepancies if d.about == issue.id]
    views = IssueViews(index, WORDS)
    values = {
        "issue": issue,
        "list": found,
        "leaf": shown,
        "provisions": [views.provision(p) for p in issue.provisions if p in index.provisions],
        "options": [views.option(option) for option in issue.options],
        "positions": [views.position(p) for p in shown.items],
        "silent": len(positions) - len(stated),
        "differing": [views.discrepancy(d) for d in differing[:DIFFERING]],
        "more_differing": max(0, len(differing) - DIFFERING),
    }
    return Page("issue.html", values, title=issue.name, current="/issues")


def discrepancies_page(desk: Desk, asked: Asked) -> Answer:
    """The accounts that differ, the least explained first."""
    index = desk.index
    views = IssueViews(index, 1)
    filters: tuple[Filter[Discrepancy], ...] = (
        Filter("reason", "Likely reason", lambda d: (d.likely_reason,)),
        Filter("slot", "What differs", lambda d: (d.slot,)),
        Filter("about", "About", lambda d: (views.names.get(d.about, ""),)),
    )
    orders: dict[str, Order[Discrepancy]] = {
        "open": Order("least explained first", most_open_first),
        "score": Order("surest first", lambda d: (-d.score, d.id)),
        "record": Order("as found", lambda d: 0),
    }
    items = index.record.discrepancies
    found = listed_once(
        desk.kept, "discrepancies", (items, index.record.issues), items, asked.query, filters,
        _text, orders,
    )  # fmt: skip
    shown = leaf(found.items, "/discrepancies", asked.query, ACCOUNTS)
    values = {"list": found, "leaf": shown, "rows": [views.discrepancy(d) for d in shown.items]}
    return Page("discrepancies_list.html", values, title="Discrepancies", current="/discrepancies")


def _text(found: Discrepancy) -> str:
    return " ".join((found.slot, found.explanation, *(a.text for a in found.values)))


ORDERS: dict[str, Order[Position]] = {
    "most": Order("most evidence first", lambda p: (-len(p.statements), p.id)),
    "newest": Order("newest first", lambda p: p.since, backwards=True),
}

ADDRESSES = (
    Address("/issues", issues_page, words="What is negotiated"),
    Address("/issues/{issue}", issue_page, words="One issue"),
    Address("/discrepancies", discrepancies_page, words="Accounts that differ"),
)
