"""Drafts: the list, one draft, one provision with everything about it, the drafting questions."""

from __future__ import annotations

from typing import Any

from travaux.core.drafts import Finding, Provision
from travaux.core.judgements import Action
from travaux.reports import addresses
from travaux.reports.claim_views import by_draft, claim_view
from travaux.reports.draft_pages import DraftViews, links_about
from travaux.reports.indexed import Indexed, grouped
from travaux.reports.issue_pages import IssueViews
from travaux.reports.lineage_picture import lineage_picture
from travaux.reports.table_page import TableViews, table_columns
from travaux.reports.views import linked_view
from travaux.web.answering import Address, Answer, Asked, Moved, NotThere, Page
from travaux.web.desk import Desk
from travaux.web.listing import Filter, listed
from travaux.web.paging import leaf
from travaux.web.users import Role

ABOUT = 3  # statements shown beside a provision on its draft's page
CLAIMS = 100  # about a draft's words shown on its page
PROVISIONS = 60  # of a page
WORDS = {Action.CONFIRM: "acknowledged", Action.REJECT: "set aside"}


def drafts_page(desk: Desk, asked: Asked) -> Answer:
    """The drafts, in the record's order."""
    index = desk.index
    record = index.record
    provisions = grouped(record.provisions, lambda p: p.draft)
    findings = grouped(record.findings, lambda f: f.draft)
    spoken = grouped(index.links_to, lambda place: place[0])
    claims = by_draft(record.claims)
    drafts = [
        {
            "name": draft.name,
            "href": addresses.draft_page(draft.id),
            "status": draft.status.value,
            "date": draft.date,
            "provisions": provisions.get(draft.id, []),
            "witnesses": draft.witnesses,
            "claims": claims.get(draft.id, ()),
            "findings": len(findings.get(draft.id, ())),
            "spoken": sum(len(index.links_to[place]) for place in spoken.get(draft.id, ())),
        }
        for draft in record.drafts
    ]
    changes = [change for change in record.changes if change.kinds != ("same",)]
    values = {"drafts": drafts, "changes": changes, "graph": lineage_picture(index)}
    return Page("drafts.html", values, title="Drafts", current="/drafts")


def draft_page(desk: Desk, asked: Asked) -> Answer:
    """One draft with its provisions, and beside each the first that was said about it."""
    index = desk.index
    draft = index.drafts.get(asked.parts["draft"])
    if draft is None:
        raise NotThere("There is no such draft.", "Look at the list of drafts.")
    views = DraftViews(index, ABOUT)
    shown = leaf(views.provisions.get(draft.id, ()), f"/drafts/{draft.id}", asked.query, PROVISIONS)
    values = {
        "draft": draft,
        "witnesses": [views.witness(w) for w in draft.witnesses if w in views.witnesses],
        "leaf": shown,
        "items": [views.provision(p) for p in shown.items],
        "claims": [claim_view(index, c) for c in views.claims.get(draft.id, ())[:CLAIMS]],
        "whole": len(links_about(index, draft.id, "")),
    }
    return Page("draft_text.html", values, title=draft.name, current="/drafts")


def provision_page(desk: Desk, asked: Asked) -> Answer:
    """One provision: its words in every draft, who says what about it, what is open about it."""
    index = desk.index
    provision = index.provisions.get(asked.parts["provision"])
    if provision is None:
        raise NotThere("There is no such provision.", "Look at the list of drafts.")
    draft = index.drafts[provision.draft]
    links = links_about(index, draft.id, provision.id)
    shown = leaf(links, f"/provisions/{provision.id}", asked.query, 30)
    values = {
        "draft": draft,
        "item": DraftViews(index, 0).provision(provision),
        "leaf": shown,
        "views": [linked_view(index, link) for link in shown.items],
        **_thread(index, provision),
        **_issue(index, provision),
        "commitments": [c for c in index.record.commitments if c.provision == provision.id],
    }
    title = f"{draft.name} {provision.label}".strip()
    return Page("provision.html", values, title=title, current="/drafts")


def _thread(index: Indexed, provision: Provision) -> dict[str, Any]:
    """The row of the table that a provision stands in."""
    cells = (t for t in index.record.threads if any(provision.id in cell for cell in t.cells))
    thread = next(cells, None)
    row = TableViews(index).row(thread) if thread else None
    return {"row": row, "columns": table_columns(index) if row else []}


def _issue(index: Indexed, provision: Provision) -> dict[str, Any]:
    """The issue of a provision, and the accounts that differ about it."""
    issue = next((i for i in index.record.issues if provision.id in i.provisions), None)
    about = {provision.id, issue.id if issue else ""} - {""}
    views = IssueViews(index, 1)
    differing = [d for d in index.record.discrepancies if d.about in about]
    return {
        "issue": issue,
        "differing": [views.discrepancy(d) for d in differing[:10]],
        "more_differing": max(0, len(differing) - 10),
    }


def findings_page(desk: Desk, asked: Asked) -> Answer:
    """What a careful drafter would ask, by rule and draft; each to be acknowledged or set aside."""
    index = desk.index
    words = words_on_findings(desk, index)
    filters: tuple[Filter[Finding], ...] = (
        Filter("draft", "Draft", lambda f: (index.drafts[f.draft].name,)),
        Filter("rule", "Rule", lambda f: (f.rule,)),
        Filter("state", "State", lambda f: (words.get(f.id, "open"),)),
    )
    findings = index.record.findings
    found = listed(findings, asked.query, filters, lambda f: f"{f.label} {f.question}")
    shown = leaf(found.items, "/findings", asked.query)
    rows = [
        {
            "finding": finding,
            "draft": index.drafts[finding.draft].name,
            "href": addresses.provision_place(finding.draft, finding.provision),
            "place": addresses.place(finding.anchor),
            "state": words.get(finding.id, ""),
        }
        for finding in shown.items
    ]
    values = {"list": found, "leaf": shown, "rows": rows, "back": _here(asked)}
    return Page("findings.html", values, title="Drafting questions", current="/findings")


def words_on_findings(desk: Desk, index: Indexed) -> dict[str, str]:
    """Finding id -> what a person said of it last."""

    def make() -> dict[str, str]:
        said: dict[str, list[str]] = {}
        for judgement in index.record.judgements:
            if judgement.noun == "finding" and not judgement.blind:
                past = said.setdefault(judgement.target, [])
                if judgement.action is Action.UNDO:
                    past[-1:] = []
                else:
                    past.append(WORDS.get(judgement.action, judgement.action.value))
        return {target: past[-1] for target, past in said.items() if past}

    return desk.kept.of("words on findings", (index.record.judgements,), make)


def judge_finding(desk: Desk, asked: Asked) -> Answer:
    """Acknowledge a drafting question, or set it aside."""
    action = Action.REJECT if asked.sent("action") == "reject" else Action.CONFIRM
    desk.live.judge(asked.parts["finding"], action, asked.who, noun="finding",
                    why=asked.sent("why"))  # fmt: skip
    return Moved(back_to(asked, "/findings"), f"Kept: {WORDS[action]}.")


def _here(asked: Asked) -> str:
    return f"{asked.path}?{asked.query}" if asked.query else asked.path


def back_to(asked: Asked, default: str) -> str:
    """The page of this server that the form was on, as the form says; never another server."""
    back = asked.sent("back")
    own = back.startswith("/") and not back.startswith(("//", "/\\"))
    return back if own and back.isprintable() else default


ADDRESSES = (
    Address("/drafts", drafts_page, words="The drafts"),
    Address("/drafts/{draft}", draft_page, words="One draft"),
    Address("/provisions/{provision}", provision_page, words="One provision"),
    Address("/findings", findings_page, words="Drafting questions"),
    Address("/findings/{finding}", judge_finding, method="POST", least=Role.CODER),
)
