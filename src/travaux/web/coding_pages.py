"""Code blind, one statement after another, and how far the coders agree.

A coder sees the words in their surroundings and nothing of what the machine or anybody else made
of them. What they say is kept as blind judgements: it changes nothing in the record. Every coder
gets the same statements, in an order that no coder can choose (by their ids, which are hashes).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from travaux.core.issues import Stance
from travaux.core.judgements import Action
from travaux.core.statements import Statement
from travaux.reports.indexed import Indexed
from travaux.web.answering import Address, Answer, Asked, Moved, NotThere, Page
from travaux.web.desk import Desk
from travaux.web.judge_forms import AROUND, widget_of
from travaux.web.judge_views import excerpt
from travaux.web.users import Role
from travaux.workbench.agreeing import agreement_of, said
from travaux.workbench.judged.wording import Wanted

LOT = 50  # statements that are coded first by everybody


def coding_page(desk: Desk, asked: Asked) -> Answer:
    """The next statement that the coder has not coded, without anybody's reading of it."""
    index = desk.index
    done = coded_by(index, asked.who)
    following = next(to_code(desk, index, done, asked.query.get("after", "")), None)
    values = {
        "statement": following,
        "title": index.title(following.document, following.start) if following else "",
        "text": _shown(index, following) if following else "",
        "language": index.documents[following.document].language if following else "",
        "done": len(done),
        "lot": LOT,
        "stances": [s.value for s in Stance],
        "names": widget_of("statement", "speaker").options(index, ""),
        "provisions": widget_of("statement", "link").options(index, ""),
    }
    return Page("coding.html", values, title="Code blind", current="/coding")


def coded_by(index: Indexed, who: str) -> set[str]:
    """What a coder has coded blind."""
    return {j.target for j in index.record.judgements if j.blind and j.who == who}


def to_code(desk: Desk, index: Indexed, done: set[str], after: str = "") -> Iterator[Statement]:
    """The statements that the machine found, in the order in which everybody codes them."""
    found = desk.live.ground.index.record.statements
    ordered = desk.kept.of("coding", (found,), lambda: sorted(found, key=lambda s: s.id))
    return (s for s in ordered if s.id > after and s.id not in done)


def _shown(index: Indexed, statement: Statement) -> str:
    text = index.documents[statement.document].text
    start = max(0, statement.start - AROUND)
    marks = [(piece.start, piece.end, "said") for piece in statement.content]
    return excerpt(text, start, statement.end + AROUND, marks)


def code(desk: Desk, asked: Asked) -> Answer:
    """Keep what a coder says of one statement."""
    target = asked.sent("target")
    if target not in desk.live.ground.index.statements:
        raise NotThere("There is no such statement any more.", "Go on with the next one.")
    if asked.sent("skip"):
        return Moved(f"/coding?after={target}")
    there = asked.sent("there") != "no"
    wanted = [Wanted("statement", target, Action.CONFIRM if there else Action.REJECT)]
    if there:
        links = [v for v in asked.form.getlist("link") if isinstance(v, str) and v]
        for field, value in (("speaker", asked.sent("speaker")), ("stance", asked.sent("stance"))):
            if value:
                wanted.append(Wanted("statement", target, Action.CHANGE, field, value))
        if links or asked.sent("nolink"):
            wanted.append(Wanted("statement", target, Action.CHANGE, "link", links))
    desk.live.judge_all(wanted, asked.who, asked.sent("why"), blind=True)
    return Moved("/coding", "Kept. It changes nothing in the record.")


def agreement_page(desk: Desk, asked: Asked) -> Answer:
    """How far the coders, and the machine, agree, category by category."""
    index = desk.index
    blind = asked.query.get("blind", "") == "yes"
    figures = agreement_of(index.record, blind)
    pairs = [f for f in figures if len(f.coders) == 2]
    values = {
        "rows": [said(figure) for figure in figures],
        "blind": blind,
        "differing": [
            {
                "category": figure.category.value,
                "coders": figure.coders,
                "one": one,
                "words": index.statements[one.unit].words if one.unit in index.statements else "",
            }
            for figure in pairs
            for one in islice(figure.differing, 20)
        ],
    }
    return Page("agreement.html", values, title="Agreement", current="/coding")


ADDRESSES = (
    Address("/coding", coding_page, least=Role.CODER, words="Code blind"),
    Address("/coding", code, method="POST", least=Role.CODER, words="Keep a blind coding"),
    Address("/agreement", agreement_page, least=Role.EDITOR, words="How far coders agree"),
)
