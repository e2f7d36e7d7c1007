"""The n-column table: the drafts side by side, and a column for the compromise that a person
writes."""

from __future__ import annotations

import json
from dataclasses import dataclass

from travaux.core.comparing import Thread
from travaux.core.errors import JudgedMeanwhile
from travaux.core.judgements import Action, Judgement
from travaux.reports.indexed import Indexed
from travaux.reports.life_pages import LifeViews
from travaux.reports.table_page import TableViews
from travaux.web.answering import Address, Answer, Asked, Moved, NotThere, Page
from travaux.web.desk import Desk
from travaux.web.draft_pages import back_to
from travaux.web.listing import Filter, listed
from travaux.web.paging import leaf
from travaux.web.users import Role

ROWS = 30
NOUN = "compromise"


def table_page(desk: Desk, asked: Asked) -> Answer:
    """The threads of provisions, a page at a time."""
    index = desk.index
    kinds = {change.id: [k.value for k in change.kinds] for change in index.record.changes}
    written = compromises(desk, index)
    filters: tuple[Filter[Thread], ...] = (
        Filter(
            "kind", "What became of it", lambda t: {k for c in t.changes for k in kinds.get(c, ())}
        ),
        Filter("compromise", "Compromise", lambda t: ("written" if t.id in written else "open",)),
    )
    found = listed(index.record.threads, asked.query, filters, lambda t: _text(index, t))
    shown = leaf(found.items, "/table", asked.query, ROWS)
    views = TableViews(index)
    rows = [
        views.row(t) | {"compromise": written.get(t.id), "seen": desk.live.seen(NOUN, t.id)}
        for t in shown.items
    ]
    told = [row for c in views.columns if (row := views.loose_row(c["draft"]))]
    values = {
        "list": found,
        "leaf": shown,
        "columns": views.columns,
        "told": told if shown.page == shown.pages else [],
        "rows": rows,
        "back": f"/table?{asked.query}" if asked.query else "/table",
    }
    return Page("table_compromise.html", values, title="Drafts side by side", current="/table")


def life_page(desk: Desk, asked: Asked) -> Answer:
    """The life of one provision, draft by draft."""
    index = desk.index
    places = {t.id.rpartition("-")[2]: n for n, t in enumerate(index.record.threads)}
    if asked.parts["thread"] not in places:
        raise NotThere("There is no such provision.", "Look at the drafts side by side.")
    values = LifeViews(index).life(places[asked.parts["thread"]])
    return Page("life.html", values, title=values["title"], current="/table")


@dataclass(frozen=True, slots=True)
class Compromise:
    """Words that a person wrote for a row of the table."""

    text: str
    who: str
    when: str


def compromises(desk: Desk, index: Indexed) -> dict[str, Compromise]:
    """Thread id -> the compromise written last."""

    def make() -> dict[str, Compromise]:
        said: dict[str, list[Judgement]] = {}
        for judgement in index.record.judgements:
            if judgement.noun == NOUN and not judgement.blind:
                past = said.setdefault(judgement.target, [])
                if judgement.action is Action.UNDO:
                    past[-1:] = []
                else:
                    past.append(judgement)
        written = {target: _compromise(past[-1]) for target, past in said.items() if past}
        return {target: c for target, c in written.items() if c.text}

    return desk.kept.of("compromises", (index.record.judgements,), make)


def _compromise(judgement: Judgement) -> Compromise:
    value = json.loads(judgement.after or '""')
    text = value.get("text", "") if isinstance(value, dict) else value
    return Compromise(str(text), judgement.who, judgement.when[:16].replace("T", " "))


def write_compromise(desk: Desk, asked: Asked) -> Answer:
    """Keep the words of a compromise on one thread of provisions; where somebody wrote others
    meanwhile, show both and lose neither."""
    thread, text = asked.parts["thread"], asked.sent("text").strip()
    back = back_to(asked, "/table")
    try:
        desk.live.judge(
            thread,
            Action.CHANGE,
            asked.who,
            noun=NOUN,
            field="text",
            value=text,
            seen=asked.sent("seen"),
        )
    except JudgedMeanwhile as error:
        return _both(desk, thread, text, back, error)
    return Moved(f"{back}#{thread}", "The compromise is kept.")


def _both(desk: Desk, thread: str, text: str, back: str, error: JudgedMeanwhile) -> Page:
    values = {
        "thread": thread,
        "mine": text,
        "theirs": compromises(desk, desk.index).get(thread),
        "said": error.found,
        "seen": desk.live.seen(NOUN, thread),
        "back": back,
    }
    return Page(
        "compromise_both.html", values, title="Two compromises", current="/table", status=409
    )


def _text(index: Indexed, thread: Thread) -> str:
    found = (index.provisions[p] for cell in thread.cells for p in cell if p in index.provisions)
    return " ".join(f"{p.label} {p.text}" for p in found)


ADDRESSES = (
    Address("/table", table_page, words="The drafts side by side"),
    Address("/lives/{thread}", life_page, words="The life of one provision"),
    Address("/table/{thread}", write_compromise, method="POST", least=Role.CODER),
)
