"""Judge one thing, or several at once; take back; what to do where somebody judged meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from travaux.core.errors import JudgedMeanwhile, UsageError
from travaux.core.judgements import Action, Judgement
from travaux.reports.indexed import Indexed, shortened
from travaux.web.answering import Address, Answer, Asked, Moved, NotThere, Page
from travaux.web.desk import Desk
from travaux.web.draft_pages import back_to
from travaux.web.judge_forms import alignment_of, places_in, position_of, value_of, widget_of
from travaux.web.judge_views import DONE, NAMES, shown, target_values, told
from travaux.web.users import Role
from travaux.workbench.judged.kinds import KINDS, TABLES, found
from travaux.workbench.judged.wording import Wanted, quote_of

MOST = 500  # targets of one judgement on several
BULK = ("speaker", "stance", "link", "date")  # fields that make sense for several statements


def judge_page(desk: Desk, asked: Asked) -> Answer:
    """One thing with all that can be said of it, and all that was."""
    index = desk.index
    noun, target = known_target(desk, index, asked)
    values = target_values(desk.live, index, noun, target, asked.who)
    return Page("judge.html", {"it": values, "back": asked.path}, title=f"Judge {NAMES[noun]}")


def known_target(desk: Desk, index: Indexed, asked: Asked) -> tuple[str, str]:
    """The noun and target of an address. Raises NotThere."""
    noun, target = asked.parts["noun"], asked.parts["target"]
    there = noun in TABLES and (
        found(index, noun, target) or found(desk.live.ground.index, noun, target)
    )
    if not there and target not in index.judged:
        raise NotThere(f"There is no such {noun}.", "It may have gone from the sources.")
    return noun, target


def judge(desk: Desk, asked: Asked) -> Answer:
    """Keep what a form says of one thing."""
    wanted = wanted_of(desk.index, asked)
    try:
        kept = desk.live.judge_all([wanted], asked.who, asked.sent("why"))
    except JudgedMeanwhile as meanwhile:
        return conflict(desk, asked, [wanted], meanwhile)
    return Moved(back_to(asked, f"/judge/{kept[0].noun}/{kept[0].target}"), said_of(kept))


def wanted_of(index: Indexed, asked: Asked) -> Wanted:
    """What a form wants to say. Raises UsageError where it cannot be read."""
    noun, target, field = asked.sent("noun"), asked.sent("target"), asked.sent("field")
    action = action_of(asked.sent("action"))
    if action is Action.ADD:
        if noun not in ADDS:
            raise UsageError(f"A {noun} cannot be added here.")
        return Wanted(noun, "", action, value=ADDS[noun](index, asked))
    if noun == "statement" and field and target not in index.statements:
        raise UsageError("This statement was rejected.", "Take that back first.")
    value = value_of(index, noun, target, field, asked.form)
    dated = f"{field} {asked.sent('day')}".strip()  # a score is one of a day
    return Wanted(noun, target, action, dated, value, asked.sent("seen"))


def action_of(word: str) -> Action:
    """The action of this name. Raises UsageError."""
    try:
        return Action(word)
    except ValueError:
        raise UsageError(f"“{word}” is nothing that one can do here.") from None


def _added(index: Indexed, asked: Asked) -> dict[str, Any]:
    document = index.documents.get(asked.sent("document"))
    if document is None:
        raise UsageError("There is no such document.", "Add statements from a source's page.")
    near = int(asked.sent("near")) if asked.sent("near").isdecimal() else 0
    content, cue, source = (
        places_in(document, asked.form, near, part) for part in ("content", "cue", "source")
    )
    return {
        "document": document.id,
        "content": content,
        "cue": cue[0] if cue else None,
        "source": source[0] if source else None,
        "speaker": asked.sent("speaker"),
    }


ADDS: Mapping[str, Callable[[Indexed, Asked], Any]] = {
    "statement": _added,
    "change": lambda index, asked: alignment_of(index, "", asked.form),
    "position": lambda index, asked: position_of(index, asked.form),
}
"""What can be added in a page: noun -> its value as the page's form says it."""


def said_of(kept: Sequence[Judgement]) -> str:
    """What is told of judgements that were kept."""
    first = kept[0]
    what = f"{DONE[first.action]} {first.field}".strip().capitalize().replace("_", " ")
    if len(kept) > 1:
        return f"{what}: {len(kept)} at once. Each can be taken back under Activity."
    return f"{what}: “{shortened(first.quote, 80)}”."


def conflict(
    desk: Desk, asked: Asked, wanted: Sequence[Wanted], meanwhile: JudgedMeanwhile
) -> Answer:
    """What somebody else did meanwhile, beside what was wanted."""
    index = desk.index
    one = next((w for w in wanted if w.target == meanwhile.target), wanted[0])
    values = {
        "error": meanwhile,
        "since": told(index, meanwhile.judgements, asked.who),
        "it": target_values(desk.live, index, one.noun, one.target, asked.who),
        "wanted": {
            "what": f"{one.action.value} {one.field}".strip(),
            "value": shown(index, one.value) if one.field else "",
            "sent": [
                (k, v)
                for k, v in asked.form.multi_items()
                if isinstance(v, str) and k not in ("csrf", "seen")
            ],
        },
        "alone": len(wanted) == 1,
        "back": back_to(asked, f"/judge/{one.noun}/{one.target}"),
    }
    return Page("conflict.html", values, title="Judged meanwhile", status=409)


def undo(desk: Desk, asked: Asked) -> Answer:
    """Take back the newest judgement of the person, or the one that the form names."""
    taken = desk.live.undo(asked.who, asked.sent("judgement"))
    return Moved(back_to(asked, "/activity"), f"Taken back: “{shortened(taken.quote, 80)}”.")


def several(desk: Desk, asked: Asked) -> Answer:
    """One judgement on several things: shown first, kept when it is confirmed."""
    index = desk.index
    wanted = _several(index, asked)
    if asked.sent("sure"):
        try:
            return Moved(
                back_to(asked, "/activity"),
                said_of(desk.live.judge_all(wanted, asked.who, asked.sent("why"))),
            )
        except JudgedMeanwhile as meanwhile:
            return conflict(desk, asked, wanted, meanwhile)
    first = wanted[0]
    now = KINDS[first.noun, first.field].now
    rows = [
        {
            "target": w.target,
            "seen": w.seen or desk.live.seen(w.noun, w.target),
            "quote": shortened(quote_of(index, desk.live.ground, w.noun, w.target), 200),
            "before": shown(index, now(index, w.target)) if w.field else "",
        }
        for w in wanted
    ]
    values = {
        "rows": rows,
        "what": f"{DONE[first.action]} {first.field}".strip(),
        "after": shown(index, first.value) if first.field else "",
        "first": first,
        "value": json.dumps(first.value),
        "back": back_to(asked, "/statements"),
    }
    return Page("several.html", values, title="Several at once")


def _several(index: Indexed, asked: Asked) -> list[Wanted]:
    """One wanted judgement a target; raises UsageError for none or too many."""
    targets = [t for t in asked.form.getlist("target") if isinstance(t, str) and t]
    if not 0 < len(targets) <= MOST:
        raise UsageError(f"{len(targets)} are chosen.", f"Choose 1 to {MOST}.")
    word, _, named = asked.sent("do").partition(" ")
    noun, field = asked.sent("noun"), named or asked.sent("field")
    action = action_of(word or asked.sent("action"))
    if (noun, field) not in KINDS or (field and field not in BULK):
        raise UsageError(f"“{field}” cannot be said of several at once.")
    given = asked.sent("json")
    value = json.loads(given) if given else value_of(index, noun, targets[0], field, asked.form)
    seen = [str(s) for s in asked.form.getlist("seen")]
    tokens = seen if len(seen) == len(targets) else [""] * len(targets)
    return [Wanted(noun, t, action, field, value, s) for t, s in zip(targets, tokens, strict=True)]


def add_page(desk: Desk, asked: Asked) -> Answer:
    """A form to add what the machine missed in one document."""
    index = desk.index
    document = index.documents.get(asked.query.get("document", ""))
    if document is None:
        raise NotThere("There is no such document.", "Open a source, then add a statement to it.")
    values = {
        "document": document,
        "title": index.title(document.id),
        "places": asked.query.get("places", ""),
        "words": _words(document.text, asked.query.get("places", "")),
        "names": widget_of("statement", "speaker").options(index, ""),
        "back": f"/sources/{document.id[:12]}",
    }
    return Page("add_statement.html", values, title="Add a statement")


def _words(text: str, places: str) -> str:
    pieces = []
    for piece in places.split():
        start, _, end = piece.partition("-")
        if start.isdecimal() and end.isdecimal():
            pieces.append(text[int(start) : int(end)])
    return " … ".join(pieces)


ADDRESSES = (
    Address("/judge/{noun}/{target}", judge_page, least=Role.READER, words="One thing to judge"),
    Address("/judge", judge, method="POST", least=Role.CODER, words="Judge one thing"),
    Address("/judge-several", several, method="POST", least=Role.CODER, words="Judge several"),
    Address("/undo", undo, method="POST", least=Role.CODER, words="Take back a judgement"),
    Address("/add-statement", add_page, least=Role.CODER, words="Add what was missed"),
)
