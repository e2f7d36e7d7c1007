"""The exchange format: one table a noun, one plain row a noun, fields that stay.

The shape of each row is a JSON Schema in `schemas/`, which ships with the package and which every
export is tested against. `rows` is what JSON Lines, CSV and Parquet are all made from.
Everywhere `start` and `end` are half-open character offsets into that document's `text`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from travaux.core.anchors import Anchor
from travaux.core.documents import Document
from travaux.core.drafts import Change, Claim, Draft, Finding, Provision, Slot
from travaux.core.issues import Account, Discrepancy, Event, Issue, Position
from travaux.core.parties import Party
from travaux.core.plain import plain
from travaux.core.problems import Problem
from travaux.core.record import Record
from travaux.core.statements import Statement
from travaux.reports.indexed import Indexed

Row = dict[str, Any]

OWN_WORDS = (
    "affiliations",
    "duplicates",
    "groups",
    "variants",
    "threads",
    "redlines",
    "burdens",
    "reliances",
    "commitments",
    "assessments",
)
"""Nouns that are exported as they are, beside the tables of the format."""


def span(anchor: Anchor | None) -> Row | None:
    """An anchor inside its own statement's document: {start, end, text}."""
    return {"start": anchor.start, "end": anchor.end, "text": anchor.exact} if anchor else None


def place(anchor: Anchor) -> Row:
    """An anchor anywhere: {document, start, end, text}."""
    return {"document": anchor.document, **(span(anchor) or {})}


def _document(index: Indexed, document: Document) -> Row:
    own = ("id", "file", "title", "publisher", "date", "language", "text", "format", "copies")
    part = ("start", "end", "kind", "title", "publisher", "author", "date", "evidence")
    parts = [{key: plain(getattr(p, key)) for key in part} for p in document.parts]
    return {**{key: plain(getattr(document, key)) for key in own}, "parts": parts}


def _party(index: Indexed, party: Party) -> Row:
    keys = ("id", "name", "aliases", "kind", "affiliation", "named", "side", "can_bind")
    return {key: plain(getattr(party, key)) for key in keys} | {"merges": plain(party.merges)}


def _statement(index: Indexed, statement: Statement) -> Row:
    speaker = statement.speaker
    stances = index.stances_of.get(statement.id, ())
    return {
        "id": statement.id,
        "document": statement.document,
        "kind": statement.kind.value,
        "source": span(statement.source),
        "cue": span(statement.cue),
        "content": [span(piece) for piece in statement.content],
        "speaker": {"party": speaker.party, "name": speaker.name, "named": speaker.named}
        if speaker
        else None,
        "within": statement.within or None,
        "date": statement.date,
        "stance": stances[0].stance.value if stances else "none stated",
        "provisions": [
            {"draft": link.draft, "label": link.label, "how": link.how, "score": link.score}
            for link in index.links_of.get(statement.id, ())
        ],
        "confidence": statement.confidence,
        "made_by": list(statement.made_by),
        "mode": statement.mode.value,
        "factuality": statement.factuality.value,
    }


def _draft(index: Indexed, draft: Draft) -> Row:
    witnesses = {w.id: w for w in index.record.witnesses}
    found = [witnesses[w] for w in draft.witnesses if w in witnesses]
    return {
        "id": draft.id,
        "name": draft.name,
        "date": draft.date,
        "status": draft.status.value,
        "authors": list(draft.authors),
        "witnesses": [{"document": w.document, "start": w.start, "end": w.end} for w in found],
        "evidence": [place(anchor) for anchor in draft.evidence],
    }


def _slots(slots: Iterable[Slot]) -> list[Row]:
    return [{**plain(s), "anchor": place(s.anchor), "text": s.anchor.exact} for s in slots]


def _claim(index: Indexed, claim: Claim) -> Row:
    known = [index.provisions[p] for p in claim.provisions if p in index.provisions]
    return {
        **{key: plain(getattr(claim, key)) for key in ("id", "draft", "kind", "topic", "cue")},
        **{key: getattr(claim, key) for key in ("by", "party", "score")},
        "statement": claim.statement or None,
        "provisions": [{"id": p.id, "draft": p.draft, "label": p.label} for p in known],
        "slots": _slots(claim.slots),
        "anchor": place(claim.anchor),
    }


def _provision(index: Indexed, provision: Provision) -> Row:
    return {
        "id": provision.id,
        "draft": provision.draft,
        "label": provision.label,
        "path": list(provision.path),
        "parent": provision.parent or None,
        "text": provision.text,
        "lead_in": provision.lead_in,
        "anchors": [place(anchor) for anchor in provision.anchors],
        "slots": _slots(provision.slots),
    }


def _change(index: Indexed, change: Change) -> Row:
    def side(draft: str, provisions: tuple[str, ...]) -> Row:
        known = [index.provisions[p].label for p in provisions if p in index.provisions]
        return {"draft": draft, "labels": known, "provisions": list(provisions)}

    return {
        "id": change.id,
        "from": side(change.from_draft, change.before),
        "to": side(change.to_draft, change.after),
        "kinds": [kind.value for kind in change.kinds],
        "score": change.score,
        "reason": change.reason,
        "certain": change.certain,
    }


def _finding(index: Indexed, finding: Finding) -> Row:
    keys = ("id", "rule", "draft", "provision", "label", "question")
    return {key: getattr(finding, key) for key in keys} | {"anchor": place(finding.anchor)}


def _issue(index: Indexed, issue: Issue) -> Row:
    return {
        "id": issue.id,
        "name": issue.name,
        "provisions": list(issue.provisions),
        "options": [
            {**plain(option), "anchors": [place(a) for a in option.anchors]}
            for option in issue.options
        ],
    }


def _position(index: Indexed, position: Position) -> Row:
    keys = ("id", "party", "issue", "provision", "stance", "value", "statements", "since", "until")
    return {key: plain(getattr(position, key)) for key in keys}


def _account(account: Account) -> Row:
    keys = ("value", "unit", "shown", "text", "party", "document", "date", "statement")
    return {key: getattr(account, key) for key in keys} | {"anchor": place(account.anchor)}


def _discrepancy(index: Indexed, found: Discrepancy) -> Row:
    return {
        "id": found.id,
        "about": found.about,
        "slot": found.slot,
        "title": found.title,
        "values": [_account(account) for account in found.values],
        "likely_reason": found.likely_reason,
        "explanation": found.explanation,
        "score": found.score,
    }


def _event(index: Indexed, event: Event) -> Row:
    places = [place(anchor) for anchor in event.anchors]
    return {
        "id": event.id,
        "date": event.date,
        "until": event.until,
        "precision": event.precision,
        "text": event.text,
        "parties": list(event.parties),
        "anchor": places[0] if places else None,
        "anchors": places,
        "status": event.status.value,
    }


def _problem(index: Indexed, problem: Problem) -> Row:
    anchor = place(problem.anchor) if problem.anchor else None
    keys = ("id", "code", "sentence", "file")
    return {key: getattr(problem, key) for key in keys} | {"anchor": anchor}


def _as_it_is(index: Indexed, noun: Any) -> Row:
    return dict(plain(noun))


WRITERS: dict[str, Callable[[Indexed, Any], Row]] = {
    "documents": _document,
    "parties": _party,
    "statements": _statement,
    "drafts": _draft,
    "provisions": _provision,
    "claims": _claim,
    "changes": _change,
    "findings": _finding,
    "issues": _issue,
    "positions": _position,
    "discrepancies": _discrepancy,
    "events": _event,
    "judgements": _as_it_is,
    "problems": _problem,
    **dict.fromkeys(OWN_WORDS, _as_it_is),
}


def rows(record: Record) -> Iterator[tuple[str, Iterator[Row]]]:
    """(table, its rows) of every table of the format, in a fixed order."""
    index = Indexed(record)
    for table, write in WRITERS.items():
        yield table, (write(index, noun) for noun in getattr(record, table))


def json_lines(record: Record) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of the record as JSON Lines: UTF-8, one object a line."""
    for table, lines in rows(record):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in lines)
        yield f"{table}.jsonl", text.encode("utf-8", "surrogatepass")
