"""What to judge next, and what was judged."""

from __future__ import annotations

from itertools import islice

from travaux.core.judgements import Judgement
from travaux.reports.indexed import Indexed
from travaux.web.answering import Address, Answer, Asked, Page, whole_number
from travaux.web.desk import Desk
from travaux.web.judge_views import target_values, told
from travaux.web.listing import Filter, listed
from travaux.web.paging import leaf
from travaux.workbench.inbox import Inbox, Item
from travaux.workbench.judged.wording import quote_of

NEXT = 12  # items listed after the one that is shown


def inbox_page(desk: Desk, asked: Asked) -> Answer:
    """The most urgent thing to judge, ready to be judged, and what comes after it."""
    inbox = inbox_of(desk)
    index = inbox.index
    noun = asked.query.get("noun", "")
    at = whole_number(asked.query, "at", 1)
    items = list(islice(inbox.open(index, noun), at + NEXT))
    at = min(at, len(items)) or 1
    values = {
        "at": at,
        "noun": noun,
        "item": items[at - 1] if items else None,
        "it": _shown(desk, index, items[at - 1], asked.who) if items else None,
        "later": [
            {"item": i, "at": at + n, "quote": quote_of(index, desk.live.ground, i.noun, i.target)}
            for n, i in enumerate(items[at : at + NEXT], 1)
        ],
        "before": at - 1,
        "after": at + 1 if len(items) > at else 0,
        "back": f"/inbox?at={at}" + (f"&noun={noun}" if noun else ""),
    }
    return Page("inbox.html", values, title="Inbox", current="/inbox")


def _shown(desk: Desk, index: Indexed, item: Item, who: str) -> dict[str, object]:
    return target_values(desk.live, index, item.noun, item.target, who)


def inbox_of(desk: Desk) -> Inbox:
    """What most needs a judgement now: weighed once, then carried on by each judgement."""
    return desk.following("inbox", Inbox, Inbox.followed)


def activity_page(desk: Desk, asked: Asked) -> Answer:
    """Every judgement, the newest first; each person may take back their own."""
    index = desk.index
    open_ones = [j for j in reversed(index.record.judgements) if not j.blind or j.who == asked.who]
    found = listed(open_ones, asked.query, FILTERS, lambda j: f"{j.quote} {j.why} {j.who}")
    shown = leaf(found.items, "/activity", asked.query)
    gone = [p for p in index.record.problems if p.code == "judgement-without-target"]
    values = {
        "list": found,
        "leaf": shown,
        "lines": told(index, shown.items, asked.who),
        "unplaced": gone,
        "back": f"/activity?{asked.query}" if asked.query else "/activity",
    }
    return Page("activity.html", values, title="Activity", current="/activity")


FILTERS: tuple[Filter[Judgement], ...] = (
    Filter("who", "Who", lambda j: (j.who,)),
    Filter("noun", "What", lambda j: (j.noun,)),
    Filter("field", "Field", lambda j: (j.field,)),
    Filter("day", "Day", lambda j: (j.when[:10],)),
)

ADDRESSES = (
    Address("/inbox", inbox_page, words="What most needs a judgement"),
    Address("/activity", activity_page, words="What was judged"),
)
