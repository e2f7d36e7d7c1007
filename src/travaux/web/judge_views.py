"""What can be judged, and what was, as values for pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from travaux.core.judgements import Action, Judgement
from travaux.reports import addresses
from travaux.reports.indexed import Indexed, shortened
from travaux.web.judge_forms import AROUND, fields_of
from travaux.workbench.judged.kinds import KINDS
from travaux.workbench.judged.seen import seen
from travaux.workbench.judged.standing import value, value_before
from travaux.workbench.judged.wording import quote_of
from travaux.workbench.live import LiveRecord

SHOWN = 160  # characters of a quote in a list
DONE = {
    Action.CONFIRM: "confirmed",
    Action.REJECT: "rejected",
    Action.ADD: "added",
    Action.UNDO: "took back what they said of",
    Action.CHANGE: "changed",
}
NAMES = {
    "statement": "a statement",
    "party": "a party",
    "change": "which provision became which",
    "finding": "a drafting question",
    "discrepancy": "a discrepancy",
    "event": "an event",
    "position": "a position",
    "commitment": "a commitment",
    "assessment": "how a commitment is kept",
    "compromise": "a compromise",
}
"""What can be judged, as a heading calls it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One judgement as a line: who did what to which words; undone: it was taken back."""

    id: str
    who: str
    when: str
    what: str
    before: str
    after: str
    why: str
    quote: str
    href: str
    noun: str
    blind: bool
    undone: bool
    mine: bool


def told(index: Indexed, judgements: Iterable[Judgement], who: str = "") -> list[Told]:
    """Judgements as lines. who: the person who looks, for what is theirs to take back."""
    taken = {value_before(j) for j in index.record.judgements if j.action is Action.UNDO}
    return [_line(index, judgement, who, judgement.id in taken) for judgement in judgements]


def _line(index: Indexed, judgement: Judgement, who: str, undone: bool) -> Told:
    undo = judgement.action is Action.UNDO
    what = f"{DONE[judgement.action]} {judgement.field or ''}".strip().replace("_", " ")
    return Told(
        judgement.id,
        judgement.who,
        judgement.when[:16].replace("T", " "),
        what,
        "" if undo else shown(index, value_before(judgement)),
        "" if undo or not judgement.field else shown(index, value(judgement)),
        judgement.why,
        shortened(judgement.quote, SHOWN),
        f"/judge/{judgement.noun}/{judgement.target}",
        judgement.noun,
        judgement.blind,
        undone,
        judgement.who == who and not undo and not undone,
    )


def shown(index: Indexed, said: Any) -> str:
    """A value of a judgement in words: names for ids, words for places."""
    if isinstance(said, dict):
        if "exact" in said:
            return str(said["exact"])
        if "text" in said:
            return str(said["text"])
        return "; ".join(f"{shown(index, k)}: {shown(index, v)}" for k, v in said.items() if v)
    if isinstance(said, list):
        return ", ".join(shown(index, one) for one in said) or "nothing"
    for table in (index.parties, index.drafts):
        if said in table:
            return str(table[said].name)
    if said in index.provisions:
        return index.provisions[said].label
    return {True: "yes", False: "no", None: "nothing"}.get(said, str(said)) or "nothing"


def target_values(
    live: LiveRecord, index: Indexed, noun: str, target: str, who: str
) -> dict[str, Any]:
    """Everything a page needs to judge one thing."""
    history = [j for j in index.judged.get(target, ()) if j.noun == noun]
    return {
        "noun": noun,
        "name": NAMES[noun],
        "word": (noun, "") in KINDS,
        "target": target,
        "quote": quote_of(index, live.ground, noun, target),
        "seen": seen(index, noun, target),
        "fields": fields_of(index, noun, target) if _stands(index, noun, target) else [],
        "stands": _stands(index, noun, target),
        "history": told(index, reversed([j for j in history if not j.blind or j.who == who]), who),
        "href": _href(index, noun, target),
        "around": around(live, index, target) if noun == "statement" else None,
    }


def _stands(index: Indexed, noun: str, target: str) -> bool:
    return noun != "statement" or target in index.statements


def _href(index: Indexed, noun: str, target: str) -> str:
    if noun == "statement" and target in index.statements:
        return addresses.statement_place(index.statements[target])
    if noun == "party":
        return addresses.party_place(target)
    if noun == "position":
        return f"/positions/{target}"
    return index.places.get(target, "")


def around(live: LiveRecord, index: Indexed, target: str) -> dict[str, Any] | None:
    """A statement in its surroundings, its parts marked; the document's offsets are kept."""
    statement = index.statements.get(target) or live.ground.index.statements.get(target)
    if statement is None:
        return None
    document = index.documents[statement.document]
    parts = [("source", statement.source), ("cue", statement.cue)]
    marks = [(a.start, a.end, name) for name, a in parts if a]
    marks += [(a.start, a.end, "said") for a in statement.content]
    start = max(0, statement.start - AROUND)
    speaker = statement.speaker
    return {
        "document": document.id,
        "title": index.title(document.id, statement.start),
        "text": excerpt(document.text, start, statement.end + AROUND, marks),
        "language": document.language or "und",
        "speaker": speaker.name if speaker else "(source not given)",
        "how": speaker.how if speaker else "",
    }


MARKED = Markup('<mark class="{}" data-o="{}">{}</mark>')
PLAIN = Markup('<span{} data-o="{}">{}</span>')


def excerpt(text: str, start: int, end: int, marks: Iterable[tuple[int, int, str]]) -> Markup:
    """text[start:end] as HTML, cut at every boundary of `marks` (start, end, class); each piece
    carries its offset, so that a script can tell the place of what is selected."""
    end = min(end, len(text))
    ranges = [mark for mark in marks if mark[0] < end and start < mark[1]]
    cuts = {start, end} | {at for a, b, _ in ranges for at in (a, b) if start < at < end}
    made = Markup("")
    for a, b in pairwise(sorted(cuts)):
        css = next((name for s, e, name in ranges if s <= a and b <= e), "")
        piece = MARKED if css else PLAIN
        made += piece.format(css, a, text[a:b])
    return made
